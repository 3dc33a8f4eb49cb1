import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Row } from '$lib/results/messages';
import { difference, likelyKeys, sharedColumns, type Side } from '$lib/workbench/diff/difference';
import { readSide } from '$lib/workbench/diff/KeptRows.svelte';

const side = (columns: string, rows: readonly Row[]): Side => ({
	columns: columns.split(' ').map((text) => ({ name: text.split(':')[0], type: text.split(':')[1] })),
	rows
});

it('matches rows by their key, and names the cells that changed', () => {
	const a = side('host:keyword n:long', [
		['a', '1'],
		['b', '2'],
		['c', null]
	]);
	const b = side('host:keyword n:long', [
		['c', ''],
		['a', '1'],
		['d', '4']
	]);
	expect(difference(a, b, ['host'])).toMatchObject({
		same: 1,
		repeated: 0,
		changes: [
			{ kind: 'changed', before: ['c', null], cells: ['c', ''], at: [1] },
			{ kind: 'added', cells: ['d', '4'] },
			{ kind: 'removed', cells: ['b', '2'] }
		]
	});
});

it('never takes two 64-bit integers for one, nor null for an empty text', () => {
	const a = side('k:keyword n:long', [['x', '9007199254740992']]);
	const b = side('k:keyword n:long', [['x', '9007199254740993']]);
	expect(difference(a, b, ['k']).changes).toHaveLength(1);
	expect(difference(side('k:keyword', [[null]]), side('k:keyword', [['']]), ['k']).changes).toHaveLength(2);
});

it('compares columns by name, in any order, and tells of new ones', () => {
	const a = side('k:keyword old:long n:long', [['x', '1', '2']]);
	const b = side('n:long new:long k:keyword', [['2', '9', 'x']]);
	const found = difference(a, b, ['k']);
	expect(found.columns.map(({ name }) => name)).toEqual(['k', 'old', 'n', 'new']);
	expect(found.changes).toMatchObject([{ kind: 'changed', at: [1, 3] }]);
	expect(sharedColumns(a, b)).toEqual(['k', 'n']);
	expect(likelyKeys(a, b)).toEqual(['k']);
	expect(likelyKeys(side('n:long m:long', []), side('n:long m:long', []))).toEqual(['n']);
});

it('matches rows with one key in their order, and says how many there are', () => {
	const a = side('k:keyword n:long', [
		['x', '1'],
		['x', '2']
	]);
	const b = side('k:keyword n:long', [
		['x', '1'],
		['x', '3'],
		['x', '4']
	]);
	const found = difference(a, b, ['k']);
	expect(found.repeated).toBe(3);
	expect(found.changes.map(({ kind }) => kind)).toEqual(['changed', 'added']);
});

it('finds nothing between a result and itself, and everything is accounted for', () => {
	const cell = fc.oneof(fc.constant(null), fc.constantFrom('', 'a', 'b', '1', '2'));
	const rows = fc.array(fc.tuple(cell, cell), { maxLength: 20 });
	fc.assert(
		fc.property(rows, rows, (first, second) => {
			const [a, b] = [side('k:keyword n:long', first), side('k:keyword n:long', second)];
			expect(difference(a, a, ['k']).changes).toEqual([]);
			const { changes, same } = difference(a, b, ['k']);
			const number = (...kinds: string[]) => changes.filter(({ kind }) => kinds.includes(kind)).length;
			expect(same + number('changed', 'removed')).toBe(first.length);
			expect(same + number('changed', 'added')).toBe(second.length);
		})
	);
});

it('reads rows in blocks, up to the most that are compared', async () => {
	const asked: number[] = [];
	const source = {
		rows: (start: number, end: number) => {
			asked.push(end - start);
			return Promise.resolve(Array.from({ length: end - start }, (_, at): Row => [String(start + at)]));
		}
	};
	const { rows } = await readSide(source, [{ name: 'a', type: 'long' }], 12_000);
	expect(rows.length).toBe(12_000);
	expect(rows[11_999]).toEqual(['11999']);
	expect(asked).toEqual([5000, 5000, 2000]);
});
