import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse
} from 'node:http';
import { createServer as createRawServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type BodyEnd, elasticsearch, maxBodyBytes, relay, watched } from '$lib/server/relay';

const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0).reverse()) await close();
});

async function listen(server: Server | ReturnType<typeof createRawServer>): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(() => {
		if ('closeAllConnections' in server) server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A relay in front of a real server that answers as `handler` says. */
async function before(
	handler: RequestListener,
	options: { authorization?: string; headersTimeout?: number } = {}
) {
	return relayTo(await listen(createServer(handler)), options);
}

function relayTo(url: string, options: { authorization?: string; headersTimeout?: number } = {}) {
	const upstream = elasticsearch({ url, connectTimeout: 500, ...options });
	closers.push(() => upstream.close());
	return (path: string, init: RequestInit = {}) => {
		const url = new URL(`http://page/api/clusters/x${path}`);
		return relay(upstream, new Request(url, init), url.pathname.replace('/api/clusters/x', ''));
	};
}

const post = (body: BodyInit, more: RequestInit = {}): RequestInit =>
	({
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json' },
		duplex: 'half',
		...more
	}) as RequestInit;

const text = async (request: IncomingMessage) => {
	let all = '';
	for await (const chunk of request) all += chunk;
	return all;
};

const answer = (
	response: ServerResponse,
	status = 200,
	headers: Record<string, string | string[]> = {},
	body = '{}'
) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

describe('relay', () => {
	it('mirrors path, query, body, status and the headers of the async protocol', async () => {
		const call = await before(async (request, response) => {
			const body = await text(request);
			answer(
				response,
				207,
				{
					'X-elastic-product': 'Elasticsearch',
					'X-Elasticsearch-Async-Id': 'abc==',
					'X-Elasticsearch-Async-Is-Running': '?1',
					'Took-nanos': '5',
					Warning: ['299 Elasticsearch-9.4.0-x "one, two"', '299 Elasticsearch-9.4.0-x "three"'],
					'Set-Cookie': 'a=b',
					'WWW-Authenticate': 'Basic',
					Server: 'secret'
				},
				JSON.stringify({
					method: request.method,
					url: request.url,
					body,
					cookie: request.headers.cookie ?? null
				})
			);
		});
		const response = await call(
			'/_query/async?format=json',
			post('{"query":"ROW x = 1"}', { headers: { 'content-type': 'application/json', cookie: 'a=1' } })
		);
		expect(response.status).toBe(207);
		expect(await response.json()).toEqual({
			method: 'POST',
			url: '/_query/async?format=json',
			body: '{"query":"ROW x = 1"}',
			cookie: null
		});
		expect(Object.fromEntries(response.headers)).toMatchObject({
			'x-elastic-product': 'Elasticsearch',
			'x-elasticsearch-async-id': 'abc==',
			'x-elasticsearch-async-is-running': '?1',
			'took-nanos': '5',
			warning: '299 Elasticsearch-9.4.0-x "one, two", 299 Elasticsearch-9.4.0-x "three"',
			'cache-control': 'no-store'
		});
		for (const name of ['set-cookie', 'www-authenticate', 'server'])
			expect(response.headers.has(name)).toBe(false);
	});

	it('attaches the credentials of the cluster and never the caller’s', async () => {
		const call = await before(
			(request, response) => answer(response, 200, {}, JSON.stringify(request.headers)),
			{ authorization: 'ApiKey right' }
		);
		const sent = await (
			await call('/', { headers: { authorization: 'Basic wrong', 'x-forwarded-for': '1.2.3.4' } })
		).json();
		expect(sent.authorization).toBe('ApiKey right');
		expect(sent['x-forwarded-for']).toBeUndefined();
	});

	it('streams the answer while the cluster still writes', async () => {
		let finish = () => {};
		const call = await before((_, response) => {
			response.writeHead(200, { 'content-type': 'application/json' }).write('{"first":');
			finish = () => response.end('1}');
		});
		const reader = (await call('/_query/async/a')).body!.getReader();
		expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"first":');
		finish();
		expect(new TextDecoder().decode((await reader.read()).value)).toBe('1}');
		expect((await reader.read()).done).toBe(true);
	});

	it('streams the request while the page still sends', async () => {
		let arrived: (chunk: string) => void = () => {};
		const first = new Promise<string>((resolve) => (arrived = resolve));
		const call = await before(async (request, response) => {
			request.once('data', (chunk) => arrived(String(chunk)));
			request.on('end', () => answer(response));
		});
		let push: ReadableStreamDefaultController<Uint8Array>;
		const body = new ReadableStream<Uint8Array>({ start: (controller) => void (push = controller) });
		const response = call('/_query', post(body));
		push!.enqueue(new TextEncoder().encode('{"query":'));
		expect(await first).toBe('{"query":');
		push!.enqueue(new TextEncoder().encode('""}'));
		push!.close();
		expect((await response).status).toBe(200);
	});

	it('passes compressed bytes through untouched', async () => {
		const packed = gzipSync('{"a":1}');
		const call = await before((_, response) =>
			response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(packed)
		);
		const response = await call('/');
		expect(response.headers.get('content-encoding')).toBe('gzip');
		expect(Buffer.from(await response.arrayBuffer()).equals(packed)).toBe(true);
	});

	it('cancels the cluster’s work when the client goes away, before and during the body', async () => {
		const gone: string[] = [];
		const call = await before((request, response) => {
			response.on('close', () => gone.push(request.url ?? ''));
			if (request.url === '/_query/async/body')
				response.writeHead(200, { 'content-type': 'application/json' }).write('{');
		});
		const early = new AbortController();
		const pending = call('/_query/async/head', { signal: early.signal });
		await new Promise((resolve) => setTimeout(resolve, 50));
		early.abort();
		expect((await pending).status).toBe(499);
		const late = new AbortController();
		const response = await call('/_query/async/body', { signal: late.signal });
		const reader = response.body!.getReader();
		await reader.read();
		late.abort();
		await expect(reader.read()).rejects.toThrow();
		await expect
			.poll(() => [...gone].sort(), { timeout: 1000 })
			.toEqual(['/_query/async/body', '/_query/async/head']);
	});

	it('does not follow redirects', async () => {
		const call = await before((_, response) =>
			response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
		);
		const response = await call('/');
		expect(response.status).toBe(302);
		expect(response.headers.has('location')).toBe(false);
	});

	it('lets HTML of a proxy through as it is, for the page to explain', async () => {
		const call = await before((_, response) =>
			response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
		);
		const response = await call('/');
		expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
			502,
			'text/html',
			'<h1>Bad gateway</h1>'
		]);
	});

	it('breaks its own answer off when the cluster’s breaks off', async () => {
		const call = await before((_, response) => {
			response.writeHead(200, { 'content-type': 'application/json' }).write('{"values":[[1],');
			setTimeout(() => response.destroy(), 20);
		});
		await expect((await call('/_query/async/a')).text()).rejects.toThrow();
	});

	const refused = async (response: Response) => {
		expect(response.headers.get('content-type')).toBe('application/json');
		expect(response.headers.get('x-elastic-product')).toBe('Elasticsearch');
		const body = await response.json();
		expect(body.status).toBe(response.status);
		expect(body.error.root_cause).toEqual([{ type: body.error.type, reason: body.error.reason }]);
		return [response.status, body.error.type];
	};

	it('says 502 when nothing listens', async () => {
		const url = await listen(createServer());
		await closers.pop()!();
		expect(await refused(await relayTo(url)('/'))).toEqual([502, 'workbench_cluster_unreachable']);
	});

	it('says 502 when the connection is cut before an answer', async () => {
		const url = await listen(createRawServer((socket) => socket.once('data', () => socket.destroy())));
		expect(await refused(await relayTo(url)('/'))).toEqual([502, 'workbench_cluster_unreachable']);
	});

	it('says 502 when the other side does not speak HTTP', async () => {
		const url = await listen(
			createRawServer((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n\r\n')))
		);
		expect(await refused(await relayTo(url)('/'))).toEqual([502, 'workbench_bad_answer']);
	});

	it('says 502 when TLS is spoken to a plain server', async () => {
		const url = await listen(createServer());
		expect(await refused(await relayTo(url.replace('http:', 'https:'))('/'))).toEqual([
			502,
			'workbench_tls_failed'
		]);
	});

	it('says 504 when the cluster takes the request and is silent', async () => {
		const call = await before(() => {}, { headersTimeout: 200 });
		expect(await refused(await call('/'))).toEqual([504, 'workbench_cluster_timeout']);
	});

	it.each([
		['GET', '/_search', 403, 'workbench_path_not_allowed'],
		['PUT', '/_query', 405, 'illegal_argument_exception'],
		['GET', '/_query/async/a%2Fb', 400, 'illegal_argument_exception']
	])('refuses %s %s in Elasticsearch’s shape', async (method, path, status, type) => {
		const call = await before((_, response) => answer(response));
		expect(await refused(await call(path, { method }))).toEqual([status, type]);
	});

	it('refuses bodies that are not JSON, so that no foreign form can post', async () => {
		const call = await before((_, response) => answer(response));
		expect(
			await refused(
				await call('/_query', { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } })
			)
		).toEqual([406, 'media_type_header_exception']);
		expect(
			await refused(
				await call(
					'/_query',
					post('{}', { headers: { 'content-type': 'application/json', 'content-length': '200000000' } })
				)
			)
		).toEqual([413, 'workbench_body_too_large']);
	});

	it('breaks off a body that does not tell its length where it is too large', async () => {
		let arrived = 0;
		const call = await before(async (request, response) => {
			request.on('data', (chunk: Uint8Array) => (arrived += chunk.byteLength));
			request.on('error', () => undefined).on('end', () => answer(response));
		});
		const chunk = new Uint8Array(4 * 1024 * 1024).fill(0x20);
		let sent = 0;
		const endless = new ReadableStream<Uint8Array>({
			pull(controller) {
				sent += chunk.byteLength;
				controller.enqueue(chunk);
			}
		});
		const response = await call('/_query', post(endless));
		expect(await refused(response)).toEqual([413, 'workbench_body_too_large']);
		expect(arrived).toBeLessThanOrEqual(maxBodyBytes);
		expect(sent).toBeLessThan(maxBodyBytes + 8 * chunk.byteLength);
	});

	it('passes nothing that is meant for the next hop only, nor where a caller says it comes from', async () => {
		const call = await before((request, response) =>
			answer(response, 200, { 'x-hop': 'a', te: 'b' }, JSON.stringify(request.headers))
		);
		const names = [
			'te',
			'trailer',
			'upgrade',
			'proxy-authorization',
			'proxy-connection',
			'x-forwarded-host',
			'forwarded',
			'x-http-method-override',
			'es-security-runas-user',
			'x-found-cluster'
		];
		const response = await call('/', {
			headers: Object.fromEntries(names.map((name) => [name, 'smuggled']))
		});
		expect(await response.text()).not.toContain('smuggled');
		expect([...response.headers.keys()].filter((name) => ['x-hop', 'te'].includes(name))).toEqual([]);
	});

	it('keeps what looks like a path in the query where it is', async () => {
		const call = await before((request, response) => answer(response, 200, {}, JSON.stringify(request.url)));
		for (const search of [
			'?/../_search',
			'?x=%0d%0aHost:%20evil',
			'?a=1&a=2',
			'?filter_path=%2e%2e%2f_bulk',
			'??',
			'?x=#y'
		])
			expect(await (await call(`/_query/async/a${search}`)).json()).toBe(
				`/_query/async/a${search.replace('#y', '')}`
			);
	});

	it.each([
		['longer than it is', 50],
		['shorter than it is', 5]
	])('breaks off, or cuts, an answer whose length is told %s, and serves the next', async (_, length) => {
		const whole = 'x'.repeat(20);
		const url = await listen(
			createRawServer((socket) => {
				socket
					.on('error', () => undefined)
					.once('data', () => {
						socket.end(
							`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${whole}`
						);
					});
			})
		);
		const call = relayTo(url);
		for (let round = 0; round < 2; round++) {
			const answered = await call('/')
				.then((response) => response.text())
				.catch(() => 'broken off');
			expect(answered).toBe(length > whole.length ? 'broken off' : whole.slice(0, length));
		}
	});

	it('hands on an answer that is not compressed as it says, for its reader to refuse', async () => {
		const call = await before((_, response) =>
			answer(response, 200, { 'content-encoding': 'gzip' }, '{"a":1}')
		);
		const response = await call('/');
		expect([response.headers.get('content-encoding'), await response.text()]).toEqual(['gzip', '{"a":1}']);
	});

	it('hands on an answer that drips, byte by byte', async () => {
		const whole = '{"values":[[1],[2]]}';
		const call = await before(async (_, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			for (const byte of whole) {
				response.write(byte);
				await new Promise((resolve) => setTimeout(resolve, 5));
			}
			response.end();
		});
		expect(await (await call('/_query/async/a')).text()).toBe(whole);
	});

	it('hands on what a cluster says while it is busy, and asks it anew each time', async () => {
		let asked = 0;
		const call = await before((_, response) =>
			++asked < 4 ? answer(response, 503, { 'retry-after': '1' }) : answer(response)
		);
		const statuses: number[] = [];
		for (let round = 0; round < 4; round++) statuses.push((await call('/')).status);
		expect(statuses).toEqual([503, 503, 503, 200]);
	});

	it('tells a watcher that comes late what has passed, how it ended, and breaks off what is too much', async () => {
		const call = await before((_, response) => answer(response, 200, {}, 'x'.repeat(5000)));
		const told: unknown[] = [];
		const watch = (most: number) => ({
			passed(bytes: number) {
				told.push(bytes);
				if (bytes > most) throw new Error('too much');
			},
			ended: (how: BodyEnd) => told.push(how)
		});
		const late = async (most: number) => {
			const { body } = await call('/');
			await new Promise((resolve) => setTimeout(resolve, 100));
			return new Response(watched(body, watch(most)));
		};
		expect((await (await late(9000)).text()).length).toBe(5000);
		expect(told.splice(0)).toEqual([5000, 'whole']);
		await expect((await late(100)).text()).rejects.toThrow('too much');
		expect(told).toEqual([5000, 'whole']);
	});

	it('takes the vendor media type of official clients', async () => {
		const call = await before((request, response) =>
			answer(response, 200, {}, JSON.stringify({ type: request.headers['content-type'] }))
		);
		const type = 'application/vnd.elasticsearch+json; compatible-with=9';
		expect(await (await call('/_query', post('{}', { headers: { 'content-type': type } }))).json()).toEqual({
			type
		});
	});
});
