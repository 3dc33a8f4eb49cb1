import type { ElasticColumn } from '$lib/protocol/elastic';
import { isNumeric } from '../format';
import type { Cell, Row } from '../messages';
import type { TextFormat } from '../questions';

/** One row for writing: cells as values, or as the JSON texts the cluster sent. */
export interface WritableRow {
	readonly cells: Row;
	readonly json: readonly string[];
}

/**
 * Turns rows into text, piece by piece:
 * CSV and TSV: null is nothing, `""` the empty string, a multi-value a JSON array, an object its JSON; a field is quoted
 * when it holds the delimiter, a quote or a line break. Lines end with CRLF in CSV (RFC 4180), LF in TSV.
 * JSON and NDJSON: each value as the cluster sent it, digit by digit.
 * Markdown: as CSV, with `|` escaped and line breaks as `<br>`.
 */
export interface TextWriter {
	/** Which side of a row is read, so that the other need not be parsed. */
	readonly reads: keyof WritableRow;
	readonly head: string;
	row(row: WritableRow, index: number): string;
	readonly tail: string;
}

/** A writer for the columns in the order given; the rows' cells come in the same order. */
export function textWriter(
	format: Exclude<TextFormat, { kind: 'in' }>,
	columns: readonly ElasticColumn[]
): TextWriter {
	const names = columns.map(({ name }) => name);
	switch (format.kind) {
		case 'csv': {
			const { delimiter = ',', guard = false } = format;
			const field = (text: string | null) => delimited(guard ? guarded(text) : text, delimiter);
			return lines(format.header ? names : undefined, field, delimiter, '\r\n', columns);
		}
		case 'tsv':
			return lines(format.header ? names : undefined, (text) => delimited(text, '\t'), '\t', '\n', columns);
		case 'markdown':
			return {
				...lines(undefined, markdownField, ' | ', '\n', columns),
				head: `| ${names.map(markdownField).join(' | ')} |\n| ${columns.map(({ type }) => (isNumeric(type) ? '--:' : '---')).join(' | ')} |\n`,
				row: ({ cells }) =>
					`| ${cells.map((cell, i) => markdownField(plain(cell, columns[i].type))).join(' | ')} |\n`
			};
		case 'json':
			return {
				...objects(names),
				head: '[',
				row: (row, index) => (index === 0 ? '\n' : ',\n') + object(names, row.json),
				tail: '\n]\n'
			};
		case 'ndjson':
			return objects(names);
	}
}

function lines(
	header: readonly string[] | undefined,
	field: (text: string | null) => string,
	separator: string,
	end: string,
	columns: readonly ElasticColumn[]
): TextWriter {
	const line = (texts: readonly (string | null)[]) => texts.map(field).join(separator) + end;
	return {
		reads: 'cells',
		head: header === undefined ? '' : line(header),
		row: ({ cells }) => line(cells.map((cell, i) => plain(cell, columns[i].type))),
		tail: ''
	};
}

function objects(names: readonly string[]): TextWriter {
	return { reads: 'json', head: '', row: ({ json }) => `${object(names, json)}\n`, tail: '' };
}

function object(names: readonly string[], json: readonly string[]): string {
	return `{${names.map((name, i) => `${JSON.stringify(name)}:${json[i] ?? 'null'}`).join(',')}}`;
}

/** A cell as one text; null stays null. */
function plain(cell: Cell | undefined, type: string): string | null {
	if (cell === undefined || cell === null) return null;
	if (typeof cell === 'string') return cell;
	if ('json' in cell) return cell.json;
	const bare = isNumeric(type) || type === 'boolean';
	return `[${cell.map((value) => (bare ? value : JSON.stringify(value))).join(',')}]`;
}

function delimited(text: string | null, delimiter: string): string {
	if (text === null) return '';
	const isPlain = text !== '' && !/["\r\n]/.test(text) && !text.includes(delimiter);
	return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

/** Spreadsheets run what begins like this; a number is let through. */
function guarded(text: string | null): string | null {
	if (text === null || !/^[=+\-@\t\r]/.test(text) || /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text))
		return text;
	return `'${text}`;
}

function markdownField(text: string | null): string {
	if (text === null) return '';
	if (text === '') return '""';
	return text
		.replaceAll('\\', '\\\\')
		.replaceAll('|', '\\|')
		.replaceAll(/\r\n|\r|\n/g, '<br>');
}

/** A value as an ES|QL literal. */
export function esqlLiteral(value: string, type: string): string {
	if (isNumeric(type) || type === 'boolean') return value;
	const escaped = value
		.replaceAll('\\', '\\\\')
		.replaceAll('"', '\\"')
		.replaceAll('\n', '\\n')
		.replaceAll('\r', '\\r')
		.replaceAll('\t', '\\t');
	return `"${escaped}"`;
}
