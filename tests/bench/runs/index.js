import { chromium } from '@playwright/test';
import { startPrinting, startWorkbench } from '../processes.js';

/** @typedef {import('../row.js').BenchRow} BenchRow */
/** @typedef {import('@playwright/test').Page} Page */

const RUNS = 200;
const TABS = 20;
const CROWD = 50;
/** Seconds over which the crowd of running queries is measured. */
const SPAN = 10;

/**
 * Many runs in one page: what is left of the heap after 200 of them over 20 tabs, and what 50 queries that run at the same
 * time cost the page and its cluster. `base` is a workbench that is there already, in front of `cluster`.
 * @param {{ base?: string, cluster?: string }} [options]
 * @returns {Promise<BenchRow[]>}
 */
export async function benchRuns({ base, cluster } = {}) {
	const server = cluster === undefined ? await startPrinting('tests/bench/runs/server.js') : undefined;
	const origin = cluster ?? server?.url ?? '';
	const workbench =
		base === undefined
			? await startWorkbench({ ELASTICSEARCH_URL: origin, WORKBENCH_DEMO: 'false' })
			: undefined;
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || undefined,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info']
	});
	try {
		const url = base ?? workbench?.url ?? '';
		return [
			...(await manyRuns(await browser.newPage(), url)),
			...(await manyAtOnce(await browser.newPage(), url, origin))
		];
	} finally {
		await browser.close();
		workbench?.child.kill();
		server?.child.kill();
	}
}

/**
 * @param {Page} page
 * @param {string} url
 * @returns {Promise<BenchRow[]>}
 */
async function manyRuns(page, url) {
	await open(page, url);
	await work(page, TABS);
	const before = await heap(page);
	await work(page, RUNS);
	const after = await heap(page);
	return [row(`runs: heap after ${RUNS} runs over ${TABS} tabs, MB`, after / 1e6, before / 1e6, 1.1)];
}

/**
 * So many runs over all tabs, which are closed then.
 * @param {Page} page
 * @param {number} runs
 */
async function work(page, runs) {
	for (let n = 0; n < TABS; n++) {
		if (n > 0) await page.keyboard.press('Alt+n');
		for (let again = 0; again < runs / TABS; again++) await run(page, `ROW ms = 0, n = ${n}`, 'complete');
	}
	await closeAll(page);
}

/**
 * @param {Page} page
 * @param {string} url
 * @param {string} cluster
 * @returns {Promise<BenchRow[]>}
 */
async function manyAtOnce(page, url, cluster) {
	await page.addInitScript((crowd) => {
		localStorage.setItem('workbench:preferences', JSON.stringify({ atOnce: crowd, closing: 'cancel' }));
	}, CROWD);
	await open(page, url);
	for (let n = 0; n < CROWD; n++) {
		if (n > 0) await page.keyboard.press('Alt+n');
		await run(page, 'ROW ms = 600000', 'running');
	}
	await page.keyboard.press('Alt+n');
	await page.waitForTimeout(2000);
	await figures(cluster);
	const session = await page.context().newCDPSession(page);
	await session.send('Performance.enable', { timeDomain: 'threadTicks' });
	const before = await taskSeconds(session);
	await page.waitForTimeout(SPAN * 1000);
	const busy = ((await taskSeconds(session)) - before) / SPAN;
	const { most } = await figures(cluster);
	return [
		row(`runs: polls open at most while ${CROWD} queries run`, most, CROWD, 1),
		row(`runs: main thread while ${CROWD} queries run, % of the time`, busy * 100, 5, 1)
	];
}

/**
 * @param {Page} page
 * @param {string} url
 */
async function open(page, url) {
	await page.goto(url);
	await page.getByRole('textbox', { name: 'ES|QL query' }).waitFor();
	await page.getByRole('button', { name: /^Cluster: (?!…|unreachable)/ }).waitFor();
}

/**
 * @param {Page} page
 * @param {string} query
 * @param {string} state
 */
async function run(page, query, state) {
	await page.getByRole('textbox', { name: 'ES|QL query' }).click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText(query);
	const answered = page.waitForResponse((response) => response.url().endsWith('/_query/async'));
	await page.keyboard.press('ControlOrMeta+Enter');
	await answered;
	await page
		.getByRole('status', { name: 'Run status' })
		.locator(`[data-state="${state}"]`)
		.waitFor({ timeout: 60_000 });
}

/** @param {Page} page */
async function closeAll(page) {
	const tabs = page.getByRole('tablist', { name: 'Queries' }).getByRole('tab');
	for (let left = await tabs.count(); left > 0; left--) await page.keyboard.press('Alt+w');
	await page.waitForTimeout(500);
}

/** @param {Page} page */
async function heap(page) {
	const session = await page.context().newCDPSession(page);
	await session.send('HeapProfiler.enable');
	for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	await session.detach();
	return usedSize;
}

/** @param {import('@playwright/test').CDPSession} session */
async function taskSeconds(session) {
	const { metrics } = await session.send('Performance.getMetrics');
	return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

/**
 * @param {string} cluster
 * @returns {Promise<{ most: number, polls: number }>}
 */
const figures = async (cluster) => (await fetch(`${cluster}/figures`)).json();

/**
 * @param {string} id
 * @param {number} ours
 * @param {number} reference
 * @param {number} goal
 * @returns {BenchRow}
 */
function row(id, ours, reference, goal) {
	const ratio = ours / reference;
	return { id, ours, reference, ratio, goal: `≤ ${goal}`, pass: ratio <= goal };
}
