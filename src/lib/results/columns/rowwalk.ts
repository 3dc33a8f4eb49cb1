import { RowScan } from '../rowscan';
import type { Scanner } from '../scan';
import { walkRow, type CellSink } from './walk';
import { closing, Window } from './window';

/** Hands the cells of some columns, row by row, to those who want them. Fast when rows follow one another. */
export class RowWalk {
	readonly #scanner: Scanner;
	readonly #wanted: readonly number[];
	readonly #sinks: readonly CellSink[];
	/** One for all columns, or one for each when they are stored apart. */
	readonly #windows: readonly Window[];

	/** `wanted` are columns in ascending order. */
	constructor(scanner: Scanner, wanted: readonly number[], sinks: readonly CellSink[]) {
		this.#scanner = scanner;
		this.#wanted = wanted;
		this.#sinks = sinks;
		this.#windows = wanted.map(() => new Window(scanner.bytes));
	}

	/** The cells of one row, which must have been read. */
	row(row: number): void {
		const { index } = this.#scanner;
		if (this.#windows.length === 0 || index === undefined) return;
		if (index instanceof RowScan) {
			const [window] = this.#windows;
			const from = index.starts.at(row);
			const length = index.rowEnd(row) - from;
			window.move(from, from + length);
			walkRow(window.bytes, window.at + 1, closing(window, length), this.#wanted, this.#sinks);
			return;
		}
		for (let i = 0; i < this.#wanted.length; i++) {
			const [from, to] = index.cell(this.#wanted[i], row);
			const window = this.#windows[i];
			window.move(from, to);
			walkRow(window.bytes, window.at, window.at + to - from, [0], [this.#sinks[i]]);
		}
	}
}
