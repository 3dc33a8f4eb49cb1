const lengthBase = [
	3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
	227, 258
];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical Huffman code: how many codes of each length, and the symbols in the order of their codes. */
interface Code {
	readonly counts: readonly number[];
	readonly symbols: readonly number[];
}

const fixedLengths = codeOf(
	Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8))
);
const fixedDistances = codeOf(Array.from({ length: 30 }, () => 5));

/**
 * As much as can be read of a raw deflate stream (RFC 1951) that is cut or damaged, up to `limit` bytes. Where the damage
 * is not noticed, what follows it is not what was written.
 */
export function inflatePart(source: Uint8Array, limit: number): Uint8Array {
	const reader = new PartReader(source, limit);
	while (reader.block());
	return Uint8Array.from(reader.output);
}

/** Every read gives `undefined` at the end of the bytes, or where they mean nothing. */
class PartReader {
	readonly output: number[] = [];
	readonly #source: Uint8Array;
	readonly #limit: number;
	#at = 0;
	#held = 0;
	#heldBits = 0;

	constructor(source: Uint8Array, limit: number) {
		this.#source = source;
		this.#limit = limit;
	}

	/** Reads one block; false when there is none behind it. */
	block(): boolean {
		const last = this.#bits(1);
		const kind = this.#bits(2);
		if (last === undefined || kind === undefined) return false;
		const whole =
			kind === 0
				? this.#stored()
				: kind === 1
					? this.#coded(fixedLengths, fixedDistances)
					: this.#dynamic(kind);
		return whole && last === 0;
	}

	#bits(count: number): number | undefined {
		while (this.#heldBits < count) {
			if (this.#at >= this.#source.length) return undefined;
			this.#held |= this.#source[this.#at++] << this.#heldBits;
			this.#heldBits += 8;
		}
		const value = this.#held & ((1 << count) - 1);
		this.#held >>>= count;
		this.#heldBits -= count;
		return value;
	}

	#symbol({ counts, symbols }: Code): number | undefined {
		let code = 0;
		let first = 0;
		let index = 0;
		for (let length = 1; length <= 15; length++) {
			const bit = this.#bits(1);
			if (bit === undefined) return undefined;
			code |= bit;
			const count = counts[length] ?? 0;
			if (code - count < first) return symbols[index + code - first];
			index += count;
			first = (first + count) << 1;
			code <<= 1;
		}
		return undefined;
	}

	#stored(): boolean {
		this.#held = this.#heldBits = 0;
		const length = this.#bits(16);
		const check = this.#bits(16);
		if (length === undefined || check === undefined || (length ^ check) !== 0xffff) return false;
		const part = this.#source.subarray(this.#at, this.#at + length);
		this.#at += length;
		for (const byte of part) if (!this.#put(byte)) return false;
		return part.length === length;
	}

	#dynamic(kind: number): boolean {
		const lengths = this.#bits(5);
		const distances = this.#bits(5);
		const codes = this.#bits(4);
		if (kind !== 2 || lengths === undefined || distances === undefined || codes === undefined) return false;
		const codeLengths = Array.from({ length: 19 }, () => 0);
		for (const symbol of codeOrder.slice(0, codes + 4)) {
			const length = this.#bits(3);
			if (length === undefined) return false;
			codeLengths[symbol] = length;
		}
		const all = this.#codeLengths(codeOf(codeLengths), lengths + 257 + distances + 1);
		return (
			all !== undefined && this.#coded(codeOf(all.slice(0, lengths + 257)), codeOf(all.slice(lengths + 257)))
		);
	}

	#codeLengths(code: Code, total: number): number[] | undefined {
		const all: number[] = [];
		while (all.length < total) {
			const symbol = this.#symbol(code);
			if (symbol === undefined) return undefined;
			if (symbol < 16) {
				all.push(symbol);
				continue;
			}
			const more = this.#bits(symbol === 16 ? 2 : symbol === 17 ? 3 : 7);
			const repeated = symbol === 16 ? all.at(-1) : 0;
			if (more === undefined || repeated === undefined) return undefined;
			for (let times = more + (symbol === 18 ? 11 : 3); times > 0; times--) all.push(repeated);
		}
		return all.length === total ? all : undefined;
	}

	#coded(lengths: Code, distances: Code): boolean {
		for (;;) {
			const symbol = this.#symbol(lengths);
			if (symbol === undefined) return false;
			if (symbol === 256) return true;
			if (symbol < 256 ? !this.#put(symbol) : !this.#copy(symbol - 257, distances)) return false;
		}
	}

	#copy(symbol: number, distances: Code): boolean {
		const more = this.#bits(lengthBits[symbol] ?? 0);
		const near = this.#symbol(distances);
		if (more === undefined || near === undefined || near > 29 || symbol > 28) return false;
		const doubled = near < 2 ? 0 : (near >> 1) - 1;
		const far = this.#bits(doubled);
		if (far === undefined) return false;
		const distance = (near < 2 ? near : (2 + (near & 1)) << doubled) + 1 + far;
		if (distance > this.output.length) return false;
		for (let times = lengthBase[symbol] + more; times > 0; times--)
			if (!this.#put(this.output[this.output.length - distance])) return false;
		return true;
	}

	#put(byte: number): boolean {
		if (this.output.length >= this.#limit) return false;
		this.output.push(byte);
		return true;
	}
}

function codeOf(lengths: readonly number[]): Code {
	const counts = Array.from({ length: 16 }, () => 0);
	for (const length of lengths) if (length > 0) counts[length]++;
	const symbols = lengths
		.map((length, symbol) => ({ length, symbol }))
		.filter(({ length }) => length > 0)
		.sort((a, b) => a.length - b.length || a.symbol - b.symbol)
		.map(({ symbol }) => symbol);
	return { counts, symbols };
}
