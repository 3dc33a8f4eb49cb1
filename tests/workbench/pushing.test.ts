import { describe, expect, it } from 'vitest';
import { parse } from '$lib/esql/syntax/parse';
import type { Predicate } from '$lib/results/questions';
import { condition, grouped, literal, pushed } from '$lib/workbench/results/pushing';

const columns = [
	{ name: '@timestamp', type: 'date' },
	{ name: 'host.name', type: 'keyword' },
	{ name: 'bytes', type: 'long' },
	{ name: 'odd name', type: 'ip' },
	{ name: 'ok', type: 'boolean' }
];
const nothing = { text: '', predicates: [], sort: [] };
const sort = (column: number, descending = false) => ({
	...nothing,
	sort: [{ column, descending, nulls: 'last' as const }]
});
const isHost: Predicate = { kind: 'is', column: 1, values: ['a'] };

describe('pushing an arrangement into a query', () => {
	it.each([
		['FROM a', sort(2), 'FROM a\n| SORT bytes'],
		['FROM a\n| LIMIT 5', sort(2), 'FROM a\n| SORT bytes\n| LIMIT 5'],
		['FROM a\n| SORT x DESC\n| LIMIT 5', sort(2), 'FROM a\n| SORT bytes\n| LIMIT 5'],
		['FROM a | SORT x', sort(0, true), 'FROM a | SORT @timestamp DESC NULLS LAST'],
		['FROM a // tail', sort(3), 'FROM a\n| SORT `odd name` // tail'],
		[
			'FROM a | SORT x | LIMIT 5',
			{ ...nothing, predicates: [isHost] },
			'FROM a | WHERE host.name == "a"\n| SORT x | LIMIT 5'
		],
		['ROW a = 1', { ...nothing, predicates: [isHost] }, 'ROW a = 1\n| WHERE host.name == "a"'],
		[
			'FROM a',
			{ ...nothing, text: ' Wild*Card ' },
			'FROM a\n| WHERE TO_LOWER(host.name) LIKE "*wild\\\\*card*"'
		],
		[
			'FROM a\n| LIMIT 9',
			{
				text: '',
				predicates: [isHost, { kind: 'is', column: 2, values: ['1'], not: true } as const],
				...{ sort: sort(2).sort }
			},
			'FROM a\n| WHERE host.name == "a" AND (NOT (bytes == 1) OR bytes IS NULL)\n| SORT bytes\n| LIMIT 9'
		]
	])('%s', (query, arrangement, expected) => {
		const text = pushed(query, columns, arrangement);
		expect(text).toBe(expected);
		expect(parse(text).issues).toEqual([]);
	});

	it('leaves a query as it is when nothing is arranged', () =>
		expect(pushed('FROM a | LIMIT 1', columns, nothing)).toBe('FROM a | LIMIT 1'));

	it('groups in place of a final SORT and LIMIT', () => {
		const text = grouped('FROM a\n| SORT x\n| LIMIT 5', columns, [1], [{ fn: 'avg', column: 2 }]);
		expect(text).toBe(
			'FROM a\n| STATS `rows` = COUNT(*), `avg(bytes)` = AVG(bytes) BY host.name\n| SORT `rows` DESC'
		);
		expect(parse(text).issues).toEqual([]);
	});
});

it.each([
	[{ kind: 'is', column: 2, values: ['1', '9007199254740993'] }, 'bytes IN (1, 9007199254740993)'],
	[{ kind: 'is', column: 4, values: ['true'] }, 'ok == true'],
	[{ kind: 'null', column: 3 }, '`odd name` IS NULL'],
	[{ kind: 'null', column: 3, not: true }, '`odd name` IS NOT NULL'],
	[{ kind: 'contains', column: 3, text: '::1' }, 'TO_LOWER(TO_STRING(`odd name`)) LIKE "*::1*"'],
	[
		{
			kind: 'range',
			column: 0,
			from: { value: '2026-01-01T00:00:00.000Z', inclusive: true },
			to: { value: '2026-01-02T00:00:00.000Z', inclusive: false }
		},
		'@timestamp >= "2026-01-01T00:00:00.000Z" AND @timestamp < "2026-01-02T00:00:00.000Z"'
	]
] as const satisfies readonly (readonly [Predicate, string])[])('%j is %s', (predicate, text) =>
	expect(condition(predicate, columns)).toBe(text)
);

it.each([
	['keyword', 'a"b\\c\nd', '"a\\"b\\\\c\\nd"'],
	['long', '-5', '-5'],
	['long', '1; DROP', '"1; DROP"'],
	['boolean', 'maybe', '"maybe"']
])('a %s %j is written %s', (type, value, text) => expect(literal(type, value)).toBe(text));
