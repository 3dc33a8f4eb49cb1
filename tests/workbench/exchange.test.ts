import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { indentJson, requestText } from '$lib/workbench/answer/exchange';

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

describe('requestText', () => {
	const request = {
		query: `ROW a = "it's", b = ?n`,
		params: [{ name: 'n', type: 'integer', value: '9007199254740993' }],
		filter: '{"term": {"user": "o\'neil"}}',
		options: { allowPartialResults: false }
	} as const;

	it('shows the line, the body and the curl command', () => {
		const { line, body } = requestText(request, 'http://localhost:3000/api/clusters/demo');
		expect(line).toBe('POST /_query/async?allow_partial_results=false');
		expect(body).toContain('"n": 9007199254740993');
	});

	it('writes a curl command that a shell reads back as the same body', () => {
		const { curl, body } = requestText(request, 'http://localhost:3000');
		const seen = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${curl}`], { encoding: 'utf8' });
		expect(seen.split('\0')).toEqual([
			'-X',
			'POST',
			'http://localhost:3000/_query/async?allow_partial_results=false',
			'-H',
			'Content-Type: application/json',
			'--data-binary',
			body,
			''
		]);
	});
});
