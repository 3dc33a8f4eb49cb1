import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '$lib/server/cluster/database';
import { registerFunctions } from '$lib/server/cluster/udf';

const ENDLESS = 'SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b';

let folder: string;
let database: Database;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'workbench-database-'));
	database = await openDatabase({ folders: [join(folder, 'open')], temp: join(folder, 'spill'), threads: 1 });
});

afterEach(async () => {
	await database.close();
	rmSync(folder, { recursive: true });
});

describe('openDatabase', () => {
	it('reaches no file outside its folders and no extension', async () => {
		const secret = join(folder, 'secret.csv');
		writeFileSync(secret, 'a\n1\n');
		const connection = await database.connect();
		await expect(connection.rows(`FROM read_csv('${secret}')`)).rejects.toThrow(/Permission Error/);
		await expect(connection.run(`ATTACH '${join(folder, 'x.duckdb')}'`)).rejects.toThrow(/Permission Error/);
		await expect(connection.run("COPY (SELECT 1) TO '/tmp/x.csv'")).rejects.toThrow(/Permission Error/);
		await expect(connection.run('INSTALL httpfs')).rejects.toThrow();
	});

	it('opens a file again with what was written to it', async () => {
		const file = join(folder, 'kept.duckdb');
		const first = await openDatabase({ file });
		await (await first.connect()).run('CREATE TABLE kept AS SELECT 9007199254740993 AS id');
		await first.close();
		const second = await openDatabase({ file });
		expect(await (await second.connect()).rows('FROM kept')).toEqual([[9007199254740993n]]);
		await second.close();
	});

	it('uses UTC whatever the machine says', async () => {
		const connection = await database.connect();
		expect(await connection.rows("SELECT current_setting('TimeZone')")).toEqual([['UTC']]);
	});
});

describe('chunks', () => {
	it('hands on every chunk in order and waits for the reader', async () => {
		const connection = await database.connect();
		let rows = 0;
		let reading = false;
		await connection.chunks('SELECT range FROM range(100000)', {
			async onChunk(chunk) {
				expect(reading).toBe(false);
				reading = true;
				expect(chunk.getColumnValues(0)[0]).toBe(BigInt(rows));
				rows += chunk.rowCount;
				await new Promise((resolve) => setImmediate(resolve));
				reading = false;
			}
		});
		expect(rows).toBe(100_000);
	});

	it('come to an end also where the branches of a union differ in length and order', async () => {
		const connection = await database.connect();
		await connection.run(
			"CREATE TABLE wide AS SELECT range AS n, repeat('x', 100) || range AS s FROM range(600000)"
		);
		let rows = 0;
		const all = `SELECT * FROM wide UNION ALL SELECT count(*), max(s) FROM wide UNION ALL
			(SELECT n, max(s) FROM wide GROUP BY n ORDER BY n DESC LIMIT 50000)`;
		await connection.chunks(all, { onChunk: (chunk) => void (rows += chunk.rowCount) });
		expect(rows).toBe(650_001);
	});

	it('passes on what the reader throws and stays usable', async () => {
		const connection = await database.connect();
		const failing = connection.chunks('SELECT range FROM range(100000)', {
			onChunk() {
				throw new RangeError('full');
			}
		});
		await expect(failing).rejects.toThrow('full');
		expect(await connection.rows('SELECT 1')).toEqual([[1]]);
	});

	it('reports an error of the statement in its own words', async () => {
		const connection = await database.connect();
		await expect(connection.chunks('SELEC 1', { onChunk: () => undefined })).rejects.toThrow(/syntax error/);
		await expect(connection.chunks("SELECT 'x'::INTEGER", { onChunk: () => undefined })).rejects.toThrow(
			/Could not convert/
		);
	});
});

describe('interrupt', () => {
	it('ends a statement within 50 ms of the abort, with the reason of the signal', async () => {
		const connection = await database.connect();
		await connection.rows('SELECT 1');
		const abort = new AbortController();
		const running = connection.rows(ENDLESS, abort.signal);
		await new Promise((resolve) => setTimeout(resolve, 150));
		const at = performance.now();
		abort.abort(new Error('enough'));
		await expect(running).rejects.toThrow('enough');
		expect(performance.now() - at).toBeLessThan(50);
		expect(await connection.rows('SELECT 42')).toEqual([[42]]);
	});

	it('ends a statement that is aborted before it has begun to run', async () => {
		const connection = await database.connect();
		const abort = new AbortController();
		const running = connection.rows(ENDLESS, abort.signal);
		abort.abort();
		await expect(running).rejects.toMatchObject({ name: 'AbortError' });
		await expect(connection.rows('SELECT 1', abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
	});

	it('ends a statement whose rows are gathered, with the reason of the signal', async () => {
		const connection = await database.connect();
		const abort = new AbortController();
		const running = connection.chunks('SELECT range FROM range(100000000000) WHERE range % 77777 = 100000', {
			signal: abort.signal,
			onChunk: () => undefined
		});
		setTimeout(() => abort.abort(new Error('enough')), 50);
		await expect(running).rejects.toThrow('enough');
	});

	it('leaves other connections alone', async () => {
		const [one, two] = await Promise.all([database.connect(), database.connect()]);
		const abort = new AbortController();
		const endless = one.rows(ENDLESS, abort.signal);
		expect(await two.rows('SELECT count(*) FROM range(1000)')).toEqual([[1000n]]);
		abort.abort();
		await expect(endless).rejects.toMatchObject({ name: 'AbortError' });
	});
});

describe('close', () => {
	it('interrupts what runs, also with a JS function in it', async () => {
		const own = await openDatabase({ threads: 1 });
		const connection = await own.connect();
		registerFunctions(connection.native);
		const running = connection.rows(`${ENDLESS} WHERE gate(1) = 1`);
		const outcome = expect(running).rejects.toMatchObject({ name: 'AbortError' });
		await new Promise((resolve) => setTimeout(resolve, 50));
		await own.close();
		await outcome;
	});
});
