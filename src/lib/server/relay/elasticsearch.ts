import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { Agent, request as send } from 'undici';
import type { Upstream } from '$lib/protocol/upstream';
import { connectorOf, type TlsOptions } from './tls';
import { type BodyEnd, type Watch, watchable } from './watch';
import { unreached } from './unreached';

/** One Elasticsearch to relay to. */
export interface ElasticsearchOptions {
	readonly url: string;
	/** Value of the Authorization header; without one, that of the request. */
	readonly authorization?: string;
	/** Set on every request. */
	readonly headers?: Readonly<Record<string, string>>;
	readonly tls?: TlsOptions;
	/** Milliseconds until a connection must stand. */
	readonly connectTimeout?: number;
	/** Milliseconds until response headers must have come; longer than any wait_for_completion_timeout in use. */
	readonly headersTimeout?: number;
	/** Unix socket or pipe to connect to instead of the URL's host. */
	readonly socketPath?: string;
}

/** An upstream that is a real cluster, over kept-alive connections. Redirects are answers like any other, never followed. */
export function elasticsearch(options: ElasticsearchOptions): Upstream & { close(): Promise<void> } {
	const agent = new Agent({
		connect: connectorOf({
			...options.tls,
			timeout: options.connectTimeout ?? 10_000,
			socketPath: options.socketPath
		}),
		headersTimeout: options.headersTimeout ?? 600_000,
		bodyTimeout: 0,
		maxHeaderSize: 1024 * 1024,
		pipelining: 1,
		// A socket of this machine takes in no more at once than its backlog (511) and refuses the rest.
		...(options.socketPath !== undefined && { connections: 500 })
	});
	const { origin, hostname, pathname } = new URL(options.url);
	const base = pathname === '/' ? '' : pathname;
	const local = options.socketPath !== undefined || isLoopback(hostname);

	const upstream: Upstream = async (request) => {
		const { pathname: path, search } = new URL(request.url);
		const headers: Record<string, string> = { ...Object.fromEntries(request.headers), ...options.headers };
		if (options.authorization) headers.authorization = options.authorization;
		if (local) headers['accept-encoding'] = 'identity';
		try {
			const answer = await send(`${origin}${base}${path}${search}`, {
				method: request.method as 'GET',
				headers,
				body: request.body as AsyncIterable<Uint8Array> | null as never,
				signal: request.signal,
				dispatcher: agent,
				highWaterMark: 256 * 1024
			});
			const bodiless = request.method === 'HEAD' || answer.statusCode === 204 || answer.statusCode === 304;
			if (bodiless) answer.body.resume();
			return new Response(bodiless ? null : bytes(answer.body), {
				status: answer.statusCode,
				headers: flatten(answer.headers)
			});
		} catch (error) {
			throw unreached(error, origin) ?? error;
		}
	};
	return Object.assign(upstream, { close: () => agent.destroy() });
}

/** Compression costs more than it saves where no wire is. */
const isLoopback = (hostname: string) =>
	hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
	const flat = new Headers();
	for (const [name, value] of Object.entries(headers)) {
		for (const one of Array.isArray(value) ? value : [value ?? '']) flat.append(name, one);
	}
	return flat;
}

/** Told of what has passed before its watcher comes. */
class Memory implements Watch {
	bytes = 0;
	end: BodyEnd | undefined;

	passed(bytes: number): void {
		this.bytes += bytes;
	}

	ended(how: BodyEnd): void {
		this.end = how;
	}
}

/** A Node stream as a web stream that reads a little ahead, so that a slow reader slows the cluster. It can be watched. */
function bytes(body: Readable): ReadableStream<Uint8Array> {
	const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
	const memory = new Memory();
	let watch: Watch = memory;
	let controller: ReadableStreamDefaultController<Uint8Array>;
	const stream = new ReadableStream<Uint8Array>(
		{
			start: (own) => void (controller = own),
			async pull() {
				try {
					const next = await chunks.next();
					if (next.done) {
						watch.ended('whole');
						return controller.close();
					}
					watch.passed(next.value.byteLength);
					controller.enqueue(next.value);
				} catch (error) {
					watch.ended('broken');
					body.destroy();
					throw error;
				}
			},
			cancel(reason) {
				watch.ended('left');
				body.destroy(reason instanceof Error ? reason : undefined);
			}
		},
		{ highWaterMark: 256 * 1024, size: (chunk) => chunk.byteLength }
	);
	return watchable(stream, (watcher) => {
		watch = watcher;
		try {
			if (memory.bytes > 0) watcher.passed(memory.bytes);
		} catch (error) {
			controller.error(error);
			body.destroy();
		}
		if (memory.end !== undefined) watcher.ended(memory.end);
	});
}
