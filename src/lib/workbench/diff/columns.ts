import type { ElasticColumn } from '$lib/protocol/elastic';
import { isNumeric } from '$lib/results/format';

type Columns = readonly ElasticColumn[];

/** The columns that two sides have in common, by name. */
export function sharedColumns(a: Columns, b: Columns): readonly string[] {
	const names = new Set(b.map(({ name }) => name));
	return a.map(({ name }) => name).filter((name) => names.has(name));
}

/** Columns that are likely to say which row is which: those that hold no measured number, or all. */
export function likelyKeys(a: Columns, b: Columns): readonly string[] {
	const shared = sharedColumns(a, b);
	const types = new Map(a.map(({ name, type }) => [name, type]));
	const words = shared.filter((name) => !isNumeric(types.get(name) ?? ''));
	return words.length > 0 ? words : shared.slice(0, 1);
}
