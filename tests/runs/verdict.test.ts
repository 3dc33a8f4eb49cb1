import { describe, expect, it } from 'vitest';
import type { AnswerMeta } from '$lib/protocol/elastic';
import type { Ending } from '$lib/results/messages';
import { verdict } from '$lib/runs/verdict';

const complete: Ending = { kind: 'complete' };
const cut: Ending = { kind: 'cut', message: 'The line went dead' };
const judge = (ending: Ending, rows: number, begun: boolean, meta: AnswerMeta = {}) =>
	verdict({ meta, ending, progress: { rows, bytes: 9, done: true }, begun });

describe('verdict', () => {
	it('takes what came to its end for whole, unless the cluster says that something is missing', () => {
		expect(judge(complete, 3, true)).toEqual({ kind: 'rows', whole: true, problem: undefined });
		expect(judge(complete, 0, true)).toEqual({ kind: 'rows', whole: true, problem: undefined });
		expect(judge(complete, 3, true, { is_partial: true })).toMatchObject({ kind: 'rows', whole: false });
	});

	it('keeps the rows of an answer that broke off, and says so', () => {
		const judged = judge(cut, 3, true);
		expect(judged).toMatchObject({ kind: 'rows', whole: false });
		expect(judged).toHaveProperty('problem.reason', 'The line went dead. The rows read until then are kept.');
	});

	it('has no use for columns without a row that broke off, nor for an answer without columns', () => {
		expect(judge(cut, 0, true)).toHaveProperty('problem.reason', 'The line went dead');
		expect(judge(complete, 0, false)).toHaveProperty('problem.reason', 'The answer holds no columns');
	});

	it('tells what broke off before it said anything: that can be asked for again', () => {
		expect(judge(cut, 0, false)).toEqual({ kind: 'nothing', message: 'The line went dead' });
	});
});
