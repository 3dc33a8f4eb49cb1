import { describe, expect, it } from 'vitest';
import { outline, type OutlinePipe } from '$lib/esql/analysis/outline';
import { corpus, type CorpusQuery } from './corpus';
import { analyzed } from './schema';

/** `COMMAND +added -removed old→new ~replaced =count`, a `?` where there may be more; pipelines inside in braces. */
const line = ({ command, added, removed, renamed, replaced, count, open, inner }: OutlinePipe): string =>
	[
		command,
		...added.map((name) => `+${name}`),
		...removed.map((name) => `-${name}`),
		...renamed.map(({ old, name }) => `${old}→${name}`),
		...replaced.map((name) => `~${name}`),
		`=${count}${open ? '?' : ''}`,
		...inner.map((branch) => `{${branch.map(line).join(' | ')}}`)
	].join(' ');

const outlined = (query: string) => outline(analyzed(query)).map(line);

describe('outline', () => {
	it.each([
		['ROW a = 1, b = 2', ['ROW +a +b =2']],
		['ROW a = 1 | EVAL b = a, a = 2', ['ROW +a =1', 'EVAL +b ~a =2']],
		['ROW a = 1, b = 2 | RENAME a AS c', ['ROW +a +b =2', 'RENAME a→c =2']],
		['ROW a = 1, b = 2 | RENAME a AS b', ['ROW +a +b =2', 'RENAME a→b =1']],
		['ROW a = 1, b = 2 | KEEP b | DROP b', ['ROW +a +b =2', 'KEEP -a =1', 'DROP -b =0']],
		['ROW a = 1, b = 2 | STATS n = COUNT(*) BY b', ['ROW +a +b =2', 'STATS +n -a =2']],
		['ROW a = 1 | inline  stats n = COUNT(*)', ['ROW +a =1', 'INLINE STATS +n =2']],
		['ROW a = [1, 2] | MV_EXPAND a', ['ROW +a =1', 'MV_EXPAND =1']],
		['FROM unread | WHERE x > 1 | EVAL y = 1', ['FROM =0?', 'WHERE =0?', 'EVAL +y =1?']],
		[
			'FROM parts | LOOKUP JOIN meters ON sku | LIMIT 1',
			['FROM +sku +quantity +maker +year =4', 'LOOKUP JOIN +@timestamp +host +requests +cpu =8', 'LIMIT =8']
		],
		[
			'ROW a = 1 | FORK (EVAL b = 1 | DROP a) (WHERE a > 0)',
			['ROW +a =1', 'FORK +b +_fork =3 {EVAL +b =2 | DROP -a =1} {WHERE =1}']
		],
		['FROM (ROW a = 1 | EVAL b = 2)', ['FROM +a +b =2 {ROW +a =1 | EVAL +b =2}']],
		['', []],
		['FROM shop | WHRE', ['FROM', 'WHRE']]
	])('%s', (query, expected) => {
		const found = outlined(query).map((each) => (query.includes('WHRE') ? each.split(' ')[0] : each));
		expect(found).toEqual(expected);
	});

	it('has each command on one line, and its place', () => {
		const query = 'FROM parts // all\n| WHERE year > 1\n    AND maker == "x"';
		const [, where] = outline(analyzed(query));
		expect(where.text).toBe('WHERE year > 1 AND maker == "x"');
		expect(query.slice(where.from, where.to)).toBe('WHERE year > 1\n    AND maker == "x"');
	});
});

const queries = corpus<CorpusQuery>('queries.jsonl') ?? [];

it.skipIf(queries.length === 0)('adds up over the corpus: what was there, plus added, minus removed', () => {
	for (const { query } of queries) {
		let before = 0;
		for (const { added, removed, renamed, count, command } of outline(analyzed(query))) {
			const pushedOut = before + added.length - removed.length - count;
			expect(pushedOut, `${command} of ${query}`).toBeLessThanOrEqual(renamed.length);
			expect(pushedOut, `${command} of ${query}`).toBeGreaterThanOrEqual(0);
			before = count;
		}
	}
});
