import { median } from '../processes.js';
import { openCluster } from './cluster.js';
import { benchCompile } from './compile.js';
import { benchProcess } from './process.js';
import { million, tenMillion } from './questions.js';
import { addTenMillion } from './tenmillion.js';

/** @typedef {import('../row.js').BenchRow} BenchRow */
/** @typedef {import('./cluster.js').BenchedCluster} BenchedCluster */
/** @typedef {import('./questions.js').Round} Round */

/**
 * The demo cluster: answers against the same question in hand-written SQL on the same database, compiling, and what its
 * process costs and allows.
 * @returns {Promise<BenchRow[]>}
 */
export async function benchCluster() {
	const cluster = await openCluster();
	const rows = [];
	try {
		await addTenMillion(cluster);
		await warmUp(cluster);
		for (const round of [million, tenMillion]) rows.push(...(await compare(cluster, round)));
		rows.push(benchCompile(cluster));
	} finally {
		await cluster.close();
	}
	return [...rows, ...(await benchProcess())];
}

/**
 * A server that has answered some hundreds of queries: Node has compiled its code.
 * @param {BenchedCluster} cluster
 */
async function warmUp(cluster) {
	for (let query = 0; query < 300; query++)
		await cluster.ask('FROM logs-web-1 | WHERE http.response.status_code >= 500 | SORT @timestamp | LIMIT 5');
}

/**
 * @param {BenchedCluster} cluster
 * @param {Round} round
 * @returns {Promise<BenchRow[]>}
 */
async function compare(cluster, { title, from, warmups, rounds, questions }) {
	const rows = [];
	for (const { id, esql, sql, goal } of questions) {
		const written = cluster.written(sql, from);
		const ours = [];
		const reference = [];
		for (let round = 0; round < warmups + rounds; round++) {
			ours.push(await timed(() => cluster.ask(esql)));
			reference.push(await timed(() => cluster.run(written)));
		}
		const [mine, theirs] = [ours, reference].map((times) => median(times.slice(warmups)));
		const ratio = mine / theirs;
		rows.push({
			id: `cluster: ${id}, ${title}, ms vs SQL`,
			ours: mine,
			reference: theirs,
			ratio,
			goal: 'ratio' in goal ? `≤ ${goal.ratio}` : `≤ ${goal.added} ms more`,
			pass: 'ratio' in goal ? ratio <= goal.ratio : mine - theirs <= goal.added
		});
	}
	return rows;
}

/** @param {() => Promise<void>} work */
async function timed(work) {
	const begin = performance.now();
	await work();
	return performance.now() - begin;
}
