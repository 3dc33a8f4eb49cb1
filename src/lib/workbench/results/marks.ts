import type { CellClassRules, IRowNode } from 'ag-grid-community';
import type { Cell, Row } from '$lib/results/messages';
import type { ColumnIndex } from '$lib/results/questions';
import type { ChangedCells } from '../changes';
import { holds, type Selection, type Spot } from './selection';

/** Which cells are selected, which one the search stands on, and which have changed; drawn as classes of the cells. */
export class Marks {
	selection: Selection = [];
	match: Spot | undefined;
	changed: ChangedCells | undefined;
	/** Position in the answer of each column by its id. */
	positions: ReadonlyMap<string, ColumnIndex> = new Map();
	#places: ReadonlyMap<string, number> = new Map();

	/** `ids` of the columns in the order of the screen. */
	setColumns(ids: readonly string[]): void {
		this.#places = new Map(ids.map((id, at) => [id, at]));
	}

	/** Rules for cells that are drawn anew. */
	readonly rules: CellClassRules<Row, Cell> = {
		'in-selection': ({ rowIndex, column }) => this.#selected(rowIndex, column.getColId()),
		'found-here': ({ rowIndex, column }) => this.#here(rowIndex, column.getColId()),
		'changed-here': ({ rowIndex, column }) => this.#changed(rowIndex, column.getColId())
	};

	/** The classes of cells that are drawn already. */
	repaint(root: HTMLElement): void {
		for (const cell of root.querySelectorAll<HTMLElement>('.ag-cell')) {
			const row = Number(cell.closest('[row-index]')?.getAttribute('row-index'));
			const id = cell.getAttribute('col-id') ?? '';
			cell.classList.toggle('in-selection', this.#selected(row, id));
			cell.classList.toggle('found-here', this.#here(row, id));
			cell.classList.toggle('changed-here', this.#changed(row, id));
			cell.setAttribute('aria-selected', String(this.#selected(row, id)));
		}
	}

	#selected(row: IRowNode['rowIndex'], id: string): boolean {
		if (row === null || this.selection.length === 0) return false;
		const column = this.#places.get(id);
		return column !== undefined && holds(this.selection, { row, column });
	}

	#changed(row: IRowNode['rowIndex'], id: string): boolean {
		const column = this.positions.get(id);
		return row !== null && column !== undefined && this.changed?.get(row)?.has(column) === true;
	}

	#here(row: IRowNode['rowIndex'], id: string): boolean {
		const at = this.match;
		return at !== undefined && at.row === row && this.#places.get(id) === at.column;
	}
}
