import { describe, expect, it } from 'vitest';
import { addClause, clause, clauseOf, type FilterClause } from '$lib/request/clause';
import { clauseDsl, composeFilter } from '$lib/request/filter';
import { readRequest } from '$lib/request/read';
import type { QueryRequest } from '$lib/request/request';
import { rangeDsl, timePoint } from '$lib/request/timerange';

const request = (rest: Partial<QueryRequest>): QueryRequest => ({
	query: 'FROM a',
	params: [],
	filter: '',
	options: {},
	...rest
});
const is = (field: string, value: string) => clause({ kind: 'is', field, value });

describe('clauses', () => {
	it.each([
		[is('a', '9007199254740993'), '{"term":{"a":9007199254740993}}'],
		[
			clause({ kind: 'is', field: 'a"b', value: '"é"' }, { negate: true }),
			'{"bool":{"must_not":[{"term":{"a\\"b":"é"}}]}}'
		],
		[clause({ kind: 'oneOf', field: 'a', values: ['"x"', '"y"'] }), '{"terms":{"a":["x","y"]}}'],
		[clause({ kind: 'range', field: 'a', gte: '1', lt: '2.50' }), '{"range":{"a":{"gte":1,"lt":2.50}}}'],
		[clause({ kind: 'exists', field: 'a' }), '{"exists":{"field":"a"}}'],
		[clause({ kind: 'match', field: 'a', text: 'b c', phrase: true }), '{"match_phrase":{"a":"b c"}}'],
		[
			clause({ kind: 'match', field: 'a', text: 'b c', phrase: false }),
			'{"match":{"a":{"query":"b c","operator":"and"}}}'
		],
		[clause({ kind: 'dsl', text: ' {"ids":{"values":[1]}} ' }), '{"ids":{"values":[1]}}']
	] as const)('%j is sent as %s', (row, dsl) => {
		expect(clauseDsl(row)).toBe(dsl);
	});

	it.each([
		['keyword', ['x'], is('f', '"x"')],
		['long', ['9007199254740993'], is('f', '9007199254740993')],
		['double', ['NaN'], is('f', '"NaN"')],
		['boolean', ['true'], is('f', 'true')],
		['keyword', ['true'], is('f', '"true"')],
		['date', ['2026-01-15T00:00:00.000Z'], is('f', '"2026-01-15T00:00:00.000Z"')],
		['text', ['some words'], clause({ kind: 'match', field: 'f', text: 'some words', phrase: true })],
		['ip', ['::1', '::2', '::1'], clause({ kind: 'oneOf', field: 'f', values: ['"::1"', '"::2"'] })],
		['geo_shape', [], clause({ kind: 'exists', field: 'f' }, { negate: true })],
		['geo_shape', ['POINT (1 2)'], undefined]
	] as const)('a cell of type %s with %j becomes a clause', (type, values, expected) => {
		expect(clauseOf('f', type, values)).toEqual(expected);
	});

	it('are added once: the same test again takes the new sign and stays pinned', () => {
		const pinned: FilterClause = { ...is('a', '1'), pinned: true };
		const rows = addClause(
			[pinned, is('b', '1')],
			clause({ kind: 'is', field: 'a', value: '1' }, { negate: true })
		);
		expect(rows).toEqual([{ ...pinned, negate: true }, is('b', '1')]);
		expect(addClause(rows, is('a', '2'))).toHaveLength(3);
	});
});

describe('composeFilter', () => {
	const time = { field: '@timestamp', from: 'now-15m', to: 'now', enabled: true };

	it('sends what was typed alone exactly as it stands', () => {
		expect(composeFilter(request({ filter: ' \n{"term": {"a":  1.0}} ' }))).toBe('{"term": {"a":  1.0}}');
		expect(composeFilter(request({}))).toBeUndefined();
		expect(composeFilter(request({ filter: 'nonsense' }))).toBe('"nonsense"');
	});

	it('asks for everything that is switched on', () => {
		const clauses = [
			is('a', '1'),
			{ ...is('b', '2'), enabled: false },
			{ ...is('c', '3'), negate: true },
			clause({ kind: 'dsl', text: '{"ids": {"values": []}}' })
		];
		expect(composeFilter(request({ filter: '{"match_all": {}}', clauses, time }))).toBe(
			'{"bool":{"filter":[{"range":{"@timestamp":{"gte":"now-15m","lt":"now"}}},{"term":{"a":1}},{"ids": {"values": []}},' +
				'{"match_all": {}}],"must_not":[{"term":{"c":3}}]}}'
		);
		expect(composeFilter(request({ clauses: [is('a', '1')] }))).toBe('{"term":{"a":1}}');
		expect(composeFilter(request({ clauses: [{ ...is('a', '1'), enabled: false }] }))).toBeUndefined();
	});

	it('reads the range in the zone of the request', () => {
		expect(composeFilter(request({ time: { ...time, to: '' }, options: { timeZone: 'Europe/Paris' } }))).toBe(
			'{"range":{"@timestamp":{"gte":"now-15m","time_zone":"Europe/Paris"}}}'
		);
		expect(rangeDsl({ ...time, from: ' ', to: '' }, '')).toBeUndefined();
		expect(rangeDsl({ ...time, enabled: false }, '')).toBeUndefined();
	});
});

describe('timePoint', () => {
	it.each([
		['', 'open'],
		['now', 'relative'],
		['now-15m', 'relative'],
		['now+1d/d', 'relative'],
		['now-1M+2d/M', 'relative'],
		['now-15 m', 'wrong'],
		['now-1q', 'wrong'],
		['2026', 'absolute'],
		['2026-02-29', 'wrong'],
		['2024-02-29', 'absolute'],
		['2026-01-15T10:20', 'absolute'],
		['2026-01-15T10:20:30.123456789Z', 'absolute'],
		['2026-01-15T10:20:30+02:00', 'absolute'],
		['2026-01-15||-1M/d', 'absolute'],
		['2026-01-15 10:20', 'wrong'],
		['2026-13-01', 'wrong'],
		['2026-01-15T25:00', 'wrong'],
		['1767225600000', 'absolute'],
		['yesterday', 'wrong']
	] as const)('%j is %s', (text, kind) => {
		expect(timePoint(text)).toBe(kind);
	});
});

describe('readRequest', () => {
	it('leaves out clauses that are none', () => {
		const read = readRequest({
			query: 'FROM a',
			clauses: [
				{ kind: 'is', field: 'a', value: '1', enabled: false, negate: true, pinned: true },
				{ kind: 'is', field: 'a', value: '{"evil":1}' },
				{ kind: 'is', field: 'a', value: 'null' },
				{ kind: 'is', field: 'a', value: 1 },
				{ kind: 'oneOf', field: 'a', values: ['1', '[2]'] },
				{ kind: 'range', field: 'a', gte: 'now' },
				{ kind: 'range', field: 'a', gte: '"now"', format: 'x' },
				{ kind: 'exists' },
				{ kind: 'script', field: 'a' },
				{ kind: 'dsl', text: '{"a":' },
				7
			],
			time: { field: '@timestamp', from: 'now-1h', to: '', apiKey: 'x' }
		});
		expect(read?.clauses).toEqual([
			{ kind: 'is', field: 'a', value: '1', enabled: false, negate: true, pinned: true },
			clause({ kind: 'range', field: 'a', gte: '"now"' }),
			clause({ kind: 'dsl', text: '{"a":' })
		]);
		expect(read?.time).toEqual({ field: '@timestamp', from: 'now-1h', to: '', enabled: true });
	});
});
