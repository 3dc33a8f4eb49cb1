import { CASE, CLOSE_OBJECT, ESCAPED, OPEN, OPEN_OBJECT, QUOTE, stringEnd } from './ascii';

/**
 * Finds the end of one string, array or object that may be split over chunks. Depth is a counter, so nesting is
 * unlimited; the kinds of brackets are not compared.
 */
export class Nest {
	#depth = 0;
	/** `OPEN` or `ESCAPED` inside a string, else 0. */
	#string = 0;

	/** Starts over at the byte that opens the value. */
	open(byte: number): void {
		this.#depth = byte === QUOTE ? 0 : 1;
		this.#string = byte === QUOTE ? OPEN : 0;
	}

	get closed(): boolean {
		return this.#depth === 0 && this.#string === 0;
	}

	/** Reads on from `chunk[at]`; returns where it stopped: after the value when `closed`, else the chunk's length. */
	run(chunk: Uint8Array, at: number): number {
		const length = chunk.length;
		let i = at;
		while (i < length) {
			if (this.#string !== 0) {
				const end = stringEnd(chunk, this.#string === ESCAPED ? i + 1 : i);
				if (end < 0) {
					this.#string = end;
					return length;
				}
				this.#string = 0;
				i = end;
			}
			if (this.#depth === 0 || i === length) return i;
			const byte = chunk[i++];
			if (byte === QUOTE) this.#string = OPEN;
			else if ((byte | CASE) === OPEN_OBJECT) this.#depth++;
			else if ((byte | CASE) === CLOSE_OBJECT) this.#depth--;
			if (this.closed) return i;
		}
		return i;
	}
}
