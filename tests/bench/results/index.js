import { median, startPrinting, startWorkbench } from '../processes.js';
import { openBench } from './browser.js';
import { work } from './work.js';

/** @typedef {import('../row.js').BenchRow} BenchRow */
/** @typedef {import('./browser.js').Sample} Sample */

/**
 * An answer's size, how often it is measured, and how far ours may be of the plain way: times, longest task in
 * milliseconds, main heap, memory of the renderer.
 * @typedef {{ rows: number, columns: number, rounds: number, first: number, all: number, task: number, heap: number, memory: number }} Size
 */

/** @type {readonly Size[]} */
const sizes = [
	{ rows: 10_000, columns: 50, rounds: 5, first: 0.8, all: 1, task: 80, heap: 0.5, memory: 1 },
	{ rows: 100_000, columns: 20, rounds: 3, first: 0.6, all: 0.6, task: 80, heap: 0.15, memory: 0.65 },
	{ rows: 500_000, columns: 20, rounds: 3, first: 0.2, all: 0.4, task: 80, heap: 0.05, memory: 0.45 },
	{ rows: 1_000_000, columns: 10, rounds: 3, first: 0.2, all: 0.4, task: 100, heap: 0.05, memory: 0.45 }
];
/** The size that is also measured through the relay. */
const throughRelay = sizes[2];

/** All rows may take this many times the raw stream, and through the relay this many times direct. */
const FLOOR_GOAL = 3;
const RELAY_GOAL = 1.3;
const SCANNER_GOAL = 2.5;

/**
 * Answers shown in a real browser: ours against `fetch().json()` + `rowData`, against the raw stream, and through the
 * relay against direct. `prefixes` are base URLs of clusters in front of the bodies' server; without any, the built
 * workbench is started and measured.
 * @param {{ prefixes?: (upstream: string) => Promise<readonly string[]> }} [options]
 * @returns {Promise<BenchRow[]>}
 */
export async function benchResults({ prefixes } = {}) {
	const upstream = await startPrinting('tests/bench/results/server.js');
	const workbench = prefixes ? undefined : await startWorkbench({ ELASTICSEARCH_URL: upstream.url });
	const clusters = prefixes
		? await prefixes(upstream.url)
		: [`${workbench?.url ?? ''}/api/clusters/elasticsearch`];
	const bench = await openBench();
	try {
		/** @type {BenchRow[]} */
		const rows = [await scanner(bench, upstream.url)];
		for (const size of sizes) rows.push(...(await compare(bench, upstream.url, size)));
		rows.push(...(await work(bench, upstream.url)));
		for (const prefix of clusters) rows.push(await relay(bench, upstream.url, prefix));
		return rows;
	} finally {
		await bench.close();
		workbench?.child.kill();
		upstream.child.kill();
	}
}

/**
 * @param {import('./browser.js').Bench} bench
 * @param {string} base
 * @returns {Promise<BenchRow>}
 */
async function scanner(bench, base) {
	const { scan, parse } = await bench.scan(`${base}/_query/async/100000x20`);
	return atLeast('results: scanner, MB/s vs JSON.parse', scan, parse, SCANNER_GOAL);
}

/**
 * @param {import('./browser.js').Bench} bench
 * @param {string} base
 * @param {Size} size
 * @returns {Promise<BenchRow[]>}
 */
async function compare(bench, base, size) {
	const url = `${base}/_query/async/${size.rows}x${size.columns}`;
	/** @type {{ plain: Sample[], ours: Sample[], floor: number[] }} */
	const samples = { plain: [], ours: [], floor: [] };
	await fetch(url, { method: 'HEAD' });
	for (let round = 0; round < size.rounds; round++) {
		samples.floor.push(await bench.floor(url));
		samples.plain.push(await bench.measure('plain', url, size.rows));
		samples.ours.push(await bench.measure('ours', url, size.rows));
	}
	const label = `results ${size.rows < 1e6 ? `${size.rows / 1000}k` : `${size.rows / 1e6}M`}×${size.columns}`;
	const middle = (/** @type {Sample[]} */ list, /** @type {keyof Sample} */ key) =>
		median(list.map((sample) => sample[key]));
	const ours = (/** @type {keyof Sample} */ key) => middle(samples.ours, key);
	const plain = (/** @type {keyof Sample} */ key) => middle(samples.plain, key);
	const task = ours('longestTask');
	return [
		atMost(`${label}: first rows, ms vs plain`, ours('first'), plain('first'), size.first),
		atMost(`${label}: all rows, ms vs plain`, ours('all'), plain('all'), size.all),
		...(size.rows < 500_000
			? []
			: [atMost(`${label}: all rows, ms vs raw stream`, ours('all'), median(samples.floor), FLOOR_GOAL)]),
		{
			...atMost(`${label}: longest task, ms vs plain`, task, plain('longestTask'), 1),
			goal: `≤ ${size.task} ms`,
			pass: task <= size.task
		},
		atMost(`${label}: main heap, MB vs plain`, ours('heap'), plain('heap'), size.heap),
		...(plain('memory') > 0
			? [atMost(`${label}: memory, MB vs plain`, ours('memory'), plain('memory'), size.memory)]
			: [])
	];
}

/**
 * @param {import('./browser.js').Bench} bench
 * @param {string} direct
 * @param {string} relayed
 * @returns {Promise<BenchRow>}
 */
async function relay(bench, direct, relayed) {
	const { rows, columns, rounds } = throughRelay;
	const path = `/_query/async/${rows}x${columns}`;
	/** @type {number[][]} */
	const [ours, reference] = [[], []];
	for (let round = 0; round < rounds; round++) {
		reference.push((await bench.measure('ours', direct + path, rows)).all);
		ours.push((await bench.measure('ours', relayed + path, rows)).all);
	}
	return atMost(
		`results ${rows / 1000}k×${columns}: all rows through the relay, ms vs direct`,
		median(ours),
		median(reference),
		RELAY_GOAL
	);
}

/**
 * @param {string} id
 * @param {number} ours
 * @param {number} reference
 * @param {number} goal
 * @returns {BenchRow}
 */
function atMost(id, ours, reference, goal) {
	const ratio = ours / reference;
	return { id, ours, reference, ratio, goal: `≤ ${goal}`, pass: ratio <= goal };
}

/**
 * @param {string} id
 * @param {number} ours
 * @param {number} reference
 * @param {number} goal
 * @returns {BenchRow}
 */
function atLeast(id, ours, reference, goal) {
	const ratio = ours / reference;
	return { id, ours, reference, ratio, goal: `≥ ${goal}`, pass: ratio >= goal };
}
