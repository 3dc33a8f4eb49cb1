import { describe, expect, it } from 'vitest';
import { format } from '$lib/esql/analysis/format';
import { parse } from '$lib/esql/syntax/parse';
import { corpus, type CorpusQuery } from './corpus';

/** Two texts, each as a block of lines below a common margin. */
const block = (text: string) =>
	text
		.replace(/^\n/, '')
		.replace(/\n\t*$/, '')
		.replace(/^\t+/gm, '');

describe('format', () => {
	it.each([
		['from a|where b>1|limit 10', 'FROM a\n| WHERE b > 1\n| LIMIT 10'],
		['ROW   a=1 ,b = "x"', 'ROW a = 1, b = "x"'],
		['from a metadata _id,_index | keep a , b*, `c d`', 'FROM a METADATA _id, _index\n| KEEP a, b*, `c d`'],
		['from a | eval x=abs(b)+1,y = round( c ,2 )', 'FROM a\n| EVAL x = ABS(b) + 1, y = ROUND(c, 2)'],
		['from a | eval abs( b )+1', 'FROM a\n| EVAL abs( b )+1'],
		[
			'from a | where not(b)and c in(1,2)or d is not null',
			'FROM a\n| WHERE NOT (b) AND c IN (1, 2) OR d IS NOT NULL'
		],
		['from a | where b::int>- 1 and c:"x"', 'FROM a\n| WHERE b::int > -1 AND c : "x"'],
		['from a | sort b desc nulls last,c', 'FROM a\n| SORT b DESC NULLS LAST, c'],
		['set time_zone="UTC";from a', 'SET time_zone = "UTC";\nFROM a'],
		['row a = [1,2], b = my_fn(a, {"k":1})', 'ROW a = [1, 2], b = my_fn(a, {"k": 1})'],
		[
			'from a | fork (where b|limit 1)(stats n=count(*))',
			'FROM a\n| FORK (WHERE b | LIMIT 1) (STATS n = COUNT(*))'
		],
		['row a = now() - 1  day', 'ROW a = NOW() - 1 day'],
		['from a // one\n| limit 1 /* two */', 'FROM a // one\n| LIMIT 1 /* two */'],
		['// head\nfrom a\n\n\n// before\n| limit 1', '// head\nFROM a\n\n// before\n| LIMIT 1'],
		['from a\n\n| limit 1', 'FROM a\n\n| LIMIT 1']
	])('%j', (query, expected) => {
		expect(format(query)).toBe(expected);
	});

	it('breaks a list that is too long, each item on a line', () => {
		expect(
			format('from a | stats one = count(*), two = avg(b) by c, d = bucket(e, 1 hour)', { width: 40 })
		).toBe(
			block(`
				FROM a
				| STATS
				    one = COUNT(*),
				    two = AVG(b)
				  BY c, d = BUCKET(e, 1 hour)
			`)
		);
	});

	it('fills lines with columns', () => {
		expect(format('from a | keep alpha, beta, gamma, delta, epsilon, zeta', { width: 30 })).toBe(
			block(`
				FROM a
				| KEEP alpha, beta, gamma,
				    delta, epsilon, zeta
			`)
		);
	});

	it('breaks conditions before their operators and calls inside their parentheses', () => {
		expect(
			format(
				'from a | where status >= 500 and (host == "a" or host == "b") | eval level = case(x > 1, "one", x > 2, "two", "three")',
				{
					width: 36
				}
			)
		).toBe(
			block(`
				FROM a
				| WHERE status >= 500
				    AND (host == "a" OR host == "b")
				| EVAL level = CASE(
				      x > 1,
				      "one",
				      x > 2,
				      "two",
				      "three"
				    )
			`)
		);
	});

	it('keeps a comment where it is, also inside a list', () => {
		expect(format('from a | eval b = 1, // why\n c = 2 /* how */ + 3,\n // alone\n d = 4')).toBe(
			block(`
				FROM a
				| EVAL
				    b = 1, // why
				    c = 2 /* how */ + 3,
				    // alone
				    d = 4
			`)
		);
	});

	it.each(['FROM a | WHERE', 'FROM a | EVAL x = "open', ''])('leaves %j alone', (text) => {
		expect(format(text)).toBeUndefined();
	});
});

const places = new Set(['from', 'to', 'keyword', 'nameSpan', 'typeSpan']);

/** The tree without places, and with functions and the words of the language in upper case. */
const meaning = (text: string) =>
	JSON.stringify(parse(text).query, (key, value: unknown) => {
		if (places.has(key)) return undefined;
		const node = value as { kind?: string; name?: string; item?: string } | null;
		if (typeof node !== 'object' || node === null) return value;
		if (node.kind === 'call') return { ...node, name: node.name?.toUpperCase() };
		return node.kind === 'show' ? { ...node, item: node.item?.toUpperCase() } : value;
	});

const comments = (text: string) =>
	[...text.matchAll(/"""[^]*?"""|"(?:\\.|[^"\\])*"|`[^`]*`|\/\/[^\n]*|\/\*[^]*?\*\//g)]
		.map(([found]) => found.trim())
		.filter((found) => found.startsWith('/'));

const queries =
	corpus<CorpusQuery>('queries.jsonl')?.filter(({ query }) => parse(query).issues.length === 0) ?? [];

describe.skipIf(queries.length === 0).each([80, 40])('formatting the corpus to %i columns', (width) => {
	it('keeps what each query means, and its comments', () => {
		const wrong = queries.filter(({ query }) => {
			const formatted = format(query, { width }) ?? '';
			return meaning(formatted) !== meaning(query) || comments(formatted).join() !== comments(query).join();
		});
		expect(wrong.map(({ query }) => query)).toEqual([]);
	});

	it('changes nothing the second time', () => {
		const wrong = queries.filter(({ query }) => {
			const once = format(query, { width }) ?? '';
			return format(once, { width }) !== once;
		});
		expect(
			wrong.map(
				({ query }) =>
					`${query}\n---\n${format(query, { width })}\n---\n${format(format(query, { width }) ?? '', { width })}`
			)
		).toEqual([]);
	});
});
