import type { Breath } from '../breath';
import { endOfValues, firstValue, type NumberVector, type Vector, type WideVector } from '../columns/vector';
import type { SortKey } from '../questions';
import { sortPositions, type KeyWords } from './radix';

/** A vector to sort by, and the ranks of its texts when it has any. */
export interface Sortable {
	readonly vector: Vector;
	readonly ranks: Uint32Array | undefined;
}

/** `rows` in the order of the keys. A multi-value counts with its least value, or the greatest when descending. */
export async function sortRows(
	rows: Uint32Array,
	keys: readonly SortKey[],
	columns: readonly Sortable[],
	breath: Breath
): Promise<Uint32Array<ArrayBuffer>> {
	const words: KeyWords[] = [];
	for (const [i, key] of keys.entries()) {
		words.push(keyWords(rows, key, columns[i]));
		await breath.pause();
	}
	const order = await sortPositions(rows.length, words, breath);
	for (let i = 0; i < order.length; i++) order[i] = rows[order[i]];
	return order;
}

/** Places of values of a vector of numbers, in ascending order. */
export async function sortPlaces(
	places: Uint32Array,
	vector: NumberVector | WideVector,
	breath: Breath
): Promise<Uint32Array<ArrayBuffer>> {
	const words = { ...wideWords(vector, places), nulls: undefined, nullsFirst: false };
	return sortPositions(places.length, [words], breath);
}

function keyWords(rows: Uint32Array, key: SortKey, { vector, ranks }: Sortable): KeyWords {
	const values = representatives(rows, vector, ranks, key.descending);
	const words =
		ranks === undefined
			? wideWords(vector as NumberVector | WideVector, values)
			: rankWords(ranks, vector, values);
	if (key.descending) {
		invert(words.low);
		if (words.high !== undefined) invert(words.high);
	}
	let nulls: Uint8Array | undefined;
	for (let i = 0; i < values.length; i++) {
		if (values[i] !== NONE) continue;
		nulls ??= new Uint8Array(values.length);
		nulls[i] = 1;
		words.low[i] = 0;
		if (words.high !== undefined) words.high[i] = 0;
	}
	return { ...words, nulls, nullsFirst: key.nulls === 'first' };
}

const NONE = 0xffffffff;

/** Of each row the place of the value that stands for it. */
function representatives(
	rows: Uint32Array,
	vector: Vector,
	ranks: Uint32Array | undefined,
	greatest: boolean
): Uint32Array {
	const places = new Uint32Array(rows.length);
	const compare = comparison(vector, ranks);
	for (let i = 0; i < rows.length; i++) {
		const from = firstValue(vector, rows[i]);
		const to = endOfValues(vector, rows[i]);
		let best = from;
		for (let at = from + 1; at < to; at++) {
			if (greatest ? compare(at, best) > 0 : compare(at, best) < 0) best = at;
		}
		places[i] = from === to ? NONE : best;
	}
	return places;
}

/** Compares two values of a vector by their places. */
export function comparison(vector: Vector, ranks: Uint32Array | undefined): (a: number, b: number) => number {
	if (vector.kind === 'text') {
		const { items } = vector;
		return ranks === undefined ? () => 0 : (a, b) => ranks[items[a]] - ranks[items[b]];
	}
	const { items } = vector;
	return (a, b) => (items[a] < items[b] ? -1 : items[a] > items[b] ? 1 : 0);
}

type Words = Pick<KeyWords, 'high' | 'low'>;

function rankWords(ranks: Uint32Array, vector: Vector, places: Uint32Array): Words {
	const low = new Uint32Array(places.length);
	const codes = vector.items as Uint32Array;
	for (let i = 0; i < places.length; i++) if (places[i] !== NONE) low[i] = ranks[codes[places[i]]];
	return { high: undefined, low };
}

const SIGN = 0x80000000;

/** Bits whose unsigned order is that of the numbers. */
function wideWords(vector: NumberVector | WideVector, places: Uint32Array): Words {
	const high = new Uint32Array(places.length);
	const low = new Uint32Array(places.length);
	const { items } = vector;
	const bits = new Uint32Array(items.buffer, items.byteOffset, items.length * 2);
	const isDouble = vector.kind === 'number';
	const flip = items instanceof BigUint64Array ? 0 : SIGN;
	for (let i = 0; i < places.length; i++) {
		const at = places[i];
		if (at === NONE) continue;
		const upper = bits[at * 2 + 1];
		const lower = bits[at * 2];
		const isNegative = isDouble && (upper & SIGN) !== 0;
		// Minus zero is zero.
		if (isNegative && upper === SIGN && lower === 0) high[i] = SIGN;
		else {
			high[i] = isNegative ? ~upper : upper ^ flip;
			low[i] = isNegative ? ~lower : lower;
		}
	}
	return { high, low };
}

function invert(words: Uint32Array): void {
	for (let i = 0; i < words.length; i++) words[i] = ~words[i];
}
