import type { Breath } from '../breath';
import { Dictionary } from '../columns/dictionary';
import type { TextVector, Vector } from '../columns/vector';
import { ipBytes } from './ip';
import { versionKey } from './version';

/** What stands for a text when texts of a type are compared. */
type Key = (text: string) => string | Uint8Array;

const keys: Readonly<Record<string, Key>> = {
	ip: (text) => ipBytes(text) ?? text,
	version: versionKey
};

/** Ranges shorter than this are sorted by insertion. */
const SHORT = 16;

/** The ranks of dictionaries, kept until these grow. */
export class Ranks {
	readonly #kept = new WeakMap<Dictionary, Uint32Array<ArrayBuffer>>();

	/** Ranks by code for a vector of texts, undefined for any other. */
	of(vector: TextVector, breath: Breath): Promise<Uint32Array<ArrayBuffer>>;
	of(vector: Vector, breath: Breath): Promise<Uint32Array<ArrayBuffer> | undefined>;
	async of(vector: Vector, breath: Breath): Promise<Uint32Array<ArrayBuffer> | undefined> {
		if (vector.kind !== 'text') return undefined;
		const { dictionary, type } = vector;
		const kept = this.#kept.get(dictionary);
		if (kept?.length === dictionary.size) return kept;
		const made = await ranks(dictionary, type, breath);
		this.#kept.set(dictionary, made);
		return made;
	}
}

/**
 * The rank of each text of a dictionary, from 0, in the order Elasticsearch gives the type: bytes of UTF-8, addresses by
 * number, versions by their parts.
 */
async function ranks(
	dictionary: Dictionary,
	type: string,
	breath: Breath
): Promise<Uint32Array<ArrayBuffer>> {
	const order = await sorted(await keyed(dictionary, type, breath), breath);
	const result = new Uint32Array(order.length);
	for (let rank = 0; rank < order.length; rank++) result[order[rank]] = rank;
	return result;
}

const encoder = new TextEncoder();

/** What stands for a text of a type when it is compared, byte by byte. */
export function keyBytes(text: string, type: string): Uint8Array {
	const key = keys[type]?.(text) ?? text;
	return typeof key === 'string' ? encoder.encode(key) : key;
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
	return Math.sign(a.length - b.length);
}

/** The order of two texts of a type. */
export function compareTexts(a: string, b: string, type: string): number {
	return compareBytes(keyBytes(a, type), keyBytes(b, type));
}

interface Heap {
	readonly bytes: Uint8Array;
	readonly starts: Uint32Array;
	readonly ends: Uint32Array;
}

async function keyed(dictionary: Dictionary, type: string, breath: Breath): Promise<Heap> {
	const { size, heap } = dictionary;
	const key = keys[type];
	const starts = new Uint32Array(size);
	const ends = new Uint32Array(size);
	if (key === undefined) {
		for (let code = 0; code < size; code++) {
			starts[code] = dictionary.start(code);
			ends[code] = dictionary.end(code);
		}
		return { bytes: heap, starts, ends };
	}
	const made = new Dictionary();
	for (let code = 0; code < size; code++) {
		if (code % 1024 === 0) await breath.pause();
		const value = key(dictionary.text(code));
		const at = typeof value === 'string' ? made.addText(value) : made.add(value, 0, value.length);
		starts[code] = made.start(at);
		ends[code] = made.end(at);
	}
	return { bytes: made.heap, starts, ends };
}

/** Codes in the order of their bytes: a quicksort that parts by one byte after the other. */
async function sorted({ bytes, starts, ends }: Heap, breath: Breath): Promise<Uint32Array> {
	const order = Uint32Array.from(starts.keys());
	const byteAt = (code: number, depth: number) =>
		starts[code] + depth < ends[code] ? bytes[starts[code] + depth] : -1;
	const stack = [0, order.length, 0];
	while (stack.length > 0) {
		const depth = stack.pop()!;
		const to = stack.pop()!;
		const from = stack.pop()!;
		if (to - from < SHORT) {
			insert(order, from, to, depth, bytes, starts, ends);
			continue;
		}
		await breath.pause();
		const pivot = median(
			byteAt(order[from], depth),
			byteAt(order[(from + to) >> 1], depth),
			byteAt(order[to - 1], depth)
		);
		let less = from;
		let greater = to;
		for (let i = from; i < greater;) {
			const code = order[i];
			const byte = byteAt(code, depth);
			if (byte < pivot) {
				order[i++] = order[less];
				order[less++] = code;
			} else if (byte > pivot) {
				order[i] = order[--greater];
				order[greater] = code;
			} else i++;
		}
		stack.push(from, less, depth, greater, to, depth);
		if (pivot !== -1) stack.push(less, greater, depth + 1);
	}
	return order;
}

function median(a: number, b: number, c: number): number {
	return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function insert(
	order: Uint32Array,
	from: number,
	to: number,
	depth: number,
	bytes: Uint8Array,
	starts: Uint32Array,
	ends: Uint32Array
): void {
	const isLess = (a: number, b: number) => {
		let i = starts[a] + depth;
		let j = starts[b] + depth;
		while (i < ends[a] && j < ends[b] && bytes[i] === bytes[j]) {
			i++;
			j++;
		}
		if (j >= ends[b]) return false;
		return i >= ends[a] || bytes[i] < bytes[j];
	};
	for (let i = from + 1; i < to; i++) {
		const code = order[i];
		let at = i;
		while (at > from && isLess(code, order[at - 1])) {
			order[at] = order[at - 1];
			at--;
		}
		order[at] = code;
	}
}
