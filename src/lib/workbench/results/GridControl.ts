import type { ColumnIndex } from '$lib/results/questions';
import { cellCommand, type CellCommand } from './cell-keys';
import { ROW_NUMBER, columnIds } from './column-ids';
import type { Layout } from './column-layout';
import { ResultsGrid, type GridListener, type ResultsView } from './grid';
import type { SortMark } from './header-board';
import { listenToPointer, type PressKind } from './pointing';
import {
	add,
	everything,
	extend,
	rectangle,
	single,
	wholeColumn,
	wholeRows,
	type Extent,
	type Spot
} from './selection';
import type { GridHandle, TableState } from './TableState.svelte';

/** What keys on cells lead to beyond the cells. */
export interface CellActions {
	copy(header: boolean): void;
	findNext(backwards: boolean): void;
}

/** Ties the grid on screen to the state of the table it shows. */
export class GridControl implements GridHandle, GridListener {
	readonly #grid: ResultsGrid;
	readonly #root: HTMLElement;
	readonly #table: () => TableState;
	readonly #actions: () => CellActions;
	readonly #stop: () => void;
	#jumps = 0;
	#gone = false;
	#ids: readonly string[] = [];
	#positions: ReadonlyMap<string, ColumnIndex> = new Map();
	/** Shift is held with the key that moves the focus. */
	#shift = false;

	constructor(
		root: HTMLElement,
		nonce: string | undefined,
		table: () => TableState,
		actions: () => CellActions
	) {
		this.#root = root;
		this.#table = table;
		this.#actions = actions;
		this.#grid = new ResultsGrid(root, nonce, this);
		const aborting = new AbortController();
		root.addEventListener('keydown', (event) => this.#press(event), {
			capture: true,
			signal: aborting.signal
		});
		const still = listenToPointer(root, {
			press: (spot, kind, whole) => this.#point(spot, kind, whole),
			drag: (spot, whole) => this.#select(extend(this.#table().selection, whole ? this.#rowEnd(spot) : spot)),
			open: (spot) => this.#open(spot),
			menu: (spot, at) => this.#menu(spot, at),
			spotOf: (element) => this.#spotOf(element)
		});
		this.#stop = () => {
			aborting.abort();
			still();
		};
	}

	show(view: ResultsView): void {
		this.#positions = new Map(columnIds(view.columns).map((id, at) => [id, at]));
		this.#grid.marks.positions = this.#positions;
		this.#grid.show(view);
	}

	/** Draws the selection, the changes and the sort marks anew. */
	paint(): void {
		const { marks, headers } = this.#grid;
		const { selection, changed, arranged } = this.#table();
		marks.selection = selection;
		marks.changed = arranged ? undefined : changed;
		marks.repaint(this.#root);
		headers.update();
	}

	destroy(): void {
		this.#gone = true;
		this.#stop();
		this.#grid.destroy();
	}

	get layout(): Layout {
		return this.#grid.layout;
	}

	lay(layout: Layout): void {
		this.#grid.lay(layout);
		this.laidOut(layout);
	}

	focus(spot: Spot): void {
		const id = this.#ids[spot.column];
		if (id === undefined) return;
		this.#jump(spot.row, () => {
			this.#shift = false;
			this.#grid.api.ensureIndexVisible(spot.row);
			this.#grid.api.ensureColumnVisible(id);
			this.#grid.api.setFocusedCell(spot.row, id);
			this.#table().focus = spot;
			this.#select(single(spot));
		});
	}

	/** Does something at a row once it is here; a later jump takes the place of one that waits. */
	#jump(row: number, arrive: () => void): void {
		const jump = ++this.#jumps;
		if (this.#grid.has(row)) return arrive();
		void this.#grid.fetched(row).then(() => {
			if (jump === this.#jumps && !this.#gone) arrive();
		});
	}

	mark(at: Spot | undefined): void {
		const { marks, api } = this.#grid;
		marks.match = at;
		marks.repaint(this.#root);
		if (at === undefined || this.#ids[at.column] === undefined) return;
		this.#jump(at.row, () => {
			api.ensureIndexVisible(at.row);
			api.ensureColumnVisible(this.#ids[at.column]);
			marks.repaint(this.#root);
		});
	}

	reveal(column: ColumnIndex): void {
		const at = this.#table().shown.indexOf(column);
		if (at >= 0) this.focus({ row: this.#table().focus?.row ?? 0, column: at });
	}

	autoSize(columns: readonly ColumnIndex[]): void {
		const ids = columns.flatMap((column) => this.#ids[this.#table().shown.indexOf(column)] ?? []);
		this.#grid.api.autoSizeColumns(ids);
		this.laidOut(this.layout);
	}

	columnsShown(ids: readonly string[]): void {
		const same = ids.length === this.#ids.length && ids.every((id, at) => id === this.#ids[at]);
		this.#ids = ids;
		const table = this.#table();
		table.shown = ids.flatMap((id) => this.#positions.get(id) ?? []);
		if (!same) this.#select([]);
	}

	laidOut(layout: Layout): void {
		this.#table().layout = layout;
	}

	focused(row: number, id: string): void {
		const column = this.#ids.indexOf(id);
		const spot = { row, column: Math.max(0, column) };
		const table = this.#table();
		/* The grid tells late; what the pointer did is known by then. */
		if (table.focus?.row === row && table.focus.column === spot.column) return;
		table.focus = spot;
		if (this.#shift && column >= 0) this.#select(extend(table.selection, spot));
		else this.#select(column >= 0 ? single(spot) : wholeRows(row, row, this.#extent));
	}

	sortOf(id: string): SortMark | undefined {
		const keys = this.#table().arrangement.sort;
		const place = keys.findIndex(({ column }) => column === this.#positions.get(id));
		if (place < 0) return undefined;
		return { descending: keys[place].descending, place: keys.length > 1 ? place + 1 : undefined };
	}

	sort(id: string, more: boolean): void {
		const column = this.#positions.get(id);
		if (column !== undefined) this.#table().sort(column, more);
	}

	menu(id: string, at: DOMRect): void {
		const column = this.#positions.get(id);
		if (column !== undefined) this.#table().menu = { kind: 'column', column, at };
	}

	get #extent(): Extent {
		return { rows: this.#grid.rows, columns: this.#ids.length };
	}

	#select(selection: TableState['selection']): void {
		this.#table().selection = selection;
	}

	#point(spot: Spot, kind: PressKind, whole: boolean): void {
		this.#shift = false;
		this.#table().focus = spot;
		const { selection } = this.#table();
		if (kind === 'extend') this.#select(extend(selection, whole ? this.#rowEnd(spot) : spot));
		else {
			const made = whole ? wholeRows(spot.row, spot.row, this.#extent) : single(spot);
			this.#select(kind === 'fresh' ? made : whole ? [...selection, ...made] : add(selection, spot));
		}
	}

	#rowEnd({ row }: Spot): Spot {
		return { row, column: this.#ids.length - 1 };
	}

	#open(spot: Spot): void {
		this.#table().focus = spot;
		this.#table().side = 'detail';
	}

	#menu(spot: Spot, at: DOMRect): void {
		const table = this.#table();
		const inside = table.selection.some((span) => {
			const { top, bottom, left, right } = rectangle(span);
			return spot.row >= top && spot.row < bottom && spot.column >= left && spot.column < right;
		});
		if (!inside) this.#select(single(spot));
		table.focus = spot;
		table.menu = { kind: 'cell', spot, at };
	}

	#spotOf(element: Element | null): { spot: Spot; whole: boolean } | undefined {
		const cell = element?.closest('.ag-cell');
		const row = Number(cell?.closest('[row-index]')?.getAttribute('row-index') ?? NaN);
		const id = cell?.getAttribute('col-id') ?? '';
		if (!cell || !this.#root.contains(cell) || Number.isNaN(row)) return undefined;
		if (id === ROW_NUMBER) return { spot: { row, column: 0 }, whole: true };
		const column = this.#ids.indexOf(id);
		return column < 0 ? undefined : { spot: { row, column }, whole: false };
	}

	#press(event: KeyboardEvent): void {
		const target = event.target instanceof Element ? event.target : undefined;
		const header = target?.closest('.ag-header-cell');
		this.#shift = event.shiftKey;
		if (header && this.#pressHeader(event, header)) return;
		if (!target?.closest('.ag-cell')) return;
		const command = cellCommand(event);
		if (command === undefined || (command.kind === 'close' && !this.#hasOpen)) return;
		this.#meet(target);
		event.preventDefault();
		event.stopPropagation();
		this.#perform(command, target);
	}

	/** Is there something beside the rows that Escape would close? If not, Escape is the page's. */
	get #hasOpen(): boolean {
		const { side, find } = this.#table();
		return side !== 'none' || find !== undefined;
	}

	/** A cell that something else than the grid focused is selected as well. */
	#meet(cell: Element): void {
		const table = this.#table();
		const hit = table.selection.length === 0 ? this.#spotOf(cell) : undefined;
		if (hit === undefined) return;
		table.focus = hit.spot;
		this.#select(hit.whole ? wholeRows(hit.spot.row, hit.spot.row, this.#extent) : single(hit.spot));
	}

	#pressHeader(event: KeyboardEvent, header: Element): boolean {
		const id = header.getAttribute('col-id') ?? '';
		const command = cellCommand(event)?.kind;
		if (command === 'menu') this.menu(id, header.getBoundingClientRect());
		else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) this.sort(id, event.shiftKey);
		else return false;
		event.preventDefault();
		event.stopPropagation();
		return true;
	}

	#perform(command: CellCommand, cell: Element): void {
		const table = this.#table();
		const spot = table.focus;
		switch (command.kind) {
			case 'copy':
				return this.#actions().copy(command.header);
			case 'find-next':
				return this.#actions().findNext(command.backwards);
			case 'all':
				return this.#select(everything(this.#extent));
			case 'row':
				return spot && this.#select(wholeRows(spot.row, spot.row, this.#extent));
			case 'column':
				return spot && this.#select(wholeColumn(spot.column, this.#extent));
			case 'find':
				table.find ??= '';
				return;
			case 'open':
				return spot && this.#open(spot);
			case 'menu':
				return spot && this.#menu(spot, cell.getBoundingClientRect());
			case 'close':
				table.side = 'none';
				table.find = undefined;
				this.mark(undefined);
		}
	}
}
