import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const kept = [
	'@timestamp',
	'service.name',
	'http.response.status_code',
	'http.request.method',
	'http.response.body.bytes',
	'event.duration'
];

/**
 * Adds the index `ten-million`: the web logs ten times over, a second apart, durations shaken. Made once, kept in the cache's folder.
 * @param {import('./cluster.js').BenchedCluster} cluster
 */
export async function addTenMillion({ cacheDir, connection, tables, IndexTable, add, written }) {
	const folder = join(cacheDir, 'bench');
	const file = join(folder, 'ten-million-v1.duckdb');
	mkdirSync(folder, { recursive: true });
	if (!existsSync(file)) {
		const unfinished = `${file}.${process.pid}.tmp`;
		const columns = kept.map((name) =>
			name === '@timestamp'
				? `$${name} + INTERVAL (n) SECOND AS $${name}`
				: name === 'event.duration'
					? `$${name} + (hash($${name}, n) % 1000)::BIGINT AS $${name}`
					: `$${name}`
		);
		await connection.run(`ATTACH '${unfinished}' AS making`);
		await connection.run(
			written(
				`CREATE TABLE making.logs AS SELECT ${columns.join(', ')} FROM $from, range(10) r(n)`,
				'logs-web-*'
			)
		);
		await connection.run('CHECKPOINT making');
		await connection.run('DETACH making');
		renameSync(unfinished, file);
		rmSync(`${unfinished}.wal`, { force: true });
	}
	await connection.run(`ATTACH '${file}' AS bench (READ_ONLY)`);
	const [logs] = tables.match('logs-web-1').tables;
	const fields = logs.fields.filter((/** @type {{ name: string }} */ { name }) => kept.includes(name));
	const table = new IndexTable('ten-million', 'bench.main.logs', 'standard', fields);
	const [[documents]] = await connection.rows('SELECT count(*) FROM bench.main.logs');
	table.settle(Number(documents));
	add(table);
}
