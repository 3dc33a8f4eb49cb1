import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placeholders } from '$lib/esql/analysis/placeholders';
import { parse } from '$lib/esql/syntax/parse';
import { rememberParams, syncParams } from '$lib/request';
import type { ParamRow } from '$lib/request/request';

const row = (name: string, value: string, type: ParamRow['type'] = 'string'): ParamRow => ({
	name,
	type,
	value
});

describe('syncParams', () => {
	it('gives a row to every placeholder in order, one per name', () => {
		expect(syncParams('FROM a | WHERE x == ?b AND y == ?a OR z == ?b | KEEP ??f', [])).toEqual([
			row('b', ''),
			row('a', ''),
			row('f', '', 'identifier')
		]);
	});

	it('gives every ? a row of its own and keeps them by order', () => {
		const known = [row('', '1', 'integer'), row('', '2', 'integer')];
		expect(syncParams('ROW a = ?, b = ?, c = ?', known)).toEqual([...known, row('', '')]);
		expect(syncParams('ROW a = ?', known)).toEqual([known[0]]);
	});

	it('keeps typed values while the text around them changes', () => {
		const known = [row('a', 'x'), row('b', '7', 'integer')];
		expect(syncParams('ROW q = ?b, r = ?new, s = ?a', known)).toEqual([known[1], row('new', ''), known[0]]);
	});

	it('sees no placeholder in strings, comments and quoted names', () => {
		expect(
			syncParams('FROM a // ?x\n| WHERE a == "?y" AND b == """?z""" /* ?w */ AND `?v` == ?u', [])
		).toEqual([row('u', '')]);
	});

	it('sees what the parser sees in every real query', () => {
		const corpus = new URL('../../../shared/corpus/queries.jsonl', import.meta.url);
		if (!existsSync(corpus)) return console.log('skipped: no corpus beside the project');
		const lines = readFileSync(corpus, 'utf8').trim().split('\n');
		for (const line of lines) {
			const { query } = JSON.parse(line) as { query: string };
			const names = new Set(placeholders(parse(query)).map(({ name }) => name));
			expect(new Set(syncParams(query, []).map(({ name }) => name))).toEqual(names);
		}
	});

	it('reads broken text', () => {
		expect(syncParams('FROM a | WHERE (x == ?a AND ', [])).toEqual([row('a', '')]);
		expect(syncParams('', [row('a', '1')])).toEqual([]);
	});
});

describe('rememberParams', () => {
	it('gives a deleted placeholder its value back when it is typed anew', () => {
		let known: readonly ParamRow[] = [row('a', '1'), row('b', '2')];
		known = rememberParams(known, syncParams('ROW x = ?a', known));
		known = rememberParams(known, [row('a', 'changed')]);
		expect(syncParams('ROW x = ?a, y = ?b', known)).toEqual([row('a', 'changed'), row('b', '2')]);
	});

	it('remembers ? beyond those in use', () => {
		const known = [row('', '1'), row('', '2'), row('', '3')];
		const kept = rememberParams(known, [row('', 'one')]);
		expect(syncParams('ROW a = ?, b = ?, c = ?', kept).map(({ value }) => value)).toEqual(['one', '2', '3']);
	});
});
