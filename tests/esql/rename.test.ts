import { describe, expect, it } from 'vitest';
import { applyEdits, renameColumn } from '$lib/esql/analysis/navigate/rename';
import { quoteName } from '$lib/esql/analysis/navigate/quote';
import { analyzed } from './schema';

/** The query after the column at the mark got another name, or the reason why not. */
function renamed(marked: string, name: string): string {
	const text = marked.replace('‸', '');
	const answer = renameColumn(analyzed(text), marked.indexOf('‸'), name, analyzed);
	return answer.kind === 'edits' ? applyEdits(text, answer.edits) : answer.reason;
}

describe('rename', () => {
	it.each([
		['ROW ‸a = 1 | EVAL b = a + a | KEEP a, b', 'c', 'ROW c = 1 | EVAL b = c + c | KEEP c, b'],
		['ROW a = 1 | EVAL b = ‸a + a | KEEP a, b', 'c', 'ROW c = 1 | EVAL b = c + c | KEEP c, b'],
		[
			'ROW a = 1 | EVAL b = a‸ | KEEP b',
			'total price',
			'ROW `total price` = 1 | EVAL b = `total price` | KEEP b'
		],
		['ROW a.b = 1 | KEEP a.‸b', 'a.c', 'ROW a.c = 1 | KEEP a.c'],
		['ROW ‸a = 1 | WHERE a > 0', 'limit', 'ROW limit = 1 | WHERE limit > 0'],
		['ROW ‸a = 1 | WHERE a > 0', 'null', 'ROW `null` = 1 | WHERE `null` > 0'],
		['ROW ‸a = 1 | SORT a', 'x`y', 'ROW `x``y` = 1 | SORT `x``y`'],
		['ROW ‸a = 1 | EVAL a = a + 1 | KEEP a', 'b', 'ROW b = 1 | EVAL a = b + 1 | KEEP a'],
		['ROW a = 1 | EVAL ‸a = a + 1 | KEEP a', 'b', 'ROW a = 1 | EVAL b = a + 1 | KEEP b'],
		['FROM shop | RENAME price AS ‸cost | KEEP cost', 'c', 'FROM shop | RENAME price AS c | KEEP c'],
		['FROM shop | RENAME price AS cost | SORT ‸cost', 'c', 'FROM shop | RENAME price AS c | SORT c'],
		['FROM shop | RENAME cost = price | SORT ‸cost', 'c', 'FROM shop | RENAME c = price | SORT c'],
		['ROW ‸a = 1 | RENAME a AS b | KEEP b', 'c', 'ROW c = 1 | RENAME c AS b | KEEP b'],
		['FROM shop | EVAL ‸price = price * 2 | KEEP price', 'p', 'FROM shop | EVAL p = price * 2 | KEEP p'],
		[
			'FROM shop | STATS ‸n = COUNT(*) BY sku | SORT n',
			'm',
			'FROM shop | STATS m = COUNT(*) BY sku | SORT m'
		],
		[
			'FROM shop | STATS COUNT(*) BY sku | SORT ‸`COUNT(*)`',
			'n',
			'FROM shop | STATS n = COUNT(*) BY sku | SORT n'
		],
		['FROM shop | STATS COU‸NT(*) | KEEP `COUNT(*)`', 'n', 'FROM shop | STATS n = COUNT(*) | KEEP n'],
		[
			'ROW ‸a = 1 | STATS SUM(a) | EVAL `SUM(a)` + 1 | KEEP `SUM(a)`',
			'b',
			'ROW b = 1 | STATS SUM(b) | EVAL `SUM(b)` + 1 | KEEP `SUM(b)`'
		],
		['ROW ‸a = [1, 2] | MV_EXPAND a | KEEP a', 'b', 'ROW b = [1, 2] | MV_EXPAND b | KEEP b'],
		['ROW a = [1, 2] | MV_EXPAND a | KEEP ‸a', 'b', 'ROW b = [1, 2] | MV_EXPAND b | KEEP b'],
		[
			'ROW ‸a = 1 | FORK (WHERE a > 0) (EVAL b = a) | SORT a',
			'c',
			'ROW c = 1 | FORK (WHERE c > 0) (EVAL b = c) | SORT c'
		],
		[
			'ROW a = 1 | FORK (EVAL b = a) (EVAL b = 2) | SORT ‸b',
			'c',
			'ROW a = 1 | FORK (EVAL c = a) (EVAL c = 2) | SORT c'
		],
		[
			'FROM (FROM shop | EVAL ‸x = 1 | KEEP x), (FROM shop | EVAL x = 2 | KEEP x) | SORT x',
			'y',
			'FROM (FROM shop | EVAL y = 1 | KEEP y), (FROM shop | EVAL y = 2 | KEEP y) | SORT y'
		],
		[
			'FROM shop | DISSECT note "%{‸verb} %{path->} %{+verb}" | KEEP verb',
			'word',
			'FROM shop | DISSECT note "%{word} %{path->} %{+word}" | KEEP word'
		],
		[
			'FROM shop | GROK note "%{WORD:verb} %{INT:n:int} (?<verb>x)" | SORT ‸verb',
			'a.b',
			'FROM shop | GROK note "%{WORD:a.b} %{INT:n:int} (?<a.b>x)" | SORT a.b'
		],
		[
			'FROM shop | ENRICH p ON sku WITH ‸name | KEEP name',
			'n',
			'FROM shop | ENRICH p ON sku WITH n = name | KEEP n'
		],
		[
			'FROM shop | ENRICH p ON sku WITH ‸a = name | KEEP a',
			'n',
			'FROM shop | ENRICH p ON sku WITH n = name | KEEP n'
		],
		['FROM unread | EVAL ‸a = other | WHERE more > a', 'b', 'FROM unread | EVAL b = other | WHERE more > b'],
		['ROW ‸a = 1 | KEEP a*', 'ab', 'ROW ab = 1 | KEEP a*'],
		['ROW ‸a = 1 | KEEP a', 'a', 'ROW a = 1 | KEEP a'],
		[
			'ROW ‸a = 1 // a\n| EVAL s = "a" /* a */ | KEEP a',
			'b',
			'ROW b = 1 // a\n| EVAL s = "a" /* a */ | KEEP b'
		]
	])('%s → %s', (marked, name, expected) => expect(renamed(marked, name)).toBe(expected));

	it.each([
		[
			'FROM shop | KEEP ‸price',
			'p',
			'[price] is a field of the index: write RENAME to give it another name in the query'
		],
		[
			'FROM shop | RENAME ‸price AS cost',
			'p',
			'[price] is a field of the index: write RENAME to give it another name in the query'
		],
		[
			'FROM unread | KEEP ‸price',
			'p',
			'[price] is a field of the index: write RENAME to give it another name in the query'
		],
		[
			'FROM shop METADATA ‸_id | KEEP _id',
			'p',
			'[_id] is a metadata field: write RENAME to give it another name in the query'
		],
		[
			'SHOW INFO | KEEP ‸version',
			'v',
			'[version] gets its name from its command: write RENAME after it to give it another'
		],
		[
			'FROM shop | FORK (LIMIT 1) (LIMIT 2) | KEEP ‸_fork',
			'f',
			'[_fork] gets its name from its command: write RENAME after it to give it another'
		],
		['FROM shop | ‸WHERE price > 1', 'p', 'There is no column here whose origin is known'],
		['ROW ‸a = 1', '', 'A column needs a name'],
		['ROW ‸a = 1, b = 2', 'b', 'There is a column [b] already'],
		['FROM shop | EVAL ‸a = 1', 'price', 'There is a column [price] already'],
		['ROW ‸a = 1 | EVAL b = 2 | KEEP a', 'b', 'There is a column [b] already'],
		['ROW ‸a1 = 1 | KEEP a*', 'b', 'With the name [b] a pattern or another name would mean other columns'],
		[
			'ROW ‸a = 1, c = 1 | DROP b*',
			'b',
			'With the name [b] a pattern or another name would mean other columns'
		],
		[
			'FROM unread | EVAL ‸a = 1 | WHERE b > a',
			'b',
			'With the name [b] a pattern or another name would mean other columns'
		],
		[
			'FROM shop | DISSECT note "%{‸verb}"',
			'a b',
			'Inside a pattern a name has only letters, digits and the signs @ . _ -'
		],
		[
			'ROW ‸sku = "a" | LOOKUP JOIN parts ON sku',
			's',
			'[sku] is the key of a LOOKUP JOIN and must be called like the field of the lookup index'
		]
	])('refuses %s → %s', (marked, name, reason) => expect(renamed(marked, name)).toBe(reason));
});

describe('quoting', () => {
	it.each([
		['a', 'a'],
		['@timestamp', '@timestamp'],
		['host.name', 'host.name'],
		['my-field', '`my-field`'],
		['a.my-field.b', 'a.`my-field`.b'],
		['1st', '`1st`'],
		['and', '`and`'],
		['stats', 'stats'],
		['a*', '`a*`'],
		['COUNT(*)', '`COUNT(*)`'],
		['a..b', '`a..b`'],
		['x`y', '`x``y`']
	])('%s as %s', (name, written) => expect(quoteName(name)).toBe(written));
});
