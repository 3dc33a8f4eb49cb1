import { describe, expect, it } from 'vitest';
import { changedCells } from '$lib/workbench/changes';
import { pause } from '$lib/workbench/Watch.svelte';

describe('pause', () => {
	it('is what was asked for while the query is quick', () => {
		expect(pause(10_000, 800, 0)).toBe(10_000);
	});

	it('grows with a query that takes long, and doubles with every failure up to an hour', () => {
		expect(pause(5000, 30_000, 0)).toBe(60_000);
		expect([0, 1, 2, 3].map((failures) => pause(5000, 10, failures))).toEqual([5000, 10_000, 20_000, 40_000]);
		expect(pause(300_000, 1, 50)).toBe(3_600_000);
	});
});

describe('changedCells', () => {
	const columns = [{ name: 'a' }, { name: 'b' }];

	it('finds the cells that differ, row by row', () => {
		const before = {
			columns,
			rows: [
				['1', null],
				['2', ['x', 'y']],
				['3', { json: '{}' }]
			]
		};
		const after = {
			columns,
			rows: [
				['1', '0'],
				['2', ['x', 'y']],
				['4', { json: '{"a":1}' }],
				['5', '']
			]
		};
		const changed = changedCells(before, after);
		expect([...changed].map(([row, cells]) => [row, [...cells]])).toEqual([
			[0, [1]],
			[2, [0, 1]],
			[3, [0, 1]]
		]);
	});

	it('says nothing where the columns are others', () => {
		const other = { columns: [{ name: 'b' }, { name: 'a' }], rows: [['1', '2']] };
		expect(changedCells({ columns, rows: [['2', '1']] }, other).size).toBe(0);
	});
});
