import { RowScan } from '../rowscan';
import type { Scanner } from '../scan';
import { walkValues } from './walk';
import { closing, Window } from './window';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads rows as the cluster wrote them: each cell its JSON text. Fast when they follow one another. */
export class RawRows {
	readonly #scanner: Scanner;
	readonly #window: Window;

	constructor(scanner: Scanner) {
		this.#scanner = scanner;
		this.#window = new Window(scanner.bytes);
	}

	/** Undefined when there is no such row. */
	row(row: number): readonly string[] | undefined {
		const { index, columns, rows } = this.#scanner;
		if (index === undefined || columns === undefined || row < 0 || row >= rows) return undefined;
		if (!(index instanceof RowScan)) {
			return columns.map((_, column) => this.#scanner.bytes.text(...index.cell(column, row)).trim());
		}
		const from = index.starts.at(row);
		const window = this.#window;
		window.move(from, index.rowEnd(row));
		const cells: string[] = [];
		const { bytes, at } = window;
		walkValues(bytes, at + 1, closing(window, index.rowEnd(row) - from), (start, end) => {
			cells.push(decoder.decode(bytes.subarray(start, end)));
		});
		return cells;
	}
}
