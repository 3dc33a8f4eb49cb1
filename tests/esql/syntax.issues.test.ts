import { describe, expect, it } from 'vitest';
import { expectedAt } from '$lib/esql/syntax/expected';
import { parse } from '$lib/esql/syntax/parse';

const sources = 'a source command (FROM, TS, ROW, SHOW, EXPLAIN, PROMQL)';

/** `‸` marks where the first issue begins. */
describe('syntax issues', () => {
	it.each([
		['‸', `mismatched input '<EOF>', expecting ${sources}`],
		['‸FRM a', `mismatched input 'FRM', expecting ${sources}`],
		['‸WHERE x', `mismatched input 'WHERE', expecting ${sources}`],
		['FROM a | ‸FROM b', "mismatched input 'FROM', expecting a processing command"],
		['FROM a | ‸WHRE x', "mismatched input 'WHRE', expecting a processing command"],
		['FROM a | FORK (‸FROM b)', "mismatched input 'FROM', expecting a processing command"],
		['FROM (‸WHERE x)', `mismatched input 'WHERE', expecting ${sources}`],
		['FROM a | /* c */ ‸NOPE', "mismatched input 'NOPE', expecting a processing command"],
		['FROM a | WHERE x > ‸', "mismatched input '<EOF>', expecting an operand"],
		['FROM a | WHERE x > /* c */ ‸| LIMIT 1', "mismatched input '|', expecting an operand"],
		['FROM a | LIMIT ‸x', "mismatched input 'x', expecting a value"],
		['FROM a | RENAME x ‸y', "mismatched input 'y', expecting AS, '=' or '.'"],
		['FROM a | ENRICH ‸', "mismatched input '<EOF>', expecting a policy"],
		['SHOW ‸functions', "mismatched input 'functions', expecting INFO"],
		['SET a = 1 ‸', "mismatched input '<EOF>', expecting a name or ';'"],
		['SET a ‸b', "mismatched input 'b', expecting '='"],
		['FROM a | WHERE x ‸# y', "token recognition error at: '#'"],
		['FROM a | EVAL ‸é = 1', "token recognition error at: 'é'"],
		['FROM a | EVAL ‸😀 = 1', "token recognition error at: '😀'"],
		['ROW a = ‸"x\\d"', `token recognition error at: '"x\\d"'`],
		['ROW a = ‸"x', `token recognition error at: '"x'`],
		['PROMQL x{y=‸"z}', `token recognition error at: '"z}'`],
		['FROM a ‸/* x', "token recognition error at: '/* x'"],
		['ROW a = 1 ‸dayz', "Unexpected time span unit: 'dayz'"],
		['FROM a | WHERE f(x) ‸: "y"', "mismatched input ':', expecting a column on its left"]
	])('%s', (marked, message) => {
		const from = marked.indexOf('‸');
		expect(parse(marked.replace('‸', '')).issues[0]).toMatchObject({ from, message });
	});

	it('are one per command', () => {
		const { issues } = parse('FROM a | WHERE x = 1 = 2 | EVAL y = | LIMIT z');
		expect(issues.map(({ from }) => from)).toEqual([17, 36, 44]);
	});

	it('are none for words that are keywords elsewhere', () => {
		const text =
			'FROM from | EVAL limit = stats, join = key | KEEP where, by | RENAME as AS on | MV_EXPAND null';
		expect(parse(text).issues).toEqual([]);
	});

	it('do not depend on the case of keywords', () => {
		const text =
			'from a metadata _id | where Not x Is nUlL | stats c = count(*) bY y | sort c desc nulls last';
		expect(parse(text).issues).toEqual([]);
	});
});

describe('expectedAt', () => {
	it('tells the tokens with which a text could go on', () => {
		expect([...expectedAt('FROM a | SORT x ', 16)]).toEqual(
			expect.arrayContaining(['ASC', 'DESC', 'NULLS', ',', '|'])
		);
		expect(expectedAt('FROM a | SORT x ASC ', 20).has('DESC')).toBe(false);
		expect(expectedAt('FROM ', 5).has('Source')).toBe(true);
	});
});
