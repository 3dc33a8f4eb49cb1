import { isRecord } from '$lib/protocol/parse';

/** A JSON object whose keys are all optional. */
export type Fields = Readonly<Record<string, unknown>>;

export const fields = (value: unknown): Fields => (isRecord(value) ? value : {});
export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A finite number that is not negative. */
export function amount(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** The first of some keys that holds an amount. */
export function firstAmount(from: Fields, ...keys: readonly string[]): number | undefined {
	for (const key of keys) {
		const value = amount(from[key]);
		if (value !== undefined) return value;
	}
	return undefined;
}

/** The amounts of an object by key; what is none is left out. */
export function amounts(value: unknown): Readonly<Record<string, number>> {
	const found = Object.entries(fields(value)).flatMap(([key, one]) => {
		const number = amount(one);
		return number === undefined ? [] : [[key, number] as const];
	});
	return Object.fromEntries(found);
}

/** The sum of what is known; undefined when nothing is. */
export function sumKnown(values: Iterable<number | undefined>): number | undefined {
	let total: number | undefined;
	for (const value of values) if (value !== undefined) total = (total ?? 0) + value;
	return total;
}

export function sum(values: Iterable<number | undefined>): number {
	return sumKnown(values) ?? 0;
}

/** The largest by a figure, without spreading long lists into arguments. */
export function largest<Item>(list: readonly Item[], figure: (item: Item) => number): Item | undefined {
	let best: Item | undefined;
	for (const item of list) if (best === undefined || figure(item) > figure(best)) best = item;
	return best;
}

/** Items by a key, in order of first appearance. */
export function groupBy<Item, Key>(
	list: readonly Item[],
	keyOf: (item: Item) => Key
): ReadonlyMap<Key, readonly Item[]> {
	const groups = new Map<Key, Item[]>();
	for (const item of list) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}
