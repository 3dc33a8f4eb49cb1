import { describe, expect, it } from 'vitest';
import { analyze } from '$lib/esql/analysis/analyze';
import { Columns } from '$lib/esql/analysis/navigate';
import { renameColumn } from '$lib/esql/analysis/navigate/rename';
import { parse } from '$lib/esql/syntax/parse';
import { corpus, type CorpusQuery } from './corpus';
import { analyzed } from './schema';

/** The query with the target of the mark in ⟦ ⟧. */
function gone(marked: string): string | undefined {
	const text = marked.replace('‸', '');
	const target = new Columns(analyzed(text)).target(marked.indexOf('‸'));
	return (
		target && `${text.slice(0, target.from)}⟦${text.slice(target.from, target.to)}⟧${text.slice(target.to)}`
	);
}

/** The query with every place of the column at the mark in ⟦ ⟧. */
function places(marked: string): string {
	const text = marked.replace('‸', '');
	const columns = new Columns(analyzed(text));
	const here = columns.at(marked.indexOf('‸'));
	return (here ? columns.places(here.column) : []).reduceRight(
		(rest, { from, to }) => `${rest.slice(0, from)}⟦${rest.slice(from, to)}⟧${rest.slice(to)}`,
		text
	);
}

describe('going to', () => {
	it.each([
		['ROW a = 1 | EVAL b = ‸a', 'ROW ⟦a⟧ = 1 | EVAL b = a'],
		['ROW a = 1 | EVAL a = 2 | KEEP ‸a', 'ROW a = 1 | EVAL ⟦a⟧ = 2 | KEEP a'],
		['ROW ‸a = 1 | EVAL b = a, c = a', 'ROW a = 1 | EVAL b = ⟦a⟧, c = a'],
		['FROM shop | KEEP ‸price', 'FROM ⟦shop⟧ | KEEP price'],
		['FROM unread | KEEP ‸price', 'FROM ⟦unread⟧ | KEEP price'],
		['FROM shop | RENAME price AS cost | KEEP c‸ost', 'FROM shop | RENAME price AS ⟦cost⟧ | KEEP cost'],
		['ROW a = [1, 2] | MV_EXPAND a | KEEP ‸a', 'ROW a = [1, 2] | MV_EXPAND ⟦a⟧ | KEEP a'],
		['FROM shop METADATA _id | KEEP ‸_id', 'FROM shop METADATA ⟦_id⟧ | KEEP _id'],
		['FROM shop | STATS COUNT(*) | KEEP ‸`COUNT(*)`', 'FROM shop | STATS ⟦COUNT(*)⟧ | KEEP `COUNT(*)`'],
		[
			'FROM shop | STATS n = MAX(price) BY sku | SORT ‸sku',
			'FROM ⟦shop⟧ | STATS n = MAX(price) BY sku | SORT sku'
		],
		[
			'FROM shop | LOOKUP JOIN parts ON sku | KEEP ‸maker',
			'FROM shop | LOOKUP JOIN ⟦parts⟧ ON sku | KEEP maker'
		],
		['FROM shop | DISSECT note "%{a} %{b}" | KEEP ‸b', 'FROM shop | DISSECT note "%{a} %{⟦b⟧}" | KEEP b'],
		['FROM shop | USER_AGENT ua = note | KEEP ‸ua.name', 'FROM shop | ⟦USER_AGENT⟧ ua = note | KEEP ua.name'],
		[
			'ROW a = 1 | FORK (EVAL b = a) (EVAL b = 2) | KEEP ‸b',
			'ROW a = 1 | FORK (EVAL b = a) (EVAL ⟦b⟧ = 2) | KEEP b'
		]
	])('%s', (marked, expected) => expect(gone(marked)).toBe(expected));

	it.each(['ROW ‸a = 1', 'FROM shop | WH‸ERE paid', 'FROM sh‸op', '‸', 'FROM unread | WHERE ‸x > 1'])(
		'nowhere from %s',
		(marked) => expect(gone(marked)).toBeUndefined()
	);
});

describe('places of a column', () => {
	it.each([
		['ROW a = 1 | EVAL a = a + 1 | KEEP ‸a', 'ROW a = 1 | EVAL ⟦a⟧ = a + 1 | KEEP ⟦a⟧'],
		['ROW a = 1 | EVAL a = ‸a + 1 | KEEP a', 'ROW ⟦a⟧ = 1 | EVAL a = ⟦a⟧ + 1 | KEEP a'],
		['FROM shop | WHERE ‸price > 1 | SORT price', 'FROM shop | WHERE ⟦price⟧ > 1 | SORT ⟦price⟧'],
		[
			'ROW a = 1 | FORK (WHERE ‸a > 0) (LIMIT 1) | SORT a',
			'ROW ⟦a⟧ = 1 | FORK (WHERE ⟦a⟧ > 0) (LIMIT 1) | SORT ⟦a⟧'
		]
	])('%s', (marked, expected) => expect(places(marked)).toBe(expected));
});

const queries = corpus<CorpusQuery>('queries.jsonl') ?? [];

describe.skipIf(queries.length === 0)('every column of the corpus', () => {
	it('has places in the text, and a rename that keeps every other name or says why not', () => {
		const meaning = (text: string) => analyze(parse(text));
		let renamed = 0;
		for (const { query } of queries.filter(({ valid }, at) => valid && at % 4 === 0)) {
			const columns = new Columns(meaning(query));
			for (const { from, to } of columns.occurrences)
				expect(0 <= from && from < to && to <= query.length).toBe(true);
			for (const { from, column } of new Map(
				columns.occurrences.map((each) => [each.column, each])
			).values()) {
				const answer = renameColumn(columns.analysis, from, `${column.name} 2`, meaning);
				if (answer.kind === 'edits') renamed++;
				else
					expect(answer.reason).toMatch(/is a (metadata )?field|gets its name|LOOKUP JOIN|Inside a pattern/);
			}
		}
		expect(renamed).toBeGreaterThan(100);
	}, 30_000);
});
