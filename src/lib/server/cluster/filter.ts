import type { JsonValue } from '$lib/protocol/json';
import { conditionOf } from './filter/condition';
import { requiredZone } from './filter/datemath';
import { readClause } from './filter/read';
import type { Times } from './filter/fieldtest';
import type { Table } from './table';

/**
 * Reads a Query DSL filter and gives, for each table, the SQL condition of the rows that it matches; elsewhere the
 * condition is false or NULL. A field that a table lacks matches nothing; of several values one must match.
 * Throws `Refusal` in Elasticsearch's words: at once for what is wrong with the query itself, later for values that do
 * not fit a field's type. `timeZone`: of dates that name none.
 */
export function filterCondition(dsl: JsonValue, times: Times): (table: Table) => string {
	requiredZone(times.timeZone);
	const clause = readClause(dsl);
	return (table) => conditionOf(clause, table, times);
}
