import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { startBuilt } from '../support/built';

/** Sends bytes as they are and reads until the server closes or is silent; the status of each answer, and all text. */
async function raw(base: string | undefined, text: string): Promise<{ statuses: number[]; text: string }> {
	const { hostname, port } = new URL(base ?? '');
	const socket = connect(Number(port), hostname);
	let all = '';
	await new Promise<void>((resolve) => {
		socket.setTimeout(1500, resolve);
		socket.on('data', (chunk) => (all += chunk.toString('latin1')));
		socket.on('close', () => resolve()).on('error', () => resolve());
		socket.write(text, 'latin1');
	});
	socket.destroy();
	return { statuses: [...all.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, code]) => Number(code)), text: all };
}

const lines = (...all: string[]) => `${all.join('\r\n')}\r\n\r\n`;
const query = '{"query":"ROW a = 1"}';

test.describe('the server refuses', () => {
	const host = (base: string | undefined) => new URL(base ?? '').host;

	test('hosts that are not its own, and requests that name two', async ({ baseURL }) => {
		for (const name of ['evil.example', `${host(baseURL)}.evil.example`, '', 'localhost@evil.example']) {
			const { statuses } = await raw(
				baseURL,
				lines('GET /api/clusters HTTP/1.1', `Host: ${name}`, 'Connection: close')
			);
			expect([name, statuses.filter((status) => status !== 400 && status !== 403)]).toEqual([name, []]);
			expect(statuses).toHaveLength(1);
		}
		const two = lines('GET / HTTP/1.1', 'Host: evil.example', `Host: ${host(baseURL)}`, 'Connection: close');
		expect((await raw(baseURL, two)).statuses).toEqual([403]);
	});

	test('a request that hides a second one', async ({ baseURL }) => {
		const path = '/api/clusters/demo/_query';
		const smuggled = lines('GET /api/clusters HTTP/1.1', `Host: ${host(baseURL)}`);
		for (const headers of [
			['Content-Length: 5', 'Transfer-Encoding: chunked'],
			['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
			['Content-Length: 5', 'Content-Length: 6'],
			['Transfer-Encoding: xchunked']
		]) {
			const { statuses } = await raw(
				baseURL,
				lines(
					`POST ${path} HTTP/1.1`,
					`Host: ${host(baseURL)}`,
					'Content-Type: application/json',
					...headers
				) + `0\r\n\r\n${smuggled}`
			);
			expect([headers, statuses.filter((status) => status < 400)]).toEqual([headers, []]);
		}
	});

	test('headers that are too large, and methods in disguise', async ({ baseURL }) => {
		const large = lines('GET / HTTP/1.1', `Host: ${host(baseURL)}`, `X-Large: ${'x'.repeat(100_000)}`);
		expect((await raw(baseURL, large)).statuses).toEqual([431]);
		const { statuses, text } = await raw(
			baseURL,
			lines(
				'GET /api/clusters/demo/_query/async/x HTTP/1.1',
				`Host: ${host(baseURL)}`,
				'X-HTTP-Method-Override: DELETE',
				'X-HTTP-Method: DELETE',
				'Connection: close'
			)
		);
		expect(statuses).toEqual([400]);
		expect(text).not.toContain('acknowledged');
	});

	test('paths that read as more than one', async ({ baseURL }) => {
		for (const path of [
			'/api/clusters/demo/_query/../_search',
			'/api/clusters/demo/..%2f_search',
			'/api/clusters/demo/_query%2fasync',
			'/api/clusters/demo//_query',
			'/api/clusters/demo/_query;/_search',
			'/api/clusters/__proto__/_query',
			'/api/clusters/demo%00/_query',
			'/api/clusters/demo/_query/async/%2e%2e%2f%2e%2e',
			'/api/clusters/demo\\_search'
		]) {
			const { statuses } = await raw(
				baseURL,
				lines(`GET ${path} HTTP/1.1`, `Host: ${host(baseURL)}`, 'Connection: close')
			);
			expect([path, statuses.filter((status) => status < 400 || status >= 500)]).toEqual([path, []]);
		}
	});

	test('what another site’s page can send, while curl and clients, which name no origin, are served', async ({
		baseURL,
		request
	}) => {
		const url = `${baseURL}/api/clusters/demo/_query`;
		const json = { 'content-type': 'application/json' };
		const send = (headers: Record<string, string>) => request.post(url, { headers, data: query });
		for (const headers of [
			{ ...json, origin: 'http://evil.example' },
			{ ...json, origin: 'null' },
			{ ...json, 'sec-fetch-site': 'cross-site' },
			{ 'content-type': 'text/plain', origin: 'http://evil.example' }
		])
			expect([headers, (await send(headers)).status()]).toEqual([headers, 403]);
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
			expect([403, 406]).toContain((await send({ 'content-type': type })).status());
		expect((await send(json)).status()).toBe(200);
	});
});

test('answers tell browsers to keep them to this page', async ({ page, request }) => {
	const opened = await page.goto('/');
	const headers = opened?.headers() ?? {};
	const policy = headers['content-security-policy'] ?? '';
	expect(policy).not.toContain('unsafe-');
	for (const directive of [
		"default-src 'self'",
		"object-src 'none'",
		"frame-ancestors 'none'",
		"base-uri 'none'"
	])
		expect(policy).toContain(directive);
	expect(headers).toMatchObject({
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin'
	});
	await expect(page.getByRole('button', { name: /^Cluster:/ })).toBeVisible();
	expect(await page.evaluate(() => document.cookie)).toBe('');
	const [cookie] = (await page.context().cookies()).filter(({ name }) =>
		name.startsWith('workbench-session')
	);
	expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api' });
	const api = await request.get('/api/clusters/demo/');
	expect(api.headers()['cache-control']).toBe('no-store');
});

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

test('random requests are answered, never with a server error', async ({ baseURL }) => {
	const rounds = Number(process.env.FUZZ_REQUESTS ?? 1500);
	test.setTimeout(60_000 + rounds * 20);
	let seed = 20261124;
	const random = (below: number) => {
		seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
		return Math.floor((seed / 2 ** 32) * below);
	};
	const pick = <T>(all: readonly T[]): T => all[random(all.length)];
	const pieces = [
		'_query',
		'async',
		'..',
		'%2e',
		'demo',
		'_search',
		'%00',
		'é',
		'<x>',
		'*',
		'_cat',
		'indices',
		'{}',
		'%'
	];
	const path = () =>
		`/api/clusters/${pick(['demo', 'x', '%', '..'])}/${Array.from({ length: random(4) }, () => pick(pieces)).join('/')}`;
	const bodies = [
		query,
		'',
		'{',
		'[]',
		'"x"',
		'{"query":1}',
		'{"query":"FROM"}',
		'\0'.repeat(100),
		'{"filter":{"x":{}}}'
	];
	for (let round = 0; round < rounds; round++) {
		const body = pick(bodies);
		const answer = await fetch(
			`${baseURL}${path()}${pick(['', '?format=csv', '?x=%', '?format=smile', '?keep_alive=1'])}`,
			{
				method: pick(['GET', 'POST', 'DELETE', 'PUT', 'HEAD', 'PATCH', 'OPTIONS']),
				headers: {
					'content-type': pick(['application/json', 'text/plain', 'x', 'application/json; charset=utf-8']),
					accept: pick(['*/*', 'application/cbor', 'x/y', ''])
				},
				...(body !== '' && { body })
			}
		).catch((error: unknown) => {
			// fetch itself refuses a body on GET and HEAD.
			if (error instanceof TypeError && /Request with GET\/HEAD/.test(error.message)) return undefined;
			throw error;
		});
		expect(answer?.status ?? 200, answer?.url).toBeLessThan(500);
		await answer?.body?.cancel();
	}
});
