import { describe, expect, it } from 'vitest';
import { type Column, nextSorting, sortRows } from '$lib/workbench/profile/data-table';
import { operatorRows } from '$lib/workbench/profile/operator-rows';
import { heightOf, rowAt, rowsOf, stackPhases } from '$lib/workbench/profile/timeline/rows';
import { around, pan, tickLabel, ticks, zoom } from '$lib/workbench/profile/timeline/span';
import { TimelineState } from '$lib/workbench/profile/timeline/TimelineState.svelte';
import { report } from './samples';

describe('the part of a timeline in sight', () => {
	const whole = 1000;

	it('keeps the moment under the pointer where it is', () => {
		const { from, to } = zoom({ from: 100, to: 500 }, 2, 200, whole);
		expect([from, to]).toEqual([150, 350]);
		expect((200 - from) / (to - from)).toBe((200 - 100) / 400);
	});

	it('never leaves the whole', () => {
		expect(zoom({ from: 0, to: 100 }, 0.001, 50, whole)).toEqual({ from: 0, to: whole });
		expect(pan({ from: 900, to: 1000 }, 500, whole)).toEqual({ from: 900, to: 1000 });
		expect(pan({ from: 50, to: 150 }, -500, whole)).toEqual({ from: 0, to: 100 });
	});

	it('stops at a microsecond', () => {
		const { from, to } = zoom({ from: 0, to: 0.002 }, 1e9, 0.001, whole);
		expect(to - from).toBeCloseTo(0.001, 9);
	});

	it('goes to a stretch with room around it, also to one without length', () => {
		expect(around(400, 600, whole)).toEqual({ from: 390, to: 610 });
		const { from, to } = around(0, 0, whole);
		expect(to).toBeGreaterThan(from);
	});

	it.each([
		[{ from: 0, to: 1000 }, 900],
		[{ from: 3, to: 3.004 }, 700],
		[{ from: 0, to: 90_000 }, 500]
	])('puts readable marks on %j', (span, pixels) => {
		const marks = ticks(span, pixels);
		expect(marks.length).toBeGreaterThan(1);
		expect(marks.length).toBeLessThanOrEqual(pixels / 80);
		expect(marks.every((mark) => mark >= span.from - 1e-9 && mark <= span.to + 1e-9)).toBe(true);
		const labels = marks.map((mark) => tickLabel(mark, marks[1]! - marks[0]!));
		expect(new Set(labels).size).toBe(labels.length);
	});

	it('names moments in the unit of their distance', () => {
		expect([tickLabel(0, 5), tickLabel(1500, 500), tickLabel(20, 10), tickLabel(0.4, 0.1)]).toEqual([
			'0',
			'1.5 s',
			'20 ms',
			'400 µs'
		]);
	});
});

describe('lines of a timeline', () => {
	const { timeline } = report('skewed-node');
	const rows = rowsOf(timeline);

	it('holds a head for each node and a lane for each driver, without gaps', () => {
		expect(rows.filter(({ lane }) => lane < 0)).toHaveLength(8);
		expect(rows.filter(({ lane }) => lane >= 0)).toHaveLength(timeline.driver.length);
		for (const [at, row] of rows.slice(1).entries()) expect(row.y).toBe(rows[at]!.y + rows[at]!.height);
	});

	it('finds the line at every height', () => {
		for (const [at, { y, height }] of rows.entries()) {
			expect(rowAt(rows, y)).toBe(at);
			expect(rowAt(rows, y + height - 1)).toBe(at);
		}
		expect(heightOf(rows)).toBeGreaterThan(rows.at(-1)!.y);
	});

	it('puts phases that overlap below one another', () => {
		const phases = [
			{ name: 'query', from: 0, to: 100 },
			{ name: 'planning', from: 0, to: 20 },
			{ name: 'parsing', from: 0, to: 5 },
			{ name: 'analysis', from: 5, to: 20 }
		];
		expect(stackPhases(phases).map(({ level }) => level)).toEqual([0, 1, 2, 2]);
	});
});

describe('a timeline that is looked at', () => {
	it('goes from driver to driver in the order of the lanes and stays at the ends', () => {
		const { timeline } = report('healthy');
		const sight = new TimelineState(report('healthy'));
		const lanes = [...timeline.driver];
		const at = (driver: number | undefined, by: 1 | -1) => timeline.driver[sight.neighbour(driver, by)!.lane];
		expect(at(undefined, 1)).toBe(lanes[0]);
		expect(at(lanes[0], 1)).toBe(lanes[1]);
		expect(at(lanes[0], -1)).toBe(lanes[0]);
		expect(at(lanes.at(-1), 1)).toBe(lanes.at(-1));
	});

	it('selects a node by its head, a driver with the operators of its stage by its lane', () => {
		const sight = new TimelineState(report('skewed-node'));
		const [head, lane] = sight.rows;
		expect(sight.selectionOf(head!)).toEqual({ steps: [], node: 'es-data-1' });
		expect(sight.selectionOf(lane!)).toMatchObject({ steps: ['0/0', '0/1', '0/2', '0/3'] });
		expect(sight.rowOf(sight.selectionOf(lane!))).toBe(lane);
		expect(sight.describe(lane!.lane)).toMatch(/^data on es-data-1 · 24 ms – .* · ran 9\d %/);
	});
});

describe('operators in a table', () => {
	it('holds each operator once, whatever it is grouped by', () => {
		const profile = report('skewed-node');
		const steps = profile.stages.flatMap((stage) => stage.steps);
		expect(operatorRows(profile, 'operator')).toHaveLength(steps.length);
		expect(operatorRows(profile, 'kind')).toHaveLength(new Set(steps.map(({ label }) => label)).size);
		expect(operatorRows(profile, 'node')).toHaveLength(
			steps.reduce((sum, { nodes }) => sum + nodes.length, 0)
		);
		const shares = (grouping: 'operator' | 'kind' | 'node') =>
			operatorRows(profile, grouping).reduce((sum, { share }) => sum + share, 0);
		expect(shares('kind')).toBeCloseTo(shares('operator'), 9);
		expect(shares('node')).toBeCloseTo(shares('operator'), 9);
	});

	it('tells rows per second of self time', () => {
		const [row] = operatorRows(report('healthy'), 'operator').filter(
			({ name }) => name === 'ValuesSourceReader'
		);
		expect(row!.rate).toBeCloseTo(row!.rowsIn! / (row!.nanos! / 1e9), 3);
	});

	it('sorts figures the largest first and texts from A, and turns around at a second click', () => {
		const columns: readonly Column<{ n?: number; t: string }>[] = [
			{ id: 'n', label: 'N', figure: ({ n }) => n, text: ({ n }) => String(n) },
			{ id: 't', label: 'T', text: ({ t }) => t }
		];
		const rows = [{ n: 2, t: 'b10' }, { t: 'b9' }, { n: 5, t: 'a' }];
		const order = (at: number, down: boolean) => sortRows(rows, columns[at]!, down).map(({ t }) => t);
		expect(order(0, true)).toEqual(['a', 'b10', 'b9']);
		expect(order(1, false)).toEqual(['a', 'b9', 'b10']);
		expect(nextSorting(columns[0]!, { by: 't', down: false })).toEqual({ by: 'n', down: true });
		expect(nextSorting(columns[0]!, { by: 'n', down: true })).toEqual({ by: 'n', down: false });
		expect(nextSorting(columns[1]!, { by: 'n', down: true })).toEqual({ by: 't', down: false });
	});
});
