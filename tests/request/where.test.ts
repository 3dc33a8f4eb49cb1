import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clause, type ClauseTest } from '$lib/request/clause';
import { toBody } from '$lib/request';
import { takeCondition } from '$lib/request/condition';
import type { QueryRequest } from '$lib/request/request';
import { clauseCondition, timeCondition, withCondition } from '$lib/request/where';
import { openDemo, type OpenDemo } from '../support/demo';

const request = (query: string, rest: Partial<QueryRequest> = {}): QueryRequest => ({
	query,
	params: [],
	filter: '',
	options: {},
	...rest
});

/** Field, its type, and tests of it: fields with several values are among them. */
const cases: readonly (readonly [string, string, ClauseTest])[] = [
	['employees', 'keyword', { kind: 'is', field: 'gender', value: '"F"' }],
	['employees', 'keyword', { kind: 'is', field: 'job_positions', value: '"Tech Lead"' }],
	['employees', 'keyword', { kind: 'oneOf', field: 'job_positions', values: ['"Tech Lead"', '"Architect"'] }],
	['employees', 'integer', { kind: 'is', field: 'languages', value: '3' }],
	['employees', 'integer', { kind: 'oneOf', field: 'languages', values: ['1', '5'] }],
	['employees', 'integer', { kind: 'range', field: 'salary', gte: '30000', lt: '50000' }],
	['employees', 'integer', { kind: 'range', field: 'languages', gt: '2' }],
	['employees', 'double', { kind: 'range', field: 'height', lte: '1.75' }],
	['employees', 'boolean', { kind: 'is', field: 'still_hired', value: 'true' }],
	['employees', 'keyword', { kind: 'exists', field: 'first_name' }],
	['employees', 'keyword', { kind: 'exists', field: 'job_positions' }],
	['employees', 'date', { kind: 'range', field: 'hire_date', gte: '"1990-01-01T00:00:00.000Z"' }],
	['logs-web-*', 'text', { kind: 'match', field: 'message', text: 'GET', phrase: false }],
	['logs-web-*', 'text', { kind: 'match', field: 'message', text: 'post HTTP', phrase: false }],
	['logs-web-*', 'text', { kind: 'match', field: 'message', text: 'HTTP 1.1', phrase: true }],
	['logs-web-*', 'keyword', { kind: 'match', field: 'http.request.method', text: 'GET', phrase: false }],
	['logs-web-*', 'keyword', { kind: 'exists', field: 'tags' }],
	['logs-web-*', 'keyword', { kind: 'is', field: 'http.request.method', value: '"GET"' }],
	['logs-web-*', 'integer', { kind: 'oneOf', field: 'http.response.status_code', values: ['500', '503'] }]
];

describe('a clause and its WHERE', () => {
	let demo: OpenDemo;
	beforeAll(async () => {
		demo = await openDemo();
		await demo.ready;
	});
	afterAll(() => demo.close());

	async function count(asked: QueryRequest): Promise<number> {
		const response = await demo.upstream(
			new Request('http://cluster/_query', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: toBody(asked)
			})
		);
		const body = (await response.json()) as { values?: number[][] };
		expect({ status: response.status, body }).toMatchObject({ status: 200 });
		return body.values?.[0][0] ?? -1;
	}

	it.each(cases.flatMap((one) => [false, true].map((negate) => [...one, negate] as const)))(
		'keep the same documents of %s (%s): %j, negated: %s',
		async (index, type, test, negate) => {
			const row = clause(test, { negate });
			const query = `FROM ${index} | STATS n = COUNT(*)`;
			const condition = clauseCondition(row, type);
			const converted = withCondition(query, condition?.text ?? '');
			const filtered = await count(request(query, { clauses: [row] }));
			expect(await count(request(converted ?? ''))).toBe(filtered);
			if (!(negate && test.kind === 'match')) expect(filtered).toBeGreaterThan(0);
		}
	);

	/** The lowest value of a field, as it stands in the answer. */
	async function lowest(index: string, field: string): Promise<string> {
		const response = await demo.upstream(
			new Request('http://cluster/_query', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: toBody(
					request(`FROM ${index} | WHERE ${field} IS NOT NULL | SORT ${field} | LIMIT 1 | KEEP ${field}`)
				)
			})
		);
		return /"values":\[\[(.*?)\]\]/.exec(await response.text())?.[1] ?? '';
	}

	it.each([
		['logs-web-*', 'client.ip', 'ip'],
		['logs-web-*', 'user_agent.version', 'version'],
		['logs-web-*', 'event.id', 'unsigned_long'],
		['logs-web-*', 'event.duration', 'long'],
		['logs-web-*', '@timestamp', 'date'],
		['orders', 'order.id', 'long'],
		['orders', 'shipped_at', 'date_nanos'],
		['orders', 'total', 'double'],
		['orders', 'status', 'keyword']
	])('keep the same documents of %s by values of %s, type %s', async (index, field, type) => {
		const value = await lowest(index, field);
		expect(value).not.toBe('');
		const query = `FROM ${index} | STATS n = COUNT(*)`;
		const tests: readonly ClauseTest[] = [
			{ kind: 'is', field, value },
			{ kind: 'oneOf', field, values: [value, value] },
			{ kind: 'range', field, gte: value },
			{ kind: 'range', field, gt: value },
			{ kind: 'range', field, lte: value },
			{ kind: 'exists', field }
		];
		for (const test of tests) {
			for (const negate of [false, true]) {
				const row = clause(test, { negate });
				const converted = withCondition(query, clauseCondition(row, type)?.text ?? '');
				const filtered = await count(request(query, { clauses: [row] }));
				expect(await count(request(converted ?? '')), JSON.stringify(row)).toBe(filtered);
				if (!negate) expect(filtered, JSON.stringify(row)).toBeGreaterThan(0);
			}
		}
	});

	it('keep the same documents in a time range', async () => {
		const query = 'FROM logs-web-* | STATS n = COUNT(*)';
		for (const [from, to] of [
			['2026-01-14', '2026-01-15'],
			['2026-01-14T06:00', ''],
			['2026-01-14T06:00:00+02:00', '2026-01-14T12:30:00.250Z']
		]) {
			const time = { field: '@timestamp', from, to, enabled: true };
			const converted = withCondition(query, timeCondition(time, '')?.text ?? '');
			const filtered = await count(request(query, { time }));
			expect(await count(request(converted ?? ''))).toBe(filtered);
			expect(filtered).toBeGreaterThan(0);
		}
	});

	it.each([
		'job_positions : "Tech Lead"',
		'NOT job_positions : "Tech Lead"',
		'gender == "F" AND languages IN (1, 2)',
		'salary >= 30000 AND 50000 > salary AND first_name IS NOT NULL',
		'first_name IS NULL',
		'still_hired == true AND height < 1.8'
	])('give back %s as rows of the filter', async (where) => {
		const query = `FROM employees\n| WHERE ${where}\n| STATS n = COUNT(*)`;
		const taken = takeCondition(query);
		expect(taken?.query).toBe('FROM employees\n| STATS n = COUNT(*)');
		const kept = await count(request(query));
		expect(await count(request(taken?.query ?? '', { clauses: taken?.clauses ?? [] }))).toBe(kept);
		expect(kept).toBeGreaterThan(0);
	});
});

describe('what ES|QL can not ask in the same way', () => {
	it.each([
		[clause({ kind: 'is', field: 'message', value: '"a b"' }), 'text'],
		[clause({ kind: 'is', field: 'a', value: '1' }), undefined],
		[clause({ kind: 'dsl', text: '{}' }), 'keyword'],
		[clause({ kind: 'range', field: 'a', gte: '"now-1d"' }), 'date'],
		[clause({ kind: 'range', field: 'a', lte: '"2026-01-15"' }), 'date'],
		[clause({ kind: 'oneOf', field: 'a', values: [] }), 'keyword'],
		[clause({ kind: 'match', field: 'a', text: 'x', phrase: false }), 'long']
	] as const)('stays in the filter: %j of type %s', (row, type) => {
		expect(clauseCondition(row, type)).toBeUndefined();
	});

	it.each([
		['now/d', '', ''],
		['now-1d', 'now', ''],
		['2026-01-15||-1d', '', ''],
		['2026-01-15', '', 'Europe/Paris'],
		['', '', '']
	])('stays in the time range: from %j to %j in %j', (from, to, zone) => {
		expect(timeCondition({ field: 't', from, to, enabled: true }, zone)).toBeUndefined();
	});

	it('says relative times with NOW()', () => {
		const time = { field: '@timestamp', from: 'now-15m', to: 'now', enabled: true };
		expect(timeCondition(time, 'Europe/Paris')?.text).toBe(
			'@timestamp >= NOW() - 15 minutes AND @timestamp < NOW()'
		);
	});

	it.each(['ROW a = 1', 'FROM (FROM a), b', 'SHOW INFO', ''])('has no place in %j', (query) => {
		expect(withCondition(query, 'a == 1')).toBeUndefined();
	});

	it.each([
		'FROM a | WHERE x == 1 OR y == 2',
		'FROM a | WHERE x != 1',
		'FROM a | WHERE LENGTH(x) > 2',
		'FROM a | WHERE x == ?p',
		'FROM a | WHERE NOT x == 1',
		'FROM a | LIMIT 1 | WHERE x == 1',
		'FROM a'
	])('can not be taken out of %s', (query) => {
		expect(takeCondition(query)).toBeUndefined();
	});

	it('can not be taken out where a text is compared as a whole', () => {
		expect(takeCondition('FROM a | WHERE message == "x"', () => 'text')).toBeUndefined();
		expect(takeCondition('FROM a | WHERE message : "x"', () => 'text')).toBeDefined();
	});

	it('quotes names and texts', () => {
		expect(
			clauseCondition(clause({ kind: 'is', field: 'a b.c', value: '"x\\"\\n\\\\"' }), 'keyword')?.text
		).toBe('`a b`.c : "x\\"\\n\\\\"');
	});
});
