import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openSpill } from '$lib/server/cluster/spill';

const folder = mkdtempSync(join(tmpdir(), 'workbench-spill-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('removes what is left of processes that are gone, and its own at the end', () => {
	const all = join(folder, 'spill');
	const parent = String(process.ppid);
	for (const name of ['999999999', 'duckdb_temp', parent]) mkdirSync(join(all, name), { recursive: true });
	writeFileSync(join(all, 'duckdb_temp_block-1.block'), 'x');
	const told: string[] = [];
	const spill = openSpill(folder, (sentence) => told.push(sentence));
	expect(readdirSync(all).sort()).toEqual([parent, String(process.pid)].sort());
	writeFileSync(join(spill.folder, 'x'), 'x');
	spill.close();
	expect(existsSync(spill.folder)).toBe(false);
	expect(existsSync(join(all, parent))).toBe(true);
	expect(told).toEqual([]);
});

it('goes to the system’s temporary files where the cache’s folder cannot be written', () => {
	const file = join(folder, 'file');
	writeFileSync(file, '');
	const told: string[] = [];
	const spill = openSpill(join(file, 'cache'), (sentence) => told.push(sentence));
	expect(spill.folder.startsWith(tmpdir())).toBe(true);
	expect(existsSync(spill.folder)).toBe(true);
	expect(told.join()).toMatch(/^Queries that need the disk use .*: ENOTDIR/);
	spill.close();
	expect(existsSync(spill.folder)).toBe(false);
});
