import { describe, expect, it } from 'vitest';
import { refusal } from '$lib/esql/analysis/report';
import { didYouMean, similar } from '$lib/esql/analysis/suggest';
import { analyzed } from './schema';

describe('refusal', () => {
	const refused = (query: string) => refusal(analyzed(query));

	it('is nothing for a query that runs', () => {
		expect(refused('FROM shop | LIMIT 1')).toBeUndefined();
	});

	it('tells the first syntax error alone', () => {
		const answer = refused('FROM shop | WHERE | KEEP nope');
		expect(answer?.type).toBe('parsing_exception');
		expect(answer?.reason).toMatch(/^line 1:19: mismatched input/);
	});

	it('tells what is found while the query is built alone, before unknown names', () => {
		expect(refused('FROM shop | WHERE nope > 1 | EVAL x = ABS(1, 2) | LIMIT -1')).toEqual({
			type: 'parsing_exception',
			reason: 'line 1:39: error building [abs]: expects exactly one argument'
		});
	});

	it('tells every unknown name and wrong type, and nothing that follows from them', () => {
		expect(refused('FROM shop | WHERE nix > 1 AND price == "a" | WHERE quantity | SORT spot')).toEqual({
			type: 'verification_exception',
			reason:
				'Found 2 problems\nline 1:19: Unknown column [nix]\nline 1:31: first argument of [price == "a"] is [numeric] so second argument must also be [numeric] but was [keyword]'
		});
	});

	it('tells the rest once names and types are right', () => {
		expect(refused('FROM shop | WHERE quantity | SORT spot')).toEqual({
			type: 'verification_exception',
			reason:
				'Found 2 problems\nline 1:19: Condition expression needs to be boolean, found [INTEGER]\nline 1:35: cannot sort on geo_point'
		});
	});
});

describe('similar names', () => {
	it.each([
		['lenght', ['length', 'left', 'locate'], ['length']],
		['foo', ['food', 'foot', 'bar'], ['food', 'foot']],
		['x', ['y', 'xy'], []],
		['client.i', ['client.ip', 'client', 'ip'], ['client.ip', 'client']]
	])('to %s among %j are %j', (name, candidates, expected) => {
		expect(similar(name, candidates)).toEqual(expected);
	});

	it('are no more than ten', () => {
		const many = Array.from({ length: 50 }, (_, at) => `field${String(at)}`);
		expect(similar('field', many)).toHaveLength(10);
	});

	it.each([
		[[], ''],
		[['a'], ', did you mean [a]?'],
		[['a', 'b'], ', did you mean any of [a, b]?']
	])('%j are asked for as %j', (names, question) => {
		expect(didYouMean(names)).toBe(question);
	});
});
