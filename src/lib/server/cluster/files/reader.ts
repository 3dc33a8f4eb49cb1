import { type DuckDBType } from '@duckdb/node-api';
import type { Connection } from '../database';
import { identifier, textLiteral } from '../literal';
import type { Mapping } from '../mappings';
import type { FileFormat, FileGroup } from './scan';

export interface SourceColumn {
	readonly name: string;
	readonly type: DuckDBType;
}

/** SQL that reads files, and the columns it gives. */
export interface Source {
	/** Can stand after FROM. */
	readonly sql: string;
	readonly columns: readonly SourceColumn[];
	/** Nothing but Parquet: can be queried where it lies. */
	readonly inPlace: boolean;
}

/** Rows that types are inferred from. */
export const SAMPLE_ROWS = 100_000;

const options: Readonly<Record<FileFormat, string>> = {
	csv: `, union_by_name = true, sample_size = ${SAMPLE_ROWS}`,
	tsv: `, union_by_name = true, sample_size = ${SAMPLE_ROWS}, delim = '\t'`,
	ndjson: `, format = 'newline_delimited', union_by_name = true, maximum_depth = -1, map_inference_threshold = -1, sample_size = ${SAMPLE_ROWS}`,
	json: `, format = 'auto', union_by_name = true, maximum_depth = -1, map_inference_threshold = -1, sample_size = ${SAMPLE_ROWS}`,
	parquet: ', union_by_name = true'
};

const functions: Readonly<Record<FileFormat, string>> = {
	csv: 'read_csv',
	tsv: 'read_csv',
	ndjson: 'read_json',
	json: 'read_json',
	parquet: 'read_parquet'
};

const isJson = (format: FileFormat) => format === 'json' || format === 'ndjson';

function call(format: FileFormat, paths: readonly string[], more = ''): string {
	return `${functions[format]}([${paths.map(textLiteral).join(', ')}]${options[format]}${more})`;
}

/** Column names and types of what stands after FROM. */
export async function describe(connection: Connection, from: string): Promise<readonly SourceColumn[]> {
	const result = await connection.native.run(`SELECT * FROM ${from} LIMIT 0`);
	return result.columnNames().map((name, at) => ({ name, type: result.columnType(at) }));
}

/** Rows that are too short end in nulls; one thread, since quoted line breaks are read by no more. */
const padded = ', null_padding = true, parallel = false';

/**
 * The call, and the columns it gives. A file whose rows are not all of one length is taken for one column of whole lines, or
 * for one that begins where its rows get long: its short rows are filled up instead.
 */
async function plainCall(
	connection: Connection,
	format: FileFormat,
	paths: readonly string[]
): Promise<{ readonly more: string; readonly columns: readonly SourceColumn[] }> {
	const columns = await describe(connection, call(format, paths));
	const whole = columns.length === 1 && /[,;\t|]/.test(columns[0]!.name);
	const nameless = columns.every(({ name }, at) => name === `column${at}`);
	if ((format === 'csv' || format === 'tsv') && (whole || nameless)) {
		const filled = await describe(connection, call(format, paths, padded));
		if (whole ? filled.length > 1 : filled.some(({ name }, at) => name !== `column${at}`))
			return { more: padded, columns: filled };
	}
	return { more: '', columns };
}

/**
 * A mapped column is read as it is written, not as what it looks like: `007` stays itself in a keyword, and a member
 * that is now a value and now a list is read as both.
 */
async function reader(
	connection: Connection,
	format: FileFormat,
	paths: readonly string[],
	mapping: Mapping
): Promise<string> {
	if (format === 'parquet') return call(format, paths);
	const { more, columns } = await plainCall(connection, format, paths);
	const plain = call(format, paths, more);
	if (mapping.fields.size === 0) return plain;
	const asWritten = isJson(format) ? 'JSON' : 'VARCHAR';
	const typed = columns
		.filter(({ name }) => isJson(format) || mapping.fields.has(name))
		.map(({ name, type }) => {
			const read = mapping.fields.has(name) ? asWritten : type.toString();
			return `${identifier(name)}: ${textLiteral(read)}`;
		});
	if (typed.length === 0) return plain;
	return call(format, paths, `${more}, ${isJson(format) ? 'columns' : 'types'} = {${typed.join(', ')}}`);
}

/** Opens the files of a group: their union by column name, where they are of several formats. */
export async function openSource(
	connection: Connection,
	group: FileGroup,
	mapping: Mapping
): Promise<Source> {
	const formats = [...new Set(group.files.map(({ format }) => format))];
	const readers: string[] = [];
	for (const format of formats) {
		const paths = group.files.filter((file) => file.format === format).map(({ path }) => path);
		readers.push(await reader(connection, format, paths, mapping));
	}
	const sql =
		readers.length === 1
			? readers[0]
			: `(${readers.map((one) => `FROM ${one}`).join(' UNION ALL BY NAME ')})`;
	return {
		sql,
		columns: await describe(connection, sql),
		inPlace: formats.length === 1 && formats[0] === 'parquet'
	};
}
