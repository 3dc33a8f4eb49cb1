import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StoreClient } from '$lib/results/client';
import { serve } from '$lib/results/serve';
import type { Store } from '$lib/results/store';

/** What a scripted cluster was asked. */
export interface Asked {
	readonly method: string;
	/** Without the relay's prefix. */
	readonly path: string;
	readonly search: URLSearchParams;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
}

export type Script = (asked: Asked, response: ServerResponse, count: number) => unknown;

/** A real HTTP server in the relay's place that answers as a test says; `undo` closes it. */
export class ScriptedCluster {
	readonly asked: Asked[] = [];
	base = '';
	#server = createServer();

	async open(script: Script, port = 0): Promise<void> {
		this.#server = createServer((request, response) => void this.#answer(script, request, response));
		await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
		this.base = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	get port(): number {
		return Number(new URL(this.base).port);
	}

	/** `POST /_query/async`, `GET /_query/async/id` …, in order. */
	get log(): string[] {
		return this.asked.map(({ method, path }) => `${method} ${path}`);
	}

	async #answer(script: Script, request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '', this.base);
		let body = '';
		for await (const chunk of request) body += String(chunk);
		const asked: Asked = {
			method: request.method ?? '',
			path: url.pathname.replace(/^\/api\/clusters\/[^/]+/, ''),
			search: url.searchParams,
			headers: request.headers,
			body
		};
		this.asked.push(asked);
		await script(asked, response, this.asked.length);
	}
}

/** The real store, on the other end of a message channel; `close` ends it. */
export function openStore(): Store {
	const { port1, port2 } = new MessageChannel();
	serve(port2);
	const client = new StoreClient(port1, () => port1.close());
	port1.start();
	port2.start();
	return client;
}

export const id = 'FkpX+/b0Za==';

export function json(
	response: ServerResponse,
	body: unknown,
	status = 200,
	headers: Record<string, string> = {}
): void {
	response.writeHead(status, {
		'content-type': 'application/json',
		'x-elastic-product': 'Elasticsearch',
		...headers
	});
	response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export function running(response: ServerResponse, extra: object = {}): void {
	json(response, { id, is_running: true, ...extra, columns: [], values: [] }, 200, {
		'x-elasticsearch-async-id': id,
		'x-elasticsearch-async-is-running': '?1'
	});
}

/** As clusters before 8.16 say it: without headers. */
export function runningWithoutHeaders(response: ServerResponse): void {
	json(response, { id, is_running: true, columns: [], values: [] });
}

export const result = (rows: number, meta: object = {}) => ({
	is_running: false,
	took: 7,
	is_partial: false,
	...meta,
	columns: [{ name: 'n', type: 'long' }],
	values: Array.from({ length: rows }, (_, n) => [n])
});

export function finished(
	response: ServerResponse,
	rows: number,
	meta: object = {},
	headers: Record<string, string> = {}
): void {
	json(response, result(rows, meta), 200, { 'x-elasticsearch-async-is-running': '?0', ...headers });
}

export function failed(
	response: ServerResponse,
	status: number,
	type: string,
	reason: string,
	headers: Record<string, string> = {}
): void {
	json(response, { error: { root_cause: [{ type, reason }], type, reason }, status }, status, headers);
}

export const notFound = (response: ServerResponse) =>
	failed(response, 404, 'resource_not_found_exception', id);
