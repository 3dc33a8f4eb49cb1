import type { QueryRequest } from '$lib/request/request';

/** How many things of a request's filter are switched on: what was typed, the time range, each clause. */
export function filterCount({ filter, time, clauses = [] }: QueryRequest): number {
	const ranged = time?.enabled === true && (time.from.trim() !== '' || time.to.trim() !== '');
	return (filter.trim() === '' ? 0 : 1) + (ranged ? 1 : 0) + clauses.filter(({ enabled }) => enabled).length;
}
