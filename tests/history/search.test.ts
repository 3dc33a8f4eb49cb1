import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '$lib/history';
import { isWanted, readHistory, replay, writeHistory, type Snapshot } from '$lib/history';
import { surplus } from '$lib/history/room';
import { sourcesOf } from '$lib/history/search';
import { packSnapshot, unpackSnapshot } from '$lib/history/snapshot';
import { openStore } from '../runs/cluster';

const entry = (id: number, rest: Partial<HistoryEntry> = {}): HistoryEntry => ({
	id,
	at: id * 1000,
	cluster: 'demo',
	request: { query: 'FROM logs-web-* | LIMIT 1', params: [], filter: '', options: {} },
	outcome: 'complete',
	rows: 1,
	elapsed: 1,
	...rest
});
const asking = (query: string) => entry(1, { request: { query, params: [], filter: '', options: {} } });

describe('isWanted', () => {
	it('looks for words in query, note, cluster and error', () => {
		const one = entry(1, { note: 'For Ann', problem: 'Unknown column [foo]' });
		for (const text of ['', 'limit logs', 'ann', 'DEMO', 'unknown [foo]', '  LIMIT  ']) {
			expect(isWanted(one, { text }), text).toBe(true);
		}
		expect(isWanted(one, { text: 'limit orders' })).toBe(false);
	});

	it('looks for an index among what the query reads, not elsewhere in its text', () => {
		expect(isWanted(asking('FROM orders | WHERE x == "logs"'), { index: 'logs' })).toBe(false);
		expect(isWanted(asking('FROM orders | WHERE x == "logs"'), { index: 'RDER' })).toBe(true);
	});

	it('goes by outcome, time and star', () => {
		const one = entry(5, { outcome: 'failed' });
		expect(isWanted(one, { outcome: 'failed', from: 5000, to: 5001 })).toBe(true);
		expect(isWanted(one, { outcome: 'lost' })).toBe(false);
		expect(isWanted(one, { from: 5001 })).toBe(false);
		expect(isWanted(one, { to: 5000 })).toBe(false);
		expect(isWanted(one, { starred: true })).toBe(false);
		expect(isWanted(entry(5, { starred: true }), { starred: true })).toBe(true);
	});
});

describe('sourcesOf', () => {
	it.each([
		['FROM a, b-* METADATA _id | LIMIT 1', ['a', 'b-*']],
		['// FROM x\nfrom "a b" | LOOKUP JOIN hosts ON h', ['a b', 'hosts']],
		['TS metrics | STATS c', ['metrics']],
		['FROM a, (FROM b | LIMIT 1)', ['a', 'b']],
		['ROW x = 1', []],
		['', []]
	])('of %j are %j', (query, sources) => {
		expect(sourcesOf(query)).toEqual(sources);
	});
});

describe('surplus', () => {
	const room = { entries: 3, bytes: 100 };

	it('lets the oldest snapshots go first, entries later, and nothing starred', () => {
		const all = [
			entry(1, { snapshot: 60, starred: true }),
			entry(2, { snapshot: 60 }),
			entry(3, { snapshot: 30 }),
			entry(4)
		];
		expect(surplus(all.slice(0, 3), room)).toEqual({ entries: [], snapshots: [2] });
		expect(surplus(all, room)).toEqual({ entries: [2], snapshots: [] });
		expect(surplus([], room)).toEqual({ entries: [], snapshots: [] });
	});

	it('never goes on for ever where everything is starred', () => {
		const all = Array.from({ length: 9 }, (_, id) => entry(id, { snapshot: 99, starred: true }));
		expect(surplus(all, room)).toEqual({ entries: [], snapshots: [] });
	});
});

const snapshot: Snapshot = {
	columns: [
		{ name: 'n', type: 'long' },
		{ name: 's', type: 'keyword' },
		{ name: 'd', type: 'double' },
		{ name: 'b', type: 'boolean' },
		{ name: 'o', type: '_source' },
		{ name: 'x', type: 'null' }
	],
	rows: [
		['9007199254740993', 'a "quote"\u0000😀', '44.0', 'true', { json: '{"a":[1,2.50]}' }, null],
		[['1', '2'], ['x', 'y'], null, ['true', 'false'], null, null],
		[null, '', '1.0E10', null, null, null]
	]
};

describe('a snapshot', () => {
	it('comes back as it was, and refuses what is none', () => {
		expect(unpackSnapshot(packSnapshot(snapshot)?.text)).toEqual(snapshot);
		const profiled = { ...snapshot, profile: '{"took":3,"profile":{"drivers":[]}}' };
		expect(unpackSnapshot(packSnapshot(profiled)?.text)).toEqual(profiled);
		for (const profile of ['{"', '[1]', 'x', `{"a":"${'x'.repeat(2_000_000)}"}`])
			expect(unpackSnapshot(packSnapshot({ ...snapshot, profile })?.text)).toEqual(snapshot);
		for (const text of [
			undefined,
			5,
			'',
			'{',
			'[]',
			'{"columns":[],"rows":[[1]]}',
			'{"columns":[{}],"rows":[]}'
		])
			expect(unpackSnapshot(text)).toBeUndefined();
	});

	it('keeps a thousand rows, and none of an answer that is too wide', () => {
		const rows = Array.from({ length: 1500 }, () => ['x'.repeat(10)]);
		const columns = [{ name: 'x', type: 'keyword' }];
		expect(unpackSnapshot(packSnapshot({ columns, rows })?.text)?.rows).toHaveLength(1000);
		expect(packSnapshot({ columns, rows: rows.map(() => ['x'.repeat(20_000)]) })).toBeUndefined();
	});

	it('is read by the store with the very same cells', async () => {
		const store = openStore();
		const profile = '{"took":3,"rows":4711,"profile":{"drivers":[]}}';
		const body = new Response(replay({ ...snapshot, profile })).body;
		if (body === null) throw new Error('no body');
		const answer = await new Promise<ReturnType<typeof store.read>>((resolve, reject) => {
			const reading = store.read(body, 1e9, {
				end: (ending) => (ending.kind === 'complete' ? resolve(reading) : reject(new Error(ending.kind)))
			});
		});
		expect(await answer.rows(0, 10)).toEqual(snapshot.rows);
		expect(await (await answer.ask('profile', {}))?.text()).toBe(profile);
		store.close();
	});
});

describe('a history as a file', () => {
	it('comes back with its rows', () => {
		const whole = [
			{ entry: entry(2, { note: 'n', starred: true, asyncId: 'x=', completeness: 'complete' }), snapshot },
			{ entry: entry(1), snapshot: undefined }
		];
		expect(readHistory(writeHistory(whole))).toEqual({ entries: whole, skipped: 0 });
	});

	it('leaves out and counts what is no entry, and refuses what is no history', () => {
		const text = writeHistory([{ entry: entry(1), snapshot: undefined }]);
		expect(readHistory(`${text}\nnonsense\n{"entry":{"id":1}}\n\n`)).toMatchObject({ skipped: 2 });
		for (const other of ['', 'x', '{}', '{"format":"else"}', '[]'])
			expect(readHistory(other)).toBeUndefined();
	});
});
