import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { root } from '../../../scripts/prepare.js';

/** @typedef {{ index: string, relation: string, fields: { name: string, column: string }[] }} BenchedTable */

/**
 * The demo cluster's parts in this process, and a connection of one's own to its database.
 * @typedef {Awaited<ReturnType<typeof openCluster>>} BenchedCluster
 */

export async function openCluster() {
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
	const names = [
		'database',
		'udf',
		'tables',
		'jobs',
		'admission',
		'rest',
		'sessions',
		'compile',
		'indextable'
	];
	const parts = Object.assign({}, ...(await Promise.all(names.map(load))));
	const database = await parts.openDatabase({ folders: [cacheDir], temp: join(cacheDir, 'spill') });
	const connection = await database.connect();
	const gates = parts.registerFunctions(connection.native);
	const seeded = await parts.openTables({ database, cacheDir });
	await seeded.idle();
	/** @type {Map<string, BenchedTable>} */
	const added = new Map();
	const tables = {
		...seeded,
		/** @param {string} patterns */
		match: (patterns) => {
			const table = added.get(patterns);
			return table ? { tables: [table], missing: [] } : seeded.match(patterns);
		}
	};
	const jobs = new parts.Jobs({
		sessions: new parts.Sessions(database),
		gates,
		admission: new parts.Admission(2),
		log: console.error
	});
	const door = parts.restDoor({ tables, jobs, maxRows: 10_000, defaultRows: 1000 }, console.error);
	return {
		cacheDir,
		connection,
		tables,
		/** @type {(esql: string, tables: unknown, context: object) => { kind?: string }} */
		compile: parts.compile,
		IndexTable: parts.IndexTable,
		/** @param {BenchedTable} table */
		add: (table) => void added.set(table.index, table),
		/** @param {string} esql */
		async ask(esql) {
			const response = await door(
				new Request('http://cluster/_query', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ query: esql })
				})
			);
			const text = await response.text();
			if (!response.ok) throw new Error(text);
		},
		/** @param {string} sql */
		async run(sql) {
			let rows = 0;
			await connection.chunks(sql, {
				onChunk: (/** @type {{ rowCount: number }} */ chunk) => void (rows += chunk.rowCount)
			});
			if (rows === 0) throw new Error(`no rows: ${sql}`);
		},
		/**
		 * SQL with field names → SQL on the own columns of the tables that `from` means.
		 * @param {string} sql
		 * @param {string} from
		 */
		written(sql, from) {
			/** @type {BenchedTable[]} */
			const read = tables.match(from).tables;
			const columns = new Map(read[0].fields.map(({ name, column }) => [name, column]));
			const union = read.map(({ relation }) => `SELECT * FROM ${relation}`).join(' UNION ALL ');
			return sql.replace(/\$([@\w.]+)/g, (_, name) =>
				name === 'from' ? `(${union})` : (columns.get(name) ?? name)
			);
		},
		async close() {
			await jobs.close();
			await seeded.close();
			await database.close();
			await vite.close();
		}
	};
}
