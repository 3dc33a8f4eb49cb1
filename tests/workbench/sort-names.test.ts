import { describe, expect, it } from 'vitest';
import { sortKeys, sortNames } from '$lib/workbench/results/sort-names';
import { TableState } from '$lib/workbench/results/TableState.svelte';

const columns = ['a', 'b', 'a'].map((name) => ({ name, type: 'long' }));
const keys = [
	{ column: 2, descending: true, nulls: 'last' },
	{ column: 0, descending: false, nulls: 'last' }
] as const;

describe('the sort order in a view', () => {
	it('says which column it is, also of two with one name, in the order of the keys', () => {
		const names = sortNames(keys, columns);
		expect(names).toEqual([{ name: 'a (2)', descending: true }, { name: 'a' }]);
		expect(sortKeys(names, columns)).toEqual(keys);
		expect(sortKeys(names, columns.slice(0, 2))).toEqual([keys[1]]);
		expect(sortNames([{ column: 9, descending: true, nulls: 'last' }], columns)).toEqual([]);
	});

	it('is taken over by the first answer, and by no other', () => {
		const table = new TableState();
		table.sortAtFirst = [{ name: 'b' }, { name: 'gone' }];
		table.meet(undefined, []);
		expect(table.hasMet).toBe(false);
		table.meet(undefined, columns);
		expect(table.arrangement.sort).toEqual([{ column: 1, descending: false, nulls: 'last' }]);
		table.meet(undefined, [{ name: 'b', type: 'long' }]);
		expect(table.arrangement.sort).toEqual([]);
	});
});
