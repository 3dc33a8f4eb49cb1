import { describe, expect, it } from 'vitest';
import type { ElasticCause } from '$lib/protocol/elastic';
import { stringifyJson } from '$lib/protocol/json';
import { type BodyKind, maxStatement, readQueryBody } from '$lib/server/cluster/body';
import { type Failure, Refusal } from '$lib/server/cluster/failure';

function refused(body: unknown, kind: BodyKind = 'async'): Failure & { cause?: ElasticCause } {
	try {
		readQueryBody(typeof body === 'string' ? body : JSON.stringify(body), kind);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const extra = error.failure.extra as { caused_by?: ElasticCause } | undefined;
		return { ...error.failure, cause: extra?.caused_by };
	}
	throw new Error('the body was accepted');
}

describe('readQueryBody', () => {
	it('has the defaults of Elasticsearch', () => {
		expect(readQueryBody('{"query":"ROW a = 1"}', 'async')).toEqual({
			query: 'ROW a = 1',
			columnar: false,
			filter: undefined,
			locale: 'en-US',
			timeZone: 'Z',
			params: [],
			profile: false,
			metadata: 'none',
			wait: 1000,
			keepAlive: 432_000_000,
			keepOnCompletion: false
		});
	});

	it('reads every field', () => {
		const body = readQueryBody(
			`{"query":"FROM a","columnar":"true","filter":{"term":{"id":9007199254740993}},"locale":"de",
			"time_zone":"Europe/Berlin","params":[1],"profile":true,"include_execution_metadata":true,"tables":{},
			"pragma":{"x":1},"accept_pragma_risks":true,"approximation":{"rows":10000},"wait_for_completion_timeout":"250ms",
			"keep_alive":"2m","keep_on_completion":true}`,
			'async'
		);
		expect(body.filter && stringifyJson(body.filter)).toBe('{"term":{"id":9007199254740993}}');
		expect(body).toMatchObject({
			columnar: true,
			locale: 'de',
			timeZone: 'Europe/Berlin',
			params: [{ kind: 'value', value: { kind: 'number', text: '1', type: 'integer' } }],
			profile: true,
			metadata: 'execution',
			wait: 250,
			keepAlive: 120_000,
			keepOnCompletion: true
		});
	});

	it('lets the time zone of settings win, wherever it stands', () => {
		for (const body of [
			'{"settings":{"time_zone":"+02:00"},"time_zone":"Asia/Tokyo","query":"x"}',
			'{"time_zone":"Asia/Tokyo","query":"x","settings":{"time_zone":"+02:00"}}'
		])
			expect(readQueryBody(body, 'sync').timeZone).toBe('+02:00');
	});

	it.each([
		['0', 0],
		['-1', -1],
		['1s', 1000],
		['1500ms', 1500],
		['2h', 7_200_000],
		['5d', 432_000_000],
		[' 3 S ', 3000],
		['1000000micros', 1000]
	])('takes %j as a duration', (text, millis) => {
		const body = readQueryBody(
			JSON.stringify({ query: 'x', wait_for_completion_timeout: text, keep_alive: text }),
			'async'
		);
		expect([body.wait, body.keepAlive]).toEqual([millis, millis]);
	});

	it.each([
		['{}', 'action_request_validation_exception', 'Validation Failed: 1: [query] is required;'],
		['{"query":"  "}', 'action_request_validation_exception', 'Validation Failed: 1: [query] is required;'],
		[
			'{"tables":{"t":{}},"pragma":{"a":1}}',
			'action_request_validation_exception',
			'Validation Failed: 1: [query] is required;2: [pragma] only allowed in snapshot builds;3: [tables] only allowed in snapshot builds;'
		],
		[
			'{"query":"x","include_ccs_metadata":false,"include_execution_metadata":false}',
			'verification_exception',
			'Both [include_execution_metadata] and [include_ccs_metadata] query parameters are set. Use only one'
		],
		['', 'parse_exception', 'request body or source parameter is required'],
		[
			'[]',
			'x_content_parse_exception',
			'[1:1] [esql/async_query] Expected START_OBJECT but was: START_ARRAY'
		],
		[
			'{"query":\n  "x", "colunmar": true}',
			'x_content_parse_exception',
			'[2:8] [esql/async_query] unknown field [colunmar] did you mean [columnar]?'
		],
		[
			'{"version":"2024.04.01"}',
			'x_content_parse_exception',
			'[1:2] [esql/async_query] unknown field [version]'
		],
		['{"__proto__":1}', 'x_content_parse_exception', '[1:2] [esql/async_query] unknown field [__proto__]'],
		[
			'{"query":1}',
			'x_content_parse_exception',
			"[1:10] [esql/async_query] query doesn't support values of type: VALUE_NUMBER"
		],
		[
			'{"filter":[]}',
			'x_content_parse_exception',
			"[1:11] [esql/async_query] filter doesn't support values of type: START_ARRAY"
		],
		['{"query":"x","query":"y"}', 'x_content_parse_exception', "[1:14] Duplicate field 'query'"]
	])('refuses %s', (body, type, reason) => {
		expect(refused(body)).toMatchObject({ status: 400, type, reason });
	});

	it('refuses malformed JSON with its place', () => {
		expect(refused('{"query": "x",}')).toMatchObject({
			status: 400,
			type: 'x_content_parse_exception',
			reason: expect.stringMatching(/^\[1:15\] Unexpected character/)
		});
	});

	it.each([
		[
			'keep_alive',
			'abc',
			'failed to parse setting [keep_alive] with value [abc] as a time value: unit is missing or unrecognized'
		],
		['keep_alive', '1.5h', 'failed to parse [1.5h], fractional time values are not supported'],
		[
			'wait_for_completion_timeout',
			'-5s',
			'failed to parse setting [wait_for_completion_timeout] with value [-5s] as a time value: negative durations are not supported'
		],
		['wait_for_completion_timeout', 'xs', 'failed to parse [xs]'],
		['columnar', 'yes', 'Failed to parse value [yes] as only [true] or [false] are allowed.'],
		['time_zone', 'Mars/Olympus', 'Unknown time-zone ID: Mars/Olympus'],
		['project_routing', '_alias:x', '[project_routing] is only allowed in serverless projects']
	])('tells why %s cannot be %s', (field, value, reason) => {
		const failure = refused({ query: 'x', [field]: value });
		expect(failure.reason).toMatch(/^\[1:\d+\] \[esql\/async_query\] failed to parse field \[\w+\]$/);
		expect(failure.cause?.reason).toBe(reason);
	});

	it('knows no async field on the sync endpoint', () => {
		expect(refused({ query: 'x', keep_alive: '1d' }, 'sync').reason).toBe(
			'[1:14] [esql/query] unknown field [keep_alive]'
		);
	});

	it('refuses unknown settings', () => {
		expect(refused({ query: 'x', settings: { timezone: 'Z' } }).cause?.reason).toBe(
			'[1:26] [settings] unknown field [timezone] did you mean [time_zone]?'
		);
	});

	it('refuses a statement that is too large, and no other', () => {
		const query = (length: number) => 'ROW a = 1 //'.padEnd(length, 'x');
		expect(readQueryBody(JSON.stringify({ query: query(maxStatement) }), 'sync').query).toHaveLength(
			maxStatement
		);
		expect(refused({ query: query(2_000_000) })).toMatchObject({
			status: 400,
			type: 'parsing_exception',
			reason: 'line -1:-1: ESQL statement is too large [2000000 characters > 1000000]'
		});
	});
});
