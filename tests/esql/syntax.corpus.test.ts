import { describe, expect, it } from 'vitest';
import { parse } from '$lib/esql/syntax/parse';
import { type CorpusQuery, corpus } from './corpus';

const queries = corpus<CorpusQuery>('queries.jsonl');
const cases = corpus<{ readonly query: string }>('cases/cases.jsonl');

describe.skipIf(!queries)('public corpus', () => {
	it('finds nothing wrong with valid queries', () => {
		const valid = (queries ?? []).filter(({ valid }) => valid);
		const wrong = valid.filter(({ query }) => parse(query).issues.length > 0);
		expect(valid.length).toBeGreaterThan(0);
		expect(wrong.map(({ query }) => [query, parse(query).issues[0]])).toEqual([]);
	});

	it('reports invalid queries at the labelled token', () => {
		const invalid = (queries ?? []).filter(({ valid }) => !valid);
		const reported = invalid.filter(({ query }) => parse(query).issues.length > 0);
		expect(reported.length / invalid.length).toBeGreaterThanOrEqual(0.9);
		const labelled = invalid.filter(({ at }) => at);
		const near = labelled.filter(({ query, at }) => {
			const first = parse(query).issues[0];
			const offset = (at?.[1] ?? 0) - 1;
			return first && first.from <= offset && offset <= first.to;
		});
		expect(near.length / labelled.length).toBeGreaterThanOrEqual(0.8);
	});
});

describe.skipIf(!cases)('documentation examples', () => {
	it('finds nothing wrong', () => {
		const wrong = (cases ?? []).filter(({ query }) => parse(query).issues.length > 0);
		expect(wrong.map(({ query }) => [query, parse(query).issues])).toEqual([]);
	});
});
