import { chromium } from '@playwright/test';
import { startWorkbench } from '../processes.js';

/** @typedef {import('../row.js').BenchRow} BenchRow */
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Browser} Browser */

/** Seconds of the scripted session. */
const SESSION = Number(process.env.SESSION_SECONDS ?? 60);
const LOADS = 5;
const slow = { cpu: 4, bytesPerSecond: (10 * 1024 * 1024) / 8, latency: 20 };

/**
 * What a person feels of the page: when the editor takes keys after a cold load, what moves, who else is asked, how long a key or click
 * takes to be seen over a scripted session, and what memory it leaves. `base` is a workbench that is there already.
 * @param {{ base?: string }} [options]
 * @returns {Promise<BenchRow[]>}
 */
export async function benchPage({ base } = {}) {
	const workbench = base === undefined ? await startWorkbench({ WORKBENCH_CACHE: '.data' }) : undefined;
	const url = base ?? workbench?.url ?? '';
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || undefined,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
	});
	try {
		await load(browser, url);
		const fast = await several(() => load(browser, url));
		const throttled = await several(() => load(browser, url, slow));
		const session = await work(browser, url);
		return [
			row('page: editor takes keys, cold, 4× slower CPU, 10 Mbit/s, ms', throttled, 1500),
			row('page: editor takes keys, cold, loopback, ms', fast, 400),
			row('page: its HTML as sent, kB', await weight(browser, url), 15),
			row('page: cumulative layout shift of a session', session.shift, 0),
			row('page: requests to others', session.foreign, 0),
			row('page: interaction to next paint, p95 of a session, ms', session.paint, 100),
			row('page: heap after a session, times that before', session.heap, 1.5)
		];
	} finally {
		await browser.close();
		workbench?.child.kill();
	}
}

/**
 * Milliseconds from the navigation to the first key that the editor shows, in a browser that has nothing of the page.
 * @param {Browser} browser
 * @param {string} url
 * @param {typeof slow} [throttle]
 */
async function load(browser, url, throttle) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	const cdp = await context.newCDPSession(page);
	if (throttle) {
		await cdp.send('Network.enable');
		await cdp.send('Network.emulateNetworkConditions', {
			offline: false,
			latency: throttle.latency,
			downloadThroughput: throttle.bytesPerSecond,
			uploadThroughput: throttle.bytesPerSecond
		});
		await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle.cpu });
	}
	await page.addInitScript(() => {
		const wait = () => {
			const editor = document.querySelector('.cm-content[contenteditable="true"]');
			if (editor) Object.assign(window, { editorAt: performance.now() });
			else requestAnimationFrame(wait);
		};
		requestAnimationFrame(wait);
	});
	await page.goto(url, { waitUntil: 'commit' });
	const handle = await page.waitForFunction(() => Reflect.get(window, 'editorAt'));
	const time = Number(await handle.jsonValue());
	await page.getByRole('textbox', { name: 'ES|QL query' }).press('x');
	await context.close();
	return time;
}

/**
 * Kilobytes on the wire of the page itself, head and all; its scripts and styles are weighed by their files.
 * @param {Browser} browser
 * @param {string} url
 */
async function weight(browser, url) {
	const context = await browser.newContext();
	const page = await context.newPage();
	const cdp = await context.newCDPSession(page);
	await cdp.send('Network.enable');
	/** @type {string | undefined} */
	let document;
	let bytes = 0;
	cdp.on('Network.requestWillBeSent', ({ requestId, type }) => {
		if (type === 'Document') document ??= requestId;
	});
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (requestId === document) bytes = encodedDataLength;
	});
	await page.goto(url, { waitUntil: 'networkidle' });
	await context.close();
	return bytes / 1000;
}

/** @param {() => Promise<number>} measure */
async function several(measure) {
	const times = [];
	for (let run = 0; run < LOADS; run++) times.push(await measure());
	return times.sort((a, b) => a - b)[Math.floor(LOADS / 2)];
}

/**
 * Types, runs, scrolls, filters the catalog and changes panes and tabs, again and again.
 * @param {Browser} browser
 * @param {string} url
 */
async function work(browser, url) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	let foreign = 0;
	page.on('request', (request) => {
		if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) foreign++;
	});
	await page.addInitScript(() => {
		const seen = { shift: 0, interactions: /** @type {Record<string, number>} */ ({}) };
		Object.assign(window, { seen });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries())
				if (!Reflect.get(entry, 'hadRecentInput')) seen.shift += Number(Reflect.get(entry, 'value'));
		}).observe({ type: 'layout-shift', buffered: true });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) {
				const id = Number(Reflect.get(entry, 'interactionId'));
				if (id > 0) seen.interactions[id] = Math.max(seen.interactions[id] ?? 0, entry.duration);
			}
		}).observe(
			/** @type {PerformanceObserverInit} */ ({ type: 'event', buffered: true, durationThreshold: 16 })
		);
	});
	await page.goto(url);
	const cdp = await context.newCDPSession(page);
	await round(page);
	const before = await heap(cdp);
	const until = Date.now() + SESSION * 1000;
	while (Date.now() < until) await round(page);
	const after = await heap(cdp);
	const seen = await page.evaluate(
		() => /** @type {{ shift: number, interactions: Record<string, number> }} */ (Reflect.get(window, 'seen'))
	);
	const paints = Object.values(seen.interactions).sort((a, b) => a - b);
	await context.close();
	return {
		foreign,
		shift: Math.round(seen.shift * 1000) / 1000,
		paint: paints[Math.floor(paints.length * 0.95)] ?? 0,
		heap: after / before
	};
}

/**
 * One turn of the session.
 * @param {Page} page
 */
async function round(page) {
	const editor = page.getByRole('textbox', { name: 'ES|QL query' });
	await editor.click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText('FROM logs-web-1\n| LIMIT 500');
	await page.keyboard.type('\n| KEEP @timestamp, url.path, service.name', { delay: 30 });
	await page.keyboard.press('Escape');
	await page.keyboard.press('ControlOrMeta+Enter');
	await page.locator('[data-state="complete"]').first().waitFor();
	const cell = page.locator('[role="gridcell"][col-id="url.path"]').first();
	await cell.click();
	for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowDown');
	for (const name of ['Fields', 'Chart', 'Exchange', 'Table'])
		await page.getByRole('tab', { name, exact: true }).click();
	const filter = page.getByRole('searchbox', { name: 'Filter the catalog' });
	await filter.click();
	await page.keyboard.type('orders', { delay: 30 });
	await filter.fill('');
}

/** @param {import('@playwright/test').CDPSession} cdp */
async function heap(cdp) {
	await cdp.send('HeapProfiler.collectGarbage');
	return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}

/**
 * @param {string} id
 * @param {number} ours
 * @param {number} bound
 * @returns {BenchRow}
 */
const row = (id, ours, bound) => ({
	id,
	ours,
	reference: bound,
	ratio: bound === 0 ? ours : ours / bound,
	goal: `≤ ${bound}`,
	pass: ours <= bound
});
