import type { Cell, Row } from '$lib/results/messages';

/** Rows of an answer that are compared with those of the one before. */
export const COMPARED_ROWS = 1000;

/** Which cells differ: row → columns, both counted from 0. */
export type ChangedCells = ReadonlyMap<number, ReadonlySet<number>>;

/**
 * Cells of `after` that are not as in `before`, row by row; a row that was not there before is changed as a whole. Empty
 * when the columns are others.
 */
export function changedCells(
	before: { readonly columns: readonly { readonly name: string }[]; readonly rows: readonly Row[] },
	after: { readonly columns: readonly { readonly name: string }[]; readonly rows: readonly Row[] }
): ChangedCells {
	const names = (columns: readonly { readonly name: string }[]) =>
		JSON.stringify(columns.map(({ name }) => name));
	if (names(before.columns) !== names(after.columns)) return new Map();
	const changed = after.rows.map((row, at): [number, ReadonlySet<number>] => {
		const old = before.rows[at];
		return [at, new Set(row.flatMap((cell, column) => (old && same(old[column], cell) ? [] : [column])))];
	});
	return new Map(changed.filter(([, columns]) => columns.size > 0));
}

function same(a: Cell | undefined, b: Cell): boolean {
	return (
		a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
	);
}
