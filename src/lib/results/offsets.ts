/** The largest body a 32-bit offset can address. */
export const MAX_BYTES = 2 ** 32 - 1;

/** A growing list of byte offsets or row numbers, four bytes each; growth is amortised. */
export class Offsets {
	#items = new Uint32Array(256);
	#length = 0;

	get length(): number {
		return this.#length;
	}

	at(index: number): number {
		return this.#items[index];
	}

	/** A copy of the list. */
	toArray(): Uint32Array<ArrayBuffer> {
		return this.#items.slice(0, this.#length);
	}

	push(offset: number): void {
		if (this.#length === this.#items.length) {
			const grown = new Uint32Array(this.#length * 2);
			grown.set(this.#items);
			this.#items = grown;
		}
		this.#items[this.#length++] = offset;
	}
}
