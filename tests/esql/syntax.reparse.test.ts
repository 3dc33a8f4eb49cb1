import { describe, expect, it } from 'vitest';
import type { Parsed } from '$lib/esql/syntax/ast';
import { CommandReader } from '$lib/esql/syntax/commands';
import { issuesOf } from '$lib/esql/syntax/issues';
import { parse, parser } from '$lib/esql/syntax/parse';
import { reparse } from '$lib/esql/syntax/reparse';
import { random } from './random';

const pipes = [
	'| WHERE a.b >= 400 AND `c``d` LIKE "x*" OR e IN (1, 2) // why',
	'| EVAL f = [1, -2], g = CASE(h > 1.5e3, "slow", """fa"st""")::keyword',
	'| STATS n = COUNT(*) WHERE i : "j", p95 = PERCENTILE(k, 95) BY t = BUCKET(@timestamp, 1 hour), l',
	'| SORT n DESC NULLS LAST, from',
	'| LOOKUP JOIN services ON m, n == o /* and /* nested */ */',
	'| FORK (WHERE q == ?r | LIMIT 1) (STATS s = MAX(??t))',
	'| KEEP u*, `v`.w',
	'| ENRICH _any:policy ON x WITH y = z'
];
const long = [
	'FROM logs-*, (FROM b | LIMIT 3)',
	...Array.from({ length: 80 }, (_, at) => pipes[at % 8])
].join('\n');
const insertions = [
	' ',
	'\n',
	'x',
	'1',
	', a',
	' AND b',
	'/* c */',
	'// d\n',
	'"',
	'`',
	'(',
	')',
	'|',
	'\n| LIMIT 10',
	' = ',
	'by',
	'/*',
	'*/'
];

/** The same without memory. */
function fresh(text: string): Parsed {
	const tree = parser.parse(text);
	return { text, query: new CommandReader(text).query(tree.topNode), issues: issuesOf(tree, text) };
}

function edited(text: string, next: () => number): string {
	const at = Math.floor(next() * (text.length + 1));
	if (next() < 0.3) return text.slice(0, at) + text.slice(at + Math.floor(next() * 20));
	return text.slice(0, at) + insertions[Math.floor(next() * insertions.length)] + text.slice(at);
}

describe('reading a text after another', () => {
	it('gives what reading it alone gives, whatever came before', () => {
		const next = random(7);
		let reused = 0;
		let text = long;
		for (let round = 0; round < 60; round++) {
			const before = round % 2 === 0 ? long : text;
			parse(before);
			text = edited(before, next);
			if (reparse(before, parser.parse(before), text)) reused++;
			expect(JSON.stringify(parse(text)), text).toBe(JSON.stringify(fresh(text)));
		}
		expect(reused).toBeGreaterThan(10);
	});

	it('remembers the latest text', () => {
		expect(parse(long)).toBe(parse(long));
	});

	it('does not reuse what has little in common, nor the pieces of short texts', () => {
		const tree = parser.parse(long);
		expect(reparse(long, tree, `ROW a = 1${'\n| LIMIT 1'.repeat(400)}`)).toBeUndefined();
		expect(reparse('ROW a', parser.parse('ROW a'), 'ROW ab')).toBeUndefined();
	});

	it('parses only what is around an edit', () => {
		const tree = parser.parse(long);
		const middle = long.indexOf('\n', long.length / 2);
		const changed = `${long.slice(0, middle)} ${long.slice(middle)}`;
		const found = reparse(long, tree, changed);
		expect(found?.toString()).toBe(tree.toString());
	});
});
