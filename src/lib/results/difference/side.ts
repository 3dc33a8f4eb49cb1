import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Row } from '../messages';
import type { DiffCells } from '../questions';
import type { Scanner } from '../scan';
import { Table } from '../table';

/** Rows that are parsed at a time where they follow one another. */
const BLOCK = 512;

/** The rows of one side of a comparison, in the columns of both. */
export class Side {
	readonly length: number;
	readonly #table: Table;
	/** Where each column of both sides is on this one; -1 where it is not. */
	readonly #places: readonly number[];
	readonly #keys: readonly number[];
	#block: readonly Row[] = [];
	#from = 0;

	constructor(scanner: Scanner, columns: readonly ElasticColumn[], keys: readonly string[]) {
		const own = scanner.columns ?? [];
		const placeOf = (name: string) => own.findIndex((column) => column.name === name);
		this.#table = new Table(scanner);
		this.length = this.#table.length;
		this.#places = columns.map(({ name }) => placeOf(name));
		this.#keys = keys.map(placeOf);
	}

	cells(row: number): DiffCells {
		const cells = this.#row(row);
		return this.#places.map((place) => (place < 0 ? undefined : (cells[place] ?? null)));
	}

	/** A text that is the same for rows with the same key. */
	key(row: number): string {
		const cells = this.#row(row);
		return JSON.stringify(this.#keys.map((place) => cells[place] ?? null));
	}

	#row(row: number): Row {
		const known = this.#block[row - this.#from];
		if (known !== undefined) return known;
		const follows = row === 0 || row === this.#from + this.#block.length;
		this.#block = this.#table.rows(row, row + (follows ? BLOCK : 1));
		this.#from = row;
		return this.#block[0] ?? [];
	}
}
