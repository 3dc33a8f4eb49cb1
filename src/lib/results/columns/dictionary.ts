import { roomFor } from './growth';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Distinct texts, numbered from 0 in the order of their coming. Kept as UTF-8, so that most texts are told apart without
 * being decoded.
 */
export class Dictionary {
	/** All texts, one behind another: text `code` is `heap[ends[code - 1] … ends[code] - 1]`. */
	#heap = new Uint8Array(1024);
	#ends = new Uint32Array(64);
	#size = 0;
	/** Code + 1 by hash, 0 where free. Twice as long as the texts at least. */
	#table = new Uint32Array(256);
	#hashes = new Uint32Array(64);
	/** Texts with a lone surrogate, which UTF-8 can't hold. */
	readonly #odd = new Map<string, number>();
	readonly #oddTexts = new Map<number, string>();

	get size(): number {
		return this.#size;
	}

	start(code: number): number {
		return code === 0 ? 0 : this.#ends[code - 1];
	}

	end(code: number): number {
		return this.#ends[code];
	}

	/** The texts' bytes, to be read from `start(code)` to `end(code)`. Replaced when more come. */
	get heap(): Uint8Array<ArrayBuffer> {
		return this.#heap;
	}

	text(code: number): string {
		return (
			this.#oddTexts.get(code) ?? decoder.decode(this.#heap.subarray(this.start(code), this.#ends[code]))
		);
	}

	/** Code of the text in `bytes[start … end - 1]`, which must be valid UTF-8, or -1. */
	#find(hash: number, bytes: Uint8Array, start: number, end: number): number {
		const mask = this.#table.length - 1;
		const length = end - start;
		for (let slot = hash & mask; this.#table[slot] !== 0; slot = (slot + 1) & mask) {
			const code = this.#table[slot] - 1;
			if (this.#hashes[code] !== hash) continue;
			const at = code === 0 ? 0 : this.#ends[code - 1];
			if (this.#ends[code] - at !== length) continue;
			let i = 0;
			while (i < length && this.#heap[at + i] === bytes[start + i]) i++;
			if (i === length && !this.#oddTexts.has(code)) return code;
		}
		return -1;
	}

	/** Code of the text in `bytes[start … end - 1]`, new if need be. */
	add(bytes: Uint8Array, start: number, end: number): number {
		const hash = hashOf(bytes, start, end);
		const found = this.#find(hash, bytes, start, end);
		return found === -1 ? this.#append(hash, bytes, start, end) : found;
	}

	addText(text: string): number {
		const bytes = encoder.encode(text);
		if (text.isWellFormed()) return this.add(bytes, 0, bytes.length);
		const known = this.#odd.get(text);
		if (known !== undefined) return known;
		const code = this.#append(hashOf(bytes, 0, bytes.length), bytes, 0, bytes.length);
		this.#odd.set(text, code);
		this.#oddTexts.set(code, text);
		return code;
	}

	/** Code of a text, or -1. */
	code(text: string): number {
		if (!text.isWellFormed()) return this.#odd.get(text) ?? -1;
		const bytes = encoder.encode(text);
		return this.#find(hashOf(bytes, 0, bytes.length), bytes, 0, bytes.length);
	}

	#append(hash: number, bytes: Uint8Array, start: number, end: number): number {
		const code = this.#size++;
		const at = this.start(code);
		this.#heap = roomFor(this.#heap, at + end - start);
		for (let i = start; i < end; i++) this.#heap[at + i - start] = bytes[i];
		this.#ends = roomFor(this.#ends, this.#size);
		this.#ends[code] = at + end - start;
		this.#hashes = roomFor(this.#hashes, this.#size);
		this.#hashes[code] = hash;
		if (this.#size * 2 > this.#table.length) this.#rehash();
		else this.#place(code);
		return code;
	}

	#rehash(): void {
		this.#table = new Uint32Array(this.#table.length * 2);
		for (let code = 0; code < this.#size; code++) this.#place(code);
	}

	#place(code: number): void {
		const mask = this.#table.length - 1;
		let slot = this.#hashes[code] & mask;
		while (this.#table[slot] !== 0) slot = (slot + 1) & mask;
		this.#table[slot] = code + 1;
	}
}

/** FNV-1a, its upper bits folded onto the lower ones that choose the slot. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
	let hash = 0x811c9dc5;
	for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
	return (hash ^ (hash >>> 15)) >>> 0;
}
