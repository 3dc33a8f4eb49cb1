import { describe, expect, it } from 'vitest';
import { assignments, loadedFields, mentioned } from '$lib/profile/heat/pipes';
import type { Report } from '$lib/profile/report';
import { driver, made, op } from './build';
import { report, sampleNames } from './samples';

/** Pipes with the operators that were placed at them. */
function placed({ heat, stages }: Report): readonly string[] {
	const steps = new Map(stages.flatMap((stage) => stage.steps.map((step) => [step.id, step.label])));
	return heat!.pipes.map(({ command, steps: own, pushed }) =>
		[command, pushed && `(${pushed})`, ...own.map((id) => steps.get(id))].filter(Boolean).join(' ')
	);
}

describe('query heat', () => {
	it('gives a pipe what its operators did on every level', () => {
		expect(placed(report('healthy'))).toEqual([
			'FROM LuceneSource',
			'STATS ValuesSourceReader HashAggregation HashAggregation HashAggregation',
			'SORT TopN',
			'LIMIT'
		]);
	});

	it('follows FORK into its branches and marks what Lucene did', () => {
		expect(placed(report('fork-pattern'))).toEqual([
			'FROM LuceneSource ValuesSourceReader LuceneSource',
			'FORK',
			'WHERE (whole)',
			'SORT TopN TopN',
			'LIMIT',
			'WHERE ValuesSourceReader Filter',
			'SORT TopN TopN',
			'LIMIT',
			'FUSE FuseScoreEval HashAggregation',
			'SORT TopN',
			'LIMIT'
		]);
	});

	it('tells filters, evaluations and groupings of one kind apart by their order', () => {
		const query =
			'FROM a | WHERE x > 1 | EVAL y = x + 1, z = x * 2 | STATS s = SUM(y) BY z | WHERE s > 10 | EVAL t = s | STATS MAX(t)';
		const data = [op.lucene(1, 100), op.values(1, 100, ['x']), op.step('Filter', 1, 100, 50)];
		const first = [
			op.step('Eval', 1, 50),
			op.step('Eval', 1, 50),
			op.step('HashAggregation', 1, 50, 5),
			op.sink(5)
		];
		const last = [
			op.step('HashAggregation', 1, 5),
			op.step('Filter', 1, 5, 2),
			op.step('Eval', 1, 2),
			op.step('Aggregation', 1, 2, 1)
		];
		const drivers = [driver([...data, ...first]), driver([op.source(5), ...last], { role: 'final' })];
		expect(placed(made({ drivers, query }))).toEqual([
			'FROM LuceneSource',
			'WHERE ValuesSourceReader Filter',
			'EVAL Eval Eval',
			'STATS HashAggregation HashAggregation',
			'WHERE Filter',
			'EVAL Eval',
			'STATS Aggregation'
		]);
	});

	it('tells a filter that was pushed down in part', () => {
		const query = 'FROM a | WHERE status >= 500 AND LENGTH(path) > 3';
		const operators = [
			op.lucene(1, 100, 'status:[500 TO 999]'),
			op.values(1, 100, ['path']),
			op.step('Filter', 1, 100, 9)
		];
		expect(placed(made({ drivers: [driver(operators)], query }))[1]).toBe(
			'WHERE (part) ValuesSourceReader Filter'
		);
	});

	it('credits the index with a filter that nobody else can have done', () => {
		const query = 'FROM a | WHERE status >= 500 | STATS COUNT(*)';
		const stats = (lucene: string) =>
			made({ drivers: [driver([op.lucene(1, 9, lucene), op.step('Aggregation', 1, 9, 1)])], query });
		expect(placed(stats('f0>=500'))[1]).toBe('WHERE (whole)');
		expect(placed(stats('*:*'))[1]).toBe('WHERE');
	});

	it.each(sampleNames)('%s: pipes and what is elsewhere hold every operator once', (name) => {
		const { heat, stages } = report(name);
		if (!heat) return;
		const all = [...heat.pipes.flatMap(({ steps }) => steps), ...heat.elsewhere.steps];
		expect([...all].sort()).toEqual(stages.flatMap(({ steps }) => steps.map(({ id }) => id)).sort());
		const shares = heat.pipes.reduce((sum, { share }) => sum + share, heat.elsewhere.share);
		expect(shares).toBeLessThanOrEqual(1.0001);
	});

	it('reads names out of a pipe, not out of its strings', () => {
		expect([...mentioned({ text: 'WHERE `a.b` == "c d" AND NOT e' })]).toEqual(['a.b', 'e']);
	});

	it('counts the values of an EVAL', () => {
		expect(assignments({ text: 'EVAL a = COALESCE(b, c), d = "x,y", e = [1, 2]' })).toBe(3);
	});

	it('takes loaded fields from both places that tell them', () => {
		expect(
			loadedFields({ detail: 'fields = [a, b]', status: { readers_built: { 'b:x:y': 1, 'c:x:y': 2 } } })
		).toEqual(['b', 'c', 'a']);
	});
});
