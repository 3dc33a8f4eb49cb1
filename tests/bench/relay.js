import { request } from 'undici';
import { median, residentMegabytes, startPrinting, startWorkbench } from './processes.js';

/** @typedef {import('./row.js').BenchRow} BenchRow */

const rounds = 7;
const bigMegabytes = 100;

/**
 * Relay against direct, over loopback: throughput of one 100 MB body, time added to a small request, memory while a slow
 * reader takes 100 MB.
 * @returns {Promise<BenchRow[]>}
 */
export async function benchRelay() {
	const upstream = await startPrinting('tests/bench/upstream.js');
	const workbench = await startWorkbench({ ELASTICSEARCH_URL: upstream.url });
	const relayed = `${workbench.url}/api/clusters/elasticsearch`;
	try {
		const slow = await slowReader(relayed, workbench.child.pid);
		return [...(await throughput(upstream.url, relayed)), ...(await small(upstream.url, relayed)), slow];
	} finally {
		workbench.child.kill();
		upstream.child.kill();
	}
}

/** @param {string} base */
async function readBig(base) {
	const begin = performance.now();
	const { body } = await request(`${base}/_query/async/${bigMegabytes}`);
	let bytes = 0;
	for await (const chunk of body) bytes += chunk.length;
	if (bytes !== bigMegabytes * 1024 * 1024) throw new Error(`${base} gave ${bytes} bytes`);
	return performance.now() - begin;
}

/**
 * @param {string} direct
 * @param {string} relayed
 * @returns {Promise<BenchRow[]>}
 */
async function throughput(direct, relayed) {
	const times = { direct: /** @type {number[]} */ ([]), relayed: /** @type {number[]} */ ([]) };
	await readBig(direct);
	await readBig(relayed);
	for (let round = 0; round < rounds; round++) {
		times.direct.push(await readBig(direct));
		times.relayed.push(await readBig(relayed));
	}
	const speed = (/** @type {number[]} */ all) => bigMegabytes / (median(all) / 1000);
	const ours = speed(times.relayed);
	const reference = speed(times.direct);
	return [
		{
			id: 'relay: 100 MB body, MB/s vs direct',
			ours,
			reference,
			ratio: ours / reference,
			goal: '≥ 0.35',
			pass: ours / reference >= 0.35
		}
	];
}

/**
 * @param {string} direct
 * @param {string} relayed
 * @returns {Promise<BenchRow[]>}
 */
async function small(direct, relayed) {
	/** @param {string} base */
	const one = async (base) => {
		const begin = performance.now();
		const { body } = await request(`${base}/`);
		await body.text();
		return performance.now() - begin;
	};
	const times = { direct: /** @type {number[]} */ ([]), relayed: /** @type {number[]} */ ([]) };
	for (let count = 0; count < 2500; count++) {
		const a = await one(direct);
		const b = await one(relayed);
		if (count < 500) continue;
		times.direct.push(a);
		times.relayed.push(b);
	}
	const ours = median(times.relayed);
	const reference = median(times.direct);
	return [
		{
			id: 'relay: small request, p50 ms vs direct',
			ours,
			reference,
			ratio: ours / reference,
			goal: '≤ 0.5 ms added',
			pass: ours - reference <= 0.5
		}
	];
}

/**
 * @param {string} relayed
 * @param {number | undefined} pid
 * @returns {Promise<BenchRow>}
 */
async function slowReader(relayed, pid) {
	for (let count = 0; count < 100; count++) await (await request(`${relayed}/`)).body.dump();
	const before = residentMegabytes(pid);
	let peak = before;
	const { body } = await request(`${relayed}/_query/async/${bigMegabytes}`);
	let since = 0;
	for await (const chunk of body) {
		since += chunk.length;
		if (since < 2 * 1024 * 1024) continue;
		since = 0;
		await new Promise((resolve) => setTimeout(resolve, 60));
		peak = Math.max(peak, residentMegabytes(pid));
	}
	const extra = peak - before;
	return {
		id: 'relay: memory for a slow reader of 100 MB, MB',
		ours: extra,
		reference: bigMegabytes,
		ratio: extra / bigMegabytes,
		goal: '≤ 48 MB',
		pass: extra <= 48
	};
}
