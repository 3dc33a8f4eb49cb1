import { mkdtempSync, readdirSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '$lib/server/cluster/database';
import { type OpenDemo, openDemo } from '../../support/demo';

let demo: OpenDemo;
beforeAll(async () => {
	demo = await openDemo({ memory: 128, scale: 0.2 });
	await demo.ready;
});
afterAll(() => demo.close());

async function ask(query: string): Promise<{ status: number; body: Record<string, unknown> }> {
	const response = await demo.upstream(
		new Request('http://x/_query', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ query })
		})
	);
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('a query that needs more memory than it may take', () => {
	it('goes on on the disk, and leaves nothing there', async () => {
		const temp = mkdtempSync(join(tmpdir(), 'workbench-memory-'));
		const database = await openDatabase({ temp, memory: '150MB', threads: 1 });
		const seen = new Set<string>();
		const watching = watch(temp, (_, name) => seen.add(String(name)));
		const connection = await database.connect();
		const sorted = 'SELECT hash(range) AS h, range FROM range(15000000) ORDER BY h';
		const [[rows]] = await connection.rows(`SELECT count(*) FROM (SELECT range FROM (${sorted} OFFSET 5))`);
		expect(rows).toBe(14_999_995n);
		await expect.poll(() => [...seen].some((name) => name.startsWith('duckdb_temp'))).toBe(true);
		watching.close();
		await database.close();
		expect(readdirSync(temp)).toEqual([]);
		rmSync(temp, { recursive: true });
	});

	it('or is told that it takes too much, and the next one is answered', async () => {
		const { status, body } = await ask(`FROM logs-web-* | STATS v = VALUES(REPEAT(message, 50)) | LIMIT 1`);
		expect(status).toBe(429);
		expect(body).toMatchObject({ error: { type: 'circuit_breaking_exception' } });
		expect((await ask('ROW a = 1')).status).toBe(200);
		expect(demo.errors).toEqual([]);
	});
});
