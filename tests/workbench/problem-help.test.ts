import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemFromAnswer } from '$lib/protocol/parse';
import type { Problem } from '$lib/protocol/problem';
import { problemDetails, withoutSecrets } from '$lib/workbench/problem/details';
import { edited } from '$lib/workbench/problem/edit';
import { saidBy } from '$lib/workbench/problem/hint';
import { hints } from '$lib/workbench/problem/hints';
import { type OpenDemo, openDemo } from '../support/demo';
import { secrets } from '../support/secrets';

/** Hints shown for an error body. */
const shown = (problem: Problem) => saidBy(hints, problem).flatMap(({ help }) => (help ? [help.id] : []));

/** The problem of an Elasticsearch error. */
const failed = (status: number, type: string, reason: string, more: object = {}): Problem =>
	problemFromAnswer(
		{ status, headers: [['content-type', 'application/json']] },
		JSON.stringify({ error: { root_cause: [{ type, reason }], type, reason, ...more }, status })
	);

const parsing = (reason: string) => failed(400, 'parsing_exception', reason);
const verification = (reason: string) => failed(400, 'verification_exception', `Found 1 problem\n${reason}`);

/** Errors as Elasticsearch words them, by the hint that explains them. */
const messages: readonly (readonly [string, Problem])[] = [
	['no-source', parsing("line 1:1: mismatched input 'FRM' expecting {'explain', 'row', 'from', 'show'}")],
	[
		'unknown-command',
		parsing(
			"line 2:3: mismatched input 'WHER' expecting {'dissect', 'eval', 'grok', 'limit', 'sort', 'stats', 'where'}"
		)
	],
	['ends-early', parsing("line 1:15: mismatched input '<EOF>' expecting {'change_point', 'enrich'}")],
	['ends-early', parsing("line 1:24: no viable alternative at input 'FROM a | EVAL x = <EOF>'")],
	['single-quotes', parsing("line 1:31: token recognition error at: '''")],
	['odd-escape', parsing("line 1:31: token recognition error at: '\"\\d'")],
	['odd-escape', parsing('line 1:9: token recognition error at: \'"a \\n \\u0041"\'')],
	['open-text', parsing("line 1:9: token recognition error at: '\"a \\n b'")],
	['open-text', parsing("line 1:9: token recognition error at: '\"abc'")],
	['strange-character', parsing("line 1:9: token recognition error at: '#'")],
	['not-expected', parsing("line 1:13: extraneous input 'total' expecting <EOF>")],
	['not-expected', parsing("line 1:13: missing ')' at '|'")],
	['time-unit', parsing("line 1:37: Unexpected time interval unit: 'hou'")],
	['missing-param', parsing('line 1:29: Unknown query parameter [a], did you mean [b]?')],
	['missing-param', parsing('line 1:29: No parameter is defined for position 1, did you mean position 2?')],
	['too-large', parsing('line -1:-1: ESQL statement is too large [1000011 characters > 1000000]')],
	['unknown-column', verification('line 1:18: Unknown column [hots], did you mean [host]?')],
	['unknown-column', verification('line 1:18: Unknown column [x], did you mean any of [a, b]?')],
	['unknown-column', verification('line 1:18: Unknown column [x]')],
	['unknown-index', verification('line 1:6: Unknown index [logs-none]')],
	['unknown-function', verification('line 1:24: Unknown function [RUOND], did you mean [round]?')],
	['unknown-metadata', verification('line 1:22: unsupported metadata field [_nope]')],
	[
		'ambiguous-field',
		verification(
			'line 1:30: Cannot use field [host] due to ambiguities being mapped as [2] incompatible types: [keyword] in [a], [long] in [b]'
		)
	],
	['unsupported-field', verification('line 1:30: Cannot use field [f] with unsupported type [flattened]')],
	[
		'text-versus-number',
		verification(
			'line 2:9: first argument of [n > "a"] is [numeric] so second argument must also be [numeric] but was [keyword]'
		)
	],
	[
		'wrong-argument',
		verification('line 1:24: first argument of [ROUND(s)] must be [numeric], found value [s] type [keyword]')
	],
	[
		'argument-count',
		verification('line 1:28: error building [count_distinct]: expects one or two arguments')
	],
	[
		'unreadable-date',
		verification(
			'line 1:34: Cannot convert string [yesterday] to [DATETIME], error [failed to parse date field [yesterday] with format [strict_date_optional_time]]'
		)
	],
	['unreadable-value', verification('line 1:34: Cannot convert string [abc] to [IP], error [x]')],
	[
		'not-grouped',
		verification(
			'line 1:21: column [total] must appear in the STATS BY clause or be used in an aggregate function'
		)
	],
	[
		'aggregate-outside',
		verification('line 1:21: aggregate function [SUM(a)] not allowed outside STATS command')
	],
	[
		'nested-aggregate',
		verification(
			'line 1:25: nested aggregations [MAX(a)] not allowed inside other aggregations [SUM(MAX(a))]'
		)
	],
	['bad-grok', parsing('line 1:27: Invalid GROK pattern [%{NOPE:x}]: [Unable to find pattern [NOPE]]')],
	['bad-dissect', parsing('line 1:30: Invalid pattern for dissect: [%{x]')],
	['bad-regex', parsing('line 1:34: Invalid pattern for RLIKE [(]: [unclosed group]')],
	[
		'not-lookup',
		verification(
			'line 1:27: Lookup Join requires a single lookup mode index; [employees] resolves to [employees] in [standard] mode'
		)
	],
	[
		'join-types',
		verification(
			'line 1:71: JOIN left field [code] of type [KEYWORD] is incompatible with right field [code] of type [INTEGER]'
		)
	],
	['unknown-policy', verification('line 1:15: cannot find enrich policy [nope]')],
	[
		'search-place',
		verification(
			'line 1:40: [MATCH] function cannot operate on [m], which is not a field from an index mapping'
		)
	],
	['unbounded-sort', verification('line 1:40: Unbounded SORT not supported yet [SORT a] please add a LIMIT')],
	['bad-limit', parsing('line 1:15: Invalid value for LIMIT [-1], expecting a non negative integer')],
	['result-gone', failed(404, 'resource_not_found_exception', 'FkpXb0Za')],
	[
		'sign-in',
		failed(401, 'security_exception', 'missing authentication credentials for REST request [/_query/async]')
	],
	[
		'licence',
		failed(403, 'security_exception', 'current license is non-compliant for [esql cross-cluster search]')
	],
	[
		'forbidden',
		failed(403, 'security_exception', 'action [indices:data/read/esql/async] is unauthorized for user [u]')
	],
	[
		'circuit-breaker',
		failed(429, 'circuit_breaking_exception', '[request] Data too large, data for [topn] would be [1gb]')
	],
	['rejected', failed(429, 'es_rejected_execution_exception', 'rejected execution of task on queue')],
	['busy', failed(429, 'error', 'too many requests')],
	['cancelled', failed(400, 'task_cancelled_exception', 'task cancelled [cancelled by user]')],
	[
		'blocked-index',
		failed(503, 'cluster_block_exception', 'index [a] blocked by: [FORBIDDEN/4/index closed];')
	],
	['no-shard', failed(503, 'no_shard_available_action_exception', 'No shard available for [a]')],
	['unknown-remote', failed(404, 'no_such_remote_cluster_exception', 'no such remote cluster: [nix]')],
	['remote-away', failed(500, 'connect_transport_exception', 'Unable to connect to [eu]')],
	['index-not-found', failed(404, 'index_not_found_exception', 'no such index [a]')],
	[
		'unknown-option',
		failed(400, 'x_content_parse_exception', '[1:34] [esql/async_query] unknown field [project_routing]')
	],
	[
		'bad-duration',
		failed(400, 'x_content_parse_exception', '[1:47] failed to parse field [keep_alive]', {
			caused_by: {
				type: 'illegal_argument_exception',
				reason:
					'failed to parse setting [keep_alive] with value [abc] as a time value: unit is missing or unrecognized'
			}
		})
	],
	[
		'bad-zone',
		failed(400, 'x_content_parse_exception', '[1:46] failed to parse field [time_zone]', {
			caused_by: { type: 'zone_rules_exception', reason: 'Unknown time-zone ID: Mars/X' }
		})
	],
	[
		'bad-params',
		failed(400, 'x_content_parse_exception', '[1:9] failed to parse field [params]', {
			caused_by: { type: 'x_content_parse_exception', reason: 'Failed to parse params: [1:20] no value' }
		})
	],
	['unknown-clause', failed(400, 'parsing_exception', 'unknown query [rang] did you mean [range]?')],
	['filter', failed(400, 'query_shard_exception', 'failed to create query: For input string: "x"')],
	['malformed-filter', failed(400, 'parsing_exception', '[terms] query does not support [values]')],
	[
		'empty-query',
		failed(400, 'action_request_validation_exception', 'Validation Failed: 1: [query] is required;')
	],
	[
		'too-old',
		problemFromAnswer(
			{ status: 400, headers: [] },
			'{"error":"no handler found for uri [/_query/async] and method [POST]","status":400}'
		)
	],
	['too-much', failed(413, 'content_too_long_exception', 'entity content is too long')],
	['no-master', failed(503, 'master_not_discovered_exception', 'no master')],
	['cluster-bug', failed(500, 'null_pointer_exception', 'x is null')]
];

describe('help for errors as Elasticsearch words them', () => {
	it.each(messages)('%s', (id, problem) => expect(shown(problem)).toEqual([id]));

	it('has a message here for every hint but the one that needs two', () => {
		const told = new Set(messages.map(([id]) => id));
		expect(hints.map(({ id }) => id).filter((id) => !told.has(id))).toEqual(['mixed-params']);
		expect(new Set(hints.map(({ id }) => id)).size).toBe(hints.length);
		expect(hints.length).toBeGreaterThanOrEqual(30);
	});

	it('is told once for sentences that mean the same, and for each that differs', () =>
		expect(
			shown(
				failed(
					400,
					'verification_exception',
					'Found 3 problems\nline 1:1: Unknown column [a]\nline 1:5: Unknown column [a]\nline 2:1: Unknown function [f]'
				)
			)
		).toEqual(['unknown-column', 'unknown-function']));

	it('leaves alone what it does not know', () =>
		expect(saidBy(hints, verification('line 1:1: something new'))).toEqual([
			{ message: 'something new', place: { line: 1, column: 1, message: 'something new' } }
		]));
});

describe('help for what the demo cluster answers', () => {
	let demo: OpenDemo;
	beforeAll(async () => {
		demo = await openDemo();
	});
	afterAll(() => demo.close());

	const ask = async (query: string): Promise<Problem> => {
		const response = await demo.upstream(
			new Request('http://demo/_query', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ query })
			})
		);
		return problemFromAnswer(
			{ status: response.status, headers: [...response.headers] },
			await response.text()
		);
	};

	it.each([
		['FROM orders | WHER total > 5', 'unknown-command', 'FROM orders | WHERE total > 5'],
		['FRM orders', 'no-source', 'FROM orders'],
		['orders | LIMIT 5', 'no-source', 'FROM orders | LIMIT 5'],
		['FROM orders |', 'ends-early', undefined],
		["FROM orders | WHERE status == 'paid'", 'single-quotes', undefined],
		['ROW a = "abc', 'open-text', undefined],
		['FROM orders total', 'not-expected', undefined],
		['FROM orders | KEEP totl', 'unknown-column', 'FROM orders | KEEP total'],
		[
			'FROM orders\n| EVAL "é", b = RUOND(total)',
			'unknown-function',
			'FROM orders\n| EVAL "é", b = ROUND(total)'
		],
		['FROM nowhere', 'unknown-index', undefined],
		['FROM orders METADATA _nope', 'unknown-metadata', undefined],
		['FROM orders | WHERE total == "x"', 'text-versus-number', undefined],
		['FROM orders | EVAL a = ROUND(status)', 'wrong-argument', undefined],
		['FROM employees | STATS x = COUNT_DISTINCT()', 'argument-count', undefined],
		['FROM orders | WHERE @timestamp > "yesterday"', 'unreadable-date', undefined],
		['FROM orders | STATS a = SUM(total), status', 'not-grouped', undefined],
		['FROM orders | WHERE SUM(total) > 5', 'aggregate-outside', undefined],
		['FROM orders | STATS SUM(MAX(total))', 'nested-aggregate', undefined],
		['FROM orders | GROK status "%{NOPE:x}"', 'bad-grok', undefined],
		['FROM orders | DISSECT status "%{x"', 'bad-dissect', undefined],
		['FROM orders | WHERE status RLIKE "("', 'bad-regex', undefined],
		['FROM orders | LOOKUP JOIN employees ON status', 'not-lookup', undefined],
		[
			'FROM orders | EVAL status_code = status | LOOKUP JOIN status_codes ON status_code',
			'join-types',
			undefined
		],
		['FROM orders | ENRICH nope', 'unknown-policy', undefined],
		['FROM orders | LIMIT -1', 'bad-limit', undefined],
		['FROM orders | WHERE total > ?a', 'missing-param', undefined],
		['FROM orders | EVAL d = DATE_TRUNC(1 hou, @timestamp)', 'time-unit', undefined],
		['FROM nix:orders', 'unknown-remote', undefined]
	])('%s', async (query, id, better) => {
		const [said] = saidBy(hints, await ask(query));
		expect(said?.help?.id).toBe(id);
		const remedy = said?.help?.remedy;
		const after = remedy && edited(query, remedy, said?.place);
		expect(after).toBe(better);
		if (after !== undefined && id !== 'no-source')
			expect((await ask(after)).type).not.toMatch(/parsing|verification/);
	});
});

describe('changing the text', () => {
	const replace = { kind: 'replace', label: '', old: 'hots', with: 'host' } as const;

	it.each([
		['FROM a | KEEP hots', { line: 1, column: 15 }, 'FROM a | KEEP host'],
		['FROM a | EVAL "😀" | KEEP hots, hots', { line: 1, column: 32 }, 'FROM a | EVAL "😀" | KEEP hots, host'],
		['FROM hots\n| KEEP hots', { line: 2, column: 1 }, 'FROM hots\n| KEEP host'],
		['FROM a | KEEP x\n| KEEP hots', { line: 1, column: 15 }, undefined],
		['', { line: 9, column: 9 }, undefined]
	])('%j', (query, place, after) => expect(edited(query, replace, { ...place })).toBe(after));

	it('appends behind white space, and knows no place to replace at without one', () => {
		expect(edited('FROM a\n', { kind: 'append', label: '', text: '\n| LIMIT 5' }, undefined)).toBe(
			'FROM a\n| LIMIT 5'
		);
		expect(edited('hots', replace, undefined)).toBeUndefined();
		expect(edited('hots', { kind: 'again', label: '' }, undefined)).toBeUndefined();
	});
});

describe('details to copy', () => {
	it('say who answered what', () =>
		expect(
			problemDetails(verification('line 1:18: Unknown column [x]'), {
				Cluster: 'demo',
				Version: '',
				Query: 'FROM a'
			})
		).toMatch(
			/^verification_exception \(HTTP 400\)\nline 1:18: Unknown column \[x\]\nCluster: demo\nQuery: FROM a\n\n\{/
		));

	it.each([
		['Authorization: Basic ZWxhc3RpYzpjaGFuZ2VtZQ==', 'ZWxhc3'],
		['{"header":{"Authorization":"ApiKey VnVhQ2ZHY0JDZGJrUW"}}', 'VnVhQ2'],
		['password=hunter22&x=1', 'hunter22'],
		['{"api_key": "abc\\"def"}', 'abc'],
		['connect to https://elastic:changeme@es:9200 failed', 'changeme'],
		['refresh_token: abcdefgh', 'abcdefgh'],
		[JSON.stringify(secrets), Object.values(secrets).find((value) => typeof value === 'string') ?? '?']
	])('hold no secret: %s', (text, secret) => expect(withoutSecrets(text)).not.toContain(secret));

	it('leave other words as they are', () => {
		const text = 'Basic realm="security", token recognition error at: x; {"WWW-Authenticate":["ApiKey"]}';
		expect(withoutSecrets(text)).toBe(text);
	});
});
