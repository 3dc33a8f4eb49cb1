import { describe, expect, it } from 'vitest';
import { announcedRows } from '$lib/workbench/results/announced';
import { columnIds } from '$lib/workbench/results/column-ids';
import { columnWidths } from '$lib/workbench/results/column-width';
import { asSent } from '$lib/results/notation';

const column = (name: string, type = 'keyword') => ({ name, type });

describe('announced rows', () => {
	it.each([
		[0, false, 0],
		[137, false, 137],
		[199, false, 199],
		[200, false, 200],
		[399, false, 200],
		[401, false, 400],
		[401, true, 401]
	])('%i, done %s → %i', (rows, done, announced) => {
		expect(announcedRows({ rows, done })).toBe(announced);
	});
});

describe('column ids', () => {
	it('are the names, told apart when they repeat', () => {
		expect(columnIds(['a', 'b.c', 'a', 'a (2)', '#'].map((name) => column(name)))).toEqual([
			'a',
			'b.c',
			'a (2)',
			'a (2) (2)',
			'# (2)'
		]);
	});
});

describe('column widths', () => {
	const measure = (text: string) => text.length * 8;

	it('fit the longest of header and cells, within limits', () => {
		const [short, long, header, none] = columnWidths(
			[column('a', 't'), column('b', 't'), column('a_rather_long_name', 'unsigned_long'), column('d', 't')],
			[
				['x', 'y'.repeat(5000), null, null],
				['xxxxxxxxxx', '', null, null]
			],
			asSent,
			measure
		);
		expect(short).toBeGreaterThan(80);
		expect(short).toBeLessThan(130);
		expect(long).toBe(420);
		expect(header).toBeGreaterThan(31 * 8);
		expect(none).toBeLessThan(80);
	});
});
