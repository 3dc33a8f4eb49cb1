import type { Breath } from '../breath';

const BITS = 11;
const BUCKETS = 1 << BITS;

/** What a row is sorted by: an unsigned number of 64 bits in two words, or of 32 bits; nulls apart. */
export interface KeyWords {
	readonly high: Uint32Array | undefined;
	readonly low: Uint32Array;
	/** 1 where there is no value. Undefined when all have one. */
	readonly nulls: Uint8Array | undefined;
	readonly nullsFirst: boolean;
}

/** Positions 0 … `length` - 1 in the order of the keys, the first one deciding; stable. */
export async function sortPositions(
	length: number,
	keys: readonly KeyWords[],
	breath: Breath
): Promise<Uint32Array<ArrayBuffer>> {
	let order = new Uint32Array(length);
	for (let i = 0; i < length; i++) order[i] = i;
	let spare = new Uint32Array(length);
	const pass = async (digit: (position: number) => number, buckets: number) => {
		if (scatter(order, spare, digit, buckets)) [order, spare] = [spare, order];
		await breath.pause();
	};
	for (const { high, low, nulls, nullsFirst } of keys.toReversed()) {
		for (const words of high === undefined ? [low] : [low, high]) {
			for (let shift = 0; shift < 32; shift += BITS) {
				await pass((position) => (words[position] >>> shift) & (BUCKETS - 1), BUCKETS);
			}
		}
		if (nulls !== undefined) await pass((position) => nulls[position] ^ Number(nullsFirst), 2);
	}
	return order;
}

/** Moves positions into `to` by their digit; false, and nothing moved, when all have the same. */
function scatter(
	from: Uint32Array,
	to: Uint32Array,
	digit: (position: number) => number,
	buckets: number
): boolean {
	const { length } = from;
	const ends = new Uint32Array(buckets);
	for (let i = 0; i < length; i++) ends[digit(i)]++;
	let sum = 0;
	for (let bucket = 0; bucket < buckets; bucket++) {
		const count = ends[bucket];
		if (count === length) return false;
		ends[bucket] = sum;
		sum += count;
	}
	for (let i = 0; i < length; i++) {
		const position = from[i];
		to[ends[digit(position)]++] = position;
	}
	return true;
}
