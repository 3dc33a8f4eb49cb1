import { otherQueries } from './compound';
import type { QueryDefinition } from './query';
import { termQueries } from './term';
import { textQueries } from './text';

export { common, type OptionDefinition, type OptionKind, type QueryDefinition } from './query';

const queries: ReadonlyMap<string, QueryDefinition> = new Map(
	Object.entries({ ...termQueries, ...textQueries, ...otherQueries })
);

/** The queries of Query DSL by name, the usual ones first. Source: Elasticsearch's reference, in our own words. */
export const dslQueries: readonly (readonly [string, QueryDefinition])[] = [...queries];

export function queryNamed(name: string): QueryDefinition | undefined {
	return queries.get(name);
}
