import { header } from '$lib/protocol/elastic';
import type { Upstream } from '$lib/protocol/upstream';
import { readText } from './bodytext';
import { type Call, type Cluster, type Endpoint, endpoints } from './endpoints';
import { failure, Refusal } from './failure';
import { bodyTypeProblem, jsonType } from './media';
import { Query } from './query';
import { failureReply, sentenceReply } from './reply';

type Found =
	| { readonly kind: 'endpoint'; readonly endpoint: Endpoint; readonly segments: Record<string, string> }
	| { readonly kind: 'method'; readonly allowed: readonly string[] }
	| { readonly kind: 'nothing' };

/**
 * The demo cluster's REST door. Every answer, an error too, is one that Elasticsearch could give; what nobody
 * expected is logged once and told as an opaque 500. Rejects only when the request's signal is aborted.
 */
export function restDoor(cluster: Cluster, log: (message: string, error: unknown) => void): Upstream {
	return async (request) => {
		const began = performance.now();
		const url = new URL(request.url);
		const response = await reply(request, url, began, cluster, log);
		const { headers } = response;
		headers.set(header.product, 'Elasticsearch');
		if (!headers.has(header.tookNanos))
			headers.set(header.tookNanos, String(Math.round((performance.now() - began) * 1e6)));
		const opaque = request.headers.get(header.opaqueId);
		if (opaque !== null) headers.set(header.opaqueId, opaque);
		if (headers.get('content-type') === 'application/json')
			headers.set('content-type', jsonType(request.headers));
		return request.method === 'HEAD' ? new Response(null, { status: response.status, headers }) : response;
	};
}

async function reply(
	request: Request,
	url: URL,
	began: number,
	cluster: Cluster,
	log: (message: string, error: unknown) => void
): Promise<Response> {
	try {
		const found = route(request.method, url.pathname);
		const uri = url.pathname + url.search;
		if (found.kind === 'nothing')
			return sentenceReply(400, `no handler found for uri [${uri}] and method [${request.method}]`);
		if (found.kind === 'method') {
			const allowed = found.allowed.join(', ');
			const refused = sentenceReply(
				405,
				`Incorrect HTTP method for uri [${uri}] and method [${request.method}], allowed: [${allowed}]`
			);
			refused.headers.set('allow', allowed);
			return refused;
		}
		return await answer(request, url, began, found, cluster);
	} catch (error) {
		if (error instanceof Refusal) return failureReply(error.failure);
		if (request.signal.aborted) throw request.signal.reason;
		log(`${request.method} ${url.pathname} failed`, error);
		const words = 'the demo cluster failed to answer; its log has the cause';
		return failureReply(failure(500, 'illegal_state_exception', words));
	}
}

async function answer(
	request: Request,
	url: URL,
	began: number,
	{ endpoint, segments }: Extract<Found, { kind: 'endpoint' }>,
	cluster: Cluster
): Promise<Response> {
	const query = new Query(url.searchParams);
	query.check(url.pathname, endpoint.query);
	const { headers, signal } = request;
	const text = request.body ? await readText(request) : '';
	const problem = text === '' ? undefined : bodyTypeProblem(headers.get('content-type'));
	if (problem !== undefined) return sentenceReply(406, problem);
	const call: Call = {
		path: url.pathname,
		segments,
		query,
		headers,
		signal,
		began,
		body: text
	};
	return endpoint.answer(call, cluster);
}

function route(method: string, pathname: string): Found {
	const path = decoded(pathname);
	const fitting = path === undefined ? [] : endpoints.filter((endpoint) => fits(endpoint.path, path));
	if (path === undefined || fitting.length === 0) return { kind: 'nothing' };
	const endpoint = fitting.find(({ methods }) => methods.includes(method));
	if (!endpoint) return { kind: 'method', allowed: [...new Set(fitting.flatMap(({ methods }) => methods))] };
	const names = endpoint.path.slice(1).split('/');
	const variables = names.flatMap((name, at) =>
		name.startsWith('{') ? [[name.slice(1, -1), path[at]] as const] : []
	);
	return { kind: 'endpoint', endpoint, segments: Object.fromEntries(variables) };
}

function decoded(pathname: string): string[] | undefined {
	try {
		return pathname.replace(/^\//, '').replace(/\/$/, '').split('/').map(decodeURIComponent);
	} catch (error) {
		if (error instanceof URIError) return undefined;
		throw error;
	}
}

/** Does a pattern such as `/{index}/_field_caps` fit the segments? An index has no leading underscore, but for `_all`. */
function fits(pattern: string, path: readonly string[]): boolean {
	const parts = pattern.slice(1).split('/');
	return (
		parts.length === path.length &&
		parts.every((part, at) => {
			const segment = path[at];
			if (!part.startsWith('{')) return part === segment;
			if (part === '{index}' && segment.startsWith('_')) return segment === '_all';
			return segment !== '';
		})
	);
}
