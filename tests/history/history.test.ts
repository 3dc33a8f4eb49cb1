import { describe, expect, it } from 'vitest';
import { openHistory, type HistoryEntry } from '$lib/history';
import { readEntry } from '$lib/history/entry';

const run = (query: string): Omit<HistoryEntry, 'id'> => ({
	at: 1,
	cluster: 'demo',
	request: { query, params: [], filter: '', options: {} },
	outcome: 'complete',
	rows: 3,
	elapsed: 12.5,
	took: 7
});

describe('a history where nothing can be stored', () => {
	it('lasts as long as the page, newest first, and says so', async () => {
		const history = await openHistory({ factory: undefined, limit: 3 });
		expect(history.denied).toMatch(/no IndexedDB/);
		for (const query of ['a', 'b', 'c', 'd']) await history.remember(run(query));
		const entries = await history.list();
		expect(entries.map(({ request }) => request.query)).toEqual(['d', 'c', 'b']);
		expect(new Set(entries.map(({ id }) => id)).size).toBe(3);
		expect(await history.list(1)).toHaveLength(1);
		await history.clear();
		expect(await history.list()).toEqual([]);
	});

	it('keeps rows within its budget, the newest, and takes remarks', async () => {
		const rows = Array.from({ length: 100 }, () => ['x'.repeat(100)]);
		const snapshot = { columns: [{ name: 'x', type: 'keyword' }], rows };
		const history = await openHistory({ factory: undefined, budget: 50_000 });
		const entries = [];
		for (const query of ['a', 'b', 'c']) entries.push(await history.remember(run(query), snapshot));
		expect(await history.snapshot(entries[2].id)).toEqual(snapshot);
		expect(await history.snapshot(entries[0].id)).toBeUndefined();
		await history.remark(entries[1].id, { starred: true, note: 'mine' });
		expect((await history.list())[1]).toMatchObject({ starred: true, note: 'mine' });
		await history.forget(entries[1].id);
		expect((await history.list()).map(({ request }) => request.query)).toEqual(['c', 'a']);
	});
});

describe('readEntry', () => {
	const entry = { id: 1, ...run('FROM a') };

	it('gives back what was stored', () => {
		expect(readEntry(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
		const { took: _, ...without } = entry;
		expect(readEntry(without)).toEqual(without);
	});

	it.each([
		['nothing', undefined],
		['a text', 'x'],
		['no query', { ...entry, request: {} }],
		['a strange outcome', { ...entry, outcome: 'toString' }],
		['no number', { ...entry, id: '1' }],
		['a negative count', { ...entry, rows: -1 }],
		['no cluster', { ...entry, cluster: 5 }]
	])('refuses %s', (_, stored) => {
		expect(readEntry(stored)).toBeUndefined();
	});

	it('leaves out what an entry has no field for', () => {
		expect(readEntry({ ...entry, apiKey: 'secret', took: 'long' })).toEqual({ ...entry, took: undefined });
	});
});
