import type { ColumnState as GridColumnState } from 'ag-grid-community';
import type { ColumnState } from '$lib/request/view';
import { ROW_NUMBER } from './column-ids';

/** How the columns are laid out, by grid id in the order of the screen; columns that are not named follow. */
export type Layout = readonly ColumnState[];

/** What the grid says about its columns, without the row number. */
export function layoutOf(state: readonly GridColumnState[]): Layout {
	return state
		.filter(({ colId }) => colId !== ROW_NUMBER)
		.map(({ colId, width, hide, pinned }) => ({
			name: colId,
			...(typeof width === 'number' ? { width: Math.round(width) } : {}),
			...(pinned === 'left' || pinned === 'right' ? { pin: pinned } : {}),
			...(hide === true ? { hide } : {})
		}));
}

/** What the grid is told so that the columns it has lie as in `layout`. */
export function gridState(layout: Layout): GridColumnState[] {
	return [
		{ colId: ROW_NUMBER, pinned: 'left' },
		...layout.map(({ name, width, pin, hide }) => ({
			colId: name,
			...(width === undefined ? {} : { width }),
			pinned: pin ?? null,
			hide: hide === true
		}))
	];
}

/** The layout with a column moved by some places among those that are shown. */
export function moved(layout: Layout, name: string, by: -1 | 1): Layout {
	const from = layout.findIndex((column) => column.name === name);
	if (from < 0) return layout;
	let to = from + by;
	while (to >= 0 && to < layout.length && layout[to].hide === true) to += by;
	if (to < 0 || to >= layout.length) return layout;
	const rest = layout.filter((_, at) => at !== from);
	return [...rest.slice(0, to), layout[from], ...rest.slice(to)];
}

/** The layout with one column changed. */
export function changed(layout: Layout, name: string, change: Omit<ColumnState, 'name'>): Layout {
	return layout.map((column) => (column.name === name ? { ...column, ...change } : column));
}
