import type { ColumnHeader } from './column-header';

/** How a column is sorted: its direction, and its place among the keys, from 1, when there are several. */
export interface SortMark {
	readonly descending: boolean;
	readonly place: number | undefined;
}

/** What the headers of a grid ask and tell. */
export interface HeaderListener {
	/** How the column of this id is sorted just now. */
	sortOf(id: string): SortMark | undefined;
	/** `more` adds the column to the keys there are. */
	sort(id: string, more: boolean): void;
	menu(id: string, at: DOMRect): void;
}

/** Keeps the headers on screen in step with how the rows are sorted. */
export class HeaderBoard {
	readonly #headers = new Set<ColumnHeader>();

	constructor(readonly listener: HeaderListener) {}

	enter(header: ColumnHeader): void {
		this.#headers.add(header);
	}

	leave(header: ColumnHeader): void {
		this.#headers.delete(header);
	}

	update(): void {
		for (const header of this.#headers) header.mark();
	}
}
