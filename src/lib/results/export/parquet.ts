import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { endOfValues, firstValue, type Vector } from '../columns/vector';
import type { Batches, FileColumn, FileType } from './batches';

type Value = string | number | bigint | boolean;

/**
 * A Parquet file, a row group per batch: integers of 32 or 64 bits, `UINT_64` for unsigned_long, dates as timestamps in
 * ms (marked as UTC) or ns (UTC, unmarked), texts as strings, multi-valued columns as lists. Elasticsearch's types stand in the metadata.
 */
export async function* parquetFile(batches: Batches): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const plan = await batches.plan();
	const writer = new ByteWriter();
	const parquet = new ParquetWriter({
		writer,
		schema: schemaOf(plan),
		kvMetadata: plan.map(({ name, type }) => ({ key: `elastic:type:${name}`, value: type })),
		createdBy: 'esql-workbench'
	});
	for await (const vectors of batches.vectors(plan)) {
		await parquet.write({
			columnData: plan.map((column, i) => ({ name: column.name, data: valuesOf(vectors[i], column) })),
			rowGroupSize: vectors[0]?.rows ?? 1
		});
		yield taken(writer);
	}
	await parquet.finish();
	yield taken(writer);
}

/** Takes the bytes out of the writer, whose offsets go on counting. */
function taken(writer: ByteWriter): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(writer.getBuffer());
	writer.index = 0;
	return bytes;
}

const elements: Readonly<Record<FileType, Omit<SchemaElement, 'name'>>> = {
	boolean: { type: 'BOOLEAN' },
	int32: { type: 'INT32' },
	int64: { type: 'INT64' },
	// Its logical type, as this writer writes it, is none that DuckDB can read; the converted type says the same.
	uint64: { type: 'INT64', converted_type: 'UINT_64' },
	double: { type: 'DOUBLE' },
	millis: {
		type: 'INT64',
		converted_type: 'TIMESTAMP_MILLIS',
		logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' }
	},
	// Marked as UTC, DuckDB would read them as microseconds.
	nanos: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'NANOS' } },
	text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }
};

function schemaOf(plan: readonly FileColumn[]): SchemaElement[] {
	const columns = plan.flatMap(({ name, fileType, isList }): SchemaElement[] => {
		const element = elements[fileType];
		if (!isList) return [{ ...element, name, repetition_type: 'OPTIONAL' }];
		return [
			{ name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
			{ name: 'list', repetition_type: 'REPEATED', num_children: 1 },
			{ ...element, name: 'element', repetition_type: 'OPTIONAL' }
		];
	});
	return [{ name: 'root', num_children: plan.length }, ...columns];
}

function valuesOf(vector: Vector, { fileType, isList }: FileColumn): (Value | Value[] | undefined)[] {
	const value = reader(vector, fileType);
	return Array.from({ length: vector.rows }, (_, row) => {
		const from = firstValue(vector, row);
		const end = endOfValues(vector, row);
		if (from === end) return undefined;
		if (!isList) return value(from);
		return Array.from({ length: end - from }, (_, i) => value(from + i));
	});
}

function reader(vector: Vector, fileType: FileType): (place: number) => Value {
	if (vector.kind === 'text') {
		const { items, dictionary } = vector;
		const texts = Array.from({ length: dictionary.size }, (_, code) => dictionary.text(code));
		return fileType === 'boolean' ? (at) => texts[items[at]] === 'true' : (at) => texts[items[at]];
	}
	const { items } = vector;
	switch (fileType) {
		case 'int32':
		case 'double':
			return (at) => items[at];
		default:
			return (at) => BigInt(items[at]);
	}
}
