import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connection, createCatalog, serverInfo } from '$lib/catalog';
import type { QueryRequest } from '$lib/request/request';
import type { Store } from '$lib/results/store';
import { resumeRun, startRun, type Run } from '$lib/runs/Run.svelte';
import { isActive } from '$lib/runs/state';
import { relay } from '$lib/server/relay';
import { openDemo, type OpenDemo } from '../support/demo';
import { openStore } from './cluster';

let demo: OpenDemo;
let server: Server;
let store: Store;
let base: string;

beforeAll(async () => {
	demo = await openDemo();
	await demo.ready;
	server = createServer((request, response) => void pass(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	store = openStore();
});

afterAll(async () => {
	store.close();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	await demo.close();
});

/** The relay on a port, as the server's route does it. */
async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const abort = new AbortController();
	response.on('close', () => abort.abort());
	const length = request.headers['content-length'] ?? '0';
	const hasBody = length !== '0' || request.headers['transfer-encoding'] !== undefined;
	const answer = await relay(
		demo.upstream,
		new Request(new URL(request.url ?? '/', base), {
			method: request.method,
			headers: Object.entries(request.headers).map(([name, value]): [string, string] => [
				name,
				String(value)
			]),
			body: hasBody ? (Readable.toWeb(request) as ReadableStream) : null,
			signal: abort.signal,
			duplex: 'half'
		} as RequestInit),
		new URL(request.url ?? '/', base).pathname.replace(/^\/api\/clusters\/[^/]+/, '')
	);
	response.writeHead(answer.status, Object.fromEntries(answer.headers));
	if (answer.body === null) response.end();
	else Readable.fromWeb(answer.body as never).pipe(response);
}

async function settled(run: Run): Promise<Run> {
	while (isActive(run.state)) await new Promise((resolve) => setTimeout(resolve, 5));
	return run;
}

const start = (query: string, rest: Partial<QueryRequest> = {}) =>
	startRun({
		store,
		cluster: 'demo',
		base,
		request: { query, params: [], filter: '', options: {}, ...rest }
	});
const run = (query: string, rest?: Partial<QueryRequest>) => settled(start(query, rest));

describe('runs on the demo cluster, through the relay', () => {
	it('bring exact rows, with params and filter bound', async () => {
		const done = await run(
			'FROM orders | WHERE status == ?status | EVAL big = ?big, list = ?list | KEEP status, big, list, ??field | LIMIT 3',
			{
				params: [
					{ name: 'status', type: 'string', value: 'shipped' },
					{ name: 'big', type: 'integer', value: '9007199254740993' },
					{ name: 'list', type: 'list', value: 'a\nb' },
					{ name: 'field', type: 'identifier', value: 'total' }
				],
				filter: '{"range": {"total": {"gt": 0}}}'
			}
		);
		expect(done.problem).toBeUndefined();
		expect(done.state.kind).toBe('complete');
		expect(done.columns.map(({ name }) => name)).toEqual(['status', 'big', 'list', 'total']);
		const rows = (await done.answer?.rows(0, 10)) ?? [];
		expect(rows).toHaveLength(3);
		expect(rows.map((row) => row.slice(0, 3))).toEqual(
			Array(3).fill(['shipped', '9007199254740993', ['a', 'b']])
		);
	});

	it('show the warning of the implicit limit', async () => {
		const done = await run('FROM orders | KEEP order.id');
		expect(done.progress.rows).toBe(1000);
		expect(done.warnings).toEqual([{ text: 'No limit defined, adding default limit of [1000]' }]);
	});

	it('are followed when they outlast the wait, and found again by their id', async () => {
		const request: Partial<QueryRequest> = {
			options: { waitForCompletionTimeout: '0', keepOnCompletion: true }
		};
		const query = 'FROM logs-web-* | STATS n = COUNT(*) BY host.name, url.path | LIMIT 5000';
		const done = await run(query, request);
		expect(done.problem).toBeUndefined();
		expect(done.state.kind).toBe('complete');
		expect(done.id).toMatch(/./);
		const again = resumeRun({ store, cluster: 'demo', base, request: done.request, id: done.id ?? '' });
		await settled(again);
		expect(again.state.kind).toBe('complete');
		expect(again.progress.rows).toBe(done.progress.rows);
	});

	it('are stopped with the rows so far, or were done before', async () => {
		const going = start('FROM logs-web-* | STATS n = COUNT(*) BY url.path, message | SORT n | LIMIT 10', {
			options: { waitForCompletionTimeout: '0' }
		});
		going.stop();
		await settled(going);
		expect(going.problem).toBeUndefined();
		expect(['stopped', 'complete']).toContain(going.state.kind);
		expect(going.answer).toBeDefined();
	});

	it('are gone from the cluster once cancelled', async () => {
		const going = start('FROM logs-web-* | STATS n = COUNT(*) BY url.path, message | SORT n | LIMIT 10', {
			options: { waitForCompletionTimeout: '0', keepOnCompletion: true }
		});
		while (going.id === undefined && isActive(going.state))
			await new Promise((resolve) => setTimeout(resolve, 2));
		going.cancel();
		const id = going.id ?? '';
		const gone = async () =>
			(await fetch(`${base}/api/clusters/demo/_query/async/${encodeURIComponent(id)}`)).status === 404;
		if (going.state.kind === 'cancelled') await expect.poll(gone).toBe(true);
	});

	it('say where a query is wrong', async () => {
		const done = await run('FROM orders\n| WHERE totl > 1');
		expect(done.state.kind).toBe('failed');
		expect(done.problem).toMatchObject({ kind: 'cluster', status: 400, type: 'verification_exception' });
		expect(done.problem?.places[0]).toMatchObject({ line: 2, column: 9 });
		expect(done.problem?.reason).toMatch(/^Unknown column \[totl\]/);
	});

	it('say which path the relay does not let through', async () => {
		const connection = new Connection('demo', { base });
		await expect(connection.get('/_search')).rejects.toMatchObject({
			problem: { kind: 'relay', status: 403 }
		});
	});
});

describe('the catalog of the demo cluster', () => {
	it('lists its indices and the fields of a pattern', async () => {
		const catalog = createCatalog('demo', { base });
		const indices = await catalog.indices();
		expect(indices).toContainEqual({ name: 'countries', kind: 'index', mode: 'lookup' });
		expect(indices.map(({ name }) => name)).toContain('orders');
		const fields = new Map((await catalog.fields('logs-web-*')).map(({ name, type }) => [name, type]));
		expect(fields.get('@timestamp')).toBe('date');
		expect(fields.get('event.id')).toBe('unsigned_long');
		expect(fields.get('client.ip')).toBe('ip');
		expect(fields.get('host.name')).toBe('keyword');
		expect(fields.has('host')).toBe(false);
	});

	it('fails for an index that is not there', async () => {
		await expect(createCatalog('demo', { base }).fields('nowhere')).rejects.toThrow(/nowhere/);
	});

	it('knows who answers', async () => {
		expect(await serverInfo(new Connection('demo', { base }))).toMatchObject({
			version: expect.stringMatching(/^\d/) as string
		});
	});
});
