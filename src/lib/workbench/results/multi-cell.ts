import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import type { Display } from '$lib/results/format';
import type { Cell, Row } from '$lib/results/messages';
import { element } from './element';

/** Values of a cell that are drawn; the count always says how many there are. */
const SHOWN = 12;
const SHOWN_CHARACTERS = 120;

export interface MultiCellParams extends ICellRendererParams<Row, Cell> {
	readonly show: (cell: Cell) => Display;
}

/** A multi-value: how many values, and the first of them as chips. */
export class MultiCell implements ICellRendererComp<Row> {
	readonly #gui = element('span', 'multi-value');

	init({ value, show }: MultiCellParams): void {
		const shown = show(value ?? null);
		if (shown.kind !== 'multi') return;
		this.#gui.append(element('span', 'multi-count', String(shown.items.length)));
		for (const item of shown.items.slice(0, SHOWN)) {
			this.#gui.append(element('span', 'multi-item', item.slice(0, SHOWN_CHARACTERS)));
		}
		if (shown.items.length > SHOWN) this.#gui.append(element('span', 'multi-more', '…'));
	}

	getGui(): HTMLElement {
		return this.#gui;
	}

	refresh(): boolean {
		return false;
	}
}
