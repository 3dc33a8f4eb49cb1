import { describe, expect, it } from 'vitest';
import type { RuleId } from '$lib/profile/advice/finding';
import { plain } from '$lib/profile/words';
import { driver, made, type Made, op } from './build';
import { culprits, report, sampleNames } from './samples';

const many = Array.from({ length: 30 }, (_, at) => `f${at}`);
const final = (waits = 0, ...rest: Parameters<typeof op.step>[]) =>
	driver([op.source(10), ...rest.map((one) => op.step(...one))], { role: 'final', waits });
const nodes = (...times: readonly number[]) =>
	times.map((ms, at) => driver([op.lucene(ms, 1000), op.sink(1000)], { node: `n${at}` }));
const span = (ms: number) => ({ start_millis: 0, took_nanos: ms * 1e6 });
const planning = (ms: number) => ({
	planning: span(ms),
	dependency_resolution: span(ms * 0.9),
	field_caps_calls: 2
});
const clusters = (...millis: readonly number[]) => ({
	_clusters: {
		details: Object.fromEntries(millis.map((took, at) => [`c${at}`, { status: 'successful', took }]))
	}
});
const filtered = (kept: number, query = '*:*') =>
	driver([
		op.lucene(100, 1e6, query),
		op.values(300, 1e6, ['x']),
		op.step('Filter', 200, 1e6, kept),
		op.sink(kept)
	]);
const grok = (kept: number) =>
	driver([
		op.lucene(20, 1e6),
		op.values(100, 1e6, ['message']),
		op.step('Grok', 300, 1e6),
		op.step('Filter', 20, 1e6, kept)
	]);
const stuck = (to: number) => [
	driver([op.lucene(100, 1e6), op.sink(1e6)], { waits: to, sleeps: [['exchange full', 100, 100 + to]] }),
	final(0, ['HashAggregation', 800, 1e6, 10])
];
const gap = (start: number) => [
	driver([op.lucene(100, 10), op.sink(10)], { start }),
	driver([op.source(10)], { role: 'final', waits: start + 100, sleeps: [['exchange empty', 0, start + 100]] })
];
const worker = (ms: number) => driver([op.lucene(ms, 1000), op.sink(1000)], { node: 'n1' });
const tier = (shard: string, ms: number, node: string) =>
	driver([op.lucene(ms, 1000, '*:*', [shard]), op.sink(1000)], { node });

/** For each rule a case in which it has to speak, and one, close by, in which it must not. */
const cases: Readonly<Record<RuleId, readonly [fires: Made, silent: Made]>> = {
	incomplete: [
		{ drivers: nodes(10), answer: { is_partial: true } },
		{ drivers: nodes(10), answer: { is_partial: false, ...clusters(10, 11) } }
	],
	'filter-not-pushed': [{ drivers: [filtered(100)] }, { drivers: [filtered(900_000)] }],
	'late-filter': [
		{ drivers: [grok(1000)], query: 'FROM a | GROK message "%{WORD:w}" | WHERE level == "error"' },
		{ drivers: [grok(1000)], query: 'FROM a | GROK message "%{WORD:w}" | WHERE w == "error"' }
	],
	'pattern-search': [
		{ drivers: [driver([op.lucene(500, 10, 'url:*checkout*')])] },
		{ drivers: [driver([op.lucene(500, 10, 'url:checkout')])] }
	],
	'sort-without-limit': [
		{ drivers: [driver([op.lucene(50, 1e6), op.step('TopN', 400, 1e6, 1000)])], query: 'FROM a | SORT b' },
		{
			drivers: [driver([op.lucene(50, 1e6), op.step('TopN', 400, 1e6, 10)])],
			query: 'FROM a | SORT b | LIMIT 10'
		}
	],
	'wide-rows': [
		{ drivers: [driver([op.lucene(50, 1e5), op.values(400, 1e5, many)])], query: 'FROM a | LIMIT 100000' },
		{
			drivers: [driver([op.lucene(50, 1e5), op.values(400, 1e5, many)])],
			query: `FROM a | KEEP ${many.join(', ')}`
		}
	],
	'loads-source': [
		{
			drivers: [
				driver([op.lucene(50, 1e5), op.values(400, 1e5, ['body'], 'row_stride:BlockSourceReader.Bytes')])
			]
		},
		{ drivers: [driver([op.lucene(50, 1e5), op.values(400, 1e5, ['body'])])] }
	],
	'fan-out': [
		{ drivers: [final(0, ['LookupJoin', 300, 1e5, 9e5], ['HashAggregation', 300, 9e5, 10])] },
		{ drivers: [final(0, ['LookupJoin', 300, 1e5, 1e5], ['HashAggregation', 300, 1e5, 10])] }
	],
	'slow-lookup': [
		{ drivers: [final(0, ['Enrich', 600, 1e5])] },
		{ drivers: [final(0, ['Enrich', 100, 1e5])] }
	],
	'many-groups': [
		{ drivers: [driver([op.lucene(50, 1e6), op.step('HashAggregation', 500, 1e6, 9e5)])] },
		{ drivers: [driver([op.lucene(50, 1e6), op.step('HashAggregation', 500, 1e6, 900)])] }
	],
	'costly-extraction': [
		{ drivers: [driver([op.lucene(50, 1e6), op.step('StringExtract', 500, 1e6)])] },
		{ drivers: [driver([op.lucene(500, 1e6), op.step('StringExtract', 50, 1e6)])] }
	],
	'slow-cluster': [
		{ drivers: nodes(10), answer: clusters(100, 110, 900) },
		{ drivers: nodes(10), answer: clusters(800, 850, 900) }
	],
	'slow-node': [{ drivers: nodes(100, 110, 900) }, { drivers: nodes(800, 850, 900) }],
	'uneven-drivers': [
		{ drivers: [worker(100), worker(90), worker(800)] },
		{ drivers: [worker(700), worker(600), worker(800)] }
	],
	'cold-data': [
		{ drivers: [tier('logs:0', 50, 'hot-1'), tier('partial-logs-2020:0', 700, 'n2')] },
		{ drivers: [tier('logs:0', 690, 'hot-1'), tier('partial-logs-2020:0', 700, 'n2')] }
	],
	'exchange-full': [{ drivers: stuck(700) }, { drivers: stuck(20) }],
	'exchange-idle': [{ drivers: gap(600) }, { drivers: gap(10) }],
	'slow-planning': [
		{ drivers: nodes(100), profile: planning(700) },
		{ drivers: nodes(100), profile: planning(40) }
	]
};

describe('advice', () => {
	it.each(Object.entries(cases))(
		'%s speaks where it should, with figures, and is silent close by',
		(rule, [fires, silent]) => {
			const finding = made(fires).findings.find((one) => one.rule === rule);
			expect(finding, 'fires').toBeDefined();
			expect(`${plain(finding!.title)} ${plain(finding!.evidence)}`).toMatch(
				rule === 'incomplete' ? /partial/ : /\d/
			);
			expect(finding!.remedy.length).toBeGreaterThan(20);
			expect(made(silent).findings.map((one) => one.rule)).not.toContain(rule);
		}
	);

	it.each(sampleNames)('%s: what it was written to show comes first', (name) => {
		expect(name in culprits, 'has a culprit').toBe(true);
		expect(report(name).findings[0]?.rule).toBe(culprits[name]);
	});

	it('has nothing to say about a healthy profile, nor about a query that took no time', () => {
		expect(report('healthy').findings).toEqual([]);
		expect(made({ drivers: [filtered(10)], wall: 10 }).findings).toEqual([]);
	});

	it('names the node and the operator that it speaks of', () => {
		expect(report('skewed-node').findings[0]!.node).toBe('es-data-6');
		const { findings, stages } = report('filter-not-pushed');
		const steps = stages.flatMap((stage) => stage.steps).filter(({ id }) => findings[0]!.steps.includes(id));
		expect(steps.map(({ label }) => label)).toContain('Filter');
	});
});
