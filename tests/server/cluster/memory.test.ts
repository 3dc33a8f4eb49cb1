import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const spilled = () => {
	const folder = join(demo.cacheDir, 'spill', String(process.pid));
	return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
};

/** More than the limit, once it is sorted. */
const wide = 'EVAL w = REPEAT(message, 20) | SORT w DESC, event.duration';

describe('a query that needs more memory than it may take', () => {
	it('goes on on the disk, and leaves nothing there', async () => {
		let most = 0;
		const looking = setInterval(() => (most = Math.max(most, spilled())), 5);
		const { status, body } = await ask(
			`FROM logs-web-* | ${wide} | EVAL n = LENGTH(w) | STATS f = FIRST(n, @timestamp), c = COUNT_DISTINCT(w) BY client.ip, url.path, message | STATS COUNT(*)`
		);
		clearInterval(looking);
		expect([status, body.is_partial]).toEqual([200, false]);
		expect(most).toBeGreaterThan(0);
		await expect.poll(spilled).toBe(0);
	});

	it('or is told that it takes too much, and the next one is answered', async () => {
		const { status, body } = await ask(`FROM logs-web-* | STATS v = VALUES(REPEAT(message, 50)) | LIMIT 1`);
		expect(status).toBe(429);
		expect(body).toMatchObject({ error: { type: 'circuit_breaking_exception' } });
		expect((await ask('ROW a = 1')).status).toBe(200);
		expect(demo.errors).toEqual([]);
	});
});
