import { CLOSE_ARRAY, COMMA, OPEN_ARRAY, isSpace } from './ascii';

/** Reads `"values": [[…],[…]]` from the byte after its opening bracket, one inner array after the other, in any split. */
export abstract class ArrayScan {
	/** The bracket that closes `values` was read. */
	done = false;
	/** What broke the reading, if anything did. */
	fault: string | undefined;

	/** 0 between the inner arrays, 1 directly in one. */
	protected depth = 0;
	/** `OPEN` or `ESCAPED` inside a string, else 0. */
	protected string = 0;
	/** What an inner array is. */
	protected abstract readonly item: 'row' | 'column';
	#expects: 'item or end' | 'item' | 'comma or end' = 'item or end';

	/** Reads on from `chunk[at]`, whose offset in the body is `base + at`; returns where it stopped. */
	run(chunk: Uint8Array, at: number, base: number): number {
		let i = at;
		while (i < chunk.length && !this.done && this.fault === undefined) {
			i = this.depth === 0 ? this.#between(chunk[i], base + i, i) : this.within(chunk, i, base);
		}
		return i;
	}

	/** An inner array's bracket stands at `offset`. */
	protected abstract open(offset: number): void;

	/** Reads on inside an inner array; returns where it stopped: after its end, or at the chunk's. */
	protected abstract within(chunk: Uint8Array, at: number, base: number): number;

	/** An inner array ended with `byte`, at `offset`; false when that is not its bracket. */
	protected close(byte: number, offset: number): boolean {
		if (byte !== CLOSE_ARRAY) {
			this.fault = `expected the end of a ${this.item} at byte ${offset}`;
			return false;
		}
		this.#expects = 'comma or end';
		return true;
	}

	#between(byte: number, offset: number, i: number): number {
		if (byte === OPEN_ARRAY && this.#expects !== 'comma or end') {
			this.open(offset);
			this.depth = 1;
		} else if (byte === COMMA && this.#expects === 'comma or end') this.#expects = 'item';
		else if (byte === CLOSE_ARRAY && this.#expects !== 'item') this.done = true;
		else if (!isSpace(byte)) {
			const expected = this.#expects.replace('item', this.item);
			this.fault = `expected ${expected} in "values" at byte ${offset}`;
		}
		return i + 1;
	}
}
