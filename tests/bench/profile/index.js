import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { root } from '../../../scripts/prepare.js';
import { median } from '../processes.js';
import { bigProfile } from './generate.js';
import config from './vite.config.js';

/** @typedef {import('../row.js').BenchRow} BenchRow */

const origin = 'http://profile.bench';
const dist = join(root, '.cache/bench/profile');
const samples = join(root, 'tests/profile/samples');
const types = /** @type {Record<string, string>} */ ({
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json'
});
const size = { drivers: 1000, operators: 20, nodes: 50 };

/** What each sample was written to show first; the others show that all is well. */
const culprits = /** @type {Record<string, string>} */ ({
	'skewed-node': 'slow-node',
	'ccs-slow-remote': 'slow-cluster',
	'fork-pattern': 'pattern-search',
	partial: 'incomplete',
	'filter-not-pushed': 'filter-not-pushed',
	'old-8.12-source': 'loads-source',
	'lookup-fan-out': 'fan-out',
	'exchange-full-8.18': 'exchange-full',
	'slow-planning': 'slow-planning',
	'uneven-shards': 'uneven-drivers',
	'inline-stats-groups': 'many-groups'
});

/**
 * Profiles opened in a real browser, against parsing the same text on the page.
 * @returns {Promise<BenchRow[]>}
 */
export async function benchProfile() {
	await build(config);
	const files = /** @type {Record<string, string>} */ ({
		'big.json': bigProfile(size),
		'slower.json': bigProfile({ ...size, nodes: 40, drivers: 700, slow: 4 }),
		'huge.json': bigProfile({ ...size, drivers: 3000, padding: 620 })
	});
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
	});
	try {
		const page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
		page.on('pageerror', (error) => console.error(error));
		await page.route(`${origin}/**`, async (route) => {
			const path = new URL(route.request().url()).pathname.slice(1);
			const body = files[path] ?? (await readFile(join(dist, path)));
			await route.fulfill({ contentType: types[extname(path)] ?? 'application/octet-stream', body });
		});
		await page.goto(`${origin}/index.html`);
		return [...(await opening(page)), await panning(page), await comparing(page), await ranking(page)];
	} finally {
		await browser.close();
	}
}

/** @typedef {import('@playwright/test').Page} Page */

/**
 * @param {Page} page
 * @returns {Promise<BenchRow[]>}
 */
async function opening(page) {
	const open = (/** @type {string} */ url) => page.evaluate((u) => window.profiles.open(u), url);
	const rounds = [];
	for (let round = 0; round < 3; round++) rounds.push(await open('big.json'));
	const parse = await page.evaluate(() => window.profiles.parse('big.json'));
	const painted = median(rounds.map((one) => one.painted));
	const huge = await open('huge.json');
	const run = await page.evaluate(() => window.profiles.run(new URL('huge.json', location.href).href));
	const hugeParse = await page.evaluate(() => window.profiles.parse('huge.json'));
	const megabytes = Math.round(huge.bytes / 1e6);
	await open('big.json');
	return [
		row(
			'profile 1,000 drivers × 20 × 50 nodes: open, ms vs JSON.parse',
			painted,
			parse,
			'≤ 1500 ms',
			painted <= 1500
		),
		row(
			`profile ${megabytes} MB: longest task, ms vs parsing on the page`,
			huge.longestTask,
			hugeParse,
			'≤ 100 ms',
			huge.longestTask <= 100
		),
		row(
			`profile ${megabytes} MB with a run: longest task, ms vs parsing on the page`,
			run.longestTask,
			hugeParse,
			'≤ 100 ms',
			run.longestTask <= 100
		)
	];
}

/**
 * @param {Page} page
 * @returns {Promise<BenchRow>}
 */
async function panning(page) {
	await page.evaluate(() => window.profiles.frames(20));
	const frames = [...(await page.evaluate(() => window.profiles.frames(150)))].sort((a, b) => a - b);
	const p95 = frames[Math.floor(frames.length * 0.95)];
	return row(
		'profile timeline: zoom and pan, ms per frame (p95) vs 60 Hz',
		p95,
		1000 / 60,
		'≤ 33 ms',
		p95 <= 33
	);
}

/**
 * @param {Page} page
 * @returns {Promise<BenchRow>}
 */
async function comparing(page) {
	const aligned = await page.evaluate(() => window.profiles.aligned('big.json', 'slower.json'));
	return row('profile compare: share of operators aligned', aligned, 1, '≥ 0.95', aligned >= 0.95);
}

/**
 * @param {Page} page
 * @returns {Promise<BenchRow>}
 */
async function ranking(page) {
	const names = readdirSync(samples).map((name) => name.replace('.json', ''));
	const wanted = names.filter((name) => name in culprits);
	let right = 0;
	for (const name of wanted) {
		const text = readFileSync(join(samples, `${name}.json`), 'utf8');
		if ((await page.evaluate((t) => window.profiles.first(t), text)) === culprits[name]) right++;
	}
	return row(
		'profile advice: culprits ranked first, of samples',
		right,
		wanted.length,
		'≥ 7 of 8',
		right / wanted.length >= 7 / 8
	);
}

/**
 * @param {string} id
 * @param {number} ours
 * @param {number} reference
 * @param {string} goal
 * @param {boolean} pass
 * @returns {BenchRow}
 */
function row(id, ours, reference, goal, pass) {
	return { id, ours, reference, ratio: ours / reference, goal, pass };
}
