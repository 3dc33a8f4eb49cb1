import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, type Database, openDatabase } from '$lib/server/cluster/database';
import { type DataFiles, openFiles } from '$lib/server/cluster/files';
import { watch } from '$lib/server/cluster/files/watch';
import { registerFunctions } from '$lib/server/cluster/udf';

let folder: string;
let database: Database;
let connection: Connection;
let files: DataFiles;
let said: string[];

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'workbench-watch-'));
	said = [];
	database = await openDatabase({ folders: [folder], threads: 1 });
	connection = await database.connect();
	registerFunctions(connection.native);
	put('a.csv', 'n\n1\n');
	put('b.csv', 'm\n1\n');
	files = await openFiles(database, { folder, log: (sentence) => said.push(sentence), interval: 20 });
	await files.idle();
});

afterEach(async () => {
	await files.close();
	await database.close();
	rmSync(folder, { recursive: true });
});

/** Whole at once, as a careful writer does. */
function put(name: string, content: string): void {
	writeFileSync(join(folder, `.${name}`), content);
	renameSync(join(folder, `.${name}`), join(folder, name));
}

const shown = () =>
	files.tables.map(
		({ index, documents, fields }) => `${index} ${documents} ${fields.map(({ name }) => name).join()}`
	);
const eventually = (expected: unknown) => expect.poll(shown, { timeout: 10_000 }).toEqual(expected);

describe('a folder of files', () => {
	it('has new files, without those that are gone', async () => {
		put('c.csv', 'x\n1\n2\n');
		rmSync(join(folder, 'b.csv'));
		await eventually(['a 1 n', 'c 2 x']);
		expect(said).toEqual([]);
	});

	it('reads what has changed, again and again; the old table lives on for a while', async () => {
		const [before] = files.tables;
		put('a.csv', 'n,k\n1,x\n2,y\n');
		await eventually(['a 2 k,n', 'b 1 m']);
		expect(await connection.rows(`SELECT count(*) FROM ${before.relation}`)).toEqual([[1n]]);
		put('a.csv', 'n\n5\n6\n7\n');
		await eventually(['a 3 n', 'b 1 m']);
		await expect(connection.rows(`FROM ${before.relation}`)).rejects.toThrow(/does not exist/);
		expect(await connection.rows(`SELECT count(*) FROM ${files.tables[0].relation}`)).toEqual([[3n]]);
	});

	it('keeps what it had where the new cannot be read, and says so until it can', async () => {
		put('a.mapping.json', '{"n":"ip"}');
		await expect.poll(() => files.problems.map(({ index }) => index), { timeout: 10_000 }).toEqual(['a']);
		expect(shown()).toEqual(['a 1 n', 'b 1 m']);
		expect(said).toEqual([expect.stringContaining('a.csv cannot be loaded')]);
		put('a.mapping.json', '{"n":"keyword"}');
		await expect.poll(() => files.problems, { timeout: 10_000 }).toEqual([]);
		await expect.poll(() => files.tables[0].fields[0].type, { timeout: 10_000 }).toBe('keyword');
	});
});

describe('watch', () => {
	it('waits until nobody writes any more, and not for what is undone', async () => {
		let state = 'a';
		let looks = 0;
		const changes: string[] = [];
		const watching = watch(
			() => {
				looks++;
				return looks < 6 ? `${state}${looks}` : state;
			},
			1,
			async () => void changes.push(state),
			(error) => changes.push(String(error))
		);
		await expect.poll(() => changes).toEqual(['a']);
		state = 'b';
		await expect.poll(() => changes).toEqual(['a', 'b']);
		await watching.close();
		state = 'c';
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(changes).toEqual(['a', 'b']);
	});
	it('tells what goes wrong and goes on', async () => {
		let state = 'a';
		const told: string[] = [];
		const watching = watch(
			() => state,
			1,
			() => Promise.reject(new Error(`no ${state}`)),
			(error) => told.push(String(error))
		);
		state = 'b';
		await expect.poll(() => told).toEqual(['Error: no b']);
		state = 'c';
		await expect.poll(() => told).toEqual(['Error: no b', 'Error: no c']);
		await watching.close();
	});
});
