import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	add,
	cellCount,
	disjoint,
	everything,
	extend,
	holds,
	single,
	touchedRows,
	wholeColumn,
	wholeRows,
	type Selection
} from '$lib/workbench/results/selection';

const at = (row: number, column: number) => ({ row, column });
const spot = fc.record({ row: fc.nat(9), column: fc.nat(9) });
const selections: fc.Arbitrary<Selection> = fc.array(fc.record({ anchor: spot, head: spot }), {
	maxLength: 5
});

describe('a selection', () => {
	it('grows from where it began, in every direction', () => {
		const drawn = extend(extend(single(at(4, 4)), at(6, 6)), at(2, 3));
		expect(disjoint(drawn)).toEqual([{ top: 2, bottom: 5, left: 3, right: 5 }]);
	});

	it('takes a cell that is chosen twice away again', () => {
		const two = add(single(at(1, 1)), at(3, 3));
		expect(holds(two, at(3, 3))).toBe(true);
		expect(add(two, at(3, 3))).toEqual(single(at(1, 1)));
	});

	it('is whole rows, a whole column, or everything; nothing where there is nothing', () => {
		const extent = { rows: 10, columns: 3 };
		expect(cellCount(disjoint(wholeRows(5, 2, extent)))).toBe(12);
		expect(cellCount(disjoint(wholeColumn(1, extent)))).toBe(10);
		expect(cellCount(disjoint(everything(extent)))).toBe(30);
		expect(everything({ rows: 0, columns: 3 })).toEqual([]);
		expect(wholeColumn(0, { rows: 0, columns: 1 })).toEqual([]);
	});

	it('counts each cell once, however its rectangles overlap', () => {
		fc.assert(
			fc.property(selections, (selection) => {
				const pieces = disjoint(selection);
				let cells = 0;
				for (let row = 0; row < 10; row++) {
					for (let column = 0; column < 10; column++) {
						const covers = pieces.filter(
							({ top, bottom, left, right }) => row >= top && row < bottom && column >= left && column < right
						);
						expect(covers.length).toBe(holds(selection, at(row, column)) ? 1 : 0);
						cells += covers.length;
					}
				}
				expect(cellCount(pieces)).toBe(cells);
			})
		);
	});

	it('names the rows it touches once and in order, up to a limit', () => {
		const rows = extend(add(extend(single(at(7, 0)), at(8, 0)), at(1, 0)), at(2, 5));
		expect(touchedRows(rows, 10)).toEqual([1, 2, 7, 8]);
		expect(touchedRows(everything({ rows: 1e9, columns: 1 }), 3)).toEqual([0, 1, 2]);
	});
});
