import { parseJson, JsonError, type JsonValue } from '$lib/protocol/json';
import type { ElasticColumn } from '$lib/protocol/elastic';
import { display } from '$lib/results/format';
import type { Cell, Row } from '$lib/results/messages';
import type { Notation } from '$lib/results/notation';

/** A cell as its detail shows it. */
export type CellDetail =
	| { readonly kind: 'null' }
	| { readonly kind: 'empty' }
	/** `shown` in the chosen time zone, where that is another text. */
	| { readonly kind: 'text'; readonly value: string; readonly shown: string | undefined }
	| { readonly kind: 'list'; readonly values: readonly string[] }
	| { readonly kind: 'tree'; readonly value: JsonValue; readonly json: string };

export function cellDetail(cell: Cell, column: ElasticColumn, notation: Notation): CellDetail {
	if (cell === null) return { kind: 'null' };
	if (cell === '') return { kind: 'empty' };
	if (typeof cell === 'string') {
		const { text } = display(cell, column, notation);
		return { kind: 'text', value: cell, shown: text === cell ? undefined : text };
	}
	if ('json' in cell) {
		const value = treeOf(cell.json);
		return value === undefined
			? { kind: 'text', value: cell.json, shown: undefined }
			: { kind: 'tree', value, json: cell.json };
	}
	return { kind: 'list', values: cell };
}

/** What a cell puts on the clipboard: its value as the cluster sent it, nothing for null, one line per value. */
export function cellText(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'string') return cell;
	return 'json' in cell ? cell.json : cell.join('\n');
}

/** One field of several rows side by side. */
export interface Comparison {
	readonly column: ElasticColumn;
	readonly texts: readonly string[];
	readonly differs: boolean;
}

export function compareRows(
	rows: readonly Row[],
	columns: readonly ElasticColumn[],
	notation: Notation
): readonly Comparison[] {
	return columns.map((column, at) => {
		const cells = rows.map((row) => row[at] ?? null);
		const keys = new Set(cells.map((cell) => JSON.stringify(cell)));
		return {
			column,
			texts: cells.map((cell) => display(cell, column, notation).text),
			differs: keys.size > 1
		};
	});
}

/** The path of a member as people write it: `a.b[0].c`, in brackets where a key holds more than a name. */
export function pathTo(parent: string, member: string | number): string {
	if (typeof member === 'number') return `${parent}[${member}]`;
	const plain = /^[\w@.-]+$/.test(member) ? member : `[${JSON.stringify(member)}]`;
	return parent === '' || plain.startsWith('[') ? `${parent}${plain}` : `${parent}.${plain}`;
}

function treeOf(json: string): JsonValue | undefined {
	try {
		return parseJson(json);
	} catch (error) {
		if (error instanceof JsonError) return undefined;
		throw error;
	}
}
