import type {
	Aggregate,
	Arrangement,
	CellRange,
	ColumnIndex,
	SelectionStatistics,
	SortKey
} from '$lib/results/questions';
import type { Answer } from '$lib/results/store';
import type { ElasticColumn } from '$lib/protocol/elastic';
import type { SortState } from '$lib/request/view';
import type { ChangedCells } from '../changes';
import { ArrangedRows } from './ArrangedRows.svelte';
import type { Layout } from './column-layout';
import { sameColumns } from './same-columns';
import { sortKeys } from './sort-names';
import { cellCount, disjoint, type Selection, type Spot } from './selection';

/** What is beside the rows. */
export type SidePanel = 'none' | 'detail' | 'columns' | 'groups';

/** A menu that is open, and where. */
export type OpenMenu =
	| { readonly kind: 'cell'; readonly spot: Spot; readonly at: DOMRect }
	| { readonly kind: 'column'; readonly column: ColumnIndex; readonly at: DOMRect };

/** What the grid on screen can be asked to do. */
export interface GridHandle {
	/** Brings a cell into view and focuses it. */
	focus(spot: Spot): void;
	/** Brings a cell into view and marks it as found. */
	mark(spot: Spot | undefined): void;
	/** Brings a column into view and focuses it in the row where the focus is. */
	reveal(column: ColumnIndex): void;
	autoSize(columns: readonly ColumnIndex[]): void;
	lay(layout: Layout): void;
	readonly layout: Layout;
}

/** Rows as they were read. */
export const asRead: Arrangement = { text: '', predicates: [], sort: [] };

/** How the rows of one tab are looked at: their order and filter, what is selected, what is open beside them. */
export class TableState {
	/** The rows as arranged. */
	readonly rows = new ArrangedRows();
	arrangement: Arrangement = $state.raw(asRead);
	selection: Selection = $state.raw([]);
	focus: Spot | undefined = $state.raw();
	/** Cells of the rows as read that are not as they were in the answer before, where someone watches for that. */
	changed: ChangedCells | undefined = $state.raw();
	side: SidePanel = $state('none');
	/** Columns that the rows are grouped by, outermost first. */
	groupBy: readonly ColumnIndex[] = $state.raw([]);
	aggregates: readonly Aggregate[] = $state.raw([]);
	/** px of the panel beside the rows. */
	sideWidth = $state(340);
	menu: OpenMenu | undefined = $state.raw();
	/** Text that is looked for; undefined while nobody looks. */
	find: string | undefined = $state();
	statistics: SelectionStatistics | undefined = $state.raw();
	/** Position in the answer of each column on screen, in the order of the screen. */
	shown: readonly ColumnIndex[] = $state.raw([]);
	grid: GridHandle | undefined = $state.raw();
	/** What the columns were laid out as, for the next answer with columns of these names. */
	layout: Layout = $state.raw([]);
	/** How the first answer's rows are sorted, if it has such columns. */
	sortAtFirst: readonly SortState[] = [];

	#answer: Answer | undefined;
	#columns: readonly ElasticColumn[] = [];

	/** Some rows may not be shown. */
	readonly filtered = $derived(this.arrangement.text !== '' || this.arrangement.predicates.length > 0);
	readonly arranged = $derived(this.filtered || this.arrangement.sort.length > 0);
	readonly rectangles = $derived(disjoint(this.selection));
	readonly cells = $derived(cellCount(this.rectangles));
	/** The selection in the terms of the store. */
	readonly ranges: readonly CellRange[] = $derived(
		this.rectangles.map(({ top, bottom, left, right }) => ({
			start: top,
			end: bottom,
			columns: this.shown.slice(left, right)
		}))
	);

	/** Other rows than before: what was selected means something else now. */
	arrange(change: Partial<Arrangement>): void {
		this.arrangement = { ...this.arrangement, ...change };
		this.forget();
	}

	/** A click on a header: ascending, descending, as read. `more` keeps the other keys. */
	sort(column: ColumnIndex, more: boolean): void {
		this.arrange({ sort: nextSort(this.arrangement.sort, column, more) });
	}

	/** Another answer: nothing of it is selected; with other columns, nothing is arranged either. */
	meet(answer: Answer | undefined, columns: readonly ElasticColumn[]): void {
		if (columns.length === 0) return;
		if (!sameColumns(this.#columns, columns) && this.#columns.length > 0) {
			this.arrangement = asRead;
			this.groupBy = [];
			this.aggregates = [];
		}
		if (this.#columns.length === 0 && this.sortAtFirst.length > 0)
			this.arrangement = { ...asRead, sort: sortKeys(this.sortAtFirst, columns) };
		if (this.#answer !== answer) {
			this.forget();
			this.changed = undefined;
		}
		this.#answer = answer;
		this.#columns = columns;
	}

	/** Some answer with columns was here. */
	get hasMet(): boolean {
		return this.#columns.length > 0;
	}

	forget(): void {
		this.selection = [];
		this.focus = undefined;
		this.menu = undefined;
		this.grid?.mark(undefined);
	}
}

/** The keys after a click on a column's header. */
export function nextSort(keys: readonly SortKey[], column: ColumnIndex, more: boolean): readonly SortKey[] {
	const known = keys.find((key) => key.column === column);
	const next: SortKey | undefined =
		known === undefined
			? { column, descending: false, nulls: 'last' }
			: known.descending
				? undefined
				: { column, descending: true, nulls: 'last' };
	if (!more) return next === undefined ? [] : [next];
	if (known === undefined || next === undefined)
		return [...keys.filter((key) => key !== known), ...(next ? [next] : [])];
	return keys.map((key) => (key === known ? next : key));
}
