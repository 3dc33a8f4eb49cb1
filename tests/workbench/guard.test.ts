import { describe, expect, it } from 'vitest';
import type { Field } from '$lib/esql/analysis/schema';
import { parse } from '$lib/esql/syntax/parse';
import type { QueryRequest } from '$lib/request/request';
import { firstQuery, paramsExample, plainRequest } from '$lib/workbench/examples';
import { demoExamples } from '$lib/workbench/first-run/examples';
import { bigIndex, notesOn, unboundedSources, wideRows } from '$lib/workbench/guard/notes';

const dated: readonly Field[] = [
	{ name: '@timestamp', type: 'date' },
	{ name: 'message', type: 'text' }
];
const wide: readonly Field[] = Array.from({ length: wideRows }, (_, at) => ({
	name: `f${at}`,
	type: 'long'
}));

/** `big` has many documents, `wide` many fields, `timeless` no @timestamp; of `unknown` nothing is known. */
const facts = {
	fields: (pattern: string) => (pattern === 'wide' ? wide : pattern === 'unknown' ? undefined : dated),
	documents: (pattern: string) =>
		pattern.startsWith('big') || pattern === 'wide' ? bigIndex : pattern === 'unknown' ? undefined : 1_000_000
};

const noted = (query: string, more: Partial<QueryRequest> = {}) =>
	notesOn(query, parse(query).query, { ...plainRequest(query), ...more }, facts).map(({ id }) => id);

describe('notes before a run', () => {
	it.each([
		['FROM *', ['everything']],
		['FROM _all | LIMIT 5', ['everything']],
		['FROM logs-*, -logs-old | LIMIT 5', []],
		['FROM *:logs | LIMIT 5', ['every-cluster']],
		['FROM eu:logs | LIMIT 5', []],
		['FROM big | STATS COUNT(*)', ['all-time']],
		['FROM big* | SORT @timestamp DESC | LIMIT 5', ['all-time']],
		['TS big | STATS COUNT(*)', ['all-time']],
		['FROM big | LIMIT 5', []],
		['FROM big | LIMIT 5 | STATS COUNT(*)', []],
		['FROM big | WHERE @timestamp > NOW() - 1 day | STATS COUNT(*)', []],
		['FROM big | WHERE TRANGE(1 day) | STATS COUNT(*)', []],
		['FROM big | WHERE KQL("@timestamp > now-1d") | STATS COUNT(*)', []],
		['FROM small | STATS COUNT(*)', []],
		['FROM unknown | STATS COUNT(*)', []],
		['FROM a | WHERE message LIKE "*error*" | LIMIT 5', ['leading-wildcard']],
		['FROM a | WHERE NOT (message LIKE ("a*", "?b")) | LIMIT 5', ['leading-wildcard']],
		['FROM a | WHERE message RLIKE ".*x" | LIMIT 5', ['leading-wildcard']],
		['FROM a | WHERE QSTR("message:*error") | LIMIT 5', ['leading-wildcard']],
		['FROM a | WHERE message LIKE "error*" AND QSTR("message:err* AND x:*") | LIMIT 5', []],
		['FROM a | WHERE message LIKE "*" | LIMIT 5', []],
		['FROM a | SORT message', ['sort-without-limit']],
		['FROM a | SORT message | KEEP message', ['sort-without-limit']],
		['FROM a | SORT message | LIMIT 5', []],
		['FROM a | LIMIT 5 | SORT message', []],
		['FROM a | STATS c = COUNT(*) BY message | SORT c', []],
		['FROM a | SORT message | STATS COUNT(*)', []],
		['FROM a | FORK (SORT message) (LIMIT 5)', ['sort-without-limit']],
		['FROM a, (FROM * | SORT x) | LIMIT 5', ['everything', 'sort-without-limit']],
		['FROM wide | LIMIT 5', ['wide-rows']],
		['FROM wide | KEEP f1 | LIMIT 5', []],
		['ROW a = 1 | SORT a', []],
		['', []],
		['FROM', []],
		['| | (', []]
	])('%s', (query, ids) => expect(noted(query)).toEqual(ids));

	it.each<[string, Partial<QueryRequest>, boolean]>([
		['a time range', { time: { field: '@timestamp', from: 'now-1d', to: 'now', enabled: true } }, true],
		[
			'one that is switched off',
			{ time: { field: '@timestamp', from: 'now-1d', to: '', enabled: false } },
			false
		],
		['one that is open', { time: { field: '@timestamp', from: '', to: 'now', enabled: true } }, false],
		['a filter', { filter: '{"range": {"@timestamp": {"gte": "now-1d"}}}' }, true],
		['a filter of something else', { filter: '{"term": {"a": 1}}' }, false],
		[
			'a clause',
			{
				clauses: [
					{ kind: 'range', field: '@timestamp', gte: '"now-1d"', enabled: true, negate: false, pinned: false }
				]
			},
			true
		]
	])('%s bounds the time, or not', (_, more, bounded) =>
		expect(noted('FROM big | STATS COUNT(*)', more)).toEqual(bounded ? [] : ['all-time'])
	);

	it('offer what makes it better', () => {
		const query = 'FROM big | SORT message';
		expect(
			notesOn(query, parse(query).query, plainRequest(query), facts).map(({ remedy }) => remedy)
		).toEqual([{ kind: 'time', field: '@timestamp' }, { kind: 'limit' }]);
	});

	it('are none on the examples, even where the demo data are taken for big ones', () => {
		const requests = [...demoExamples.map(({ request }) => request), plainRequest(firstQuery)];
		const huge = { fields: () => dated, documents: () => bigIndex };
		for (const request of requests)
			expect(notesOn(request.query, parse(request.query).query, request, huge)).toEqual([]);
		expect(noted(paramsExample.query)).toEqual([]);
	});

	it('ask how big a source is only where that matters', () => {
		const asked = (query: string) => unboundedSources(query, parse(query).query, plainRequest(query));
		expect(asked('FROM big, b2 | STATS COUNT(*)')).toEqual(['big,b2']);
		expect(asked('FROM big | LIMIT 5')).toEqual([]);
		expect(asked('FROM big | WHERE @timestamp > NOW() - 1 day | STATS COUNT(*)')).toEqual([]);
	});
});
