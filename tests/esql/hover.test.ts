import { describe as group, expect, it } from 'vitest';
import { prose } from '$lib/esql/analysis/definitions/prose';
import { Columns } from '$lib/esql/analysis/navigate';
import type { IndexInfo } from '$lib/esql/analysis/schema';
import { describe } from '$lib/esql/editor/describe';
import { corpus, type CorpusQuery } from './corpus';
import { analyzed } from './schema';

const indices = new Map<string, IndexInfo>([
	['shop', { name: 'shop', kind: 'data_stream' }],
	['parts', { name: 'parts', kind: 'index', mode: 'lookup' }]
]);

/** `⟦what is described⟧ title | line | line` at the mark. */
function hovered(marked: string): string | undefined {
	const text = marked.replace('‸', '');
	const found = describe(marked.indexOf('‸'), 1, { columns: new Columns(analyzed(text)), prose, indices });
	return (
		found &&
		[`⟦${text.slice(found.from, found.to)}⟧ ${found.title}`, ...found.lines.map((line) => line.text)].join(
			' | '
		)
	);
}

group('hover', () => {
	it.each([
		['FROM shop | WHERE pr‸ice > 1', '⟦price⟧ price: double | Field of shop'],
		['FROM shop, shop | KEEP ‸client.ip', '⟦client.ip⟧ client.ip: type not known | Field of shop, shop'],
		['FROM unread | WHERE ‸a.b > 1', '⟦a.b⟧ a.b | Field of the source; its type is not known'],
		[
			'FROM shop\n| EVAL total = price * quantity\n| SORT ‸total',
			'⟦total⟧ total: double | Made by EVAL in line 2 | EVAL total = price * quantity'
		],
		['FROM shop | EVAL ‸total = 1', '⟦total⟧ total: integer | Made by EVAL in line 1 | EVAL total = 1'],
		[
			'FROM shop | RENAME price AS c | SORT ‸c',
			'⟦c⟧ c: double | Made by RENAME in line 1 | RENAME price AS c'
		],
		['FROM shop METADATA _id | KEEP ‸_id', '⟦_id⟧ _id: keyword | Metadata field'],
		[
			'FROM shop | STATS MAX(price) | KEEP ‸`MAX(price)`',
			'⟦`MAX(price)`⟧ MAX(price): double | Made by STATS in line 1 | STATS MAX(price)'
		],
		['FROM shop | LOOKUP JOIN parts ON sku | KEEP ‸maker', '⟦maker⟧ maker: keyword | Field of parts'],
		[
			'FROM odd | KEEP ‸mixed',
			'⟦mixed⟧ mixed: unsupported | Field of odd | Mapped as integer and keyword in different indices: cast it to use it'
		],
		[
			'FROM odd | KEEP ‸shape',
			"⟦shape⟧ shape: unsupported | Field of odd | Mapped as percolator, which ES|QL can't read"
		],
		[
			'FROM shop | DISSECT note "%{verb} %{‸rest}"',
			'⟦rest⟧ rest: keyword | Made by DISSECT in line 1 | DISSECT note "%{verb} %{rest}"'
		],
		[
			'ROW x = a‸bs(1)',
			'⟦abs⟧ ABS(number) → any number | Distance of a number from zero. | ABS(balance) | Since Elasticsearch 8.11'
		],
		[
			'FROM shop | STATS c = COUN‸T(*)',
			'⟦COUNT⟧ COUNT(field?) → long | Number of values, or of rows with `*`. | COUNT(*) | Since Elasticsearch 8.11 · Aggregate function'
		],
		[
			'FROM shop | STATS BY ‸CATEGORIZE(note)',
			'⟦CATEGORIZE⟧ CATEGORIZE(field) → keyword | CATEGORIZE(field, options?) → keyword | Groups texts that are alike under one pattern. | CATEGORIZE(message) | Since Elasticsearch 8.18 · Grouping function, for BY · Needs a platinum licence'
		],
		[
			'FROM shop | ‸SAMPLE 0.1',
			'⟦SAMPLE⟧ SAMPLE probability | Keeps each row with a probability, to estimate quickly. | SAMPLE 0.01 | Since Elasticsearch 8.19 · Preview: may change'
		],
		[
			'FROM shop | FORK (‸LIMIT 1) (LIMIT 2)',
			'⟦LIMIT⟧ LIMIT count [BY key[, …]] | Keeps the first rows, of each group if there are keys. | LIMIT 100 | Since Elasticsearch 8.11'
		],
		['FROM ‸shop', '⟦shop⟧ shop | Data stream | FROM reads 14 fields'],
		['FROM "sh‸op"', '⟦"shop"⟧ shop | Data stream | FROM reads 14 fields'],
		['FROM shop | LOOKUP JOIN ‸parts ON sku', '⟦parts⟧ parts | Index, mode lookup | The join adds 3 fields'],
		['FROM logs‸-*, other:x', '⟦logs-*⟧ logs-* | Pattern of index names'],
		['FROM logs-*, other:‸x', '⟦other:x⟧ other:x | On the remote cluster other'],
		[
			'SET ‸time_zone = "Z"; FROM shop',
			'⟦SET time_zone = "Z";⟧ SET time_zone | Time zone in which dates are truncated, formatted and put into buckets. | SET time_zone = "Europe/Berlin";'
		],
		['ROW x = 1 ‸== 2', '⟦==⟧ == | Equal. Nothing is equal to null: use IS NULL. | status == 200'],
		['ROW x = true ‸and true', '⟦and⟧ AND | Both are true. | price > 10 AND status == 200']
	])('%s', (marked, expected) => expect(hovered(marked)).toBe(expected));

	it.each([
		'ROW x = ‸"price"',
		'FROM shop // pr‸ice',
		'‸',
		'FROM shop | KEEP p‸*',
		'FROM shop | KEEP pri‸se',
		'ROW x = nofun‸ction(1)'
	])('says nothing at %s', (marked) => expect(hovered(marked)).toBeUndefined());
});

const queries = corpus<CorpusQuery>('queries.jsonl') ?? [];

it.skipIf(queries.length === 0)('hover over the corpus throws nowhere and stays in the text', () => {
	for (const { query } of queries.filter((_, at) => at % 50 === 0)) {
		const columns = new Columns(analyzed(query));
		for (let offset = 0; offset <= query.length; offset += 11) {
			const found = describe(offset, 1, { columns, prose, indices });
			if (found) expect(found.from <= found.to && found.to <= query.length && found.title !== '').toBe(true);
		}
	}
});
