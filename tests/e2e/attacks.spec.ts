import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { head, raw } from '../support/raw';

const query = '{"query":"ROW a = 1"}';
const json = { 'content-type': 'application/json' };
let base: string;
let host: string;

test.beforeAll(({ baseURL }) => {
	base = baseURL ?? '';
	host = new URL(base).host;
});

/** One request on a connection of its own. */
const send = (line: string, ...headers: readonly string[]) =>
	raw(base, head(`${line} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...headers));

/** Each of them must be refused, once, and not by breaking. */
async function refuses(lines: readonly string[], ...headers: readonly string[]): Promise<void> {
	for (const line of lines) {
		const { statuses, text } = await send(line, ...headers);
		expect([line, statuses.length], text.slice(0, 300)).toEqual([line, 1]);
		expect([line, statuses.filter((status) => status < 400 || status >= 500)]).toEqual([line, []]);
	}
}

const inDemo = (...paths: readonly string[]) => paths.map((path) => `GET /api/clusters/demo${path}`);

test.describe('paths', () => {
	test('that climb', () =>
		refuses(
			inDemo(
				'/_query/../_search',
				'/_query/async/..',
				'/./_query/../../_search',
				'/..;/_search',
				'/.../_search'
			)
		));

	test('that climb in percent signs', () =>
		refuses(
			inDemo('/%2e%2e/_search', '/..%2f_search', '/_query/async/%2e%2e%2f%2e%2e', '/%2E%2E%2F_search')
		));

	test('that are encoded twice', () =>
		refuses(inDemo('/%252e%252e/_search', '/_query/async/a%252fb', '/%25%32%65%25%32%65/_search')));

	test('with slashes where none belong', () =>
		refuses(
			inDemo('//_query', '///_search', '/_query//async', '/_query%2fasync', '\\_search', '/a%5c_search')
		));

	test('with parameters in a segment', () =>
		refuses(inDemo('/_query;/_search', '/_query;x=1', '/_query/async/a;b', '/;_search')));

	test('in letters that look like others', () =>
		refuses(
			inDemo(
				'/%ef%bc%8e%ef%bc%8e/_search',
				'/%c0%ae%c0%ae/_search',
				'/%e2%80%ae_query',
				'/_%ef%bd%91uery',
				'/%ff'
			)
		));

	test('with characters that end a line or a text', () =>
		refuses(inDemo('/_query%00', '/_query/async/a%0d%0aX:1', '/_query/async/a%0a', '/_query%09')));

	test('of clusters that do not exist', () =>
		refuses(
			[
				'__proto__',
				'constructor',
				'toString',
				'demo%00',
				'demo%2f_query',
				'DEMO',
				'demo.',
				'%2e%2e',
				'*',
				''
			].map((id) => `GET /api/clusters/${id}/_cat/indices`)
		));
});

test.describe('methods', () => {
	test('in disguise', async () => {
		for (const name of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
			const { statuses, text } = await send('GET /api/clusters/demo/_query/async/x', `${name}: DELETE`);
			expect([name, statuses]).toEqual([name, [400]]);
			expect(text).not.toContain('acknowledged');
		}
		await refuses(['POST /api/clusters/demo/_query/async/x?_method=DELETE']);
	});

	test('that a browser has no use for', async () => {
		await refuses(['TRACE /api/clusters', 'PUT /api/clusters', 'PATCH /metrics', 'PROPFIND /', 'OPTIONS *']);
		const { text } = await send('TRACE /api/clusters', 'Cookie: a=planted');
		expect(text).not.toContain('planted');
		expect((await send('CONNECT evil.example:443')).statuses.filter((status) => status < 400)).toEqual([]);
	});
});

test.describe('the wire', () => {
	const post = ['POST /api/clusters/demo/_query HTTP/1.1', 'Content-Type: application/json'] as const;

	for (const [title, headers] of [
		['two ways to end a body', ['Content-Length: 5', 'Transfer-Encoding: chunked']],
		['two codings', ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity']],
		['two lengths', ['Content-Length: 5', 'Content-Length: 6']],
		['an unknown coding', ['Transfer-Encoding: xchunked']],
		['a coding behind a blank', ['Transfer-Encoding : chunked']],
		['a folded coding', ['Transfer-Encoding:', ' chunked', 'Content-Length: 5']]
	] as const)
		test(`${title} hide no second request`, async () => {
			const smuggled = head('GET /api/clusters HTTP/1.1', `Host: ${host}`);
			const { statuses } = await raw(
				base,
				head(...post, `Host: ${host}`, ...headers) + `0\r\n\r\n${smuggled}`
			);
			expect(statuses.filter((status) => status < 400)).toEqual([]);
		});

	test('a header cannot bring another along', async () => {
		for (const value of ['a\nX-Evil: 1', 'a\rX-Evil: 1', 'a\0b']) {
			const { statuses, text } = await send('GET /api/clusters/demo/', `X-Opaque-Id: ${value}`);
			expect([value, statuses.filter((status) => status < 400)]).toEqual([value, []]);
			expect(text).not.toContain('X-Evil');
		}
	});

	test('headers may not be too large, nor too many', async () => {
		expect((await send('GET /', `X-Large: ${'x'.repeat(100_000)}`)).statuses).toEqual([431]);
		const many = Array.from({ length: 5000 }, (_, at) => `X-${at}: 1`);
		expect((await send('GET /', ...many)).statuses.filter((status) => status < 400)).toEqual([]);
		expect((await send(`GET /${'x'.repeat(100_000)}`)).statuses).toEqual([431]);
	});

	test('bodies may not be too large, whatever they say', async () => {
		for (const [line, reason] of [
			['POST /api/clusters/demo/_query', 'at most 104857600 bytes are relayed'],
			['POST /api/clusters/demo/_query/async', 'at most 104857600 bytes are relayed'],
			['POST /api/clusters/demo/session', 'a sign-in may have 65536 bytes'],
			['PUT /api/clusters/demo/files/large.csv', 'files sent from the page may have 512 MB in all']
		]) {
			const large = head(
				`${line} HTTP/1.1`,
				`Host: ${host}`,
				'Content-Type: application/json',
				'Content-Length: 99999999999'
			);
			const { statuses, text } = await raw(base, large + 'x'.repeat(100_000));
			expect([line, statuses]).toEqual([line, [413]]);
			expect(text).toContain(reason);
		}
	});

	test('no host is served but its own, and none of two', async () => {
		for (const name of [
			'evil.example',
			`${host}.evil.example`,
			'',
			'localhost@evil.example',
			'localhost.evil'
		]) {
			const { statuses } = await raw(
				base,
				head('GET /api/clusters HTTP/1.1', `Host: ${name}`, 'Connection: close')
			);
			expect([name, statuses.filter((status) => status !== 400 && status !== 403)]).toEqual([name, []]);
			expect(statuses).toHaveLength(1);
		}
		const two = head('GET / HTTP/1.1', 'Host: evil.example', `Host: ${host}`, 'Connection: close');
		expect((await raw(base, two)).statuses).toEqual([403]);
		expect((await send('GET /api/clusters', 'X-Forwarded-Host: evil.example')).text).not.toContain(
			'evil.example'
		);
	});
});

test.describe('other sites', () => {
	const asked = (headers: Record<string, string>) =>
		fetch(`${base}/api/clusters/demo/_query`, { method: 'POST', headers, body: query });

	for (const [title, headers] of [
		['a foreign origin', { ...json, origin: 'http://evil.example' }],
		['this machine’s other port', { ...json, origin: 'http://127.0.0.1:1' }],
		['a sandboxed frame', { ...json, origin: 'null' }],
		['a form that poses as text', { 'content-type': 'text/plain', origin: 'http://evil.example' }]
	] as const)
		test(`${title} is refused`, async ({ request }) => {
			const answer = await request.post(`${base}/api/clusters/demo/_query`, { headers, data: query });
			expect(answer.status()).toBe(403);
			expect(await answer.json()).toMatchObject({ error: { type: 'workbench_origin_refused' } });
		});

	test('a script of another site is refused', async ({ request }) => {
		const headers = { ...json, 'sec-fetch-site': 'cross-site' };
		expect((await request.post(`${base}/api/clusters/demo/_query`, { headers, data: query })).status()).toBe(
			403
		);
	});

	test('what a form can send is refused even without an origin', async () => {
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
			const answer = await asked({ 'content-type': type });
			expect([type, answer.status]).toEqual([type, 406]);
			expect(await answer.json()).toMatchObject({ error: { type: 'media_type_header_exception' } });
		}
	});

	test('curl and clients, which name no origin, are served', async () => {
		expect((await asked(json)).status).toBe(200);
	});

	test('a page of another site reads nothing and sends nothing', async ({ page }) => {
		const evil = createServer((_, response) =>
			response.writeHead(200, { 'content-type': 'text/html' }).end('<title>evil</title>')
		).listen(0, 'localhost');
		await once(evil, 'listening');
		try {
			await page.goto(`http://localhost:${(evil.address() as AddressInfo).port}/`);
			const outcomes = await page.evaluate(async (target) => {
				const url = `${target}/api/clusters/demo/_query`;
				const body = '{"query":"ROW a = 1"}';
				const tried = async (init: RequestInit) =>
					fetch(url, { method: 'POST', body, ...init }).then(
						(answer) => `${answer.type} ${answer.status}`,
						() => 'failed'
					);
				const framed = await new Promise<string>((resolve) => {
					const frame = document.createElement('iframe');
					frame.onload = () => resolve(frame.contentDocument === null ? 'kept out' : 'blank');
					frame.src = `${target}/`;
					document.body.append(frame);
				});
				return [
					await tried({ headers: { 'content-type': 'application/json' } }),
					await tried({ headers: { 'content-type': 'text/plain' } }),
					await tried({ mode: 'no-cors', credentials: 'include' }),
					framed
				];
			}, base);
			expect(outcomes).toEqual([
				'failed',
				'failed',
				expect.stringMatching(/^(?:opaque 0|failed)$/),
				'kept out'
			]);
			expect(page.frames().filter((frame) => frame.url() === `${base}/`)).toEqual([]);
		} finally {
			evil.closeAllConnections();
			evil.close();
		}
	});
});

test.describe('forged requests', () => {
	let reached: string[];
	let trap: Server;
	let address: string;

	test.beforeAll(async () => {
		trap = createServer((request, response) => {
			reached.push(request.url ?? '');
			response.end('{}');
		}).listen(0, '127.0.0.1');
		await once(trap, 'listening');
		address = `127.0.0.1:${(trap.address() as AddressInfo).port}`;
	});
	test.beforeEach(() => (reached = []));
	test.afterAll(() => void trap.close());

	test('to another machine through any part of a request reach nobody', async () => {
		for (const [line, ...headers] of [
			[`GET http://${address}/api/clusters`],
			[`GET //${address}/`],
			[`GET /api/clusters/http:%2f%2f${address}/_query`],
			[`GET /api/clusters/demo@${address}/`],
			[`GET /api/clusters/demo/http:%2f%2f${address}%2f/_field_caps`],
			[`GET /api/clusters?url=http://${address}/`],
			['GET /api/clusters/demo/', `X-Forwarded-Host: ${address}`, `Forwarded: host=${address}`],
			['GET /api/clusters/demo/', `X-Original-URL: http://${address}/`, `X-Rewrite-URL: http://${address}/`],
			['GET /api/clusters/demo/', `Referer: http://${address}/`]
		])
			await send(line, ...headers);
		expect(reached).toEqual([]);
	});

	test('are sent to no other page either', async () => {
		for (const path of [
			`//${address}/`,
			`//${address}/api/health/`,
			`/\\${address}/`,
			`/%5c${address}`,
			`/api/health/?next=//${address}`,
			`/?redirect=http://${address}/`
		]) {
			const { text } = await send(`GET ${path}`);
			const [, location = '/'] = /^location: (.*)$/im.exec(text) ?? [];
			expect([path, location]).toEqual([path, expect.stringMatching(/^\/(?![/\\])/)]);
		}
	});
});

test.describe('answers', () => {
	test('tell browsers to keep the page to itself', async ({ page }) => {
		const opened = await page.goto('/');
		const headers = opened?.headers() ?? {};
		const policy = headers['content-security-policy'] ?? '';
		expect(policy).not.toContain('unsafe-');
		for (const directive of [
			"default-src 'self'",
			"object-src 'none'",
			"frame-ancestors 'none'",
			"base-uri 'none'",
			"form-action 'self'",
			"require-trusted-types-for 'script'",
			'trusted-types default svelte-trusted-html'
		])
			expect(policy).toContain(directive);
		expect(headers).toMatchObject({
			'cache-control': 'private, no-cache',
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin'
		});
	});

	test('let no text become a script or HTML, whoever has got so far as to try', async ({ page }) => {
		await page.goto('/');
		await expect(page.getByRole('textbox', { name: 'ES|QL query' })).toBeVisible();
		const tried = await page.evaluate(() => {
			const outcome = (attempt: () => unknown) => {
				try {
					attempt();
					return 'done';
				} catch (error) {
					return error instanceof Error ? error.name : 'thrown';
				}
			};
			const policies = (
				window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
			).trustedTypes;
			return {
				html: outcome(() => (document.createElement('div').innerHTML = '<b>bold</b>')),
				document: outcome(() => new DOMParser().parseFromString('<b>bold</b>', 'text/html')),
				handler: outcome(() => document.createElement('b').setAttribute('onclick', 'alert(1)')),
				foreign: outcome(() => (document.createElement('script').src = 'https://evil.example/a.js')),
				worker: outcome(() => new Worker('data:text/javascript,0')),
				script: outcome(() => (document.createElement('script').text = 'alert(1)')),
				policy: outcome(() => policies.createPolicy('mine', {})),
				cleared: outcome(() => (document.createElement('div').innerHTML = ''))
			};
		});
		expect(tried).toEqual({
			html: 'TypeError',
			document: 'TypeError',
			handler: 'TypeError',
			foreign: 'TypeError',
			worker: 'TypeError',
			script: 'TypeError',
			policy: 'TypeError',
			cleared: 'done'
		});
	});

	test('hand out a cookie that no script and no other site gets', async ({ page }) => {
		await page.goto('/');
		await expect(page.getByRole('button', { name: /^Cluster:/ })).toBeVisible();
		expect(await page.evaluate(() => document.cookie)).toBe('');
		const [cookie] = (await page.context().cookies()).filter(({ name }) =>
			name.startsWith('workbench-session')
		);
		expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api' });
	});

	test('of the API are kept by no cache', async ({ request }) => {
		for (const path of [
			'clusters',
			'clusters/demo/',
			'clusters/demo/abilities',
			'health',
			'health/live',
			'nothing'
		]) {
			const answer = await request.get(`/api/${path}`);
			expect([path, answer.headers()['cache-control']]).toEqual([path, 'no-store']);
		}
		expect((await request.get('/metrics')).headers()['cache-control']).toBe('no-store');
	});

	test('of the API that refuse have one shape', async ({ request }) => {
		for (const [method, path] of [
			['GET', '/api/nothing'],
			['GET', '/api/clusters/demo/%c0%ae'],
			['GET', '/api/clusters/gone/_query'],
			['GET', '/api/clusters/gone/abilities'],
			['POST', '/api/clusters'],
			['DELETE', '/api/health'],
			['PUT', '/api/clusters/demo/session'],
			['POST', '/api/clusters/demo/session'],
			['POST', '/api/clusters/demo/files/a.csv'],
			['PUT', '/api/clusters/demo/files/a.exe'],
			['GET', '/api/clusters/demo/_search'],
			['PATCH', '/api/clusters/demo/_query'],
			['POST', '/metrics']
		]) {
			const answer = await request.fetch(path, { method, ...(method === 'PUT' && { data: 'x' }) });
			const body = (await answer.json()) as { status: number; error: { type: string; reason: string } };
			expect([method, path, body.status]).toEqual([method, path, answer.status()]);
			expect(body.error.type).toMatch(/^[a-z_]+$/);
			expect(body.error.reason).toContain(' ');
		}
	});
});
