import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentJson } from '$lib/request/indent';
import { relayAddress, writings, written } from '$lib/workbench/answer/exchange';

describe('indentJson', () => {
	it('changes nothing but the space between tokens', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				expect(JSON.parse(indentJson(text))).toEqual(JSON.parse(text));
				expect(indentJson(text)).toBe(indentJson(indentJson(text)));
			})
		);
	});

	it('keeps every digit and escape', () => {
		expect(indentJson('{"a":9007199254740993,"b":[1.0,2e3],"c":{},"d":[],"e":"{\\u0041,\\"}"}')).toBe(
			'{\n  "a": 9007199254740993,\n  "b": [\n    1.0,\n    2e3\n  ],\n  "c": {},\n  "d": [],\n  "e": "{\\u0041,\\"}"\n}'
		);
	});
});

describe('written', () => {
	const request = {
		query: `ROW a = "it's", b = ?n`,
		params: [{ name: 'n', type: 'integer', value: '9007199254740993' }],
		filter: '{"term": {"user": "o\'neil"}}',
		options: { allowPartialResults: false }
	} as const;
	const options = {
		flow: 'async',
		target: { kind: 'address', url: relayAddress('http://localhost:3000', 'a/b') }
	} as const;

	it('shows the line and the body', () => {
		const text = written(request, 'http', options);
		expect(text).toMatch(/^POST \/_query\/async\?allow_partial_results=false\n\{\n/);
		expect(text).toContain('"n": 9007199254740993');
	});

	it.each(writings.map(({ id }) => id))('writes %s with every digit', (id) => {
		expect(written(request, id, options)).toContain('9007199254740993');
	});

	it('sends code through the workbench', () => {
		expect(written(request, 'curl', options)).toContain(
			'http://localhost:3000/api/clusters/a%2Fb/_query/async'
		);
	});
});
