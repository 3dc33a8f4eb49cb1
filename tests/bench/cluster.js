import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { root } from '../../scripts/prepare.js';
import { median } from './processes.js';

/** @typedef {import('./row.js').BenchRow} BenchRow */

const rounds = 15;

/** Rounds before the measured ones: a server that runs is warm. */
const warmups = 5;

/**
 * What is asked in both ways; `$name` in the SQL stands for the column of that field, `$from` for the four indices.
 * @type {{ id: string, esql: string, sql: string, goal: { ratio: number } | { added: number } }[]}
 */
const pairs = [
	{
		id: 'STATS by three keys',
		esql: 'FROM logs-web-* | STATS c = COUNT(*), a = AVG(event.duration), s = SUM(http.response.body.bytes) BY service.name, http.response.status_code, http.request.method | SORT c DESC | LIMIT 20',
		sql: 'SELECT count(*) c, avg($event.duration), sum($http.response.body.bytes)::BIGINT, $service.name, $http.response.status_code, $http.request.method FROM $from GROUP BY ALL ORDER BY c DESC LIMIT 20',
		goal: { ratio: 1.3 }
	},
	{
		id: 'three filters and a count',
		esql: 'FROM logs-web-* | WHERE service.name == "checkout" AND http.response.status_code >= 400 AND event.duration > 1000000 | STATS c = COUNT(*)',
		sql: "SELECT count(*) FROM $from WHERE $service.name = 'checkout' AND $http.response.status_code >= 400 AND $event.duration > 1000000",
		goal: { added: 5 }
	},
	{
		id: 'top 50 by two keys',
		esql: 'FROM logs-web-* | KEEP @timestamp, service.name, event.duration | SORT event.duration DESC, @timestamp ASC | LIMIT 50',
		sql: 'SELECT $@timestamp, $service.name, $event.duration FROM $from ORDER BY $event.duration DESC NULLS FIRST, $@timestamp ASC NULLS LAST LIMIT 50',
		goal: { added: 5 }
	}
];

/**
 * The demo cluster, answer included, against the same question in hand-written SQL on the same database, 1M rows.
 * @returns {Promise<BenchRow[]>}
 */
export async function benchCluster() {
	const vite = await createServer({
		root,
		configFile: join(root, 'vite.config.ts'),
		logLevel: 'error',
		server: { middlewareMode: true, watch: null },
		appType: 'custom'
	});
	/** @param {string} name */
	const load = (name) => vite.ssrLoadModule(`/src/lib/server/cluster/${name}.ts`);
	const cacheDir = join(root, '.data');
	mkdirSync(join(cacheDir, 'spill'), { recursive: true });
	const [
		{ openDatabase },
		{ registerFunctions },
		{ openTables },
		{ Jobs },
		{ Admission },
		{ restDoor },
		{ Sessions }
	] = await Promise.all(['database', 'udf', 'tables', 'jobs', 'admission', 'rest', 'sessions'].map(load));
	const database = await openDatabase({ folders: [cacheDir], temp: join(cacheDir, 'spill') });
	const connection = await database.connect();
	const gates = registerFunctions(connection.native);
	const tables = await openTables({ database, cacheDir });
	await tables.idle();
	const jobs = new Jobs({
		sessions: new Sessions(database),
		gates,
		admission: new Admission(2),
		log: console.error
	});
	const door = restDoor({ tables, jobs, maxRows: 10_000, defaultRows: 1000 }, console.error);
	try {
		/** @param {string} esql */
		const ask = async (esql) => {
			const response = await door(
				new Request('http://cluster/_query', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ query: esql })
				})
			);
			const text = await response.text();
			if (!response.ok) throw new Error(text);
		};
		/** @param {string} sql */
		const run = async (sql) => {
			let rows = 0;
			await connection.chunks(sql, {
				onChunk: (/** @type {{ rowCount: number }} */ chunk) => void (rows += chunk.rowCount)
			});
			if (rows === 0) throw new Error(`no rows: ${sql}`);
		};
		const rows = [];
		for (const { id, esql, sql, goal } of pairs) {
			const written = write(sql, tables.match('logs-web-*').tables);
			const ours = [];
			const reference = [];
			for (let round = 0; round < warmups + rounds; round++) {
				ours.push(await timed(() => ask(esql)));
				reference.push(await timed(() => run(written)));
			}
			const [mine, theirs] = [ours, reference].map((times) => median(times.slice(warmups)));
			const ratio = mine / theirs;
			rows.push({
				id: `cluster: ${id}, 1M rows, ms vs SQL`,
				ours: mine,
				reference: theirs,
				ratio,
				goal: 'ratio' in goal ? `≤ ${goal.ratio}` : `≤ ${goal.added} ms more`,
				pass: 'ratio' in goal ? ratio <= goal.ratio : mine - theirs <= goal.added
			});
		}
		return rows;
	} finally {
		await jobs.close();
		await tables.close();
		await database.close();
		await vite.close();
	}
}

/**
 * SQL with field names → SQL on the tables' own columns.
 * @param {string} sql
 * @param {{ relation: string, fields: { name: string, column: string }[] }[]} tables
 */
function write(sql, tables) {
	const columns = new Map(tables[0].fields.map(({ name, column }) => [name, column]));
	const union = tables.map(({ relation }) => `SELECT * FROM ${relation}`).join(' UNION ALL ');
	return sql.replace(/\$([@\w.]+)/g, (_, name) =>
		name === 'from' ? `(${union})` : (columns.get(name) ?? name)
	);
}

/** @param {() => Promise<void>} work */
async function timed(work) {
	const begin = performance.now();
	await work();
	return performance.now() - begin;
}
