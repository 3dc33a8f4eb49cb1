import type { Vector } from '../columns/vector';

/** Numbers the distinct values of a vector from 0, in the order of their coming. */
export class Coding {
	readonly #vector: Vector;
	readonly #codes = new Map<number | bigint, number>();
	/** Of each code, a place where the value stands, and the row. */
	readonly places: number[] = [];
	readonly rows: number[] = [];

	constructor(vector: Vector) {
		this.#vector = vector;
	}

	get size(): number {
		return this.places.length;
	}

	/** The code of the value at `place`, which is one of `row`. */
	code(place: number, row: number): number {
		const value = this.#vector.items[place];
		const known = this.#codes.get(value);
		if (known !== undefined) return known;
		const code = this.places.length;
		this.#codes.set(value, code);
		this.places.push(place);
		this.rows.push(row);
		return code;
	}
}
