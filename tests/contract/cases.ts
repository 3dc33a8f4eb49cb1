import { slowQuery, type Send, unknownId } from './targets';

/** One request and what must come back. */
export interface Case extends Send {
	readonly name: string;
	readonly path: string;
	readonly status: number;
	/** `error.type`. */
	readonly type?: string;
	/** `error.reason`, else a reason of one of its causes. */
	readonly reason?: string | RegExp;
	/** The error is a plain sentence. */
	readonly sentence?: string | RegExp;
	/** Headers that must be there, or must not (null). */
	readonly expect?: Readonly<Record<string, string | RegExp | null>>;
	/** A subset of the JSON body. */
	readonly json?: unknown;
	/** The whole body. */
	readonly text?: string;
	/** What the case needs: the demo cluster's indices, its own routing, or nothing. */
	readonly needs?: 'demo' | 'routing';
}

const sync = '/_query';
const async = '/_query/async';
const row = { query: 'ROW a = 1, b = "x", c = [1, 2], d = null | LIMIT 1' };
const json = /^application\/json/;

const warningOfLimit = /^299 Elasticsearch-\S+ "No limit defined, adding default limit of \[1000\]"$/;

export const readCases: readonly Case[] = [
	{
		name: 'root',
		path: '/',
		status: 200,
		json: { tagline: 'You Know, for Search' },
		expect: { 'content-type': json }
	},
	{ name: 'root by HEAD', path: '/', method: 'HEAD', status: 200, text: '' },
	{
		name: 'vendor media type',
		path: '/',
		headers: { accept: 'application/vnd.elasticsearch+json; compatible-with=9' },
		status: 200,
		expect: { 'content-type': 'application/vnd.elasticsearch+json;compatible-with=9' }
	},
	{
		name: 'opaque id',
		path: '/',
		headers: { 'x-opaque-id': 'my-id' },
		status: 200,
		expect: { 'x-opaque-id': 'my-id' }
	},
	{
		name: 'resolve by wildcard',
		path: '/_resolve/index/logs-web-*,countries',
		status: 200,
		needs: 'demo',
		json: {
			indices: [
				{ name: 'countries', attributes: ['open'], mode: 'lookup' },
				{ name: 'logs-web-1', aliases: ['logs-web'], attributes: ['open'], mode: 'standard' },
				{ name: 'logs-web-2' },
				{ name: 'logs-web-3' },
				{ name: 'logs-web-4' }
			],
			aliases: [],
			data_streams: []
		}
	},
	{
		name: 'resolve an alias',
		path: '/_resolve/index/logs-web',
		status: 200,
		needs: 'demo',
		json: {
			aliases: [{ name: 'logs-web', indices: ['logs-web-1', 'logs-web-2', 'logs-web-3', 'logs-web-4'] }]
		}
	},
	{
		name: 'resolve by mode',
		path: '/_resolve/index/*?mode=lookup',
		status: 200,
		needs: 'demo',
		json: { indices: [{ name: 'countries' }, { name: 'services' }, { name: 'status_codes' }] }
	},
	{ name: 'resolve nothing', path: '/_resolve/index/nothing-here-*', status: 200, json: { indices: [] } },
	{
		name: 'resolve a missing index',
		path: '/_resolve/index/nothing-here',
		status: 404,
		type: 'index_not_found_exception',
		reason: 'no such index [nothing-here]'
	},
	{
		name: 'field caps',
		path: '/employees,countries/_field_caps?fields=*',
		status: 200,
		needs: 'demo',
		json: {
			indices: ['countries', 'employees'],
			fields: {
				salary: { integer: { type: 'integer', metadata_field: false, searchable: true, aggregatable: true } },
				'height.float': {},
				_id: { _id: { metadata_field: true } }
			}
		}
	},
	{
		name: 'field caps by POST, objects left out',
		path: '/logs-web-1/_field_caps?filters=-metadata,-parent',
		body: { fields: ['host*', 'message'] },
		status: 200,
		needs: 'demo',
		json: {
			fields: { 'host.name': { keyword: {} }, message: { text: { type: 'text', aggregatable: false } } }
		}
	},
	{
		name: 'field caps of a missing index',
		path: '/nothing-here/_field_caps?fields=*',
		status: 404,
		type: 'index_not_found_exception'
	},
	{
		name: 'field caps without fields',
		path: '/_field_caps',
		status: 400,
		type: 'action_request_validation_exception',
		reason: 'Validation Failed: 1: no fields specified;'
	},
	{
		name: 'cat indices',
		path: '/_cat/indices/employees?format=json&h=index,health,docs.count',
		status: 200,
		needs: 'demo',
		json: [{ index: 'employees', health: 'green', 'docs.count': '100' }]
	},
	{
		name: 'cat indices as text',
		path: '/_cat/indices/employees?h=i,dc&v=true',
		status: 200,
		needs: 'demo',
		text: 'i         dc \nemployees 100\n'
	},
	{
		name: 'ES|QL settings',
		path: '/_cluster/settings?include_defaults=true&filter_path=*.esql',
		status: 200,
		needs: 'demo',
		json: { defaults: { esql: { query: { result_truncation_default_size: '1000' } } } }
	},
	{ name: 'remotes', path: '/_remote/info', status: 200, needs: 'demo', text: '{}' },
	{
		name: 'enrich policies',
		path: '/_enrich/policy/countries',
		status: 200,
		needs: 'demo',
		json: {
			policies: [
				{ config: { match: { name: 'countries', match_field: 'country_iso_code', indices: ['countries'] } } }
			]
		}
	},
	{
		name: 'an enrich policy that nobody has',
		path: '/_enrich/policy/nothing',
		status: 200,
		needs: 'demo',
		text: '{"policies":[]}'
	},
	{ name: 'inference endpoints', path: '/_inference', status: 200, needs: 'demo', text: '{"endpoints":[]}' },
	{ name: 'views', path: '/_query/view', status: 200, needs: 'demo', text: '{"views":[]}' },
	{
		name: 'who am I',
		path: '/_security/_authenticate',
		status: 200,
		needs: 'demo',
		json: { username: '_anonymous' }
	},
	{ name: 'running queries', path: '/_query/queries', status: 200, json: { queries: {} } },
	{
		name: 'capabilities',
		path: '/_capabilities?method=POST&path=/_query&capabilities=documents_found_and_values_loaded',
		status: 200,
		json: { supported: true }
	},
	{
		name: 'unknown capability',
		path: '/_capabilities?method=POST&path=/_query&capabilities=teleport',
		status: 200,
		json: { supported: false }
	},
	{
		name: 'an unknown path',
		path: '/_nothing/here?a=1',
		status: 400,
		needs: 'routing',
		sentence: 'no handler found for uri [/_nothing/here?a=1] and method [GET]'
	},
	{
		name: 'a wrong method',
		path: async,
		method: 'PUT',
		status: 405,
		needs: 'routing',
		sentence: 'Incorrect HTTP method for uri [/_query/async] and method [PUT], allowed: [POST]',
		expect: { allow: 'POST' }
	},
	{
		name: 'an unknown parameter',
		path: '/_query/queries?foo=1',
		status: 400,
		type: 'illegal_argument_exception',
		reason: /^request \[\/_query\/queries\] contains unrecognized parameter: \[foo\]/
	}
];

export const queryCases: readonly Case[] = [
	{
		name: 'sync rows',
		path: sync,
		body: row,
		status: 200,
		expect: { 'content-type': json, warning: null, 'x-elasticsearch-async-id': null, 'took-nanos': /^\d+$/ },
		json: {
			is_partial: false,
			columns: [
				{ name: 'a', type: 'integer' },
				{ name: 'b', type: 'keyword' },
				{ name: 'c', type: 'integer' },
				{ name: 'd', type: 'null' }
			],
			values: [[1, 'x', [1, 2], null]]
		}
	},
	{
		name: 'async rows, finished in time and not kept',
		path: async,
		body: row,
		status: 200,
		expect: { 'x-elasticsearch-async-id': null, 'x-elasticsearch-async-is-running': '?0' },
		json: { is_running: false, is_partial: false, values: [[1, 'x', [1, 2], null]] }
	},
	{
		name: 'async rows, kept',
		path: async,
		body: { ...row, keep_on_completion: true, keep_alive: '5s' },
		status: 200,
		expect: { 'x-elasticsearch-async-id': /^[\w=-]+$/, 'x-elasticsearch-async-is-running': '?0' },
		json: { id: /^[\w=-]+$/, is_running: false }
	},
	{
		name: 'columnar values',
		path: sync,
		body: { query: 'ROW a = [1, 2] | MV_EXPAND a | EVAL b = a * 2 | LIMIT 10', columnar: true },
		status: 200,
		json: {
			values: [
				[1, 2],
				[2, 4]
			]
		}
	},
	{
		name: 'null columns dropped',
		path: `${sync}?drop_null_columns=true`,
		body: row,
		status: 200,
		json: {
			all_columns: [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd', type: 'null' }],
			columns: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
			values: [[1, 'x', [1, 2]]]
		}
	},
	{
		name: 'filter_path on an answer',
		path: `${sync}?filter_path=columns.name,values`,
		body: row,
		status: 200,
		text: '{"columns":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}],"values":[[1,"x",[1,2],null]]}'
	},
	{
		name: 'digits beyond 2^53 and fractions of doubles',
		path: `${sync}?filter_path=values`,
		body: '{"query": "ROW a = 9007199254740993, b = ?, c = 44.0, d = 1.0E10 | LIMIT 1", "params": [9007199254740995]}',
		status: 200,
		text: '{"values":[[9007199254740993,9007199254740995,44.0,1.0E10]]}'
	},
	{
		name: 'the warning of the default limit',
		path: async,
		body: { query: 'ROW a = 1' },
		status: 200,
		expect: { warning: warningOfLimit }
	},
	{
		name: 'warnings of evaluation',
		path: sync,
		body: { query: 'ROW a = 1, b = 0 | EVAL c = a / b | LIMIT 1' },
		status: 200,
		expect: {
			warning: /Line 1:29: evaluation of \[a \/ b\] failed, treating result as null\..*\/ by zero"$/
		},
		json: { values: [[1, 0, null]] }
	},
	{
		name: 'a quote and a letter beyond ASCII in a warning',
		path: sync,
		body: { query: 'ROW `é` = 1 | EVAL c = `é` / LENGTH("") | LIMIT 1' },
		status: 200,
		needs: 'demo',
		expect: { warning: /\[`%C3%A9` \/ LENGTH\(\\"\\"\)\]/ }
	},
	{
		name: 'params by name, position and identifier',
		path: `${sync}?filter_path=values`,
		body: {
			query: 'ROW a = ?x, b = 2 | WHERE a == ?x | KEEP ??col | LIMIT 1',
			params: [{ x: 'v' }, { col: 'b' }]
		},
		status: 200,
		text: '{"values":[[2]]}'
	},
	{
		name: 'a filter',
		path: `${sync}?filter_path=values`,
		body: {
			query: 'FROM employees | STATS n = COUNT(*)',
			filter: {
				bool: { must: [{ range: { emp_no: { gte: 10001, lt: 10011 } } }, { term: { emp_no: 10003 } }] }
			}
		},
		status: 200,
		needs: 'demo',
		text: '{"values":[[1]]}'
	},
	{
		name: 'a time zone',
		path: `${sync}?filter_path=values`,
		body: { query: 'ROW d = TO_DATETIME("2026-01-15T10:00:00Z") | LIMIT 1', time_zone: 'Europe/Berlin' },
		status: 200,
		text: '{"values":[["2026-01-15T11:00:00.000+01:00"]]}'
	},
	{
		name: 'execution metadata',
		path: async,
		body: { query: 'FROM employees | LIMIT 1', include_execution_metadata: true },
		status: 200,
		needs: 'demo',
		json: {
			_clusters: {
				total: 1,
				successful: 1,
				running: 0,
				details: {
					'(local)': { status: 'successful', indices: 'employees', _shards: { total: 1, failed: 0 } }
				}
			}
		}
	},
	{
		name: 'a profile',
		path: sync,
		body: { ...row, profile: true },
		status: 200,
		json: { profile: { query: {}, planning: {} } }
	},
	{
		name: 'csv',
		path: `${sync}?format=csv`,
		body: { query: 'ROW a = 1, b = "x,\\"y\\"", c = [1, 2], d = null, e = "" | LIMIT 1' },
		status: 200,
		expect: { 'content-type': 'text/csv; charset=utf-8; header=present' },
		text: 'a,b,c,d,e\r\n1,"x,""y""","[1, 2]",,\r\n'
	},
	{
		name: 'csv with its own delimiter and no header',
		path: `${sync}?format=csv&delimiter=;`,
		headers: { accept: 'text/csv; header=absent', 'content-type': 'application/json' },
		body: { query: 'ROW a = "x;", b = "y," | LIMIT 1' },
		status: 200,
		text: '"x;";y,\r\n'
	},
	{
		name: 'tsv by Accept',
		path: sync,
		headers: { accept: 'text/tab-separated-values' },
		body: { query: 'ROW a = "x\\ty", b = 2 | LIMIT 1' },
		status: 200,
		expect: { 'content-type': 'text/tab-separated-values; charset=utf-8' },
		text: 'a\tb\nx\\ty\t2\n'
	},
	{
		name: 'md',
		path: `${sync}?format=md`,
		needs: 'demo',
		body: { query: 'ROW a = "x|y", b = null | LIMIT 1' },
		status: 200,
		expect: { 'content-type': 'text/markdown; charset=utf-8' },
		text: '| a | b |\n| --- | --- |\n| x\\|y |  |\n'
	},
	{
		name: 'yaml',
		path: sync,
		headers: { accept: 'application/yaml' },
		body: { query: 'ROW a = 9007199254740993 | LIMIT 1' },
		status: 200,
		expect: { 'content-type': /^application\/yaml/ }
	},
	{
		name: 'arrow',
		path: `${sync}?format=arrow`,
		body: { query: 'ROW a = 1 | LIMIT 1' },
		status: 200,
		expect: { 'content-type': 'application/vnd.apache.arrow.stream' }
	},
	{
		name: 'txt',
		path: `${sync}?format=txt`,
		body: { query: 'ROW name = "x", d = null | LIMIT 1' },
		status: 200,
		expect: { 'content-type': /^text\/plain/ },
		text: '     name      |       d       \n---------------+---------------\nx              |null           \n'
	},
	{
		name: 'csv while running',
		path: `${async}?format=csv`,
		body: { query: slowQuery, wait_for_completion_timeout: '0', keep_alive: '1ms' },
		status: 200,
		needs: 'demo',
		expect: { 'x-elasticsearch-async-is-running': '?1' },
		text: '\r\n'
	}
];

const illegal = { status: 400, type: 'illegal_argument_exception' };

export const refusedCases: readonly Case[] = [
	{
		name: 'no query',
		path: async,
		body: {},
		status: 400,
		type: 'action_request_validation_exception',
		reason: 'Validation Failed: 1: [query] is required;'
	},
	{
		name: 'a blank query',
		path: async,
		body: { query: ' ' },
		status: 400,
		type: 'action_request_validation_exception'
	},
	{
		name: 'no body',
		path: async,
		method: 'POST',
		status: 400,
		type: 'parse_exception',
		reason: 'request body or source parameter is required'
	},
	{
		name: 'an unknown body field',
		path: async,
		body: '{"querry": "ROW a = 1"}',
		status: 400,
		type: 'x_content_parse_exception',
		reason: /^\[1:\d+\] \[esql\/async_query\] unknown field \[querry\]/
	},
	{
		name: 'an async field on the sync endpoint',
		path: sync,
		body: { ...row, keep_alive: '1d' },
		status: 400,
		type: 'x_content_parse_exception',
		reason: /\[esql\/query\] unknown field \[keep_alive\]/
	},
	{
		name: 'a field of the wrong kind',
		path: async,
		body: { query: 7 },
		status: 400,
		type: 'x_content_parse_exception'
	},
	{
		name: 'malformed JSON',
		path: async,
		body: '{"query": "ROW a = 1",',
		status: 400,
		type: 'x_content_parse_exception'
	},
	{
		name: 'a bad duration',
		path: async,
		body: { ...row, keep_alive: 'abc' },
		status: 400,
		reason: /failed to parse setting \[keep_alive\] with value \[abc\] as a time value/
	},
	{
		name: 'both metadata flags',
		path: async,
		body: { ...row, include_ccs_metadata: false, include_execution_metadata: false },
		status: 400,
		type: 'verification_exception',
		reason:
			'Both [include_execution_metadata] and [include_ccs_metadata] query parameters are set. Use only one'
	},
	{
		name: 'tables on a release build',
		path: async,
		body: { ...row, tables: { t: { c: { integer: [1] } } } },
		status: 400,
		needs: 'demo',
		reason: 'Validation Failed: 1: [tables] only allowed in snapshot builds;'
	},
	{
		name: 'named and unnamed params',
		path: async,
		body: { ...row, params: [1, { a: 2 }] },
		status: 400,
		reason: /Params cannot contain both named and unnamed parameters/
	},
	{
		name: 'a statement of 2 MB',
		path: async,
		body: { query: `ROW a = 1 // ${'x'.repeat(2_000_000)}` },
		status: 400,
		type: 'parsing_exception',
		reason: 'line -1:-1: ESQL statement is too large [2000013 characters > 1000000]'
	},
	{
		name: 'a syntax error',
		path: async,
		body: { query: 'ROW a = 1\n| WHER b' },
		status: 400,
		type: 'parsing_exception',
		reason: /^line 2:3: /
	},
	{
		name: 'an unknown column',
		path: async,
		body: { query: 'ROW host = 1 | KEEP hosst' },
		status: 400,
		type: 'verification_exception',
		reason: 'Found 1 problem\nline 1:21: Unknown column [hosst], did you mean [host]?'
	},
	{
		name: 'an unknown index',
		path: async,
		body: { query: 'FROM nothing-here' },
		status: 400,
		type: 'verification_exception',
		reason: 'Found 1 problem\nline 1:6: Unknown index [nothing-here]'
	},
	{
		name: 'an unknown function',
		path: async,
		body: { query: 'ROW a = LENGHT("x")' },
		status: 400,
		reason: /line 1:9: Unknown function \[LENGHT\]/i
	},
	{
		name: 'a parameter that is not given',
		path: async,
		body: { query: 'ROW a = ?n2', params: [{ n1: 1 }] },
		status: 400,
		type: 'parsing_exception',
		reason: /Unknown query parameter \[n2\], did you mean \[n1\]\?/
	},
	{
		name: 'an unknown filter',
		path: async,
		body: { ...row, query: 'FROM employees', filter: { teleport: {} } },
		status: 400,
		needs: 'demo'
	},
	{
		name: 'an unknown URL parameter',
		path: `${async}?foo=1`,
		body: row,
		...illegal,
		reason: /^request \[\/_query\/async\] contains unrecognized parameter: \[foo\]/
	},
	{
		name: 'a flag that is no flag',
		path: `${async}?drop_null_columns=maybe`,
		body: row,
		...illegal,
		reason: 'Failed to parse value [maybe] as only [true] or [false] are allowed.'
	},
	{
		name: 'columnar csv',
		path: `${sync}?format=csv`,
		body: { ...row, columnar: true },
		...illegal,
		reason: 'Invalid use of [columnar] argument: cannot be used in combination with [txt, csv, tsv] formats'
	},
	{
		name: 'a delimiter without csv',
		path: `${async}?delimiter=;`,
		body: row,
		...illegal,
		reason: 'parameter: [delimiter] can only be used with the format [csv] for request [/_query/async]'
	},
	{
		name: 'two delimiters',
		path: `${sync}?format=csv&delimiter=ab`,
		body: row,
		...illegal,
		reason: 'invalid multi-character delimiter [ab]'
	},
	{
		name: 'no delimiter',
		path: `${sync}?format=csv&delimiter=`,
		body: row,
		...illegal,
		reason: 'invalid empty delimiter []'
	},
	{
		name: 'a quote as delimiter',
		path: `${sync}?format=csv&delimiter=%22`,
		body: row,
		...illegal,
		reason: 'illegal reserved character specified as delimiter ["]'
	},
	{
		name: 'a tab as delimiter',
		path: `${sync}?format=csv&delimiter=%09`,
		body: row,
		...illegal,
		reason: /^illegal delimiter \[TAB\] specified as delimiter for the \[csv\] format/
	},
	{
		name: 'an unknown format',
		path: `${sync}?format=xls`,
		body: row,
		...illegal,
		reason: /^Invalid request content type: /
	},
	{
		name: 'a body that is not JSON',
		path: async,
		body: 'query',
		headers: { 'content-type': 'text/plain' },
		status: 406
	},
	{
		name: 'an unknown id',
		path: `${async}/${unknownId}`,
		status: 404,
		type: 'resource_not_found_exception',
		reason: unknownId
	},
	{ name: 'a malformed id', path: `${async}/foobar`, ...illegal, reason: 'invalid id: [foobar]' },
	{
		name: 'stop of an unknown id',
		path: `${async}/${unknownId}/stop`,
		method: 'POST',
		status: 404,
		type: 'resource_not_found_exception'
	},
	{
		name: 'stop of a malformed id',
		path: `${async}/foobar/stop`,
		method: 'POST',
		...illegal,
		reason: 'invalid id: [foobar]'
	},
	{
		name: 'delete of an unknown id',
		path: `${async}/${unknownId}`,
		method: 'DELETE',
		status: 404,
		type: 'resource_not_found_exception',
		reason: unknownId
	},
	{
		name: 'delete of a malformed id',
		path: `${async}/foobar`,
		method: 'DELETE',
		status: 404,
		type: 'resource_not_found_exception',
		reason: 'foobar'
	},
	{
		name: 'a wait that is no time',
		path: `${async}/${unknownId}?wait_for_completion_timeout=1x`,
		status: 400,
		needs: 'demo',
		type: 'illegal_argument_exception'
	},
	{
		name: 'a running query of a malformed id',
		path: '/_query/queries/foobar',
		...illegal,
		reason: 'invalid id: [foobar]'
	},
	{
		name: 'a running query that is not',
		path: `/_query/queries/${unknownId}`,
		status: 404,
		type: 'resource_not_found_exception',
		reason: /^task \[aM7FtJQ_Ok7gD4JUsPmwAA:1234\] /
	},
	{
		name: 'a remote that is not',
		path: '/_resolve/index/eu:logs',
		status: 404,
		needs: 'demo',
		type: 'no_such_remote_cluster_exception',
		reason: 'no such remote cluster: [eu]'
	}
];
