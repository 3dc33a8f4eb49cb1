import { BACKSLASH, QUOTE } from '../ascii';
import { unescape } from '../cells';
import { Dictionary } from './dictionary';
import { roomFor } from './growth';
import { InstantReader } from './instant';
import { readNumber, readWide, writeWide } from './number';
import type { NumberVector, TextVector, WideVector } from './vector';

/** The values of a column while they are read, one behind another. */
export interface Values {
	readonly length: number;
	/** Takes the JSON value in `bytes[start … end - 1]`; false when this column can't hold it. */
	push(bytes: Uint8Array, start: number, end: number): boolean;
	/** Leaves a place empty. */
	skip(): void;
	/** What a vector says of its values. */
	readonly content: Content;
}

type Content =
	| Pick<NumberVector, 'kind' | 'means' | 'items'>
	| Pick<WideVector, 'kind' | 'means' | 'items'>
	| Pick<TextVector, 'kind' | 'means' | 'items' | 'dictionary'>;

/** Doubles, and integers as long as none is past 2^53. */
export class NumberValues implements Values {
	#items = new Float64Array(256);
	length = 0;

	constructor(readonly means: 'integer' | 'double') {}

	get content(): Content {
		return { kind: 'number', means: this.means, items: this.#items };
	}

	push(bytes: Uint8Array, start: number, end: number): boolean {
		const value = readNumber(bytes, start, end);
		if (Number.isNaN(value) || (this.means === 'integer' && !Number.isSafeInteger(value))) return false;
		this.#add(value);
		return true;
	}

	skip(): void {
		this.#add(0);
	}

	#add(value: number): void {
		this.#items = roomFor(this.#items, this.length + 1);
		this.#items[this.length++] = value;
	}

	/** The same values with room for 64 bits each. */
	widened(signed: boolean): WideValues {
		const wide = new WideValues(signed);
		for (let i = 0; i < this.length; i++) wide.add(BigInt(this.#items[i]));
		return wide;
	}
}

/** Dates without a fraction of a millisecond, as epoch ms. */
export class DateValues implements Values {
	#items = new Float64Array(256);
	readonly #instant = new InstantReader();
	length = 0;

	get content(): Content {
		return { kind: 'number', means: 'date', items: this.#items };
	}

	push(bytes: Uint8Array, start: number, end: number): boolean {
		const instant = this.#instant;
		if (bytes[start] !== QUOTE || !instant.read(bytes, start + 1, end - 1)) return false;
		if (instant.nanos % 1e6 !== 0) return false;
		this.#add(instant.seconds * 1000 + instant.nanos / 1e6);
		return true;
	}

	skip(): void {
		this.#add(0);
	}

	#add(value: number): void {
		this.#items = roomFor(this.#items, this.length + 1);
		this.#items[this.length++] = value;
	}
}

/** Integers of 64 bits. */
export class WideValues implements Values {
	#items: BigInt64Array<ArrayBuffer> | BigUint64Array<ArrayBuffer>;
	#words: Uint32Array<ArrayBuffer>;
	readonly #signed: boolean;
	length = 0;

	constructor(signed: boolean) {
		this.#signed = signed;
		this.#items = signed ? new BigInt64Array(256) : new BigUint64Array(256);
		this.#words = new Uint32Array(this.#items.buffer);
	}

	get content(): Content {
		return { kind: 'wide', means: 'integer', items: this.#items };
	}

	push(bytes: Uint8Array, start: number, end: number): boolean {
		this.#reserve();
		if (!readWide(bytes, start, end, this.#words, this.length * 2, this.#signed)) return false;
		this.length++;
		return true;
	}

	add(value: bigint): void {
		this.#reserve();
		this.#items[this.length++] = value;
	}

	skip(): void {
		this.add(0n);
	}

	#reserve(): void {
		const grown = roomFor(this.#items as BigInt64Array<ArrayBuffer>, this.length + 1);
		if (grown === this.#items) return;
		this.#items = grown;
		this.#words = new Uint32Array(grown.buffer);
	}
}

/** Dates in epoch ns, as far as 64 bits reach: the years 1677 to 2262. */
export class NanosValues implements Values {
	#items = new BigInt64Array(256);
	#words = new Uint32Array(this.#items.buffer);
	readonly #instant = new InstantReader();
	length = 0;

	get content(): Content {
		return { kind: 'wide', means: 'date', items: this.#items };
	}

	push(bytes: Uint8Array, start: number, end: number): boolean {
		const instant = this.#instant;
		if (bytes[start] !== QUOTE || !instant.read(bytes, start + 1, end - 1)) return false;
		this.#reserve();
		const negative = instant.seconds < 0;
		const borrow = negative && instant.nanos > 0 ? 1 : 0;
		const high = negative ? -instant.seconds - borrow : instant.seconds;
		const low = borrow === 1 ? 1e9 - instant.nanos : instant.nanos;
		if (!writeWide(this.#words, this.length * 2, { negative, high, low }, true)) return false;
		this.length++;
		return true;
	}

	skip(): void {
		this.#reserve();
		this.#items[this.length++] = 0n;
	}

	#reserve(): void {
		const grown = roomFor(this.#items, this.length + 1);
		if (grown === this.#items) return;
		this.#items = grown;
		this.#words = new Uint32Array(grown.buffer);
	}
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Texts: strings as they are meant, everything else as it was written. */
export class TextValues implements Values {
	readonly dictionary = new Dictionary();
	#items = new Uint32Array(256);
	length = 0;

	get content(): Content {
		return { kind: 'text', means: 'text', items: this.#items, dictionary: this.dictionary };
	}

	push(bytes: Uint8Array, start: number, end: number): boolean {
		this.#add(
			bytes[start] === QUOTE
				? this.#string(bytes, start + 1, end - 1)
				: this.dictionary.add(bytes, start, end)
		);
		return true;
	}

	skip(): void {
		this.#add(0);
	}

	#string(bytes: Uint8Array, start: number, end: number): number {
		for (let i = start; i < end; i++) {
			if (bytes[i] === BACKSLASH) {
				return this.dictionary.addText(unescape(decoder.decode(bytes.subarray(start, end))));
			}
		}
		return this.dictionary.add(bytes, start, end);
	}

	#add(code: number): void {
		this.#items = roomFor(this.#items, this.length + 1);
		this.#items[this.length++] = code;
	}
}
