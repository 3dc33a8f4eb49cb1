import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Upstream } from '$lib/protocol/upstream';

export interface Served {
	/** `http://127.0.0.1:port` */
	readonly url: string;
	close(): Promise<void>;
}

/** An upstream behind a real HTTP server, streaming both ways; a client that leaves aborts the request. */
export async function serve(upstream: Upstream): Promise<Served> {
	const server = createServer((incoming, outgoing) => void answer(upstream, incoming, outgoing));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close() {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		}
	};
}

async function answer(
	upstream: Upstream,
	incoming: IncomingMessage,
	outgoing: ServerResponse
): Promise<void> {
	const left = new AbortController();
	outgoing.on('close', () => left.abort());
	try {
		const response = await upstream(requestOf(incoming, left.signal));
		outgoing.writeHead(response.status, Object.fromEntries(response.headers));
		if (response.body) await pipeline(Readable.fromWeb(response.body as NodeStream), outgoing);
		else outgoing.end();
	} catch (error) {
		if (left.signal.aborted) return;
		outgoing.destroy(error instanceof Error ? error : new Error(String(error)));
	}
}

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'expect', 'host'];

function requestOf(incoming: IncomingMessage, signal: AbortSignal): Request {
	const { method = 'GET', url = '/' } = incoming;
	const headers = new Headers();
	for (const [name, value] of Object.entries(incoming.headers))
		if (value !== undefined && !hopByHop.includes(name)) headers.set(name, String(value));
	const hasBody = incoming.headers['content-length'] !== undefined || 'transfer-encoding' in incoming.headers;
	const body = hasBody && method !== 'GET' && method !== 'HEAD' ? Readable.toWeb(incoming) : undefined;
	return new Request(`http://cluster${url}`, {
		method,
		headers,
		body,
		signal,
		duplex: 'half'
	} as RequestInit);
}
