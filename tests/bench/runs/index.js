import { chromium } from '@playwright/test';
import { startPrinting, startWorkbench } from '../processes.js';

/** @typedef {import('../row.js').BenchRow} BenchRow */
/** @typedef {import('@playwright/test').Page} Page */

const RUNS = 200;
const TABS = 20;
const CROWD = 50;
/** Tabs that are open while someone types, and keys that are pressed. */
const MANY = 50;
const KEYS = 120;
/** Seconds over which the crowd of running queries is measured. */
const SPAN = 10;

/**
 * Many runs in one page: what is left of the heap after 200 of them over 20 tabs, what a key costs while 50 tabs are open,
 * and what 50 queries that run at the same time cost the page and its cluster. `base` is a workbench that is there already, in front of `cluster`.
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
			...(await manyTabs(await browser.newPage(), url)),
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
	const start = await objects(page);
	await work(page, RUNS);
	const [values, before] = [await objects(page), await heap(page)];
	await work(page, RUNS);
	const after = await heap(page);
	return [
		row(`runs: objects after ${RUNS} runs over ${TABS} tabs, MB`, values / 1e6, start / 1e6, 1.1),
		row(`runs: heap with compiled code after ${RUNS} more, MB`, after / 1e6, before / 1e6, 1.1)
	];
}

/**
 * Typing with one tab and with many, each with a query of its own.
 * @param {Page} page
 * @param {string} url
 * @returns {Promise<BenchRow[]>}
 */
async function manyTabs(page, url) {
	await page.addInitScript(watchKeys);
	await open(page, url);
	await type(page);
	const one = await type(page);
	const pane = await paramsPane(page);
	for (let n = 1; n < MANY; n++) {
		await page.keyboard.press('Alt+n');
		await page.keyboard.insertText(`FROM logs-${n}\n| WHERE a == ?a\n`.padEnd(2000, '| EVAL b = a + 1\n'));
	}
	await page.waitForTimeout(1000);
	await page.keyboard.press('Alt+n');
	await type(page);
	const many = await type(page);
	return [
		row('runs: the Params pane per key in a query of 1,000 lines, ms', pane, 16, 1),
		row(`runs: key to painted frame with ${MANY} tabs, ms (median)`, many.frame, one.frame, 1.5),
		row(`runs: main thread per key with ${MANY} tabs, ms`, many.work, one.work, 1.5)
	];
}

/**
 * What the Params pane adds to a key, in ms: typing in a long query with it and with another pane.
 * @param {Page} page
 */
async function paramsPane(page) {
	const lines = Array.from({ length: 1000 }, (_, at) =>
		at % 10 === 0 ? `| WHERE f_${at} == ?p${at % 200}` : `| EVAL c${at} = f_${at} * ${at}`
	);
	const query = ['FROM logs', ...lines].join('\n');
	const work = [];
	for (const name of ['Options', 'Params']) {
		await page.getByRole('tab', { name, exact: true }).click();
		work.push((await type(page, query)).work);
	}
	await page.getByRole('tab', { name: 'Params', exact: true }).click();
	return Math.max(0, (work[1] ?? 0) - (work[0] ?? 0));
}

/** Notes for every key how long after it a frame was painted. */
function watchKeys() {
	/** @type {number[]} */
	const frames = [];
	Object.assign(window, { frames });
	document.addEventListener(
		'keydown',
		({ timeStamp }) =>
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => frames.push(performance.now() - timeStamp);
				port2.postMessage(0);
			}),
		true
	);
}

/**
 * Types into the query on screen, in front of `rest`.
 * @param {Page} page
 */
async function type(page, rest = '') {
	await page.getByRole('textbox', { name: 'ES|QL query' }).click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.press('Delete');
	if (rest !== '') {
		await page.keyboard.insertText(`\n${rest}`);
		await page.keyboard.press('ControlOrMeta+Home');
		await page.waitForTimeout(2000);
	}
	const session = await page.context().newCDPSession(page);
	await session.send('Performance.enable', { timeDomain: 'threadTicks' });
	await page.evaluate(() => void (/** @type {any} */ (window).frames.splice(0)));
	const before = await taskSeconds(session);
	for (let key = 0; key < KEYS; key++) {
		await page.keyboard.press('abcdefgh '[key % 9] ?? 'a');
		await page.waitForTimeout(30);
	}
	await page.waitForTimeout(500);
	const work = ((await taskSeconds(session)) - before) * 1000;
	await session.detach();
	/** @type {number[]} */
	const frames = await page.evaluate(() => /** @type {any} */ (window).frames);
	if (frames.length < KEYS) throw new Error('keys were lost');
	return { frame: frames.sort((a, b) => a - b)[Math.floor(frames.length / 2)] ?? 0, work: work / KEYS };
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

/**
 * Bytes of the heap that are not compiled code, which grows with what a page has done, not with what it keeps.
 * @param {Page} page
 */
async function objects(page) {
	const session = await page.context().newCDPSession(page);
	const used = await heap(page);
	/** @type {string[]} */
	const chunks = [];
	session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
	await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
	await session.detach();
	const { snapshot, nodes } = JSON.parse(chunks.join(''));
	const { node_fields: fields, node_types: types } = snapshot.meta;
	const [kind, size] = [types[0].indexOf('code'), fields.indexOf('self_size')];
	let code = 0;
	for (let at = 0; at < nodes.length; at += fields.length) if (nodes[at] === kind) code += nodes[at + size];
	return used - code;
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
