import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Upstream } from '$lib/protocol/upstream';
import { elasticsearch, relay } from '$lib/server/relay';

/** What passes over the wire: a request of the relay and the cluster's own answer to it. */
export interface Passing {
	readonly method: string;
	/** Path and query string. */
	readonly url: string;
	readonly body: string;
	/** Which request of its kind (method and last part of the path) this is, from 1. */
	readonly count: number;
	/** Asks the cluster. */
	forward(): Promise<Answered>;
}

export interface Answered {
	readonly status: number;
	readonly headers: IncomingMessage['headers'];
	readonly body: Buffer;
}

/** Misbehaves in place of an answer; undefined lets the request through. */
export type Fault = (passing: Passing, response: ServerResponse) => unknown;

/** A real HTTP server between relay and cluster that misbehaves as `fault` says. */
export class FaultyWire {
	fault: Fault | undefined;
	/** `POST async`, `GET {id}`, `POST stop`, `DELETE {id}` in order. */
	readonly log: string[] = [];
	readonly #target: URL;
	readonly #server = createServer((request, response) => void this.#pass(request, response));

	constructor(target: string) {
		this.#target = new URL(target);
	}

	async open(): Promise<string> {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	close(): Promise<unknown> {
		this.#server.closeAllConnections();
		return new Promise((resolve) => this.#server.close(resolve));
	}

	async #pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const { method = 'GET', url = '/' } = incoming;
		const last = url.split('?', 1)[0].split('/').at(-1) ?? '';
		const kind = `${method} ${['async', 'stop'].includes(last) ? last : '{id}'}`;
		this.log.push(kind);
		const body = Buffer.concat(chunks);
		const forward = () => this.#forward(incoming, body, response);
		const passing: Passing = {
			method,
			url,
			body: body.toString(),
			count: this.log.filter((other) => other === kind).length,
			forward
		};
		try {
			if (this.fault !== undefined && (await this.fault(passing, response)) !== pass) return;
			answer(response, await forward());
		} catch (error) {
			response.destroy(error instanceof Error ? error : undefined);
		}
	}

	#forward(incoming: IncomingMessage, body: Buffer, response: ServerResponse): Promise<Answered> {
		const { method, url, headers } = incoming;
		return new Promise((resolve, reject) => {
			const outgoing = send(
				new URL(url ?? '/', this.#target),
				{ method, headers: { ...headers, host: this.#target.host } },
				async (result) => {
					const chunks: Buffer[] = [];
					for await (const chunk of result) chunks.push(chunk as Buffer);
					resolve({ status: result.statusCode ?? 0, headers: result.headers, body: Buffer.concat(chunks) });
				}
			);
			outgoing.on('error', reject);
			response.on('close', () => outgoing.destroy());
			outgoing.end(body);
		});
	}
}

/** What a fault gives back to let the request through. */
export const pass = Symbol('pass');

/** Sends a cluster's answer as it is, or with another body. */
export function answer(response: ServerResponse, { status, headers, body }: Answered, other = body): void {
	response.writeHead(status, plain(headers));
	response.end(other);
}

/** Sends the head of an answer whose body is as long as it was, and as much of that body as `end` says. */
export function begin(response: ServerResponse, { status, headers, body }: Answered, end: number): void {
	response.writeHead(status, { ...plain(headers), 'content-length': body.length });
	response.write(body.subarray(0, end));
}

function plain(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
	const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...rest } = headers;
	return rest;
}

export interface Front {
	readonly url: string;
	close(): Promise<void>;
}

/** The relay on a port, in front of what listens at `url`. */
export async function openRelay(url: string, port = 0): Promise<Front> {
	const upstream = elasticsearch({ url, headersTimeout: 2000 });
	const server = createServer((incoming, outgoing) => void relayed(upstream, incoming, outgoing));
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await upstream.close();
		}
	};
}

async function relayed(
	upstream: Upstream,
	incoming: IncomingMessage,
	outgoing: ServerResponse
): Promise<void> {
	const left = new AbortController();
	outgoing.on('close', () => left.abort());
	const { method = 'GET', url = '/', headers } = incoming;
	const request = new Request(new URL(url, 'http://relay'), {
		method,
		headers: { accept: String(headers.accept), 'content-type': headers['content-type'] ?? '' },
		body: method === 'POST' && headers['content-type'] ? Readable.toWeb(incoming) : null,
		signal: left.signal,
		duplex: 'half'
	} as RequestInit);
	try {
		const path = new URL(request.url).pathname.replace(/^\/api\/clusters\/[^/]+/, '');
		const response = await relay(upstream, request, path);
		outgoing.writeHead(response.status, [...response.headers].flat());
		if (response.body) await pipeline(Readable.fromWeb(response.body as NodeStream), outgoing);
		else outgoing.end();
	} catch (error) {
		if (!left.signal.aborted) outgoing.destroy(error instanceof Error ? error : undefined);
	}
}
