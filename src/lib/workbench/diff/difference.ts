import type { ElasticColumn } from '$lib/protocol/elastic';
import { isNumeric } from '$lib/results/format';
import type { Cell, Row } from '$lib/results/messages';

/** Rows that are compared with others. */
export interface Side {
	readonly columns: readonly ElasticColumn[];
	readonly rows: readonly Row[];
}

/** What became of a row. Cells are in the order of the difference's columns; undefined where a side lacks the column. */
export type RowChange =
	| { readonly kind: 'added' | 'removed'; readonly cells: Cells }
	| {
			readonly kind: 'changed';
			readonly before: Cells;
			readonly cells: Cells;
			/** Positions of the columns that differ. */
			readonly at: readonly number[];
	  };

export type Cells = readonly (Cell | undefined)[];

export interface Difference {
	/** Columns of both sides, those of the first one first. */
	readonly columns: readonly ElasticColumn[];
	readonly changes: readonly RowChange[];
	readonly same: number;
	/** Rows whose key another row of their side has as well; they are matched in their order. */
	readonly repeated: number;
}

/** The columns that two sides have in common, by name. */
export function sharedColumns(a: Side, b: Side): readonly string[] {
	const names = new Set(b.columns.map(({ name }) => name));
	return a.columns.map(({ name }) => name).filter((name) => names.has(name));
}

/** Columns that are likely to say which row is which: those that hold no measured number, or all. */
export function likelyKeys(a: Side, b: Side): readonly string[] {
	const shared = sharedColumns(a, b);
	const types = new Map(a.columns.map(({ name, type }) => [name, type]));
	const words = shared.filter((name) => !isNumeric(types.get(name) ?? ''));
	return words.length > 0 ? words : shared.slice(0, 1);
}

/** What turns the rows of `a` into those of `b`, matched by the columns named in `keys`. */
export function difference(a: Side, b: Side, keys: readonly string[]): Difference {
	const columns = [
		...a.columns,
		...b.columns.filter(({ name }) => !a.columns.some((column) => column.name === name))
	];
	const [before, after] = [a, b].map((side) => keyed(side, columns, keys));
	const changes: RowChange[] = [];
	let same = 0;
	for (const [key, cells] of after.rows) {
		const old = before.rows.get(key);
		if (old === undefined) changes.push({ kind: 'added', cells });
		else {
			const at = columns.map((_, place) => place).filter((place) => !equal(old[place], cells[place]));
			if (at.length === 0) same++;
			else changes.push({ kind: 'changed', before: old, cells, at });
		}
	}
	for (const [key, cells] of before.rows) if (!after.rows.has(key)) changes.push({ kind: 'removed', cells });
	return { columns, changes, same, repeated: before.repeated + after.repeated };
}

function keyed({ columns, rows }: Side, all: readonly ElasticColumn[], keys: readonly string[]) {
	const places = all.map(({ name }) => columns.findIndex((column) => column.name === name));
	const keyPlaces = keys.map((name) => columns.findIndex((column) => column.name === name));
	const found = new Map<string, Cells>();
	const times = new Map<string, number>();
	let repeated = 0;
	for (const row of rows) {
		const key = JSON.stringify(keyPlaces.map((place) => row[place] ?? null));
		const time = times.get(key) ?? 0;
		times.set(key, time + 1);
		if (time > 0) repeated++;
		found.set(
			`${time} ${key}`,
			places.map((place) => (place < 0 ? undefined : (row[place] ?? null)))
		);
	}
	return { rows: found, repeated };
}

function equal(a: Cell | undefined, b: Cell | undefined): boolean {
	return a === b || JSON.stringify(a) === JSON.stringify(b);
}
