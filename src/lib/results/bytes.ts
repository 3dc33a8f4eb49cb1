/** The chunks of one body in order of arrival, addressed by their offset in the whole body. Nothing is copied. */
export class Bytes {
	readonly #chunks: Uint8Array[] = [];
	readonly #starts: number[] = [];
	#length = 0;

	get length(): number {
		return this.#length;
	}

	/** How many chunks there are. */
	get count(): number {
		return this.#chunks.length;
	}

	chunk(index: number): Uint8Array {
		return this.#chunks[index];
	}

	/** Offset of the first byte of a chunk. */
	startOf(index: number): number {
		return this.#starts[index];
	}

	append(chunk: Uint8Array): void {
		if (chunk.length === 0) return;
		this.#chunks.push(chunk);
		this.#starts.push(this.#length);
		this.#length += chunk.length;
	}

	/** The views that together hold bytes `start … end - 1`, with the offset of each. */
	*pieces(start: number, end: number): Generator<{ readonly piece: Uint8Array; readonly offset: number }> {
		let at = start;
		for (let index = this.chunkAt(start); at < end; index++) {
			const from = this.#starts[index];
			const chunk = this.#chunks[index];
			const piece = chunk.subarray(at - from, Math.min(chunk.length, end - from));
			yield { piece, offset: at };
			at += piece.length;
		}
	}

	/** Bytes `start … end - 1` as UTF-8 text; a malformed sequence becomes U+FFFD. */
	text(start: number, end: number): string {
		if (start >= end) return '';
		const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
		let text = '';
		for (const { piece } of this.pieces(start, end)) text += decoder.decode(piece, { stream: true });
		return text + decoder.decode();
	}

	/** Number of the chunk that holds the byte at `offset`. */
	chunkAt(offset: number): number {
		let low = 0;
		let high = this.#starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (this.#starts[middle] <= offset) low = middle;
			else high = middle - 1;
		}
		return low;
	}
}
