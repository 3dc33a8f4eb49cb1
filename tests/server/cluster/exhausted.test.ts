import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '$lib/server/cluster/database';
import { exhausted } from '$lib/server/cluster/exhausted';
import { openDemo } from '../../support/demo';

const folder = mkdtempSync(join(tmpdir(), 'workbench-full-'));
const small = mkdtempSync(join(tmpdir(), 'workbench-small-'));
let isMounted = false;
beforeAll(() => {
	isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', small]).status === 0;
});
afterAll(() => {
	if (isMounted) spawnSync('umount', ['-l', small]);
	for (const path of [folder, small]) rmSync(path, { recursive: true, force: true });
});

/** Leaves so many bytes of the small disk; empties nothing. */
function fill(left: number): void {
	const { bavail, bsize } = statfsSync(small);
	writeFileSync(join(small, 'fill'), Buffer.alloc(Math.max(0, bavail * bsize - left)), { flag: 'a' });
}

it('tells a disk that is too small for what spills from too little memory', async () => {
	const large = 'SELECT count(DISTINCT repeat(range::VARCHAR, 50)) FROM range(1000000)';
	const failing = async (temp: string | undefined, ...settings: readonly string[]) => {
		const database = await openDatabase({ temp, memory: '100MB', threads: 1 });
		const connection = await database.connect();
		try {
			for (const setting of settings) await connection.run(setting);
			return await connection.rows(large).catch((error: unknown) => exhausted(error, temp));
		} finally {
			await database.close();
		}
	};
	expect(await failing(folder, "SET GLOBAL max_temp_directory_size = '2MB'")).toMatchObject({
		status: 507,
		reason: expect.stringMatching(
			/^the disk that the demo cluster uses is full: free some space, or let WORKBENCH_CACHE/
		)
	});
	expect(await failing(undefined)).toMatchObject({ status: 429, type: 'circuit_breaking_exception' });
	expect(exhausted(new Error('Binder Error: no'), folder)).toBeUndefined();
	expect(
		exhausted(new Error('IO Error: Could not write file: No space left on device'), undefined)
	).toMatchObject({
		status: 507
	});
});

it('a full disk fails queries with that sentence, and none once there is room again', async (context) => {
	if (!isMounted) return context.skip('only root may mount a small disk here');
	const demo = await openDemo({ memory: 128, cacheDir: small, scale: 0.05 });
	const ask = async (query: string) => {
		const response = await demo.upstream(
			new Request('http://x/_query', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ query })
			})
		);
		return { status: response.status, text: await response.text() };
	};
	try {
		await demo.ready;
		expect((await ask('FROM employees | SORT salary')).status).toBe(200);
		fill(0);
		expect(await ask('FROM employees | SORT salary')).toMatchObject({
			status: 507,
			text: expect.stringContaining('the disk that the demo cluster uses is full')
		});
		rmSync(join(small, 'fill'));
		await expect.poll(async () => (await ask('FROM employees | STATS n = COUNT(*)')).status).toBe(200);
		expect(demo.errors).toEqual([]);
	} finally {
		await demo.close();
	}
});
