import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import config from '../bench/results/vite.config.js';

const executablePath = [process.env.CHROMIUM ?? '', chromium.executablePath(), '/usr/bin/chromium'].find(
	(path) => path !== '' && existsSync(path)
);
if (executablePath === undefined)
	console.warn('No Chromium (CHROMIUM): the results grid is not tested in a browser.');

const policy =
	"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-test-nonce'; connect-src 'self'; worker-src 'self'; img-src 'self' data:";
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

type Send = (response: ServerResponse) => void;
type Column = readonly [name: string, type: string];

const head = (columns: readonly Column[]) =>
	`{"took":1,"columns":${JSON.stringify(columns.map(([name, type]) => ({ name, type })))},"values":[`;
const list = (count: number, row: (n: number) => string, from = 0) =>
	Array.from({ length: count }, (_, i) => row(from + i)).join(',');
const numbered = (n: number) => `[${n},"row ${n}"]`;
const two: readonly Column[] = [
	['n', 'long'],
	['label', 'keyword']
];

describe.skipIf(executablePath === undefined)('the grid in a browser', () => {
	let browser: Browser;
	let server: Server;
	let origin: string;
	let dist: string;
	let page: Page;
	const answers = new Map<string, Send>();
	const errors: string[] = [];

	beforeAll(async () => {
		dist = await mkdtemp(join(tmpdir(), 'results-grid-'));
		await build({
			...config,
			root: new URL('./page', import.meta.url).pathname,
			build: { ...config.build, outDir: dist }
		});
		server = createServer(async (request, response) => {
			const path = new URL(request.url ?? '/', 'http://x').pathname;
			const send = answers.get(path);
			if (send) {
				response.writeHead(200, { 'content-type': 'application/json' });
				return send(response);
			}
			const file = join(dist, path === '/' ? 'index.html' : path);
			if (!existsSync(file)) return response.writeHead(404).end();
			response.writeHead(200, { 'content-type': types[extname(file)], 'content-security-policy': policy });
			response.end(await readFile(file));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		browser = await chromium.launch({
			executablePath,
			args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
		});
	});

	afterAll(async () => {
		await browser?.close();
		server?.closeAllConnections();
		server?.close();
		await rm(dist, { recursive: true, force: true });
	});

	beforeEach(async () => {
		errors.length = 0;
		page = await browser.newPage({ viewport: { width: 1600, height: 500 } });
		page.setDefaultTimeout(5000);
		page.on('pageerror', (error) => errors.push(error.message));
		page.on('console', (message) => {
			if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico'))
				errors.push(message.text());
		});
		await page.goto(origin);
		await page.getByRole('grid', { name: 'Results' }).waitFor();
	});

	afterEach(async () => {
		expect(errors).toEqual([]);
		expect(await page.evaluate(() => window.violations)).toEqual([]);
		await page.close();
	});

	async function show(path: string, send: Send | string): Promise<string> {
		answers.set(path, typeof send === 'string' ? (response) => void response.end(send) : send);
		return (await page.evaluate((url) => window.show(url), `${origin}${path}`)).kind;
	}

	const cell = (row: number, column: string) => page.locator(`[row-index="${row}"] [col-id="${column}"]`);
	const rowCount = async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;

	it('shows every kind of cell for what it is, and markup as text', async () => {
		const columns: readonly Column[] = [
			['@timestamp', 'date'],
			['big', 'long'],
			['text', 'keyword'],
			['many', 'keyword'],
			['_source', '_source'],
			['<b>x</b>', 'double']
		];
		await show(
			'/kinds',
			`${head(columns)}["2026-01-01T00:00:00.000Z",9007199254740993,"<img src=x onerror=alert(1)>",["a","<i>b</i>"],{ "k": 1.0 },44.0],[null,null,"",null,null,null],[null,null,"null",null,null,null]]}`
		);
		await cell(0, 'big').waitFor();
		await expect.poll(() => cell(0, 'big').textContent()).toBe('9007199254740993');
		expect(await cell(0, '@timestamp').textContent()).toBe('2026-01-01T00:00:00.000Z');
		expect(await cell(0, 'text').textContent()).toBe('<img src=x onerror=alert(1)>');
		expect(await cell(0, 'many').locator('.multi-count').textContent()).toBe('2');
		expect(await cell(0, 'many').locator('.multi-item').allTextContents()).toEqual(['a', '<i>b</i>']);
		expect(await cell(0, '_source').textContent()).toBe('{"k":1.0}');
		expect(await page.locator('[row-index="0"] [aria-colindex="7"]').textContent()).toBe('44.0');
		expect(await page.locator('.ag-header-cell[aria-colindex="7"] .column-name').textContent()).toBe(
			'<b>x</b>'
		);
		expect(await page.locator('[role="grid"] :is(img, i, b)').count()).toBe(0);
		expect(await cell(1, 'text').textContent()).toBe('""');
		expect(await cell(1, 'many').textContent()).toBe('null');
		expect(await cell(1, 'many').getAttribute('class')).toContain('is-null');
		expect(await cell(2, 'text').textContent()).toBe('null');
		expect(await cell(2, 'text').getAttribute('class')).not.toContain('is-null');
		const align = (column: string) => cell(0, column).evaluate((node) => getComputedStyle(node).textAlign);
		expect(await align('big')).toBe('right');
		expect(await align('text')).not.toBe('right');
		expect(await page.getByRole('columnheader').allTextContents()).toEqual(
			expect.arrayContaining([expect.stringMatching(/big\s*long/)])
		);
	});

	it('shows rows while bytes arrive, and all of them in the end', async () => {
		let response: ServerResponse | undefined;
		const ended = show('/slow', (opened) => {
			response = opened;
			opened.write(head(two) + list(5, numbered));
		});
		await expect.poll(() => cell(4, 'label').textContent()).toBe('row 4');
		expect(await rowCount()).toBe(5);
		response?.write(`,${list(20, numbered, 5)}`);
		await expect.poll(rowCount).toBe(25);
		await expect.poll(() => cell(10, 'label').textContent()).toBe('row 10');
		response?.write(`,${list(425, numbered, 25)}`);
		await expect.poll(rowCount).toBe(400);
		response?.end(']}');
		expect(await ended).toBe('complete');
		await expect.poll(rowCount).toBe(450);
		await page.locator('.ag-grid-viewport').evaluate((node) => (node.scrollTop = node.scrollHeight));
		await expect.poll(() => cell(449, 'label').textContent()).toBe('row 449');
	});

	it('keeps the rows of an answer that was cut', async () => {
		expect(await show('/cut', `${head(two)}${list(7, numbered)},[7,"ro`)).toBe('cut');
		await expect.poll(rowCount).toBe(7);
		await expect.poll(() => cell(6, 'label').textContent()).toBe('row 6');
	});

	it('shows one answer after another in the same grid, also in the middle of reading', async () => {
		await show('/one', `${head(two)}${list(3000, numbered)}]}`);
		await expect.poll(rowCount).toBe(3000);
		await page.getByRole('grid').evaluate((node) => node.setAttribute('data-same', 'yes'));
		for (let i = 0; i < 6; i++) {
			void show(`/hang${i}`, (response) => response.write(`${head(two)}${list(1000, numbered)}`)).catch(
				() => undefined
			);
			if (i % 2) await expect.poll(rowCount).toBe(1000);
		}
		await show('/other', `${head([['a', 'double']])}${list(2000, (n) => `[${n}.5]`)}]}`);
		await expect.poll(rowCount).toBe(2000);
		await expect.poll(() => cell(3, 'a').textContent()).toBe('3.5');
		expect(await page.locator('[col-id="label"]').count()).toBe(0);
		await page.locator('.ag-grid-viewport').evaluate((node) => (node.scrollTop = node.scrollHeight));
		await expect.poll(() => cell(1999, 'a').textContent()).toBe('1999.5');
		expect(await page.getByRole('grid').getAttribute('data-same')).toBe('yes');
	});

	it('says when there are no rows, and keeps the header', async () => {
		await show('/none', `${head(two)}]}`);
		await page.getByText('No rows.').waitFor();
		expect(await page.getByRole('columnheader', { name: 'label' }).count()).toBe(1);
	});

	it('stays usable with 1,000 columns', async () => {
		const columns = Array.from({ length: 1000 }, (_, i) => [`c${i}`, 'long'] as const);
		await show(
			'/wide',
			`${head(columns)}${list(300, (n) => `[${columns.map((_, c) => n * c).join(',')}]`)}]}`
		);
		await expect.poll(() => cell(1, 'c1').textContent()).toBe('1');
		expect(await page.locator('[row-index="1"] [col-id]').count()).toBeLessThan(60);
		await cell(1, 'c1').click();
		await page.keyboard.press('End');
		await expect.poll(() => cell(299, 'c999').textContent()).toBe(String(299 * 999));
	});

	it('moves the focus by keyboard and widens a column by hand', async () => {
		await show('/keys', `${head(two)}${list(300, numbered)}]}`);
		await cell(0, 'n').click();
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowDown');
		const focus = () =>
			page.evaluate(() => {
				const node = document.activeElement;
				return [node?.getAttribute('col-id'), node?.closest('[row-index]')?.getAttribute('row-index')];
			});
		await expect.poll(focus).toEqual(['label', '1']);
		const width = async () => (await cell(0, 'n').boundingBox())?.width ?? 0;
		const before = await width();
		const handle = await page.locator('.ag-header-cell[col-id="n"] .ag-header-cell-resize').boundingBox();
		if (handle === null) throw new Error('no handle');
		await page.mouse.move(handle.x + handle.width / 2, handle.y + 10);
		await page.mouse.down();
		await page.mouse.move(handle.x + 80, handle.y + 10, { steps: 4 });
		await page.mouse.up();
		await expect.poll(width).toBeGreaterThan(before + 50);
		const wide = await width();
		await show('/keys', `${head(two)}${list(10, numbered)}]}`);
		await expect.poll(rowCount).toBe(10);
		expect(await width()).toBe(wide);
	});
});
