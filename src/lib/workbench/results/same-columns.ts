import type { ElasticColumn } from '$lib/protocol/elastic';

/** Whether two answers have the same columns, of the same types. */
export function sameColumns(a: readonly ElasticColumn[], b: readonly ElasticColumn[]): boolean {
	return a.length === b.length && a.every(({ name, type }, at) => name === b[at].name && type === b[at].type);
}
