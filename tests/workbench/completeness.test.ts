import { describe, expect, it } from 'vitest';
import { completenessWord, gapSentence, judge, type AnswerFacts } from '$lib/workbench/status/completeness';

const facts = (change: Partial<AnswerFacts>): AnswerFacts => ({
	state: 'complete',
	rows: 10,
	columns: 3,
	meta: { is_partial: false },
	ending: { kind: 'complete' },
	warnings: [],
	ownLimit: undefined,
	...change
});
const kinds = (change: Partial<AnswerFacts>) => {
	const judged = judge(facts(change));
	return judged.kind === 'gaps' ? judged.gaps.map(({ kind }) => kind) : judged.kind;
};
const implicit = 'No limit defined, adding default limit of [1000]';

describe('judge', () => {
	it('calls an answer complete only when nothing speaks against it', () => {
		expect(kinds({})).toBe('complete');
		expect(kinds({ rows: 0, ownLimit: 0 })).toBe('complete');
	});

	it.each(['idle', 'submitting', 'running', 'collecting', 'cancelled', 'failed', 'expired', 'lost'] as const)(
		'says nothing while %s',
		(state) => expect(kinds({ state })).toBe('waiting')
	);

	it('counts the implicit limit only when it was reached', () => {
		expect(kinds({ warnings: [implicit], rows: 999 })).toBe('complete');
		expect(kinds({ warnings: [implicit], rows: 1000 })).toEqual(['implicit_limit']);
	});

	it("counts the query's own limit only when it was reached", () => {
		expect(kinds({ ownLimit: 11 })).toBe('complete');
		expect(kinds({ ownLimit: 10 })).toEqual(['own_limit']);
	});

	it('suspects the maximum of the cluster below a higher limit', () => {
		expect(kinds({ ownLimit: 50_000, rows: 10_000 })).toEqual(['cluster_limit']);
		expect(kinds({ ownLimit: 50_000, rows: 9_999 })).toBe('complete');
	});

	it('does not call a stop partial twice, but names clusters that failed besides', () => {
		expect(kinds({ state: 'stopped', meta: { is_partial: true } })).toEqual(['stopped']);
		const _clusters = { details: { eu: { status: 'failed' }, '(local)': { status: 'successful' } } };
		expect(kinds({ state: 'stopped', meta: { is_partial: true, _clusters } })).toEqual([
			'stopped',
			'partial'
		]);
	});

	it('names what reading left out', () => {
		expect(kinds({ ending: { kind: 'budget', limit: 1024 } })).toEqual(['budget']);
		expect(kinds({ ending: { kind: 'cut', message: 'the stream ended' } })).toEqual(['cut']);
		const all_columns = Array.from({ length: 5 }, (_, n) => ({ name: `c${n}`, type: 'long' }));
		expect(kinds({ meta: { all_columns } })).toEqual(['dropped_columns']);
	});

	it('puts several reasons behind one word', () => {
		const judged = judge(facts({ state: 'stopped', rows: 1000, warnings: [implicit] }));
		expect(completenessWord(judged)).toBe('implicit limit 1000 +1');
		expect(judged.kind === 'gaps' && judged.gaps.map(gapSentence)).toEqual([
			'The query has no LIMIT, so the cluster added LIMIT 1000. There may be more rows.',
			'The query was stopped. These are the rows and figures of the documents seen until then.'
		]);
	});

	it('tells why a cluster is partial, from its first failure', () => {
		const failures = [
			{ shard: 2, node: 'n1', reason: { type: 'circuit_breaking_exception', reason: 'Data too large' } },
			{ shard: 3 }
		];
		const _clusters = {
			details: { eu: { status: 'partial', failures }, us: { status: 'skipped', failures: ['?'] } }
		};
		const judged = judge(facts({ state: 'partial', meta: { is_partial: true, _clusters } }));
		expect(judged.kind === 'gaps' && judged.gaps.map(gapSentence)).toEqual([
			'The cluster says that this result is partial (eu: partial, shard 2: circuit_breaking_exception: Data too large, us: skipped).'
		]);
	});
});
