import { expect, test } from '@playwright/test';
import { startBuilt } from '../support/built';

test('one session’s query is no other’s to read, stop or delete', async ({ playwright }) => {
	const server = await startBuilt({ HOST: '127.0.0.1' });
	const client = () => playwright.request.newContext({ baseURL: server.url });
	const [ann, bob] = [await client(), await client()];
	try {
		for (const one of [ann, bob]) await one.get('/api/clusters');
		const submitted = await ann.post('/api/clusters/demo/_query/async', {
			data: { query: 'ROW a = 1', keep_on_completion: true }
		});
		const { id } = (await submitted.json()) as { id: string };
		const path = `/api/clusters/demo/_query/async/${encodeURIComponent(id)}`;
		expect((await bob.get(path)).status()).toBe(403);
		expect((await bob.post(`${path}/stop`)).status()).toBe(403);
		expect((await bob.delete(path)).status()).toBe(403);
		expect((await ann.get(path)).status()).toBe(200);
	} finally {
		await Promise.all([ann.dispose(), bob.dispose()]);
		await server.stop();
	}
});

test('a workbench that other machines reach asks for its token', async ({ playwright }) => {
	const open = await startBuilt({ HOST: '0.0.0.0' });
	expect(open.first).toBe(1);
	expect(open.lines.join('\n')).toContain('HOST is 0.0.0.0, which other machines can reach');
	const token = 'a-token-for-the-test';
	const server = await startBuilt({ HOST: '0.0.0.0', WORKBENCH_TOKEN: token });
	const request = await playwright.request.newContext({ baseURL: server.url });
	try {
		const refused = await request.get('/');
		expect([refused.status(), refused.headers()['www-authenticate']]).toEqual([
			401,
			expect.stringContaining('Basic')
		]);
		expect((await request.get('/metrics')).status()).toBe(401);
		expect((await request.get('/api/health')).status()).toBe(200);
		const headers = { authorization: `Bearer ${token}` };
		expect((await request.get('/api/clusters', { headers })).status()).toBe(200);
		expect(await (await request.get('/metrics', { headers })).text()).toContain('workbench_open_requests');
	} finally {
		await request.dispose();
		await server.stop();
	}
});
