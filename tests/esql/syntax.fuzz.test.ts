import type { Tree } from '@lezer/common';
import { describe, expect, it } from 'vitest';
import { analyze } from '$lib/esql/analysis/analyze';
import { diagnose } from '$lib/esql/analysis/diagnose';
import { format } from '$lib/esql/analysis/format';
import type { Expression } from '$lib/esql/syntax/ast';
import { maximumDepth } from '$lib/esql/syntax/expressions';
import { maximumLength, parse, parser } from '$lib/esql/syntax/parse';
import { type CorpusQuery, corpus } from './corpus';
import { cpuTime } from './cputime';
import { random } from './random';

const own = [
	'SET a = 1; FROM logs-*, (FROM b | WHERE x IN (TS c)) METADATA _id | EVAL a = [1, -2], b = f(x, {"k": "v"}) | LIMIT 1',
	'FROM a | STATS c = COUNT(*) WHERE d > 1 BY BUCKET(t, 1 hour) | SORT c DESC NULLS LAST | KEEP c*, `q``r`.s',
	'ROW x = """a"b""", y = ?p, ??n.z = null // end\n| FORK (WHERE x LIKE ("a*") | LIMIT 1) (SAMPLE .5) | FUSE KEY BY a'
];
const pieces = [
	'|',
	'(',
	')',
	'"',
	'"""',
	'`',
	'[',
	']',
	'{',
	',',
	'=',
	'::',
	':',
	'?',
	'??',
	'/*',
	'*/',
	'//',
	'\\',
	'\n',
	' ',
	'😀'
].concat([
	'\ud800',
	'é',
	'0',
	'.',
	'-',
	'*',
	' by ',
	' NOT ',
	' FROM ',
	' in ',
	'\0',
	'|WHERE ',
	'<logs-{now/d}>',
	'@',
	'_'
]);

function mutate(text: string, other: string, next: () => number): string {
	const at = Math.floor(next() * (text.length + 1));
	const length = Math.floor(next() * 12);
	const piece = pieces[Math.floor(next() * pieces.length)];
	switch (Math.floor(next() * 5)) {
		case 0:
			return text.slice(0, at) + text.slice(at + length);
		case 1:
			return text.slice(0, at) + piece + text.slice(at);
		case 2:
			return text.slice(0, at) + text.slice(at, at + length).repeat(3) + text.slice(at);
		case 3:
			return text.slice(0, at);
		default:
			return text.slice(0, at) + other.slice(Math.floor(next() * other.length));
	}
}

/** Characters that no leaf of the tree covers, but spaces. */
function uncovered(tree: Tree, text: string): string {
	let end = 0;
	let rest = '';
	tree.iterate({
		enter(node) {
			if (node.node.firstChild || node.from === node.to) return;
			rest += text.slice(end, Math.max(end, node.from));
			end = Math.max(end, node.to);
		}
	});
	return (rest + text.slice(end)).replace(/[ \t\r\n]/g, '');
}

/** Milliseconds that reading a text, which is not the latest, takes: the least of some tries, as garbage is collected in any of them. */
function delay(text: string): number {
	let least = Infinity;
	for (let tries = 0; tries < 5 && least > hang / 2; tries++) {
		parse('');
		const start = cpuTime();
		parse(text);
		least = Math.min(least, cpuTime() - start);
	}
	return least;
}

/** Longer than this, and a person waits. Milliseconds. */
const hang = 50;

/** More with FUZZ_ROUNDS. */
const rounds = Number(process.env.FUZZ_ROUNDS ?? 4000);

describe('any text', () => {
	it('is parsed, diagnosed and formatted without exception or delay, in spans that stay inside it', () => {
		const queries = [...own, ...(corpus<CorpusQuery>('queries.jsonl') ?? []).map(({ query }) => query)];
		const next = random(20260101);
		const pick = () => queries[Math.floor(next() * queries.length)];
		let slowest = 0;
		for (let round = 0; round < rounds; round++) {
			let text = pick();
			for (let times = 1 + Math.floor(next() * 4); times > 0; times--) text = mutate(text, pick(), next);
			const parsed = parse(text);
			const { issues, query } = parsed;
			slowest = Math.max(slowest, delay(text));
			for (const { from, to, message } of [...issues, { ...query, message: 'query' }]) {
				if (!(0 <= from && from <= to && to <= text.length) || message === '')
					expect.fail(JSON.stringify({ text, from, to, message }));
			}
			diagnose(analyze(parsed));
			const formatted = issues.length === 0 ? format(text) : undefined;
			if (formatted !== undefined && format(formatted) !== formatted)
				expect.fail(JSON.stringify([text, formatted]));
			const tree = parser.parse(text);
			if (tree.length !== text.length) expect.fail(JSON.stringify(text));
			let broken = false;
			tree.iterate({ enter: (node) => void (broken ||= node.type.isError) });
			if (broken && issues.length === 0)
				expect.fail(`an error node without an issue in ${JSON.stringify(text)}`);
			if (!broken && uncovered(tree, text) !== '') expect.fail(JSON.stringify([text, uncovered(tree, text)]));
		}
		console.log(`${rounds} texts, slowest parse ${slowest.toFixed(1)} ms`);
		expect(slowest).toBeLessThan(hang);
	}, 600_000);

	it.each([
		['parentheses', `ROW a = ${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
		['calls', `ROW a = ${'f('.repeat(20_000)}`],
		['signs', `ROW a = ${'-'.repeat(20_000)}1`],
		['negations', `FROM a | WHERE ${'NOT '.repeat(20_000)}b`],
		['sums', `ROW a = 1${' + 1'.repeat(20_000)}`]
	])('with twenty thousand nested %s is one issue', (_, text) => {
		const { issues } = parse(text);
		expect(issues.some(({ message }) => message.includes(`deeper than ${maximumDepth} levels`))).toBe(true);
	});

	it('with deeply nested subqueries is an issue', () => {
		expect(parse(`${'FROM ('.repeat(5000)}FROM a`).issues.map(({ message }) => message)).toContain(
			'queries are nested deeper than 100 levels'
		);
	});

	it('with twenty thousand conditions is read into a shallow tree', () => {
		const { query, issues } = parse(`FROM a | WHERE b${' AND b'.repeat(20_000)}${' OR b'.repeat(20_000)}`);
		expect(issues).toEqual([]);
		const depth = (node: Expression): number =>
			node.kind === 'binary' ? 1 + Math.max(depth(node.left), depth(node.right)) : 0;
		const [, where] = query.commands;
		expect(where.kind === 'where' && depth(where.condition)).toBeLessThan(300);
	});

	it('may nest parentheses as deep as is allowed', () => {
		const deep = maximumDepth - 1;
		expect(parse(`ROW a = ${'('.repeat(deep)}1${')'.repeat(deep)}`).issues).toEqual([]);
	});

	it('beyond the maximum length is refused unread', () => {
		const { issues, query } = parse(`FROM a${' '.repeat(maximumLength)}`);
		expect(issues).toEqual([
			{ from: 0, to: 0, message: 'ESQL statement is too large [1000006 characters > 1000000]' }
		]);
		expect(query.commands).toEqual([]);
	});

	it('of nearly a million characters is read in a moment', () => {
		const text = `FROM a | WHERE b IN (1${', 12345678'.repeat(90_000)})`;
		expect(parse(text).issues).toEqual([]);
	});
});
