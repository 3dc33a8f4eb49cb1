import {
	Bool,
	Field,
	Float64,
	Int32,
	Int64,
	List,
	RecordBatch,
	RecordBatchFileWriter,
	Schema,
	Struct,
	TimestampMillisecond,
	TimestampNanosecond,
	Uint64,
	Utf8,
	makeData,
	type Data,
	type DataType
} from 'apache-arrow';
import { endOfValues, firstValue, type Vector } from '../columns/vector';
import type { Batches, FileColumn, FileType } from './batches';

/**
 * An Arrow IPC file, a record batch per batch: integers of 32 or 64 bits, dates as timestamps in ms or ns (UTC), texts as
 * Utf8, multi-valued columns as lists. Each field's metadata names Elasticsearch's type.
 */
export async function* arrowFile(batches: Batches): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const plan = await batches.plan();
	const fields = plan.map(({ name, type, fileType, isList }) => {
		const item = types[fileType]();
		const metadata = new Map([['elastic:type', type]]);
		return new Field(name, isList ? new List(new Field('item', item, true)) : item, true, metadata);
	});
	const schema = new Schema(fields);
	const writer = new RecordBatchFileWriter();
	const chunks = writer[Symbol.asyncIterator]();
	const written = (async function* () {
		let rows = 0;
		for await (const vectors of batches.vectors(plan)) {
			rows += vectors[0]?.rows ?? 0;
			yield recordBatch(schema, plan, vectors);
		}
		if (rows === 0)
			yield recordBatch(
				schema,
				plan,
				plan.map(() => undefined)
			);
	})();
	const done = writer.writeAll(written);
	for await (const chunk of chunks) yield chunk.slice();
	await done;
}

const types: Readonly<Record<FileType, () => DataType>> = {
	boolean: () => new Bool(),
	int32: () => new Int32(),
	int64: () => new Int64(),
	uint64: () => new Uint64(),
	double: () => new Float64(),
	millis: () => new TimestampMillisecond('UTC'),
	nanos: () => new TimestampNanosecond('UTC'),
	text: () => new Utf8()
};

function recordBatch(
	schema: Schema,
	plan: readonly FileColumn[],
	vectors: readonly (Vector | undefined)[]
): RecordBatch {
	const children = plan.map((column, i) => columnData(column, schema.fields[i].type as DataType, vectors[i]));
	const length = vectors[0]?.rows ?? 0;
	return new RecordBatch(
		schema,
		makeData({ type: new Struct(schema.fields), length, nullCount: 0, children })
	);
}

function columnData({ fileType, isList }: FileColumn, type: DataType, vector: Vector | undefined): Data {
	const rows = vector?.rows ?? 0;
	const places = new Places();
	const offsets = new Int32Array(rows + 1);
	const lists = new Places();
	if (vector !== undefined) {
		for (let row = 0; row < rows; row++) {
			const from = firstValue(vector, row);
			const end = endOfValues(vector, row);
			if (isList) for (let at = from; at < end; at++) places.push(at);
			else places.push(from === end ? -1 : from);
			lists.push(from === end ? -1 : row);
			offsets[row + 1] = places.length;
		}
	}
	if (!isList) return valueData(fileType, type, vector, places);
	const item = (type as List).children[0].type as DataType;
	return makeData({
		type: type as List,
		length: rows,
		...lists.validity,
		valueOffsets: offsets,
		child: valueData(fileType, item, vector, places)
	});
}

/** Places of values in a vector; -1 where there is none. */
class Places {
	readonly #items: number[] = [];
	#nulls = 0;

	get length(): number {
		return this.#items.length;
	}

	push(place: number): void {
		this.#items.push(place);
		if (place === -1) this.#nulls++;
	}

	get validity(): { readonly nullCount: number; readonly nullBitmap: Uint8Array } {
		const nullBitmap = new Uint8Array(Math.ceil(this.length / 64) * 8);
		this.each((at) => (nullBitmap[at >> 3] |= 1 << (at & 7)));
		return { nullCount: this.#nulls, nullBitmap };
	}

	/** Calls `take` with each value's number and its place in the vector. */
	each(take: (at: number, place: number) => void): void {
		this.#items.forEach((place, at) => {
			if (place !== -1) take(at, place);
		});
	}
}

function valueData(fileType: FileType, type: DataType, vector: Vector | undefined, places: Places): Data {
	const parts = { length: places.length, ...places.validity };
	const filled = <List extends { [at: number]: Item }, Item>(
		list: List,
		value: (place: number) => Item
	): List => {
		places.each((at, place) => (list[at] = value(place)));
		return list;
	};
	const number = (place: number) => Number(vector?.items[place] ?? 0);
	const big = (place: number) => BigInt(vector?.items[place] ?? 0);
	switch (fileType) {
		case 'int32':
			return makeData({ type: type as Int32, ...parts, data: filled(new Int32Array(parts.length), number) });
		case 'double':
			return makeData({
				type: type as Float64,
				...parts,
				data: filled(new Float64Array(parts.length), number)
			});
		case 'int64':
		case 'millis':
		case 'nanos':
			return makeData({ type: type as Int64, ...parts, data: filled(new BigInt64Array(parts.length), big) });
		case 'uint64':
			return makeData({
				type: type as Uint64,
				...parts,
				data: filled(new BigUint64Array(parts.length), big)
			});
		case 'boolean': {
			const data = new Uint8Array(Math.ceil(parts.length / 64) * 8);
			places.each((at, place) => {
				if (textOf(vector, place) === 'true') data[at >> 3] |= 1 << (at & 7);
			});
			return makeData({ type: type as Bool, ...parts, data });
		}
		case 'text':
			return makeData({ type: type as Utf8, ...parts, ...texts(vector, places) });
	}
}

function textOf(vector: Vector | undefined, place: number): string {
	return vector?.kind === 'text' ? vector.dictionary.text(vector.items[place]) : '';
}

/** The texts one behind another, copied from the dictionary as they are. */
function texts(vector: Vector | undefined, places: Places): { valueOffsets: Int32Array; data: Uint8Array } {
	const valueOffsets = new Int32Array(places.length + 1);
	if (vector?.kind !== 'text') return { valueOffsets, data: new Uint8Array() };
	const { dictionary, items } = vector;
	places.each((at, place) => {
		valueOffsets[at + 1] = dictionary.end(items[place]) - dictionary.start(items[place]);
	});
	for (let at = 0; at < places.length; at++) valueOffsets[at + 1] += valueOffsets[at];
	const data = new Uint8Array(valueOffsets[places.length]);
	places.each((at, place) => {
		const code = items[place];
		data.set(dictionary.heap.subarray(dictionary.start(code), dictionary.end(code)), valueOffsets[at]);
	});
	return { valueOffsets, data };
}
