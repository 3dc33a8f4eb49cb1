import { CLOSE_ARRAY } from '../ascii';
import type { Bytes } from '../bytes';

/** Shows stretches of a body as one array each. Fast when they follow one another; nothing is copied within a chunk. */
export class Window {
	/** Holds the stretch from `at` on. Valid until the next move. */
	bytes: Uint8Array = new Uint8Array();
	at = 0;
	readonly #body: Bytes;
	#chunk: Uint8Array = new Uint8Array();
	#from = 0;
	#to = 0;

	constructor(body: Bytes) {
		this.#body = body;
	}

	/** Moves to bytes `start … end - 1` of the body. */
	move(start: number, end: number): void {
		if (start < this.#from || start >= this.#to) this.#load(start);
		if (end <= this.#to) {
			this.bytes = this.#chunk;
			this.at = start - this.#from;
			return;
		}
		const copy = new Uint8Array(end - start);
		for (const { piece, offset } of this.#body.pieces(start, end)) copy.set(piece, offset - start);
		this.bytes = copy;
		this.at = 0;
	}

	#load(offset: number): void {
		const index = this.#body.chunkAt(offset);
		this.#chunk = this.#body.chunk(index);
		this.#from = this.#body.startOf(index);
		this.#to = this.#from + this.#chunk.length;
	}
}

/** Index of the bracket that closes the row in this window, behind which there may be a comma and the like. */
export function closing({ bytes, at }: Window, length: number): number {
	let end = at + length - 1;
	while (bytes[end] !== CLOSE_ARRAY) end--;
	return end;
}
