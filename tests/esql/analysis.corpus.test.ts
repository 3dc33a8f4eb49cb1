import { describe, expect, it } from 'vitest';
import { analyze } from '$lib/esql/analysis/analyze';
import type { EsType, Field } from '$lib/esql/analysis/schema';
import { parse } from '$lib/esql/syntax/parse';
import { corpus, type CorpusQuery } from './corpus';
import { cpuTime } from './cputime';

const queries = corpus<CorpusQuery & { readonly source: string }>('queries.jsonl') ?? [];

describe.skipIf(queries.length === 0)('analysis of the corpus, with no schema', () => {
	it('finds no error in a valid query', () => {
		const wrong = queries
			.filter(({ valid }) => valid)
			.flatMap(({ query }) =>
				analyze(parse(query))
					.diagnostics.filter(({ severity }) => severity === 'error')
					.map(({ message }) => `${message}\n${query}`)
			);
		expect(wrong).toEqual([]);
	});

	it('finds nothing at all in detection rules and documented examples', () => {
		const wrong = queries
			.filter(({ valid, source }) => valid && /^(detection-rules|definitions):/.test(source))
			.flatMap(({ query }) => analyze(parse(query)).diagnostics.map(({ message }) => `${message}\n${query}`));
		expect(wrong).toEqual([]);
	});

	it('gives a stage for each command and throws for no text, valid or not', () => {
		for (const { query } of queries) {
			const parsed = parse(query);
			expect(analyze(parsed).stages).toHaveLength(parsed.query.commands.length);
		}
	});
});

describe('analysis of a wide index', () => {
	const types: readonly EsType[] = ['keyword', 'long', 'date', 'ip', 'double'];
	const fields: readonly Field[] = Array.from({ length: 10_000 }, (_, at) => ({
		name: `group${String(at % 100).padStart(3, '0')}.field${String(at).padStart(5, '0')}`,
		type: types[at % types.length]
	}));

	it('with ten thousand fields takes less than a fifth of a second', () => {
		const parsed = parse(
			'FROM wide | WHERE group001.field00001 > 3 | EVAL a = 1, b = a + 2 | KEEP group00*, a, b | SORT group001.fieldX | LIMIT 10'
		);
		const start = cpuTime();
		const { diagnostics, columns } = analyze(parsed, () => fields);
		expect(cpuTime() - start).toBeLessThan(200);
		expect(columns).toHaveLength(1002);
		expect(diagnostics.map(({ code }) => code)).toEqual(['unknown_column']);
	});
});

describe('analysis of a long query', () => {
	it('of a thousand pipes over a thousand fields takes less than half a second', () => {
		const fields: readonly Field[] = Array.from({ length: 1000 }, (_, at) => ({
			name: `f${String(at).padStart(4, '0')}`,
			type: 'long'
		}));
		const pipes = Array.from({ length: 1000 }, (_, at) => `| EVAL x${at} = f0001 + ${at}, y = x${at}`);
		const parsed = parse(`FROM wide ${pipes.join('\n')}`);
		const start = cpuTime();
		const { columns, diagnostics } = analyze(parsed, () => fields);
		expect(cpuTime() - start).toBeLessThan(500);
		expect(diagnostics).toEqual([]);
		expect(columns).toHaveLength(2001);
	});
});
