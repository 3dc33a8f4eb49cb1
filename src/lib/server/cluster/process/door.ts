import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Upstream } from '$lib/protocol/upstream';

/** An upstream behind HTTP, streaming both ways; a client that leaves aborts its request. */
export function httpDoor(upstream: Upstream, log: (message: string, error: unknown) => void): Server {
	const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (incoming, outgoing) => {
		answer(upstream, incoming, outgoing).catch((error: unknown) => {
			log(`${incoming.method} ${incoming.url} broke off`, error);
			outgoing.destroy();
		});
	});
	return server;
}

async function answer(
	upstream: Upstream,
	incoming: IncomingMessage,
	outgoing: ServerResponse
): Promise<void> {
	const left = new AbortController();
	outgoing.once('close', () => {
		if (!outgoing.writableFinished) left.abort();
	});
	try {
		const response = await upstream(requestOf(incoming, await bodyOf(incoming), left.signal));
		outgoing.writeHead(response.status, [...response.headers].flat());
		if (response.body) await write(response.body, outgoing, left.signal);
		outgoing.end();
	} catch (error) {
		if (!left.signal.aborted) throw error;
	}
}

/** Reads no faster than the client takes. */
async function write(
	body: ReadableStream<Uint8Array>,
	outgoing: ServerResponse,
	left: AbortSignal
): Promise<void> {
	const reader = body.getReader();
	try {
		for (let next = await reader.read(); !next.done; next = await reader.read()) {
			if (!outgoing.write(next.value)) await once(outgoing, 'drain', { signal: left });
		}
	} finally {
		await reader.cancel();
	}
}

function requestOf(incoming: IncomingMessage, body: Body, signal: AbortSignal): Request {
	const { method = 'GET', url = '/', rawHeaders } = incoming;
	const headers = new Headers();
	for (let at = 0; at < rawHeaders.length; at += 2)
		if (!hopByHop.has(rawHeaders[at].toLowerCase())) headers.append(rawHeaders[at], rawHeaders[at + 1]);
	return new Request(`http://cluster${url}`, {
		method,
		headers,
		signal,
		body,
		duplex: 'half'
	} as RequestInit);
}

type Body = Buffer | ReadableStream | undefined;

/** Bytes up to which a body is read before its request is passed on: a stream of it would take longer than a small query. */
const small = 64 * 1024;

async function bodyOf(incoming: IncomingMessage): Promise<Body> {
	const { method, headers } = incoming;
	const length = headers['content-length'];
	if (method === 'GET' || method === 'HEAD') return undefined;
	if (length === undefined && headers['transfer-encoding'] === undefined) return undefined;
	if (length === undefined || Number(length) > small) return Readable.toWeb(incoming) as ReadableStream;
	const pieces: Buffer[] = [];
	for await (const piece of incoming as AsyncIterable<Buffer>) pieces.push(piece);
	return Buffer.concat(pieces);
}

const hopByHop: ReadonlySet<string> = new Set([
	'connection',
	'keep-alive',
	'transfer-encoding',
	'expect',
	'host'
]);
