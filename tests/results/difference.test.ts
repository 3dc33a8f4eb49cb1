import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { StoreClient } from '$lib/results/client';
import type { Difference } from '$lib/results/questions';
import { serve } from '$lib/results/serve';
import type { Answer } from '$lib/results/store';
import { likelyKeys, sharedColumns } from '$lib/workbench/diff/columns';
import { answerText, type TestColumn } from './opened';

const { port1, port2 } = new MessageChannel();
serve(port2);
const store = new StoreClient(port1, () => port1.close());
port1.start();
port2.start();
afterAll(() => store.close());

function read(columns: readonly TestColumn[], layout: 'rows' | 'columns' = 'rows'): Promise<Answer> {
	return new Promise((resolve) => {
		const body = new Response(answerText(columns, layout)).body!;
		const answer = store.read(body, 1e9, { end: () => resolve(answer) }, layout);
	});
}

/** Columns out of `name:type` and rows of JSON texts. */
const side = (columns: string, rows: readonly (readonly string[])[]): readonly TestColumn[] =>
	columns.split(' ').map((text, at) => {
		const [name, type] = text.split(':');
		return [name, type, rows.map((row) => row[at])] as const;
	});

async function difference(
	a: readonly TestColumn[],
	b: readonly TestColumn[],
	keys: readonly string[],
	limit = 100
): Promise<Difference> {
	const [before, after] = await Promise.all([read(a), read(b, 'columns')]);
	const found = await after.ask('difference', { before: before.id, keys, limit });
	before.drop();
	after.drop();
	return found;
}

describe('the difference of two answers', () => {
	it('matches rows by their key, and names the cells that changed', async () => {
		const a = side('host:keyword n:long', [
			['"a"', '1'],
			['"b"', '2'],
			['"c"', 'null']
		]);
		const b = side('host:keyword n:long', [
			['"c"', '""'],
			['"a"', '1'],
			['"d"', '4']
		]);
		expect(await difference(a, b, ['host'])).toMatchObject({
			same: 1,
			repeated: 0,
			counts: { added: 1, removed: 1, changed: 1 },
			changes: [
				{ kind: 'changed', before: ['c', null], cells: ['c', ''], at: [1] },
				{ kind: 'added', cells: ['d', '4'] },
				{ kind: 'removed', cells: ['b', '2'] }
			]
		});
	});

	it('never takes two 64-bit integers for one, nor null for an empty text', async () => {
		const a = side('k:keyword n:long', [['"x"', '9007199254740992']]);
		const b = side('k:keyword n:long', [['"x"', '9007199254740993']]);
		expect((await difference(a, b, ['k'])).changes).toHaveLength(1);
		const nothing = side('k:keyword', [['null']]);
		expect((await difference(nothing, side('k:keyword', [['""']]), ['k'])).changes).toHaveLength(2);
	});

	it('compares columns by name, in any order, and tells of new ones', async () => {
		const a = side('k:keyword old:long n:long', [['"x"', '1', '[1,2]']]);
		const b = side('n:long new:long k:keyword', [['[1,2]', '9', '"x"']]);
		const found = await difference(a, b, ['k']);
		expect(found.columns.map(({ name }) => name)).toEqual(['k', 'old', 'n', 'new']);
		expect(found.changes).toMatchObject([{ kind: 'changed', at: [1, 3] }]);
	});

	it('matches rows with one key in their order, and says how many there are', async () => {
		const rows = (...values: readonly string[]) => values.map((value) => ['"x"', value]);
		const a = side('k:keyword n:long', rows('1', '2'));
		const b = side('k:keyword n:long', rows('1', '3', '4'));
		const found = await difference(a, b, ['k']);
		expect(found.repeated).toBe(3);
		expect(found.changes.map(({ kind }) => kind)).toEqual(['changed', 'added']);
	});

	it('counts all changes and tells the first ones, also of rows far apart', async () => {
		const rows = (from: number, step: number) =>
			Array.from({ length: 3000 }, (_, i) => [String(from + ((i * step) % 3000)), String(i % 7)]);
		const found = await difference(
			side('id:long n:long', rows(0, 1)),
			side('id:long n:long', rows(1000, 7)),
			['id'],
			5
		);
		expect(found.counts.added).toBe(1000);
		expect(found.counts.removed).toBe(1000);
		expect(found.counts.changed + found.same).toBe(2000);
		expect(found.changes.filter(({ kind }) => kind === 'removed')).toHaveLength(5);
		expect(found.changes).toHaveLength(15);
	});

	it('finds nothing between a result and itself, and everything is accounted for', async () => {
		const cell = fc.constantFrom('null', '""', '"a"', '"b"', '1', '["a","b"]');
		const rows = fc.array(fc.tuple(cell, cell), { maxLength: 20 });
		await fc.assert(
			fc.asyncProperty(rows, rows, async (first, second) => {
				const [a, b] = [side('k:keyword n:long', first), side('k:keyword n:long', second)];
				expect((await difference(a, a, ['k'])).changes).toEqual([]);
				const { counts, same, changes } = await difference(a, b, ['k']);
				expect(same + counts.changed + counts.removed).toBe(first.length);
				expect(same + counts.changed + counts.added).toBe(second.length);
				expect(changes).toHaveLength(counts.added + counts.changed + counts.removed);
			}),
			{ numRuns: 60 }
		);
	});

	it('is told of rows that are held on to, after their answer was dropped; not of those that nobody keeps', async () => {
		const a = await read(side('k:keyword', [['"x"']]));
		const b = await read(side('k:keyword', [['"y"']]));
		const kept = a.share();
		a.drop();
		const ask = (before: Answer) => b.ask('difference', { before: before.id, keys: ['k'], limit: 9 });
		expect((await ask(kept)).counts).toEqual({ added: 1, removed: 1, changed: 0 });
		expect(await kept.rows(0, 9)).toEqual([['x']]);
		kept.drop();
		await expect(ask(kept)).rejects.toThrow('no longer kept');
		await expect(ask(a)).rejects.toThrow('no longer kept');
	});
});

it('takes for keys what both sides have and what is no measured number', () => {
	const columns = (text: string) => side(text, []).map(([name, type]) => ({ name, type }));
	const a = columns('k:keyword old:long n:long');
	const b = columns('n:long new:long k:keyword');
	expect(sharedColumns(a, b)).toEqual(['k', 'n']);
	expect(likelyKeys(a, b)).toEqual(['k']);
	expect(likelyKeys(columns('n:long m:long'), columns('n:long m:long'))).toEqual(['n']);
});
