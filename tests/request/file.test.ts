import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '$lib/esql/syntax/parse';
import type { LinkState } from '$lib/request';
import { clause } from '$lib/request/clause';
import { fromFile, toFile } from '$lib/request/file';
import { states } from './states';

const state: LinkState = {
	request: {
		query: 'FROM a\r\n| WHERE x == ?x // 😀\n',
		params: [{ name: 'x', type: 'integer', value: '9007199254740993' }],
		filter: '{"term": {"a": 1.0}}',
		options: { keepAlive: '1h' },
		clauses: [clause({ kind: 'exists', field: 'a' })]
	},
	cluster: 'demo',
	view: { columns: [{ name: 'a', width: 120, pin: 'left' }] }
};

describe('.esql files', () => {
	it('bring every request back, to the last code unit', () => {
		fc.assert(
			fc.property(states, (any) => {
				expect(fromFile(toFile(any))).toEqual(any);
			}),
			{ numRuns: 10_000 }
		);
	}, 120_000);

	it('survive being written as UTF-8', () => {
		fc.assert(
			fc.property(states, (any) => {
				const bytes = new TextEncoder().encode(toFile(any));
				expect(fromFile(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))).toEqual(any);
			}),
			{ numRuns: 1000 }
		);
	});

	it('are ES|QL for any other tool', () => {
		const text = toFile(state);
		expect(text).toBe(
			[
				'// --- esql-workbench 1',
				'// params: [["x","integer","9007199254740993"]]',
				'// filter: {"term": {"a": 1.0}}',
				'// options: {"keepAlive":"1h"}',
				'// cluster: "demo"',
				'// clauses: [{"kind":"exists","field":"a"}]',
				'// view: {"columns":[["a",120,"l"]]}',
				'// ---',
				state.request.query
			].join('\n')
		);
		expect(parse(text).issues).toEqual([]);
	});

	it('hold a query alone as it is', () => {
		const request = { query: 'FROM a | LIMIT 1', params: [], filter: '', options: {} };
		expect(toFile({ request, cluster: '' })).toBe('FROM a | LIMIT 1');
		expect(fromFile('\uFEFFFROM a | LIMIT 1')).toEqual({ request, cluster: '' });
	});

	it('are read with front matter between lines of ---, written by hand', () => {
		const read = fromFile(
			'---\r\ncluster: prod\r\nfilter: {"match_all": {}}\r\noptions: {"profile": true, "apiKey": "k"}\r\n' +
				'params: [{"name": "n", "type": "integer", "value": "5"}]\r\npassword: hunter2\r\n---\r\nFROM a\r\n'
		);
		expect(read).toEqual({
			request: {
				query: 'FROM a\r\n',
				params: [{ name: 'n', type: 'integer', value: '5' }],
				filter: '{"match_all": {}}',
				options: { profile: true }
			},
			cluster: 'prod'
		});
	});

	it.each(['// --- a comment\nFROM a', '---\nFROM a', '// ---\nFROM a\n// ---\nROW b = 1', ''])(
		'%j has no front matter',
		(text) => {
			expect(fromFile(text).request.query).toBe(text);
		}
	);
});
