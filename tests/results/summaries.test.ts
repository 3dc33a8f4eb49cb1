import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChartQuestion, GroupQuestion } from '$lib/results/questions';
import { dateSteps, numberSteps } from '$lib/results/chart/steps';
import { ExactSum } from '$lib/results/summary/sum';
import { opened, type Opened, type TestColumn } from './opened';

const open: Opened[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

async function answerOf(columns: readonly TestColumn[], layout?: 'rows' | 'columns') {
	const one = await opened(columns, layout);
	open.push(one);
	return one;
}

const quoted = (...texts: string[]) => texts.map((text) => JSON.stringify(text));

const orders: readonly TestColumn[] = [
	['country', 'keyword', quoted('DE', 'AT', 'DE', 'CH', 'DE', 'AT')],
	['status', 'keyword', ['"new"', '"new"', '["new","hot"]', 'null', '"old"', '"old"']],
	['total', 'double', ['0.1', '0.2', '0.3', 'null', '7.0', '5.5']],
	['id', 'long', ['9007199254740993', '1', '2', '3', '4', '[5,5,6]']],
	[
		'at',
		'date',
		quoted(
			'2026-01-01T00:10:00.000Z',
			'2026-01-01T00:40:00.000Z',
			'2026-01-01T01:10:00.000Z',
			'2026-01-01T05:00:00.000Z',
			'2026-01-02T00:00:00.000Z',
			'2026-01-01T00:20:00.000Z'
		)
	]
];

describe('groups', () => {
	const ask = async (question: Partial<GroupQuestion>) => {
		const { answer } = await answerOf(orders);
		const full: GroupQuestion = {
			by: [0],
			path: [],
			aggregates: [],
			sort: { by: 'rows', descending: true },
			limit: 100,
			...question
		};
		const { groups, total } = await answer.ask('groups', full);
		return { total, lines: groups.map(({ key, rows, values }) => [key, rows, ...values].join(' ')) };
	};

	it('counts rows and computes every aggregate, exactly', async () => {
		const aggregates = (['count', 'count_distinct', 'sum', 'avg', 'min', 'max', 'median'] as const).map(
			(fn) => ({ fn, column: 3 })
		);
		expect(await ask({ aggregates })).toEqual({
			total: 3,
			lines: [
				'DE 3 3 3 9007199254740999 3002399751580333 2 9007199254740993 4',
				'AT 2 4 3 17 4.25 1 6 5',
				'CH 1 1 1 3 3 3 3 3'
			]
		});
	});

	it('sorts by a key, by rows, by an aggregate; null last; and cuts off', async () => {
		const sum = [{ fn: 'sum' as const, column: 2 }];
		expect((await ask({ sort: { by: 'key', descending: false } })).lines).toEqual(['AT 2', 'CH 1', 'DE 3']);
		expect((await ask({ aggregates: sum, sort: { by: 0, descending: false } })).lines).toEqual([
			'AT 2 5.7',
			'DE 3 7.4',
			'CH 1 '
		]);
		expect(await ask({ aggregates: sum, sort: { by: 0, descending: true }, limit: 1 })).toEqual({
			total: 3,
			lines: ['DE 3 7.4']
		});
	});

	it('opens a group; a row with several values is in each of theirs', async () => {
		expect((await ask({ by: [0, 1], path: ['DE'], sort: { by: 'key', descending: false } })).lines).toEqual([
			'hot 1',
			'new 2',
			'old 1'
		]);
		expect((await ask({ by: [1], sort: { by: 'key', descending: false } })).lines).toEqual([
			'hot 1',
			'new 3',
			'old 2',
			' 1'
		]);
		expect((await ask({ by: [1, 0], path: [null] })).lines).toEqual(['CH 1']);
		expect((await ask({ by: [3, 0], path: ['9007199254740993'] })).lines).toEqual(['DE 1']);
		await expect(ask({ path: ['DE'] })).rejects.toThrow('no level');
	});

	it('tells least and greatest of dates and texts as they were sent, and no sum of them', async () => {
		const aggregates = [
			{ fn: 'min' as const, column: 4 },
			{ fn: 'max' as const, column: 1 },
			{ fn: 'sum' as const, column: 1 },
			{ fn: 'median' as const, column: 4 }
		];
		expect((await ask({ aggregates, limit: 1 })).lines).toEqual(['DE 3 2026-01-01T00:10:00.000Z old  ']);
	});
});

describe('fields', () => {
	it('tells what a column of numbers holds', async () => {
		const { answer } = await answerOf(orders);
		const [total, id, at, status] = await answer.ask('fields', { columns: [2, 3, 4, 1], top: 2 });
		expect(total).toMatchObject({
			column: 2,
			rows: 6,
			nulls: 1,
			multiple: 0,
			values: 5,
			distinct: 5,
			min: '0.1',
			max: '7.0',
			figures: { count: 5, sum: '13.1', min: '0.1', max: '7.0' },
			quantiles: ['0.1', '0.2', '0.3', '5.5', '7.0']
		});
		expect(total.histogram?.counts.reduce((a, b) => a + b)).toBe(5);
		expect(id).toMatchObject({
			nulls: 0,
			multiple: 1,
			values: 8,
			distinct: 7,
			max: '9007199254740993',
			top: [
				{ value: '9007199254740993', rows: 1 },
				{ value: '1', rows: 1 }
			]
		});
		expect(id.figures?.sum).toBe(String(9007199254740993n + 1n + 2n + 3n + 4n + 16n));
		expect(at).toMatchObject({
			min: '2026-01-01T00:10:00.000Z',
			max: '2026-01-02T00:00:00.000Z',
			figures: undefined,
			histogram: { from: Date.parse('2026-01-01T00:10:00Z') }
		});
		expect(status).toMatchObject({
			nulls: 1,
			multiple: 1,
			values: 6,
			distinct: 3,
			min: 'hot',
			max: 'old',
			quantiles: [],
			histogram: undefined,
			top: [
				{ value: 'new', rows: 3 },
				{ value: 'old', rows: 2 }
			]
		});
	});

	it('speaks of the rows of a view, and of none', async () => {
		const one = await answerOf(orders);
		const { view } = await one.arranged({ predicates: [{ kind: 'is', column: 0, values: ['DE'] }] });
		const [total] = await one.answer.ask('fields', { columns: [2], top: 9 }, { view });
		expect(total).toMatchObject({ rows: 3, values: 3, figures: { sum: '7.4' } });
		const none = await one.arranged({ text: 'nowhere' });
		const empty = await one.answer.ask('fields', { columns: [2, 0], top: 9 }, { view: none.view });
		expect(empty[0]).toMatchObject({
			rows: 0,
			values: 0,
			distinct: 0,
			min: undefined,
			figures: undefined,
			histogram: undefined,
			top: []
		});
		expect(empty[1]).toMatchObject({ rows: 0, min: undefined });
	});

	it('agrees with counting by hand on any column', async () => {
		const cell = fc.oneof(
			fc.constant(null),
			fc.integer({ min: -5, max: 5 }),
			fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 4 })
		);
		await fc.assert(
			fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 50 }), async (list) => {
				const one = await opened([
					['n', 'integer', list.map((value) => JSON.stringify(value))],
					['k', 'keyword', list.map(() => 'null')]
				]);
				const [field] = await one.answer.ask('fields', { columns: [0], top: 100 });
				one.close();
				const rows = list.map((value) => (value === null ? [] : Array.isArray(value) ? value : [value]));
				const values = rows.flat();
				expect(field).toMatchObject({
					nulls: rows.filter((row) => row.length === 0).length,
					multiple: rows.filter((row) => row.length > 1).length,
					values: values.length,
					distinct: new Set(values).size
				});
				if (values.length === 0) return;
				expect([field.min, field.max]).toEqual([String(Math.min(...values)), String(Math.max(...values))]);
				expect(field.figures?.sum).toBe(String(values.reduce((a, b) => a + b)));
				expect(field.histogram?.counts.reduce((a, b) => a + b)).toBe(values.length);
				for (const { value, rows: count } of field.top) {
					expect(count).toBe(rows.filter((row) => row.includes(Number(value))).length);
				}
			}),
			{ numRuns: 100 }
		);
	});
});

describe('chart', () => {
	const ask = async (question: ChartQuestion) => {
		const { answer } = await answerOf(orders);
		const { x, labels, step, series, omitted, thinned } = await answer.ask('chart', question);
		return {
			x: [...x],
			labels,
			step,
			omitted,
			thinned,
			series: series.map((one) => ({ ...one, ...(one.x && { x: [...one.x] }), y: [...one.y] }))
		};
	};
	const hour = 3_600_000;
	const midnight = Date.UTC(2026, 0, 1);

	it('time series: figures per step, split', async () => {
		const chart = await ask({
			kind: 'steps',
			x: 4,
			measures: [{ fn: 'rows' }, { fn: 'sum', column: 2 }],
			split: 0,
			steps: 24
		});
		expect(chart.step).toBe(hour);
		expect([chart.x.length, chart.x[0], chart.x[24]]).toEqual([25, midnight, midnight + 24 * hour]);
		expect(chart.series.map(({ measure, split }) => `${measure} ${split}`)).toEqual([
			'0 DE',
			'0 AT',
			'0 CH',
			'1 DE',
			'1 AT',
			'1 CH'
		]);
		expect(chart.series[0].y.slice(0, 3)).toEqual([1, 1, 0]);
		expect(chart.series[4].y.slice(0, 2)).toEqual([5.7, NaN]);
	});

	it('histogram: whole numbers in whole steps', async () => {
		const { answer } = await answerOf([['n', 'integer', ['1', '2', '2', '10', 'null']]]);
		const { x, step, series } = await answer.ask('chart', {
			kind: 'steps',
			x: 0,
			measures: [{ fn: 'rows' }],
			steps: 100
		});
		expect([step, [...x], [...series[0].y]]).toEqual([
			1,
			[1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
			[1, 2, 0, 0, 0, 0, 0, 0, 0, 1]
		]);
	});

	it('categories: the most frequent ones, the rest told', async () => {
		const chart = await ask({ kind: 'categories', x: 0, measures: [{ fn: 'avg', column: 2 }], limit: 2 });
		expect(chart).toMatchObject({ labels: ['DE', 'AT'], omitted: 1, x: [0, 1] });
		expect(chart.series[0].y[1]).toBeCloseTo(2.85, 12);
		const nulls = await ask({ kind: 'categories', x: 1, measures: [{ fn: 'rows' }], limit: 9 });
		expect(nulls.labels).toEqual(['new', 'old', null]);
	});

	it('points in the order of x, thinned by keeping the extremes', async () => {
		const chart = await ask({ kind: 'points', x: 4, y: [2], limit: 100 });
		expect(chart.series[0].y).toEqual([0.1, 5.5, 0.2, 0.3, 7]);
		expect(chart.thinned).toBe(false);
		const wave = Array.from({ length: 10_000 }, (_, i) => (i === 4321 ? 99 : Math.sin(i / 500)));
		const { answer } = await answerOf([
			['x', 'long', wave.map((_, i) => String(i))],
			['y', 'double', wave.map(String)]
		]);
		const thin = await answer.ask('chart', { kind: 'points', x: 0, y: [1], limit: 200 });
		expect(thin.thinned).toBe(true);
		expect(thin.series[0].y.length).toBeLessThanOrEqual(200);
		expect(Math.max(...thin.series[0].y)).toBe(99);
		expect([...thin.series[0].x!]).toEqual([...thin.series[0].x!].sort((a, b) => a - b));
	});

	it('totals, and nothing where nothing can be drawn', async () => {
		const { series } = await ask({
			kind: 'totals',
			measures: [{ fn: 'rows' }, { fn: 'max', column: 2 }, { fn: 'avg', column: 0 }]
		});
		expect(series.map(({ y }) => y)).toEqual([[6], [7], [NaN]]);
		expect((await ask({ kind: 'steps', x: 0, measures: [{ fn: 'rows' }], steps: 9 })).series).toEqual([]);
		expect((await ask({ kind: 'points', x: 0, y: [2], limit: 9 })).series[0].y).toEqual([]);
	});
});

describe('steps', () => {
	it('every value is in the step that begins at or before it', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: -(2 ** 45), max: 2 ** 45 }), { minLength: 1 }),
				fc.integer({ min: 1, max: 300 }),
				fc.boolean(),
				(list, count, isDate) => {
					const [from, to] = [Math.min(...list), Math.max(...list)];
					const { starts, indexOf } = isDate
						? dateSteps(from, to, count)
						: numberSteps(from, to, count, true);
					expect(starts.length).toBeLessThanOrEqual(count + 2);
					for (const value of list) {
						const at = indexOf(value);
						expect(starts[at]).toBeLessThanOrEqual(value);
						if (at + 1 < starts.length) expect(starts[at + 1]).toBeGreaterThan(value);
					}
				}
			)
		);
	});

	it('are those of the calendar', () => {
		const from = Date.parse('2025-11-15T00:00:00Z');
		const { starts, width } = dateSteps(from, Date.parse('2026-12-01T00:00:00Z'), 14);
		expect(width).toBe(0);
		expect([...starts.slice(0, 3)].map((start) => new Date(start).toISOString().slice(0, 10))).toEqual([
			'2025-11-01',
			'2025-12-01',
			'2026-01-01'
		]);
		const weeks = dateSteps(from, from + 60 * 86_400_000, 10);
		expect(new Date(weeks.starts[0]).getUTCDay()).toBe(1);
		expect([...numberSteps(0, 1, 10, false).starts.slice(0, 4)]).toEqual([0, 0.1, 0.2, 0.3]);
	});
});

describe('the exact sum', () => {
	it('is that of whole numbers of any size, in any order', () => {
		fc.assert(
			fc.property(
				fc.array(fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }))),
				(list) => {
					const sum = new ExactSum();
					for (const value of list)
						if (typeof value === 'bigint') sum.addBig(value);
						else sum.addInteger(value);
					expect(sum.text).toBe(String(list.reduce<bigint>((total, value) => total + BigInt(value), 0n)));
				}
			)
		);
	});

	it('of doubles does not depend on their order and loses nothing', () => {
		const sum = (list: readonly number[]) => {
			const exact = new ExactSum();
			for (const value of list) exact.addDouble(value);
			return exact.text;
		};
		expect(sum([1e100, 1, -1e100])).toBe('1');
		expect(sum([0.1, 0.2, 0.3, -0.6])).toBe('2.7755575615628914e-17');
		expect(sum([Infinity, 1])).toBe('Infinity');
		const mixed = new ExactSum();
		mixed.addBig(2n ** 60n + 1n);
		mixed.addDouble(-(2 ** 60));
		expect(mixed.text).toBe('1');
		const finite = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), {
			maxLength: 30
		});
		fc.assert(
			fc.property(finite, (list) => {
				expect(sum(list)).toBe(sum(list.toReversed()));
			})
		);
	});
});
