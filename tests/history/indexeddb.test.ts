import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '$lib/history';
import { findChromium } from '../../scripts/chromium.js';

type HistoryModule = typeof import('$lib/history');
type Window = typeof globalThis & { historyRoom: HistoryModule };

const src = resolve(import.meta.dirname, '../../src');

/** The room as one script, as a browser loads it. */
async function bundle(): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		resolve: { alias: { $lib: resolve(src, 'lib') } },
		build: {
			write: false,
			minify: false,
			lib: { entry: resolve(src, 'lib/history/index.ts'), formats: ['es'] }
		}
	});
	const [result] = Array.isArray(built) ? built : [built];
	if (!('output' in result)) throw new Error('nothing was built');
	return result.output[0].code;
}

let browser: Browser;
let server: Server;
let origin: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
	const script = await bundle();
	server = createServer((request, response) => {
		const isScript = request.url === '/history.js';
		response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
		response.end(
			isScript ? script : '<script type="module">window.historyRoom = await import("/history.js")</script>'
		);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	browser = await chromium.launch({
		executablePath: await findChromium(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
	});
});

afterAll(async () => {
	await browser.close();
	await new Promise((done) => server.close(done));
});

beforeEach(async () => {
	context = await browser.newContext();
	page = await open();
	return () => context.close();
});

async function open(): Promise<Page> {
	const opened = await context.newPage();
	await opened.goto(origin);
	await opened.waitForFunction(() => 'historyRoom' in window);
	return opened;
}

const run = (query: string): Omit<HistoryEntry, 'id'> => ({
	at: 1,
	cluster: 'demo',
	request: {
		query,
		params: [{ name: 'n', type: 'integer', value: '9007199254740993' }],
		filter: '{',
		options: { profile: true }
	},
	outcome: 'stopped',
	rows: 3,
	elapsed: 12.5
});

/** Opens the history of a page, adds runs, and lists what is there. */
const work = (where: Page, runs: readonly Omit<HistoryEntry, 'id'>[], limit = 1000) =>
	where.evaluate(
		async ([runs, limit]) => {
			const { openHistory } = (window as unknown as Window).historyRoom;
			const history = await openHistory({ limit });
			for (const run of runs) await history.remember(run);
			const entries = await history.list();
			history.close();
			return { denied: history.denied, entries };
		},
		[runs, limit] as const
	);

const queries = (entries: readonly HistoryEntry[]) => entries.map(({ request }) => request.query);

describe('a history in IndexedDB', () => {
	it('outlives the page, newest first, and is seen by other tabs', async () => {
		const first = await work(page, [run('a\u0000\ud83d\ude00'), run('b')]);
		expect(first.denied).toBeUndefined();
		await page.reload();
		await page.waitForFunction(() => 'historyRoom' in window);
		const { entries } = await work(await open(), [run('c')]);
		expect(queries(entries)).toEqual(['c', 'b', 'a\u0000\ud83d\ude00']);
		expect(entries.map(({ id }) => id)).toEqual([3, 2, 1]);
		expect(entries[2]).toEqual({ ...run('a\u0000\ud83d\ude00'), id: 1 });
	});

	it('forgets the oldest beyond its limit', async () => {
		const { entries } = await work(page, ['a', 'b', 'c', 'd', 'e'].map(run), 3);
		expect(queries(entries)).toEqual(['e', 'd', 'c']);
	});

	it('passes over entries that something else wrote', async () => {
		await work(page, [run('a')]);
		await page.evaluate(
			() =>
				new Promise<void>((done) => {
					const request = indexedDB.open('workbench-history', 2);
					request.onsuccess = () => {
						const transaction = request.result.transaction('runs', 'readwrite');
						transaction.objectStore('runs').add({ something: 'else' });
						transaction.oncomplete = () => (request.result.close(), done());
					};
				})
		);
		expect(queries((await work(page, [])).entries)).toEqual(['a']);
	});

	it('keeps the rows of runs within its budget, the oldest go first, starred ones never', async () => {
		const seen = await page.evaluate(async (run) => {
			const { openHistory } = (window as unknown as Window).historyRoom;
			const history = await openHistory({ budget: 50_000 });
			const rows = Array.from({ length: 100 }, () => ['x'.repeat(100)]);
			const snapshot = { columns: [{ name: 'x', type: 'keyword' }], rows };
			const first = await history.remember(run, snapshot);
			await history.remark(first.id, { starred: true, note: 'mine' });
			const second = await history.remember(run, snapshot);
			const third = await history.remember(run, snapshot);
			const kept = [];
			for (const { id } of [first, second, third]) kept.push((await history.snapshot(id))?.rows.length);
			await history.forget(third.id);
			const entries = await history.list();
			history.close();
			return { kept, entries, denied: history.denied };
		}, run('a'));
		expect(seen.denied).toBeUndefined();
		expect(seen.kept).toEqual([100, undefined, 100]);
		expect(seen.entries).toHaveLength(2);
		expect(seen.entries[1]).toMatchObject({ starred: true, note: 'mine' });
		expect(seen.entries[0].snapshot).toBeUndefined();
	});

	it('takes over what an older version of the page wrote', async () => {
		const fresh = await browser.newContext();
		const old = await fresh.newPage();
		await old.goto(origin);
		await old.waitForFunction(() => 'historyRoom' in window);
		await old.evaluate(
			(run) =>
				new Promise<void>((done) => {
					const request = indexedDB.open('workbench-history', 1);
					request.onupgradeneeded = () =>
						request.result.createObjectStore('runs', { keyPath: 'id', autoIncrement: true });
					request.onsuccess = () => {
						const transaction = request.result.transaction('runs', 'readwrite');
						transaction.objectStore('runs').add(run);
						transaction.oncomplete = () => (request.result.close(), done());
					};
				}),
			run('old')
		);
		expect(queries((await work(old, [run('new')])).entries)).toEqual(['new', 'old']);
		await fresh.close();
	});

	it('is empty after it was cleared', async () => {
		await work(page, [run('a')]);
		await page.evaluate(async () => {
			const history = await (window as unknown as Window).historyRoom.openHistory();
			await history.clear();
			history.close();
		});
		expect((await work(page, [])).entries).toEqual([]);
	});

	it('goes on in memory when the database goes away, and says so', async () => {
		const seen = await page.evaluate(async (run) => {
			const history = await (window as unknown as Window).historyRoom.openHistory();
			await history.remember(run);
			history.close();
			await history.remember(run);
			await history.remember(run);
			return { denied: history.denied, entries: await history.list() };
		}, run('a'));
		expect(queries(seen.entries)).toEqual(['a', 'a']);
		expect(seen.denied).toMatch(/does not store the history/);
	});

	it('works in memory when the browser denies storage', async () => {
		const denied = await browser.newContext();
		const elsewhere = await denied.newPage();
		await elsewhere.addInitScript(() => {
			IDBFactory.prototype.open = () => {
				throw new DOMException('denied', 'SecurityError');
			};
		});
		await elsewhere.goto(origin);
		await elsewhere.waitForFunction(() => 'historyRoom' in window);
		const { denied: reason, entries } = await work(elsewhere, [run('a')]);
		expect(reason).toMatch(/denied/);
		expect(queries(entries)).toEqual(['a']);
		await denied.close();
	});
});
