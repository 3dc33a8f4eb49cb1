import { describe, expect, it } from 'vitest';
import { compareReports } from '$lib/profile/compare';
import { plain } from '$lib/profile/words';
import { driver, made, op } from './build';
import { report, sampleNames } from './samples';

const plan = (slow: number, rows = 1000, nodes = ['a']) =>
	made({
		wall: 100 + slow,
		drivers: [
			...nodes.map((node) =>
				driver([op.lucene(10, rows), op.values(slow, rows, ['x']), op.step('Eval', 5, rows), op.sink(rows)], {
					node
				})
			),
			driver([op.source(rows), op.step('TopN', 5, rows, 10)], { role: 'final' })
		]
	});

describe('comparing', () => {
	it.each(sampleNames)('%s: every operator finds itself', (name) => {
		const { rows, aligned } = compareReports(report(name), report(name));
		expect(aligned).toBe(1);
		expect(rows.every(({ delta }) => delta === 0)).toBe(true);
	});

	it('aligns the same plan on other nodes', () => {
		expect(compareReports(plan(10), plan(10, 5000, ['c', 'd', 'e'])).aligned).toBe(1);
	});

	it('puts the largest difference first and says it in words', () => {
		const { rows, headline } = compareReports(plan(50), plan(400, 9000));
		expect(rows[0]).toMatchObject({ label: 'ValuesSourceReader', delta: 350e6 });
		expect(plain(headline)).toMatch(
			/B took 3\.3× as long as A.*ValuesSourceReader.*350 ms more for 9,000 rows instead of 1,000/
		);
	});

	it('counts what is faster as a negative difference', () => {
		const { rows, headline } = compareReports(plan(400), plan(50));
		expect(rows[0]!.delta).toBe(-350e6);
		expect(plain(headline)).toContain('less time than A');
	});

	it('keeps operators that only one of them has', () => {
		const less = made({ drivers: [driver([op.lucene(10, 10), op.sink(10)])] });
		const more = made({ drivers: [driver([op.lucene(10, 10), op.step('Filter', 70, 10), op.sink(10)])] });
		const [filter, ...others] = compareReports(less, more).rows;
		expect(filter).toMatchObject({ label: 'Filter', a: undefined, delta: 70e6 });
		expect(others.every(({ a, b }) => a && b)).toBe(true);
		expect(compareReports(more, less).rows[0]).toMatchObject({ label: 'Filter', b: undefined, delta: -70e6 });
	});

	it('says so when there is nothing to compare by', () => {
		const none = made({ drivers: [], wall: 0 });
		expect(plain(compareReports(none, plan(1)).headline)).toContain('does not tell');
	});
});
