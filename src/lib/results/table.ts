import type { Row } from './messages';
import { parseCells, parseRows } from './cells';
import { RowScan } from './rowscan';
import type { Scanner } from './scan';

/** The rows of an answer, parsed from its bytes only when asked for. Grows while the scanner reads. */
export class Table {
	readonly #scanner: Scanner;

	constructor(scanner: Scanner) {
		this.#scanner = scanner;
	}

	/** Rows read so far. */
	get length(): number {
		return this.#scanner.rows;
	}

	row(index: number): Row | undefined {
		return this.rows(index, index + 1)[0];
	}

	/** Rows `start … end - 1`, clipped to those read. */
	rows(start: number, end: number): readonly Row[] {
		const from = Math.max(0, start);
		const to = Math.min(end, this.length);
		const { index, bytes, columns } = this.#scanner;
		if (from >= to || index === undefined || columns === undefined) return [];
		if (index instanceof RowScan) {
			return parseRows(bytes.text(index.starts.at(from), index.rowEnd(to - 1)));
		}
		const lists = columns.map((_, column) =>
			parseCells(bytes.text(index.cell(column, from)[0], index.cell(column, to - 1)[1]))
		);
		return Array.from({ length: to - from }, (_, i) => lists.map((cells) => cells[i]));
	}
}
