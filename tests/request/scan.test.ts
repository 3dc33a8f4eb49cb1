import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeholders } from '$lib/esql/analysis/placeholders';
import type { Param } from '$lib/esql/syntax/ast';
import { parse } from '$lib/esql/syntax/parse';
import { syncParams, toBody, validate } from '$lib/request';
import { scanParams } from '$lib/request/scan';

const parsed = (text: string): readonly Param[] =>
	placeholders(parse(text))
		.flatMap(({ uses }) => uses)
		.sort((a, b) => a.from - b.from);

/** A query with some of its literals turned into placeholders. */
function withParams(query: string): string {
	let count = 0;
	return query.replace(
		/"(?:[^"\\\r\n]|\\[^\r\n])*"|`[^`]*`|\/\/[^\r\n]*|(?<=[=<>(,+-] ?)\d+\b/g,
		(literal) =>
			/^\d/.test(literal) || (literal.startsWith('"') && literal.length < 8)
				? ['?', '?7', '?name', '??id'][count++ % 4]
				: literal
	);
}

describe('scanParams', () => {
	it.each([
		['ROW a = ?, b = ?1, c = ?x_1', 3],
		['ROW a = "?", b = "\\"?" // ?c', 0],
		['ROW `?a` = 1, b = `x``?` | WHERE b == ?y', 1],
		['ROW a = 1 | KEEP ??ns.??field, ?p', 3],
		['ROW a = ?1x', 1],
		['', 0]
	] as const)('%s', (text, count) => {
		expect(scanParams(text)).toHaveLength(count);
		expect(scanParams(text)).toEqual(parsed(text));
	});

	it.each([
		'FROM logs-? | LIMIT 1',
		'FROM a | LOOKUP JOIN b? ON c',
		'ROW a = "?',
		'ROW a = `?',
		'ROW a = """?"""',
		'ROW a = ? /* ? */',
		'PROMQL x ?'
	])('leaves %s to the parser', (text) => {
		expect(scanParams(text)).toBeUndefined();
	});

	it('sees what the parser sees, in real queries with placeholders put in', () => {
		const corpus = new URL('../../../shared/corpus/queries.jsonl', import.meta.url);
		const cases = new URL('../esql/cases/', import.meta.url);
		const ours = readdirSync(cases).flatMap((name) =>
			readFileSync(new URL(name, cases), 'utf8').split(/\n(?:==>|#)[^\n]*\n/)
		);
		const lines = existsSync(corpus) ? readFileSync(corpus, 'utf8').trim().split('\n') : [];
		const queries = [...ours, ...lines.map((line) => (JSON.parse(line) as { query: string }).query)].map(
			withParams
		);
		let scanned = 0;
		let found = 0;
		for (const query of queries) {
			const read = parse(query);
			const params = read.issues.length === 0 ? scanParams(query) : undefined;
			if (params === undefined) continue;
			expect({ query, params }).toEqual({ query, params: parsed(query) });
			scanned++;
			found += params.length;
		}
		expect(scanned).toBeGreaterThan(20);
		expect(found).toBeGreaterThan(20);
	});

	it('never fails on any text', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('?', '"', '`', '\\', '/', 'a', '1', ' ', '\n', '|') }),
				(text) => {
					for (const { from, to } of scanParams(text) ?? []) expect(text.slice(from, to)).toMatch(/^\?/);
				}
			),
			{ numRuns: 2000 }
		);
	});

	it('is done with hostile texts in no time', () => {
		for (const part of ['FROM ', '?', '"', '`', '??a ', '| ', 'FROM ? '])
			expect(scanParams(part.repeat(200_000))?.length ?? 0).toBeLessThan(200_001);
	}, 10_000);

	it('lets hundreds of thousands of placeholders be read and checked', () => {
		for (const query of [`ROW a = ${'?, '.repeat(200_000)}1`, `ROW a = ${'?x, '.repeat(200_000)}1`]) {
			const params = syncParams(query, []);
			validate({ query, params, filter: '', options: {} });
			expect(toBody({ query, params, filter: '', options: {} }).length).toBeGreaterThan(query.length);
		}
	}, 20_000);

	it('lets rows and problems of a query of a thousand lines follow a key in a few milliseconds', () => {
		const lines = Array.from({ length: 1000 }, (_, at) =>
			at % 10 === 0 ? `| WHERE field_${at} == ?p${at}` : `| EVAL c${at} = ROUND(field_${at} * ${at}, 2)`
		);
		let query = ['FROM logs-*', ...lines].join('\n');
		let params = syncParams(query, []);
		const times = Array.from({ length: 30 }, () => {
			query = query.replace('c501', 'c501x');
			const start = performance.now();
			params = syncParams(query, params);
			validate({ query, params, filter: '', options: {} });
			return performance.now() - start;
		});
		expect(params).toHaveLength(100);
		expect(times.toSorted((a, b) => a - b)[15]).toBeLessThan(16);
	});
});
