import { elasticError, header } from '$lib/protocol/elastic';
import type { Upstream } from '$lib/protocol/upstream';
import { headersToClient, headersToCluster } from './headers';
import { type Allow, decide, type Decision } from './policy';
import { Unreached } from './unreached';

/** Largest request body passed on, as Elasticsearch's own `http.max_content_length`. */
export const maxBodyBytes = 100 * 1024 * 1024;

const jsonTypes = /^(?:application\/json|application\/vnd\.elasticsearch\+json)\b/i;

/**
 * Passes one request to `upstream` and its answer back, both streamed. `path` is Elasticsearch's path, still encoded.
 * Whatever goes wrong comes back in Elasticsearch's error shape; types that start with `workbench_` are the relay's own.
 */
export async function relay(upstream: Upstream, request: Request, path: string): Promise<Response> {
	const decision = decide(request.method, path, new URL(request.url).search);
	return decision.kind === 'refuse' ? refused(decision) : pass(upstream, request, decision);
}

/** What the policy refuses, as an answer. */
export function refused({ status, reason, allow }: Extract<Decision, { kind: 'refuse' }>): Response {
	const type = status === 403 ? 'workbench_path_not_allowed' : 'illegal_argument_exception';
	return problem(status, type, reason, allow && { allow: allow.join(', ') });
}

/** Passes what the policy allows. */
export async function pass(upstream: Upstream, request: Request, { target }: Allow): Promise<Response> {
	const unfit = refuseBody(request);
	if (unfit) return unfit;
	const body = bounded(request);
	try {
		const answer = await upstream(
			new Request(`http://cluster${target}`, {
				method: request.method,
				headers: headersToCluster(request.headers),
				body: body.stream,
				signal: request.signal,
				redirect: 'manual',
				duplex: 'half'
			} as RequestInit)
		);
		return new Response(answer.body, { status: answer.status, headers: headersToClient(answer.headers) });
	} catch (error) {
		if (body.isTooLarge()) return tooLarge('is larger than it may be');
		if (error instanceof Unreached) return problem(error.status, error.type, error.message);
		if (request.signal.aborted)
			return problem(499, 'workbench_client_closed', 'the client went away before the cluster answered');
		throw error;
	}
}

/** An answer of the relay's own, in Elasticsearch's error shape. */
export function problem(
	status: number,
	type: string,
	reason: string,
	headers: Record<string, string> = {}
): Response {
	return new Response(JSON.stringify(elasticError(status, type, reason)), {
		status,
		headers: {
			'content-type': 'application/json',
			'cache-control': 'no-store',
			[header.product]: 'Elasticsearch',
			...headers
		}
	});
}

function refuseBody(request: Request): Response | undefined {
	if (!request.body) return undefined;
	const type = request.headers.get('content-type') ?? '';
	if (!jsonTypes.test(type))
		return problem(
			406,
			'media_type_header_exception',
			`Content-Type [${type}] is not supported: send application/json`
		);
	const length = Number(request.headers.get('content-length') ?? 0);
	return length > maxBodyBytes ? tooLarge(`has ${length} bytes`) : undefined;
}

const tooLarge = (what: string) =>
	problem(
		413,
		'workbench_body_too_large',
		`the request body ${what}; at most ${maxBodyBytes} bytes are relayed`
	);

/** A body that does not tell its length breaks off where it is too large. */
function bounded({ body, headers }: Request): {
	readonly stream: ReadableStream<Uint8Array> | null;
	isTooLarge(): boolean;
} {
	let passed = 0;
	const isTooLarge = () => passed > maxBodyBytes;
	if (!body || headers.has('content-length')) return { stream: body, isTooLarge };
	const counting = new TransformStream<Uint8Array, Uint8Array>({
		transform(chunk, controller) {
			passed += chunk.byteLength;
			if (isTooLarge()) throw new Error('the request body is too large');
			controller.enqueue(chunk);
		}
	});
	return { stream: body.pipeThrough(counting), isTooLarge };
}
