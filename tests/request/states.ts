import fc from 'fast-check';
import type { LinkState } from '$lib/request';
import type { ClauseTest, FilterClause } from '$lib/request/clause';
import type { Options, ParamRow, QueryRequest } from '$lib/request/request';
import type { ColumnState, View } from '$lib/request/view';

const plain = { noNullPrototype: true } as const;
const loose: { requiredKeys: []; noNullPrototype: true } = { requiredKeys: [], noNullPrototype: true };

/** Texts of every kind: emoji, NUL, CRLF, lone surrogates, big numbers, deep JSON. */
export const text = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string(),
	fc.json(),
	fc.constantFrom(
		'😀\u0000\r\n\ud800',
		'9007199254740993',
		`${'['.repeat(300)}${']'.repeat(300)}`,
		`${'{"bool":{"must":['.repeat(150)}${']}}'.repeat(150)}`,
		'// --- esql-workbench 1\n// ---\n',
		'---\nquery: x\n---\n',
		'\uFEFFFROM a',
		'{"a": "\u2028"}',
		'\r\n'
	)
);

const scalar = fc.oneof(
	text.map((value) => JSON.stringify(value)),
	fc.bigInt().map(String),
	fc.constantFrom('true', 'false', '9007199254740993', '1.10e+05')
);

const test: fc.Arbitrary<ClauseTest> = fc.oneof(
	fc.record({ kind: fc.constant('is' as const), field: text, value: scalar }, plain),
	fc.record(
		{ kind: fc.constant('oneOf' as const), field: text, values: fc.array(scalar, { maxLength: 3 }) },
		plain
	),
	fc.record(
		{ kind: fc.constant('range' as const), field: text, gte: scalar, gt: scalar, lte: scalar, lt: scalar },
		{ requiredKeys: ['kind', 'field'], noNullPrototype: true }
	),
	fc.record({ kind: fc.constant('exists' as const), field: text }, plain),
	fc.record({ kind: fc.constant('match' as const), field: text, text, phrase: fc.boolean() }, plain),
	fc.record({ kind: fc.constant('dsl' as const), text }, plain)
);

const flags = fc.record({ enabled: fc.boolean(), negate: fc.boolean(), pinned: fc.boolean() }, plain);

export const clauses: fc.Arbitrary<FilterClause> = fc
	.tuple(test, flags)
	.map(([asked, flagged]) => ({ ...asked, ...flagged }));

export const params: fc.Arbitrary<ParamRow> = fc.record(
	{
		name: text,
		type: fc.constantFrom(
			'string',
			'integer',
			'double',
			'boolean',
			'date',
			'null',
			'list',
			'identifier',
			'pattern'
		),
		value: text
	},
	plain
);

const options: fc.Arbitrary<Options> = fc.record(
	{
		waitForCompletionTimeout: text,
		keepAlive: text,
		keepOnCompletion: fc.boolean(),
		profile: fc.boolean(),
		columnar: fc.boolean(),
		locale: text,
		timeZone: text,
		includeCcsMetadata: fc.boolean(),
		includeExecutionMetadata: fc.boolean(),
		projectRouting: text,
		tables: text,
		settings: text,
		allowPartialResults: fc.boolean(),
		dropNullColumns: fc.boolean()
	},
	loose
);

/** Any request, also such as can't be sent. */
export const requests: fc.Arbitrary<QueryRequest> = fc.record(
	{
		query: text,
		params: fc.array(params, { maxLength: 4 }),
		filter: text,
		options,
		clauses: fc.array(clauses, { minLength: 1, maxLength: 4 }),
		time: fc.record({ field: text, from: text, to: text, enabled: fc.boolean() }, plain)
	},
	{ requiredKeys: ['query', 'params', 'filter', 'options'], noNullPrototype: true }
);

const column: fc.Arbitrary<ColumnState> = fc.record(
	{
		name: text,
		width: fc.integer({ min: 1, max: 10_000 }),
		pin: fc.constantFrom('left', 'right'),
		hide: fc.constant(true)
	},
	{ requiredKeys: ['name'], noNullPrototype: true }
);

const view: fc.Arbitrary<View> = fc
	.record(
		{
			columns: fc.array(column, { minLength: 1, maxLength: 5 }),
			sort: fc.array(
				fc.record(
					{ name: text, descending: fc.constant(true) },
					{ requiredKeys: ['name'], noNullPrototype: true }
				),
				{ minLength: 1, maxLength: 3 }
			),
			requestPane: fc.constantFrom('params', 'filter', 'options'),
			answerPane: fc.constantFrom('table', 'chart', 'profile'),
			chart: fc.constantFrom({ kind: 'bar', x: 'a', y: ['b', 'c'], stacked: true, size: 1.5 }, 'auto', null),
			profile: fc.constantFrom('driver:3', { node: 'n', operators: [1, 2] })
		},
		loose
	)
	.filter((made) => Object.keys(made).length > 0);

/** Everything that a link can hold. */
export const states: fc.Arbitrary<LinkState> = fc.record(
	{
		request: requests,
		cluster: text,
		view,
		asyncId: fc.constantFrom('FkpXb0ZaQTZ2UWZxOW1kVHlEbkR1ZXcd=', 'a-_b')
	},
	{ requiredKeys: ['request', 'cluster'], noNullPrototype: true }
);
