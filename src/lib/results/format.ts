import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Cell } from './messages';
import { type Notation, writeDate, writeNumber } from './notation';

/** A cell as people read it. `title` is what the text leaves out: the instant as sent, or the count of values. */
export type Display =
	| {
			readonly kind: 'null' | 'empty' | 'number' | 'text' | 'date' | 'boolean' | 'json';
			readonly text: string;
			readonly title?: string;
	  }
	| {
			readonly kind: 'multi';
			readonly text: string;
			readonly items: readonly string[];
			readonly title: string;
	  };

const numbers = new Set([
	'integer',
	'long',
	'unsigned_long',
	'double',
	'counter_integer',
	'counter_long',
	'counter_double'
]);

/** Whether a column of this type holds numbers: right-aligned, in tabular figures. */
export function isNumeric(type: string): boolean {
	return numbers.has(type);
}

export function isDate(type: string): boolean {
	return type === 'date' || type === 'date_nanos';
}

/** How `cell` is shown in a column of that type: never rounded or shortened; null and `""` told apart. */
export function display(cell: Cell, column: ElasticColumn, notation: Notation): Display {
	if (cell === null) return { kind: 'null', text: 'null' };
	if (typeof cell === 'string') return scalar(cell, column.type, notation);
	if ('json' in cell) return { kind: 'json', text: compact(cell.json) };
	const items = cell.map((value) => scalar(value, column.type, notation).text);
	return { kind: 'multi', text: `[${items.join(', ')}]`, items, title: `${items.length} values` };
}

function scalar(value: string, type: string, notation: Notation): Exclude<Display, { kind: 'multi' }> {
	if (value === '') return { kind: 'empty', text: '""', title: 'empty string' };
	if (isNumeric(type)) return written('number', value, writeNumber(value, notation));
	if (type === 'boolean') return { kind: 'boolean', text: value };
	if (!isDate(type)) return { kind: 'text', text: value };
	return written('date', value, writeDate(value, notation));
}

function written(kind: 'number' | 'date', sent: string, text: string) {
	return text === sent ? { kind, text } : { kind, text, title: sent };
}

/** JSON without the whitespace between its tokens; every token stays as it was. */
function compact(json: string): string {
	return json.replace(/("[^"\\]*(?:\\[^][^"\\]*)*")|\s+/g, '$1');
}
