import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBody, toUrl, validate } from '$lib/request';
import type { Options, ParamRow, QueryRequest } from '$lib/request/request';

const request = (query: string, rest: Partial<QueryRequest> = {}): QueryRequest => ({
	query,
	params: [],
	filter: '',
	options: {},
	...rest
});
const row = (name: string, type: ParamRow['type'], value: string): ParamRow => ({ name, type, value });
const params = (query: string, ...rows: ParamRow[]) =>
	toBody(request(query, { params: rows })).replace(/^.*"params":(.*)}$/s, '$1');

describe('toBody', () => {
	it('sends the query alone when nothing else differs from the defaults', () => {
		const options: Options = {
			waitForCompletionTimeout: ' 1000ms ',
			keepAlive: '5d',
			keepOnCompletion: false,
			profile: false,
			columnar: false,
			includeCcsMetadata: false,
			locale: ' ',
			timeZone: 'UTC',
			tables: '',
			settings: ' \n'
		};
		expect(toBody(request('FROM a', { filter: ' ', options }))).toBe('{"query":"FROM a"}');
	});

	it('sends every option that differs under its Elasticsearch name', () => {
		const options: Options = {
			waitForCompletionTimeout: '0',
			keepAlive: '30m',
			keepOnCompletion: true,
			profile: true,
			columnar: true,
			locale: 'de-DE',
			timeZone: 'Europe/Berlin',
			includeExecutionMetadata: true,
			projectRouting: '_alias:x',
			tables: '{"t": {}}',
			settings: '{"approximation": {"rows": 10000000000000000001}}'
		};
		expect(toBody(request('ROW a=1', { options }))).toBe(
			'{"query":"ROW a=1","columnar":true,"profile":true,"include_execution_metadata":true,"keep_on_completion":true,' +
				'"wait_for_completion_timeout":"0","keep_alive":"30m","locale":"de-DE","time_zone":"Europe/Berlin",' +
				'"project_routing":"_alias:x","tables":{"t": {}},"settings":{"approximation": {"rows": 10000000000000000001}}}'
		);
	});

	it('puts the filter in with its own digits and spaces', () => {
		const filter = '\n{"term": {"id":  9007199254740993, "x": 1.10e+05}}\n';
		expect(toBody(request('FROM a', { filter }))).toBe(`{"query":"FROM a","filter":${filter.trim()}}`);
	});

	it.each([
		[
			'ROW a = ?, b = ?',
			[row('', 'integer', '9007199254740993'), row('', 'string', 'x')],
			'[9007199254740993,"x"]'
		],
		['ROW a = ?2, b = ?1', [row('2', 'string', 'b'), row('1', 'string', 'a')], '["a","b"]'],
		['ROW a = ?3', [row('3', 'boolean', 'true')], '[null,null,true]'],
		[
			'ROW a = ?n, b = ?l',
			[row('n', 'double', '1'), row('l', 'list', 'a\nb')],
			'[{"n":1.0},{"l":["a","b"]}]'
		],
		[
			'FROM a | KEEP ?f, ?p',
			[row('f', 'identifier', 'host.name'), row('p', 'pattern', 'host.*')],
			'[{"f":{"identifier":"host.name"}},{"p":{"pattern":"host.*"}}]'
		],
		[
			'FROM a | KEEP ??f | WHERE x == ?v',
			[row('f', 'identifier', 'host'), row('v', 'null', '')],
			'[{"f":"host"},{"v":null}]'
		],
		[
			'FROM a | KEEP ?? | WHERE x == ?',
			[row('', 'identifier', 'host'), row('', 'integer', '1')],
			'["host",1]'
		],
		[
			'FROM a | KEEP ? | WHERE x == ?',
			[row('', 'identifier', 'host'), row('', 'integer', '1')],
			'[{"p1":{"identifier":"host"}},{"p2":1}]'
		],
		['FROM a | KEEP ?1', [row('1', 'pattern', 'h*')], '[{"p1":{"pattern":"h*"}}]']
	] as const)('binds the params of %s', (query, rows, expected) => {
		expect(params(query, ...rows)).toBe(expected);
		expect(validate(request(query, { params: rows }))).toEqual([]);
	});

	it('is JSON for any request, whatever was typed', () => {
		const rows = fc.array(
			fc.record({
				name: fc.constantFrom('', '1', '99999999999', 'a', '__proto__', '"'),
				type: fc.constantFrom<ParamRow['type']>('integer', 'list', 'pattern', 'string'),
				value: fc.string()
			})
		);
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }),
				rows,
				fc.oneof(fc.json(), fc.string()),
				(query, params, filter) => {
					const body = JSON.parse(
						toBody(request(query, { params, filter, options: { settings: filter } }))
					) as { query: string };
					expect(body.query).toBe(query);
				}
			),
			{ numRuns: 1000 }
		);
	});

	it('keeps a JSON of 300 levels byte for byte', () => {
		const filter = `${'{"bool":{"must":['.repeat(150)}${']}}'.repeat(150)}`;
		expect(toBody(request('FROM a', { filter }))).toBe(`{"query":"FROM a","filter":${filter}}`);
	});
});

describe('toUrl', () => {
	it('carries what Elasticsearch takes from the URL', () => {
		expect(toUrl(request('x'))).toBe('/_query/async');
		expect(toUrl(request('x', { options: { allowPartialResults: false, dropNullColumns: true } }))).toBe(
			'/_query/async?allow_partial_results=false&drop_null_columns=true'
		);
		expect(toUrl(request('x', { options: { dropNullColumns: false } }))).toBe('/_query/async');
	});
});

describe('validate', () => {
	const paths = (value: QueryRequest) => validate(value).map(({ path }) => path);

	it.each([
		['an empty query', request(' \n'), ['query']],
		['a filter that is no JSON', request('FROM a', { filter: '{"a":' }), ['filter']],
		['a filter that is no object', request('FROM a', { filter: '[1]' }), ['filter']],
		[
			'a wrong value',
			request('ROW a=?x, b=?y', { params: [row('x', 'string', ''), row('y', 'integer', 'no')] }),
			['params[1].value']
		],
		['a missing value', request('ROW a=?x, b=?y', { params: [row('x', 'string', '')] }), ['params']],
		['a missing ?', request('ROW a=?, b=?', { params: [row('', 'string', '')] }), ['params']],
		[
			'mixed styles',
			request('ROW a=?, b=?y', { params: [row('', 'string', ''), row('y', 'string', '')] }),
			['params']
		],
		[
			'a number for ??',
			request('FROM a | KEEP ??f', { params: [row('f', 'integer', '1')] }),
			['params[0].value']
		],
		['an empty ??', request('FROM a | KEEP ??f', { params: [row('f', 'string', '')] }), ['params[0].value']],
		['position zero', request('ROW a=?0', { params: [row('0', 'string', '')] }), ['params[0].value']],
		['a far position', request('ROW a=?1001', { params: [row('1001', 'string', '')] }), ['params[0].value']],
		[
			'durations',
			request('ROW a=1', { options: { keepAlive: '5', waitForCompletionTimeout: '1.5s' } }),
			['options.waitForCompletionTimeout', 'options.keepAlive']
		],
		[
			'JSON options',
			request('ROW a=1', { options: { tables: '[]', settings: '{' } }),
			['options.tables', 'options.settings']
		],
		[
			'both metadata flags',
			request('ROW a=1', { options: { includeCcsMetadata: true, includeExecutionMetadata: true } }),
			['options.includeCcsMetadata']
		]
	] as const)('names the path of %s', (_, value, expected) => {
		expect(paths(value)).toEqual(expected);
	});

	it('says where JSON is wrong', () => {
		expect(validate(request('FROM a', { filter: '{\n"a": tru}' }))[0].message).toMatch(/^Line 2, column 6: /);
	});

	it('lets an ordinary request pass', () => {
		expect(
			validate(
				request('FROM a | LIMIT ?n', {
					params: [row('n', 'integer', '5')],
					filter: '{}',
					options: { keepAlive: '1h', timeZone: 'Z' }
				})
			)
		).toEqual([]);
	});
});
