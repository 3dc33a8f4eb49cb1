import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { lezer } from '@lezer/generator/rollup';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { root } from '../../../scripts/prepare.js';
import { median } from '../processes.js';
import { languageWeight } from './weight.js';

/** @typedef {import('../row.js').BenchRow} BenchRow */

const outDir = join(root, '.cache/bench/language');
const pipes = [
	'| WHERE http.response.status_code >= 400 AND service.name LIKE "check*"',
	'| EVAL seconds = event.duration / 1000000000.0, kind = CASE(seconds > 1, "slow", "fast")',
	'| STATS n = COUNT(*), p95 = PERCENTILE(seconds, 95) BY kind, service.name',
	'| SORT n DESC NULLS LAST'
];
const short = ['FROM logs-web-*', ...pipes.slice(0, 3), '| LIMIT 10'].join('\n');
const long = [
	'FROM logs-web-*',
	...Array.from({ length: 999 }, (_, line) => pipes[line % pipes.length])
].join('\n');

/**
 * The editor's language: keystrokes on a 1,000-line query against an editor without a language, incremental parse, start,
 * weight.
 * @returns {Promise<BenchRow[]>}
 */
export async function benchLanguage() {
	const weight = await languageWeight();
	await buildPage();
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
	});
	try {
		/**
		 * @template T
		 * @param {(page: import('@playwright/test').Page) => Promise<T>} action
		 */
		const inPage = async (action) => {
			const page = await browser.newPage();
			await page.route('http://bench/**', async (route) => {
				const path = new URL(route.request().url()).pathname.slice(1) || 'index.html';
				const contentType = { '.html': 'text/html', '.js': 'text/javascript' }[extname(path)];
				await route.fulfill({ contentType, body: await readFile(join(outDir, path)) });
			});
			await page.goto('http://bench/');
			await page.waitForFunction(() => 'start' in window);
			const result = await action(page);
			await page.close();
			return result;
		};
		/** @param {'plain' | 'esql'} way */
		const type = (way) =>
			inPage(async (page) => {
				await page.evaluate(([way, text]) => window.edit(way, text), /** @type {const} */ ([way, long]));
				await page.waitForTimeout(1500);
				await page.keyboard.type(' AND host.name == "web" OR response > 10'.repeat(3), { delay: 45 });
				await page.waitForTimeout(300);
				return page.evaluate(() => window.painted);
			});
		/** @type {Record<'plain' | 'esql', number[]>} */
		const keys = { plain: [], esql: [] };
		for (let round = 0; round < 2; round++)
			for (const way of /** @type {const} */ (['plain', 'esql'])) keys[way].push(...(await type(way)));
		const parses = await inPage(async (page) => {
			// The pages before are still being put away.
			await page.waitForTimeout(1000);
			return page.evaluate((text) => window.parse(text, 300), long);
		});
		const starts = [];
		for (let round = 0; round < 5; round++)
			starts.push(await inPage((page) => page.evaluate((text) => window.start(text), short)));
		const [ours, plain] = [percentile(keys.esql), percentile(keys.plain)];
		return [
			{
				id: 'language: key to paint, 1,000 lines, p95 ms vs no language',
				ours,
				reference: plain,
				ratio: ours / plain,
				goal: '≤ 2 ms more',
				pass: ours - plain <= 2
			},
			budget('language: incremental parse, 1,000 lines, p95 ms', percentile(parses), 2, '≤ 2 ms'),
			budget('language: cold start, ms', median(starts), 50, '≤ 50 ms'),
			budget('language: what it adds to the shell, kB brotli', weight.shell, 45, '≤ 45 kB'),
			budget('language: all that loads by itself, kB brotli', weight.started, 55, '≤ 55 kB'),
			budget('language: all but the prose of definitions, kB brotli', weight.whole, 75, '≤ 75 kB')
		];
	} finally {
		await browser.close();
	}
}

async function buildPage() {
	await build({
		configFile: false,
		logLevel: 'error',
		plugins: [lezer()],
		resolve: { alias: { $lib: join(root, 'src/lib') } },
		root: join(root, 'tests/bench/language/page'),
		base: './',
		build: { outDir, emptyOutDir: true, target: 'es2022' }
	});
}

/** @param {number[]} values */
const percentile = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN;

/**
 * @param {string} id
 * @param {number} ours
 * @param {number} reference
 * @param {string} goal
 * @returns {BenchRow}
 */
const budget = (id, ours, reference, goal) => ({
	id,
	ours,
	reference,
	ratio: ours / reference,
	goal,
	pass: ours <= reference
});
