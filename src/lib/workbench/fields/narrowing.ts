import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Predicate } from '$lib/results/questions';
import { quoteField } from '../rail/insertion';
import { condition, literal, narrowed } from '../results/pushing';

/** A value of a field that a query is to be narrowed to, or to be rid of. */
export interface Narrowing {
	readonly column: ElasticColumn;
	/** Null means rows without a value. */
	readonly value: string | null;
	/** Some row has several values: `==` would be null there. */
	readonly isMultiple: boolean;
	readonly not: boolean;
}

/** The query with a `WHERE` that keeps the rows with the value, or those without it. */
export function narrow(query: string, narrowing: Narrowing): string {
	return narrowed(query, test(narrowing));
}

function test({ column, value, isMultiple, not }: Narrowing): string {
	if (value !== null && isMultiple) {
		const field = quoteField(column.name);
		const contains = `MV_CONTAINS(${field}, ${literal(column.type, value)})`;
		return not ? `NOT ${contains} OR ${field} IS NULL` : contains;
	}
	const predicate: Predicate =
		value === null ? { kind: 'null', column: 0, not } : { kind: 'is', column: 0, values: [value], not };
	return condition(predicate, [column]);
}
