import { describe, expect, it } from 'vitest';
import { planLines } from '$lib/profile/plantree';
import { buffersOf } from '$lib/profile/timeline';
import { driver, made, op } from './build';
import { report, sampleNames } from './samples';

describe('flow', () => {
	it.each(sampleNames)('%s: every operator has a place of its own', (name) => {
		const { flow, stages } = report(name);
		expect(flow.nodes).toHaveLength(stages.flatMap(({ steps }) => steps).length);
		for (const a of flow.nodes)
			for (const b of flow.nodes)
				if (a !== b && a.y === b.y) expect(a.x + a.width <= b.x || b.x + b.width <= a.x).toBe(true);
		expect(Math.max(...flow.nodes.map(({ x, width }) => x + width))).toBeLessThanOrEqual(flow.width);
		expect(Math.max(...flow.nodes.map(({ y, height }) => y + height))).toBeLessThanOrEqual(flow.height);
	});

	it('leads rows from data nodes over their reduction to the end', () => {
		const { flow, stages } = report('healthy');
		const labels = new Map(stages.flatMap(({ label, steps }) => steps.map(({ id }) => [id, label])));
		const crossings = flow.edges.filter(({ crossing }) => crossing);
		expect(crossings.map(({ from, to }) => `${labels.get(from)} → ${labels.get(to)}`)).toEqual([
			'data → node_reduce',
			'node_reduce → final'
		]);
		expect(crossings[0]!.rows).toBe(84);
	});

	it('leads sub-plans into the main one: FORK into its end, INLINE STATS into its join', () => {
		const targets = (name: string) => {
			const { flow, stages } = report(name);
			const steps = new Map(stages.flatMap((stage) => stage.steps.map((step) => [step.id, { stage, step }])));
			return flow.edges
				.filter(({ from, crossing }) => crossing && /^subplan.*final$/.test(steps.get(from)!.stage.label))
				.map(({ to }) => `${steps.get(to)!.stage.label} ${steps.get(to)!.step.label}`);
		};
		expect(targets('fork-pattern')).toEqual(['main.final ExchangeSource', 'main.final ExchangeSource']);
		expect(targets('inline-stats-groups')).toEqual(['main.data HashJoin']);
	});
});

describe('timeline', () => {
	it.each(sampleNames)('%s: lanes lie within the span, by node, each driver once', (name) => {
		const { timeline, drivers } = report(name);
		expect([...timeline.driver].sort((a, b) => a - b)).toEqual(
			Array.from({ length: drivers }, (_, at) => at)
		);
		expect(timeline.groups.reduce((sum, { count }) => sum + count, 0)).toBe(drivers);
		for (const [lane, from] of timeline.from.entries()) {
			expect(from).toBeGreaterThanOrEqual(0);
			expect(timeline.to[lane]!).toBeLessThanOrEqual(timeline.span + 1e-6);
		}
	});

	it('lists each sleep once though a profile tells it twice', () => {
		const sleeps = [['exchange empty', 0, 40] as const, ['exchange full', 50, 60] as const];
		const { timeline } = made({ drivers: [driver([op.lucene(30, 10)], { waits: 50, sleeps })] });
		expect([...timeline.sleepFrom]).toEqual([0, 50]);
		expect([...timeline.sleepTo]).toEqual([40, 60]);
		expect(timeline.reasons).toEqual(['exchange empty', 'exchange full']);
	});

	it('says where sleeps are that are only counted', () => {
		const sleep = (at: number) => ({ reason: 'exchange empty', sleep_millis: at, wake_millis: at + 1 });
		const first = Array.from({ length: 10 }, (_, at) => sleep(at * 2));
		const last = Array.from({ length: 10 }, (_, at) => sleep(500 + at * 2));
		const one = {
			...driver([op.lucene(900, 10)]),
			sleeps: { counts: { 'exchange empty': 120 }, first, last }
		};
		const { timeline } = made({ drivers: [one] });
		expect([timeline.more[0], timeline.moreFrom[0], timeline.moreTo[0]]).toEqual([100, 19, 500]);
	});

	it("gives drivers that do not tell how long they lived the length of their operators' time", () => {
		const { timeline } = report('old-8.12-source');
		expect([...timeline.to].every((to) => to > 0)).toBe(true);
	});

	it('hands over all of its arrays', () => {
		expect(buffersOf(report('healthy').timeline)).toHaveLength(12);
	});
});

describe('plans', () => {
	it('hangs a line on the one above that is indented less', () => {
		expect(planLines('A[x]\n\\_B\n  \\_C[1]\n  \\_D\n\\_E')).toEqual([
			{ text: 'A[x]', depth: 0, parent: -1, below: 4 },
			{ text: 'B', depth: 1, parent: 0, below: 2 },
			{ text: 'C[1]', depth: 2, parent: 1, below: 0 },
			{ text: 'D', depth: 2, parent: 1, below: 0 },
			{ text: 'E', depth: 1, parent: 0, below: 0 }
		]);
	});

	it('takes any text', () => {
		expect(planLines('')).toEqual([]);
		expect(planLines('  | \\_\n\n x').map(({ text }) => text)).toEqual(['x']);
	});

	it('tells once what is the same on several nodes', () => {
		const data = report('skewed-node').plans.filter(({ role }) => role === 'data');
		expect(data.map(({ nodes }) => nodes.length)).toEqual([8]);
	});
});
