import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenDemo, openDemo } from '../../support/demo';
import { type Call, randomSteps, remotes, type Reply } from '../../support/randomsteps';

const STEPS = 1000;

let demo: OpenDemo;
const cacheDir = mkdtempSync(join(tmpdir(), 'workbench-stress-'));

beforeAll(async () => {
	demo = await openDemo({ cacheDir, scale: 0.05, maxStored: 50_000, remotes });
	await demo.ready;
});

afterAll(async () => {
	await demo.close();
	rmSync(cacheDir, { recursive: true, force: true });
});

const call: Call = async (method, path, body, signal) => {
	const response = await demo.upstream(
		new Request(`http://x${path}`, {
			method,
			headers: body && { 'content-type': 'application/json' },
			body: body && JSON.stringify(body),
			signal
		})
	);
	return { status: response.status, body: (await response.json()) as Reply['body'] };
};

describe('a thousand steps at random', () => {
	it('neither hang, leak nor crash', { timeout: 240_000 }, async () => {
		const statuses = await randomSteps(call, STEPS);
		const strange = [...statuses.keys()].filter(
			(key) => !/ (?:200|404|499)$/.test(key) && !/^(?:submit|again|poll|extend|stop) 400$/.test(key)
		);
		expect(strange).toEqual([]);
		expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(STEPS);
		await expect
			.poll(async () => (await call('GET', '/_query/queries')).body.queries, { timeout: 60_000 })
			.toEqual({});
		await expect.poll(() => readdirSync(join(cacheDir, 'spill', String(process.pid)))).toEqual([]);
		expect(demo.errors).toEqual([]);
		expect((await call('POST', '/_query', { query: 'ROW a = 1' })).status).toBe(200);
	});
});
