import type { Upstream } from '$lib/protocol/upstream';
import { relay } from '$lib/server/relay';
import { openDemo } from '../support/demo';
import { keep } from '../support/kept';

/** Something that speaks Elasticsearch's REST API. */
export interface Target {
	readonly upstream: Upstream;
	close(): Promise<void>;
}

/** `process`: the demo cluster in a process of its own, relayed over its socket as the server does. */
export type TargetName = 'demo' | 'relay' | 'process' | 'elasticsearch';

const elasticsearchUrl = process.env.ELASTICSEARCH_URL;

/** What the suite can run against here. */
export const targetNames: readonly TargetName[] = elasticsearchUrl
	? ['demo', 'relay', 'process', 'elasticsearch']
	: ['demo', 'relay', 'process'];

if (!elasticsearchUrl) console.log('Contract: no ELASTICSEARCH_URL, so no real Elasticsearch is tried.');

export async function openTarget(name: TargetName): Promise<Target> {
	if (name === 'elasticsearch') return { upstream: elasticsearch, close: async () => undefined };
	if (name === 'process') {
		const kept = await keep();
		// Waits for every data set.
		await (await kept.ask('POST', '/_query', { query: 'FROM * | LIMIT 1' })).text();
		return { upstream: kept.upstream, close: () => kept.close() };
	}
	const demo = await openDemo();
	await demo.ready;
	const direct = demo.upstream;
	const upstream: Upstream =
		name === 'demo' ? direct : (request) => relay(direct, request, new URL(request.url).pathname);
	return {
		upstream,
		async close() {
			await demo.close();
			if (demo.errors.length > 0) throw new AggregateError(demo.errors, 'the demo cluster logged errors');
		}
	};
}

const elasticsearch: Upstream = (request) => {
	const { pathname, search } = new URL(request.url);
	const forwarded = new Request(`${elasticsearchUrl?.replace(/\/+$/, '')}${pathname}${search}`, request);
	const key = process.env.ELASTICSEARCH_API_KEY;
	if (key) forwarded.headers.set('authorization', `ApiKey ${key}`);
	return fetch(forwarded);
};

export interface Send {
	readonly method?: string;
	/** JSON text as it is, anything else is stringified. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	readonly signal?: AbortSignal;
}

/** Sends one request; a body goes as JSON unless `headers` say otherwise. */
export function send(target: Target, path: string, options: Send = {}): Promise<Response> {
	const { body, headers, signal } = options;
	return target.upstream(
		new Request(`http://cluster${path}`, {
			method: options.method ?? (body === undefined ? 'GET' : 'POST'),
			headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
			body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
			signal
		})
	);
}

/** A query of ten thousand million rows: minutes of work from nothing. */
export const slowQuery = (() => {
	const names = [...'abcdefghij'];
	const row = names.map((name) => `${name} = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]`).join(', ');
	const expand = names.map((name) => `MV_EXPAND ${name}`).join(' | ');
	return `ROW ${row} | ${expand} | STATS n = COUNT(*), s = SUM(a + b)`;
})();

/** An id that is well formed and that nobody has. */
export const unknownId = Buffer.concat(
	['FkpXb0ZaQTZ2UWZxOW1kVA', 'aM7FtJQ_Ok7gD4JUsPmwAA:1234'].flatMap((text) => [
		Buffer.from([text.length]),
		Buffer.from(text)
	])
)
	.toString('base64')
	.replaceAll('+', '-')
	.replaceAll('/', '_');
