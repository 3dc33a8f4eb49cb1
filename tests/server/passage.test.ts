import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Limits } from '$lib/server/config';
import { Metrics } from '$lib/server/metrics';
import { Owners } from '$lib/server/owners';
import { type Desk, type Passed, relayed, type Visitor } from '$lib/server/passage';
import { Quota } from '$lib/server/quota';
import { elasticsearch } from '$lib/server/relay';

const closers: (() => unknown)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0).reverse()) await close();
});

async function listen(handler: RequestListener): Promise<string> {
	const server: Server = createServer(handler);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(() => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const free: Limits = { openRequests: 100, requestsPerMinute: 10_000, responseBytes: 0, keepAlive: undefined };
const session = (id: string, signedIn = {}) => ({ id, expiresAt: Infinity, signedIn });
const visitor = (id?: string, user?: string): Visitor => ({
	session: id === undefined ? undefined : session(id),
	user,
	address: '127.0.0.1',
	left: new AbortController().signal
});

/** A desk and a cluster on a real server; `passed` gathers the record. */
async function counter(
	handler: RequestListener,
	{ auth = 'service', limits = {} }: { auth?: 'service' | 'personal'; limits?: Partial<Limits> } = {}
) {
	const upstream = elasticsearch({ url: await listen(handler) });
	closers.push(() => upstream.close());
	const passed: Passed[] = [];
	const desk: Desk = {
		owners: new Owners(undefined, () => undefined),
		quota: new Quota(),
		metrics: new Metrics(),
		log: (entry) => passed.push(entry)
	};
	const to = { id: 'x', label: 'X', upstream, auth, limits: { ...free, ...limits } };
	const call = (path: string, who: Visitor, init: RequestInit = {}) => {
		const url = new URL(`http://page${path}`);
		return relayed(to, new Request(url, init), url.pathname, who, desk);
	};
	return { call, passed, desk };
}

const post = (body: object | string, headers = {}): RequestInit => ({
	method: 'POST',
	body: typeof body === 'string' ? body : JSON.stringify(body),
	headers: { 'content-type': 'application/json', ...headers }
});

/** A cluster that starts queries with growing ids and echoes what it got. */
function asyncCluster(): RequestListener {
	let ids = 0;
	return (request, response) => {
		const started = request.method === 'POST' && request.url === '/_query/async';
		response.writeHead(200, {
			'content-type': 'application/json',
			...(started && { 'X-Elasticsearch-Async-Id': `id${++ids}` })
		});
		let body = '';
		request.on('data', (chunk) => (body += chunk));
		request.on('end', () =>
			response.end(JSON.stringify({ url: request.url, auth: request.headers.authorization, body }))
		);
	};
}

const type = async (response: Response) =>
	((await response.json()) as { error: { type: string } }).error.type;

describe('async queries with the workbench’s own credentials', () => {
	it('belong to the session that started them', async () => {
		const { call } = await counter(asyncCluster());
		await (await call('/_query/async', visitor('ann'), post({ query: 'ROW a = 1' }))).text();
		for (const init of [{}, { method: 'DELETE' }])
			expect((await call('/_query/async/id1', visitor('ann'), init)).status).toBe(200);
		for (const [path, init] of [
			['/_query/async/id1', {}],
			['/_query/async/id1', { method: 'DELETE' }],
			['/_query/async/id1/stop', { method: 'POST' }],
			['/_query/async/%69d1', {}]
		] as const) {
			for (const other of [visitor('bob'), visitor(), visitor('ann', 'bob')]) {
				const response = await call(path, other, init);
				expect([path, response.status, await type(response)]).toEqual([path, 403, 'workbench_not_yours']);
			}
		}
	});

	it('belong to the user that a proxy names, in any browser', async () => {
		const { call } = await counter(asyncCluster());
		await call('/_query/async', visitor('one', 'ann'), post({ query: 'ROW a = 1' }));
		expect((await call('/_query/async/id1', visitor('two', 'ann'))).status).toBe(200);
		expect((await call('/_query/async/id1', visitor('one'))).status).toBe(403);
	});

	it('belong to nobody when a client carries no session, or when they were not started here', async () => {
		const { call } = await counter(asyncCluster());
		await call('/_query/async', visitor(), post({ query: 'ROW a = 1' }));
		expect((await call('/_query/async/id1', visitor())).status).toBe(200);
		expect((await call('/_query/async/elsewhere', visitor('bob'))).status).toBe(200);
	});
});

describe('personal credentials', () => {
	const signedIn = (key: string): Visitor => ({
		session: session('ann', { x: { credentials: { kind: 'apiKey', key }, until: Infinity } }),
		user: undefined,
		address: '127.0.0.1',
		left: new AbortController().signal
	});

	it('are asked for, then attached, and only the person’s own', async () => {
		const { call } = await counter(asyncCluster(), { auth: 'personal' });
		const refused = await call('/', visitor('ann'), { headers: { authorization: 'ApiKey smuggled' } });
		expect([refused.status, await type(refused)]).toEqual([401, 'workbench_sign_in']);
		const answer = await call('/', signedIn('mine'), { headers: { authorization: 'ApiKey smuggled' } });
		expect(await answer.json()).toMatchObject({ auth: 'ApiKey mine' });
	});

	it('let the cluster decide whose a query is', async () => {
		const { call } = await counter(asyncCluster(), { auth: 'personal' });
		await call('/_query/async', signedIn('mine'), post({ query: 'ROW a = 1' }));
		expect((await call('/_query/async/id1', signedIn('yours'))).status).toBe(200);
	});
});

describe('limits', () => {
	it('refuse more open requests than allowed until one is done, however it ends', async () => {
		let answer: (() => void) | undefined;
		const { call } = await counter(
			(_, response) => {
				response.writeHead(200);
				response.write('x');
				answer = () => response.end();
			},
			{ limits: { openRequests: 1 } }
		);
		const first = await call('/', visitor('ann'));
		const second = await call('/', visitor('ann'));
		expect([second.status, second.headers.get('retry-after')]).toEqual([429, '1']);
		expect(await type(second)).toBe('workbench_too_many_requests');
		answer?.();
		expect(await first.text()).toBe('x');
		const third = await call('/', visitor('ann'));
		expect(third.status).toBe(200);
		await third.body?.cancel();
		expect((await call('/', visitor('ann'))).status).toBe(200);
	});

	it('refuse an answer that says it is too large, and cut one that does not say', async () => {
		const { call, passed } = await counter(
			(request, response) => {
				const body = 'x'.repeat(2000);
				if (request.url === '/_cat/indices') response.writeHead(200, { 'content-length': 2000 }).end(body);
				else response.writeHead(200).end(body);
			},
			{ limits: { responseBytes: 1000 } }
		);
		const told = await call('/_cat/indices', visitor('ann'));
		expect([told.status, await type(told)]).toEqual([413, 'workbench_response_too_large']);
		await expect((await call('/', visitor('ann'))).text()).rejects.toThrow('larger than 1000 bytes');
		expect(passed.map(({ end }) => end)).toEqual(['too large', 'too large']);
	});

	it.each([
		['/_query/async', post({ query: 'ROW a = 1', keep_alive: '2h' }), 413],
		['/_query/async', post({ query: 'ROW a = 1', keep_alive: '1h' }), 200],
		['/_query/async', post({ query: 'ROW a = 1' }), 200],
		['/_query/async', post('not json, for the cluster to say'), 200],
		['/_query/async/id?keep_alive=3d', {}, 413],
		['/_query/async/id?keep_alive=30m', {}, 200],
		['/_query/async', post({ query: 'x'.repeat(2 * 1024 * 1024) }), 413],
		['/_query/async', post({ query: 'ROW a = 1' }, { 'content-encoding': 'gzip' }), 415]
	])('look at the keep alive of %s %j', async (path, init, status) => {
		const { call } = await counter(asyncCluster(), { limits: { keepAlive: 3_600_000 } });
		const response = await call(path, visitor('ann'), init);
		expect(response.status).toBe(status);
		if (status === 200 && init.body !== undefined)
			expect(((await response.json()) as { body: string }).body).toBe(init.body);
	});
});

describe('the record', () => {
	it('tells who asked what, and what came of it', async () => {
		const { call, passed, desk } = await counter(asyncCluster());
		const answer = await call('/_query/async', visitor('ann'), post({ query: 'ROW a = "secret"' }));
		const text = await answer.text();
		expect(passed).toEqual([
			{
				who: 'session:ann',
				cluster: 'x',
				method: 'POST',
				path: '/_query/async',
				status: 200,
				query: { hash: expect.stringMatching(/^[0-9a-f]{16}$/), text: 'ROW a = "secret"' },
				asyncId: 'id1',
				millis: expect.any(Number),
				bytes: text.length,
				end: 'whole'
			}
		]);
		await (await call('/_search', visitor('ann'))).text();
		const metrics = desk.metrics.text();
		expect(metrics).toContain(
			'workbench_request_seconds_count{cluster="x",path="/_query/async",status="200"} 1'
		);
		expect(metrics).toContain('workbench_refused_total{type="workbench_path_not_allowed"} 1');
		expect(metrics).toContain('workbench_open_requests 0');
	});

	it('has one hash for one query, however its body is written', async () => {
		const { call, passed } = await counter(asyncCluster());
		for (const body of ['{"query":"ROW a = 1"}', '{ "profile": true, "query": "ROW a = 1" }'])
			await (await call('/_query', visitor(), post(body))).text();
		expect(passed[0].query?.hash).toBe(passed[1].query?.hash);
		expect(passed[0].who).toBe('address:127.0.0.1');
	});

	it('ends in the cluster when the sender goes away before the answer', async () => {
		const leave = new AbortController();
		const cut = new Promise<void>((resolve, reject) => {
			void counter((request, response) => {
				request.resume();
				response.on('close', resolve);
				setTimeout(() => leave.abort(), 50);
			}).then(async ({ call, passed }) => {
				const gone = { ...visitor('ann'), left: leave.signal };
				const answer = await call('/_query', gone, post({ query: 'ROW a = 1' }));
				expect([answer.status, await type(answer)]).toEqual([499, 'workbench_client_closed']);
				expect(passed).toMatchObject([{ status: 499 }]);
			}, reject);
		});
		await cut;
	});

	it('tells when a reader has left, and when the cluster has broken off', async () => {
		const { call, passed } = await counter((request, response) => {
			response.writeHead(200, { 'content-length': 100 });
			response.write('x'.repeat(50));
			if (request.url === '/_remote/info') setTimeout(() => response.destroy(), 20);
		});
		const left = await call('/', visitor());
		const reader = left.body?.getReader();
		await reader?.read();
		await reader?.cancel();
		await expect((await call('/_remote/info', visitor())).text()).rejects.toThrow();
		expect(passed.map(({ end, bytes }) => [end, bytes])).toEqual([
			['left', 50],
			['broken', 50]
		]);
	});
});
