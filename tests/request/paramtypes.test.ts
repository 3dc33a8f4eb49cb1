import { describe, expect, it } from 'vitest';
import { analyze } from '$lib/esql/analysis/analyze';
import { parse } from '$lib/esql/syntax/parse';
import { paramHints } from '$lib/request/paramtypes';

const fields = [
	{ name: 'status', type: 'integer' },
	{ name: 'host.name', type: 'keyword' },
	{ name: '@timestamp', type: 'date' },
	{ name: 'ok', type: 'boolean' },
	{ name: 'load', type: 'double' },
	{ name: 'place', type: 'geo_point' }
] as const;

const hints = (query: string) => [...paramHints(analyze(parse(query), () => fields)).values()];

describe('paramHints', () => {
	it.each([
		['FROM a | WHERE status >= ?p', { type: 'integer', with: 'status' }],
		['FROM a | WHERE ?p == host.name', { type: 'string', with: 'host.name' }],
		['FROM a | WHERE @timestamp < ?p', { type: 'date', with: '@timestamp' }],
		['FROM a | WHERE ok == ?', { type: 'boolean', with: 'ok' }],
		['FROM a | WHERE load IN (1, ?1)', { type: 'double', with: 'load' }],
		['FROM a | WHERE host.name : ?p', { type: 'string', with: 'host.name' }],
		['FROM a | EVAL n = LENGTH(host.name) | WHERE n > ?p', { type: 'integer', with: 'n' }],
		['FROM a | STATS c = COUNT(*) BY ok | WHERE c > ?p', { type: 'integer', with: 'c' }],
		['FROM a | LIMIT ?p', { type: 'integer', with: 'LIMIT' }],
		['FROM a | EVAL x = ??f(status)', { isFunction: true }]
	] as const)('%s', (query, hint) => {
		expect(hints(query)).toEqual([hint]);
	});

	it.each(['FROM a | WHERE place == ?p', 'FROM a | WHERE unknown == ?p', 'FROM a | KEEP ??f', 'ROW a = ?p'])(
		'says nothing of %s',
		(query) => {
			expect(hints(query)).toEqual([]);
		}
	);
});
