/** Consecutive rows of an answer. One string per column: the cells' JSON texts, divided by newlines, which JSON text never holds. */
export interface Piece {
	readonly rows: number;
	readonly columns: readonly string[];
}

/** The rows of one answer, kept as JSON text. */
export class Rows {
	readonly #pieces: Piece[] = [];
	readonly #blank: boolean[];
	#count = 0;
	#bytes = 0;

	constructor(columns: number) {
		this.#blank = Array.from({ length: columns }, () => true);
	}

	/** `cells[column][row]` are JSON texts; `rows` counts even where there is no column. */
	add(cells: readonly (readonly string[])[], rows: number): void {
		const columns = this.#blank.map((_, index) => cells[index].join('\n'));
		this.#blank.forEach((blank, index) => {
			if (blank && cells[index].some((cell) => cell !== 'null')) this.#blank[index] = false;
		});
		this.#pieces.push({ rows, columns });
		this.#count += rows;
		for (const column of columns) this.#bytes += column.length + 1;
	}

	get pieces(): readonly Piece[] {
		return this.#pieces;
	}

	/** Number of rows. */
	get count(): number {
		return this.#count;
	}

	/** Size of the kept text, in characters. */
	get size(): number {
		return this.#bytes;
	}

	/** Per column: has it no value at all? */
	get blank(): readonly boolean[] {
		return this.#blank;
	}
}
