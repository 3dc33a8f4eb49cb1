import { once } from 'node:events';
import {
	createServer,
	type IncomingMessage,
	request as send,
	type RequestListener,
	type ServerResponse
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { startBuilt } from '../support/built';

const json = { 'content-type': 'application/json' };
const closers: (() => unknown)[] = [];
test.afterEach(async () => {
	for (const close of closers.splice(0).reverse()) await close();
});

/** A workbench in front of a cluster that answers as `handler` says. */
async function before(handler: RequestListener, env: Record<string, string> = {}) {
	const cluster = createServer(handler).listen(0, '127.0.0.1');
	await once(cluster, 'listening');
	closers.push(() => {
		cluster.closeAllConnections();
		cluster.close();
	});
	const { port } = cluster.address() as AddressInfo;
	const server = await startBuilt({ ELASTICSEARCH_URL: `http://127.0.0.1:${port}`, ...env });
	closers.push(() => server.stop());
	return { server, url: `${server.url}/api/clusters/elasticsearch/_query` };
}

const post = (url: string, body: string) => fetch(url, { method: 'POST', headers: json, body });

test.describe('a client that vanishes is gone for the cluster within a second', () => {
	/** Milliseconds from the client's going to the cluster's knowing, the least of three. */
	async function noticed(
		cluster: (request: IncomingMessage, response: ServerResponse) => void,
		leave: (url: string) => Promise<number>
	): Promise<number> {
		const ends: Promise<number>[] = [];
		const { url } = await before((request, response) => {
			ends.push(once(response, 'close').then(() => performance.now()));
			cluster(request, response);
		});
		const delays: number[] = [];
		for (let round = 0; round < 3; round++) {
			const left = await leave(url);
			delays.push((await ends[round]) - left);
		}
		return Math.min(...delays);
	}

	const sent = (url: string, headers: Record<string, string | number>) =>
		send(url, { method: 'POST', headers: { ...json, ...headers } }).on('error', () => undefined);

	test('while it sends', async () => {
		let arrived: () => void = () => undefined;
		const delay = await noticed(
			(request) => request.once('data', () => arrived()).on('error', () => undefined),
			async (url) => {
				const reached = new Promise<void>((resolve) => (arrived = resolve));
				const outgoing = sent(url, { 'content-length': 1_000_000 });
				outgoing.write(`{"query":"ROW a = 1"${' '.repeat(100_000)}`);
				await reached;
				outgoing.destroy();
				return performance.now();
			}
		);
		expect(delay).toBeLessThan(1000);
	});

	test('while it waits', async () => {
		let arrived: () => void = () => undefined;
		const delay = await noticed(
			(request) => request.resume().once('end', () => arrived()),
			async (url) => {
				const reached = new Promise<void>((resolve) => (arrived = resolve));
				const outgoing = sent(url, {}).end('{"query":"ROW a = 1"}');
				await reached;
				outgoing.destroy();
				return performance.now();
			}
		);
		expect(delay).toBeLessThan(1000);
	});

	test('while it reads', async () => {
		const delay = await noticed(
			(request, response) => {
				request.resume();
				response.writeHead(200, json).write('{"values":[');
				const dripping = setInterval(() => response.write('[1],'.repeat(10_000)), 5);
				response.once('close', () => clearInterval(dripping));
			},
			async (url) => {
				const outgoing = sent(url, {}).end('{"query":"ROW a = 1"}');
				const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
				answer.on('error', () => undefined);
				await once(answer, 'data');
				outgoing.destroy();
				return performance.now();
			}
		);
		expect(delay).toBeLessThan(1000);
	});
});

test.describe('a server that is told to end', () => {
	test('lets answers that are on their way arrive, and takes no new requests', async () => {
		let finish: () => void = () => undefined;
		const { server, url } = await before((request, response) => {
			request.resume();
			response.writeHead(200, json).write('{"columns":[],');
			finish = () => response.end('"values":[]}');
		});
		const answer = await post(url, '{"query":"ROW a = 1"}');
		process.kill(server.pid ?? 0, 'SIGTERM');
		await expect
			.poll(() =>
				fetch(`${server.url}/api/health`).then(
					({ status }) => status,
					() => 'refused'
				)
			)
			.toBe('refused');
		finish();
		expect(await answer.text()).toBe('{"columns":[],"values":[]}');
		expect(await server.exited).toBe(0);
		expect(server.lines.join('\n')).toContain('"end":"whole"');
	});

	test('ends those that take longer than they may', async () => {
		const { server, url } = await before(
			(request, response) => {
				request.resume();
				response.writeHead(200, json).write('{"columns":[],');
			},
			{ SHUTDOWN_TIMEOUT: '1' }
		);
		const answer = await post(url, '{"query":"ROW a = 1"}');
		process.kill(server.pid ?? 0, 'SIGTERM');
		await expect(answer.text()).rejects.toThrow();
		expect(await server.exited).toBe(0);
		expect(server.lines.join('\n')).toMatch(/"end":"(?:left|broken)"/);
	});
});
