import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBody, toUrl } from '$lib/request';
import { toCode } from '$lib/request/code';
import { fromBody } from '$lib/request/frombody';
import { indentJson } from '$lib/request/indent';
import { linkFragment, readPasted } from '$lib/request/pasted';
import type { ParamRow, QueryRequest } from '$lib/request/request';
import { clauses, text } from './states';

const request = (read: ReturnType<typeof fromBody>) => {
	if (read.kind === 'wrong') throw new Error(read.reason);
	return read.request;
};

/** A value of each type, of any content. */
const row = (name: string): fc.Arbitrary<ParamRow> =>
	fc.oneof(
		text.map((value) => ({ name, type: 'string' as const, value })),
		fc
			.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
			.map((value) => ({ name, type: 'integer' as const, value: String(value) })),
		fc.constantFrom('1.5', '-0.10', '1e5', '3').map((value) => ({ name, type: 'double' as const, value })),
		fc.boolean().map((value) => ({ name, type: 'boolean' as const, value: String(value) })),
		fc.constant({ name, type: 'null' as const, value: '' }),
		fc
			.array(fc.string(), { minLength: 1, maxLength: 3 })
			.map((value) => ({ name, type: 'list' as const, value: JSON.stringify(value) })),
		fc.constant({ name, type: 'identifier' as const, value: 'host.name' }),
		fc.constant({ name, type: 'pattern' as const, value: 'host.*' })
	);

const filters = fc.oneof(
	fc.constantFrom(
		'',
		'{}',
		` {"a":  9007199254740993, "b": [1.0e+2, "\\u00e9"]}\n`,
		`${'{"a":['.repeat(150)}${']}'.repeat(150)}`
	),
	fc
		.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
		.map((value) => JSON.stringify(value, null, 1))
);

const sendable: fc.Arbitrary<QueryRequest> = fc
	.record(
		{
			asked: fc.oneof(
				fc.tuple(fc.constant('ROW a = ?x, b = ?yy'), row('x'), row('yy')),
				fc.tuple(fc.constant('ROW a = ?1, b = ?2'), row('1'), row('2')),
				fc.tuple(fc.constant('ROW a = ?, b = ?'), row(''), row(''))
			),
			filter: filters,
			settings: filters,
			zone: text,
			profile: fc.boolean(),
			dropNullColumns: fc.boolean(),
			clauses: fc.array(clauses, { minLength: 1, maxLength: 2 })
		},
		{ noNullPrototype: true }
	)
	.map(({ asked: [query, first, second], filter, settings, zone, profile, dropNullColumns, clauses }) => ({
		query,
		params: [first, second],
		filter,
		options: { settings, timeZone: zone, keepAlive: '2d', profile, dropNullColumns },
		clauses
	}));

describe('fromBody', () => {
	it('gives a request that is sent in the same bytes', () => {
		fc.assert(
			fc.property(sendable, (any) => {
				const body = toBody(any);
				const read = request(fromBody(body, toUrl(any).split('?')[1]));
				expect(toBody(read)).toBe(body);
				expect(toUrl(read)).toBe(toUrl(any));
			}),
			{ numRuns: 10_000 }
		);
	}, 240_000);

	it('keeps the filter as it was typed, and tells what has no place', () => {
		const read = fromBody(
			'{"query": "FROM a | WHERE x == ?n", "params": [{"n": 9007199254740993}],\n "filter": {"term":  {"a": 1.0}}, "profile": true, "pragma": {}}'
		);
		expect(read).toEqual({
			kind: 'request',
			request: {
				query: 'FROM a | WHERE x == ?n',
				params: [{ name: 'n', type: 'integer', value: '9007199254740993' }],
				filter: '{"term":  {"a": 1.0}}',
				options: { profile: true }
			},
			ignored: ['pragma']
		});
	});

	it.each([
		['{"query": ', 'Line 1'],
		['[]', 'no query'],
		['{"query": 1}', 'no query']
	])('says what is wrong with %s', (body, reason) => {
		expect(fromBody(body)).toMatchObject({
			kind: 'wrong',
			reason: expect.stringContaining(reason) as string
		});
	});
});

describe('linkFragment', () => {
	it.each([
		[' http://localhost:3000/#1AbC-_defghij\n', '1AbC-_defghij'],
		['https://x.org/tools/wb/#2AAAAAAAAAAAA', '2AAAAAAAAAAAA'],
		['https://x.org/#section', undefined],
		['curl https://x.org/#1AbC-_defghij', undefined],
		['https://x.org/#1AbC-_defghij and more', undefined],
		['', undefined]
	])('%j → %j', (text, fragment) => expect(linkFragment(text)).toBe(fragment));
});

describe('readPasted', () => {
	const original: QueryRequest = {
		query: 'FROM a\n| WHERE b == ?x // it\'s "here" \\ $HOME',
		params: [{ name: 'x', type: 'string', value: "it's" }],
		filter: '{"term":{"a":9007199254740993}}',
		options: { dropNullColumns: true }
	};
	const target = { kind: 'address', url: 'http://localhost:3000/api/clusters/demo' } as const;

	it.each(['curl', 'console'] as const)('reads back what was copied for %s', (language) => {
		for (const flow of ['sync', 'async'] as const) {
			const code = toCode(original, language, { flow, target });
			expect(indentJson(toBody(request(readPasted(code))))).toBe(indentJson(toBody(original)));
			expect(request(readPasted(code)).options).toEqual(original.options);
		}
	});

	it('reads commands as people write them', () => {
		const command = `curl -XPOST "localhost:9200/_query?drop_null_columns=true" -H "Content-Type: application/json" -d "{\\"query\\": \\"ROW a = 1\\"}"`;
		expect(request(readPasted(command))).toMatchObject({
			query: 'ROW a = 1',
			options: { dropNullColumns: true }
		});
		expect(request(readPasted('POST _query\n{\n  "query": """\nFROM a\n"""\n}\n\nGET /\n')).query).toBe(
			'\nFROM a\n'
		);
		expect(request(readPasted('{"query": "ROW a = 1"}')).query).toBe('ROW a = 1');
	});

	it('reads a body that stands right behind -d, as in the pages of Elastic', () => {
		const command = `curl -X POST "localhost:9200/_query?pretty" -H 'Content-Type: application/json' -d'\n{\n  "query": "FROM a | WHERE b == \\"it'\\''s\\""\n}\n'`;
		const read = readPasted(command);
		expect(read.kind === 'request' && read.request.query).toBe(`FROM a | WHERE b == "it's"`);
	});

	it('reads a body in which a browser wrote escapes', () => {
		const command = String.raw`curl 'http://x/_query' --data-raw $'{"query":"FROM a\\n| WHERE b == \\"it\'s\\" AND c == \\"\u0021 é\\""}' --compressed`;
		const read = readPasted(command);
		expect(read.kind === 'request' && read.request.query).toBe(`FROM a\n| WHERE b == "it's" AND c == "! é"`);
	});

	it.each(['', 'FROM a', 'curl http://x/_search -d {}', 'curl "'])('refuses %j with a sentence', (text) => {
		expect(readPasted(text).kind).toBe('wrong');
	});
});
