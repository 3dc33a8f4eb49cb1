import { describe, expect, it } from 'vitest';
import type { EsType, SchemaSource } from '$lib/esql/analysis/schema';
import { cursorContext, tailOf } from '$lib/esql/analysis/cursor';
import { expectedAt } from '$lib/esql/syntax/expected';
import { parser } from '$lib/esql/syntax/parse';
import { complete, schema } from './completion';
import { corpus, type CorpusQuery } from './corpus';
import { cpuTime } from './cputime';

const queries = corpus<CorpusQuery>('queries.jsonl');

/** All queries, with every place, take minutes; each so-manieth otherwise. */
const all = process.env.EVERY_PLACE !== undefined;

const sample = (step: number) => (queries ?? []).filter((_, index) => all || index % step === 0);

const inert = /Comment$|String$/;

/** Offsets where a token of the grammar begins after a space, a bracket or a separator. */
function starts(text: string): number[] {
	const tree = parser.parse(text);
	const offsets = [...text.matchAll(/(?<=[\s(,|])(?=\S)|$/g)].map(({ index }) => index);
	return offsets.filter((offset) => {
		const node = tree.resolveInner(offset);
		return !(inert.test(node.name) && node.from < offset && offset < node.to);
	});
}

describe.skipIf(!queries)('every place of queries of the corpus', () => {
	it('is classified without an exception', { timeout: all ? 3_600_000 : 120_000 }, () => {
		let places = 0;
		let slowest = 0;
		for (const { query } of sample(16)) {
			const tree = parser.parse(query);
			for (let offset = 0; offset <= query.length; offset++) {
				const begin = cpuTime();
				const { text } = tailOf(query, offset, tree);
				expect(text.length).toBe(query.length);
				const context = cursorContext(text, offset);
				slowest = Math.max(slowest, cpuTime() - begin);
				if (context.kind !== 'nothing') {
					expect(context.from).toBeLessThanOrEqual(offset);
					expect(context.to).toBeGreaterThanOrEqual(offset);
				}
				places++;
			}
		}
		console.info(`${places} places, slowest ${slowest.toFixed(1)} ms`);
	});

	it(
		'offers something where a command or an expression may stand',
		{ timeout: all ? 3_600_000 : 240_000 },
		async () => {
			const silent: string[] = [];
			let places = 0;
			for (const { query, valid } of sample(8)) {
				if (!valid) continue;
				for (const offset of starts(query)) {
					const expected = expectedAt(query, offset);
					if (!expected.has('EVAL') && !(expected.has('NameParam') && expected.has('Integer'))) continue;
					places++;
					const marked = `${query.slice(0, offset)}‸${query.slice(offset)}`;
					if (!(await complete(marked))) silent.push(marked);
				}
			}
			console.info(`${places} places`);
			expect(silent).toEqual([]);
		}
	);
});

const types: readonly EsType[] = ['keyword', 'long', 'double', 'date', 'ip', 'boolean', 'text', 'integer'];

const large: SchemaSource = {
	...schema,
	fields: (pattern) =>
		Promise.resolve(
			pattern === 'wide'
				? Array.from({ length: 10_000 }, (_, at) => ({
						name: `group${at % 100}.field_${at}`,
						type: types[at % types.length]
					}))
				: []
		)
};

describe('ten thousand fields', () => {
	it.each([
		'FROM wide | WHERE ‸',
		'FROM wide | WHERE group1.field_1 == ‸',
		'FROM wide | EVAL a = 1 | STATS c = COUNT(*) BY ‸',
		'FROM wide | EVAL a = 1 | EVAL b = a | KEEP group1* | SORT ‸',
		'FROM wide | KEEP ‸'
	])('are all offered, soon, at %s', async (marked) => {
		await complete(marked, { schema: large });
		const times: number[] = [];
		for (let run = 0; run < 9; run++) {
			const begin = cpuTime();
			const result = await complete(marked, { schema: large });
			times.push(cpuTime() - begin);
			if (!marked.includes('KEEP group1')) expect(result?.options.length).toBeGreaterThan(10_000 - 1);
		}
		const best = Math.min(...times);
		console.info(`${marked}: ${best.toFixed(1)} ms`);
		expect(best).toBeLessThan(150);
	});
});
