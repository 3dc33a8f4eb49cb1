import { isDate, isNumeric } from '$lib/results/format';
import type { AggregateFunction } from '$lib/results/questions';

const ofNumbers = ['sum', 'avg', 'min', 'max', 'median', 'count', 'count_distinct'] as const;
const ofOrdered = ['min', 'max', 'count', 'count_distinct'] as const;
const ofAny = ['count_distinct', 'count'] as const;

/** The figures that a column of this type has, the most wanted first. */
export function functionsFor(type: string): readonly [AggregateFunction, ...AggregateFunction[]] {
	if (isNumeric(type)) return ofNumbers;
	return isDate(type) ? ofOrdered : ofAny;
}
