import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { root } from '../../../scripts/prepare.js';
import config from './vite.config.js';

/** @typedef {import('./page/main.ts').Times & { heap: number, memory: number }} Sample milliseconds, and megabytes kept */

const dist = join(root, '.cache/bench/results');
const types = /** @type {Record<string, string>} */ ({
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css'
});

/** Builds the page and opens a Chromium for it. */
export async function openBench() {
	await build(config);
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info']
	});
	return new Bench(browser);
}

export class Bench {
	/** @param {import('@playwright/test').Browser} browser */
	constructor(browser) {
		this.browser = browser;
	}

	/**
	 * One answer shown in a fresh page on the answer's own origin.
	 * @param {'plain' | 'ours'} way
	 * @param {string} url
	 * @param {number} rows
	 * @returns {Promise<Sample>}
	 */
	async measure(way, url, rows) {
		return this.inPage(url, async (page) => {
			const cdp = await page.context().newCDPSession(page);
			const before = await this.#resident();
			const times = await page.evaluate(
				([w, u, r]) => window.measure(w, u, r),
				/** @type {const} */ ([way, url, rows])
			);
			await cdp.send('HeapProfiler.collectGarbage');
			const { usedSize } = await cdp.send('Runtime.getHeapUsage');
			return { ...times, heap: usedSize / 1e6, memory: (await this.#resident()) - before };
		});
	}

	/**
	 * Milliseconds to read the raw body as a stream in a worker.
	 * @param {string} url
	 */
	async floor(url) {
		return this.inPage(url, (page) => page.evaluate((u) => window.floor(u), url));
	}

	/**
	 * Megabytes per second of the scanner and of `JSON.parse` over the same bytes.
	 * @param {string} url
	 */
	async scan(url) {
		return this.inPage(url, (page) => page.evaluate((u) => window.scan(u), url));
	}

	async close() {
		await this.browser.close();
	}

	/**
	 * Something done in a fresh page. Its files are served at the answer's origin only while it loads, because interception
	 * would slow the answer: `warm` loads what is otherwise loaded when it is first used.
	 * @template T
	 * @param {string} url
	 * @param {(page: import('@playwright/test').Page) => Promise<T>} action
	 * @param {{ warm?: boolean }} [options]
	 * @returns {Promise<T>}
	 */
	async inPage(url, action, { warm = false } = {}) {
		const context = await this.browser.newContext({ viewport: { width: 1280, height: 720 } });
		try {
			const page = await context.newPage();
			page.on('pageerror', (error) => console.error(error));
			const base = `${new URL(url).origin}/bench-page/`;
			await page.route(`${base}**`, async (route) => {
				const path = new URL(route.request().url()).pathname.slice('/bench-page/'.length);
				const contentType = types[extname(path)] ?? 'application/octet-stream';
				await route.fulfill({ contentType, body: await readFile(join(dist, path)) });
			});
			await page.goto(`${base}index.html`);
			await page.evaluate(() => window.ready);
			if (warm) await page.evaluate(() => window.warm());
			await page.unrouteAll({ behavior: 'wait' });
			return await action(page);
		} finally {
			await context.close();
		}
	}

	/** Resident megabytes of all renderers; 0 where the system doesn't tell. */
	async #resident() {
		const cdp = await this.browser.newBrowserCDPSession();
		const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
		await cdp.detach();
		return processInfo
			.filter(({ type, id }) => type === 'renderer' && existsSync(`/proc/${id}/status`))
			.map(
				({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1000
			)
			.reduce((sum, megabytes) => sum + megabytes, 0);
	}
}
