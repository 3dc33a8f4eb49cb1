import { header } from '$lib/protocol/elastic';
import { durationMs } from '$lib/protocol/duration';
import type { Upstream } from '$lib/protocol/upstream';
import { type AskedQuery, Overhearing } from './asked';
import { authorization } from './authorization';
import type { Auth, Limits } from './config';
import { counted, type End } from './counted';
import type { Metrics } from './metrics';
import type { Owners } from './owners';
import type { Quota } from './quota';
import { type Allow, decide, pass, problem, refused } from './relay';
import { credentialsFor, type Session } from './session';
import { wholeBody } from './wholebody';

/** Who sends a request. */
export interface Visitor {
	readonly session: Session | undefined;
	/** Named by a reverse proxy. */
	readonly user: string | undefined;
	readonly address: string;
	/** Aborted when the sender goes away before the answer has begun. */
	readonly left: AbortSignal;
}

/** Where a request goes. */
export interface Destination {
	readonly id: string;
	readonly label: string;
	readonly upstream: Upstream;
	readonly auth: Auth['kind'];
	readonly limits: Limits;
}

/** What is known when an answer has passed. */
export interface Passed {
	readonly who: string;
	readonly cluster: string;
	readonly method: string;
	/** The pattern of the path. */
	readonly path: string;
	readonly status: number;
	/** Of what was asked, where it was a query. */
	readonly query: AskedQuery | undefined;
	readonly asyncId: string | undefined;
	readonly millis: number;
	readonly bytes: number;
	readonly end: End;
}

/** What every passage shares. */
export interface Desk {
	readonly owners: Owners;
	readonly quota: Quota;
	readonly metrics: Metrics;
	readonly log: (passed: Passed) => void;
}

/** Bodies of queries that are read whole, when their keep alive must be looked at. */
const readWhole = 2 * 1024 * 1024;

/** One request on its way to a cluster and back: the policy, the sender's limits and rights, credentials, the record. */
export async function relayed(
	to: Destination,
	request: Request,
	path: string,
	visitor: Visitor,
	desk: Desk
): Promise<Response> {
	const began = performance.now();
	const refuse = (response: Response, type: string) => {
		desk.metrics.refused(type);
		return response;
	};
	const decision = decide(request.method, path, new URL(request.url).search);
	if (decision.kind === 'refuse') return refuse(refused(decision), 'workbench_path_not_allowed');
	const owner = ownerOf(visitor);
	const admission = desk.quota.enter(`${to.id} ${owner ?? visitor.address}`, to.limits);
	if (admission.kind === 'out') {
		const type = 'workbench_too_many_requests';
		return refuse(
			problem(429, type, admission.reason, { 'retry-after': String(admission.retryAfter) }),
			type
		);
	}
	desk.metrics.opened();
	let heard: Overhearing | undefined;
	const end = (status: number, asyncId: string | undefined) => (bytes: number, how: End) => {
		admission.leave();
		const millis = performance.now() - began;
		desk.metrics.closed(to.id, decision.path, status, bytes, millis / 1000);
		desk.log({
			who: owner ?? `address:${visitor.address}`,
			cluster: to.id,
			method: request.method,
			path: decision.path,
			status,
			query: heard?.heard(),
			asyncId,
			millis,
			bytes,
			end: how
		});
	};
	try {
		const checked = await check(to, request, decision, visitor, owner, desk.owners);
		let response: Response;
		if (checked.kind === 'refused') {
			desk.metrics.refused(checked.type);
			response = checked.response;
		} else {
			const query = request.method === 'POST' && /^\/_query(?:\/async)?$/.test(decision.path);
			heard = query ? new Overhearing(checked.request.body) : undefined;
			const { url, method, headers, body } = checked.request;
			const sent = {
				method,
				headers,
				body: heard ? heard.body : body,
				signal: visitor.left,
				duplex: 'half'
			} as RequestInit;
			response = await pass(checked.upstream, new Request(url, sent), decision);
		}
		const started = response.headers.get(header.asyncId) ?? undefined;
		if (started !== undefined && request.method === 'POST' && owner !== undefined && response.ok)
			desk.owners.claim(to.id, started, owner);
		const length = Number(response.headers.get('content-length') ?? 0);
		const { responseBytes } = to.limits;
		const ended = end(response.status, started ?? decision.asyncId);
		if (responseBytes > 0 && length > responseBytes) {
			await response.body?.cancel();
			ended(0, 'too large');
			return refuse(
				problem(
					413,
					'workbench_response_too_large',
					`the answer has ${length} bytes; at most ${responseBytes} are relayed`
				),
				'workbench_response_too_large'
			);
		}
		return new Response(counted(response.body, responseBytes, ended), response);
	} catch (error) {
		end(500, decision.asyncId)(0, 'broken');
		throw error;
	}
}

/** Whom a query belongs to; undefined for a client that carries no session. */
const ownerOf = ({ session, user }: Visitor): string | undefined =>
	user !== undefined ? `user:${user}` : session && `session:${session.id}`;

type Checked =
	| { readonly kind: 'sendable'; readonly request: Request; readonly upstream: Upstream }
	| { readonly kind: 'refused'; readonly type: string; readonly response: Response };

async function check(
	to: Destination,
	request: Request,
	{ asyncId }: Allow,
	visitor: Visitor,
	owner: string | undefined,
	owners: Owners
): Promise<Checked> {
	const refusal = (status: number, type: string, reason: string): Checked => ({
		kind: 'refused',
		type,
		response: problem(status, type, reason)
	});
	let { upstream } = to;
	if (to.auth === 'personal') {
		const own = credentialsFor(visitor.session, to.id);
		if (!own) return refusal(401, 'workbench_sign_in', `sign in to [${to.label}] first`);
		upstream = as(upstream, authorization(own) ?? '');
	} else if (asyncId !== undefined) {
		const theirs = owners.ownerOf(to.id, asyncId);
		if (theirs !== undefined && theirs !== owner)
			return refusal(
				403,
				'workbench_not_yours',
				'this query was started by another session: only that one may read, stop or delete it'
			);
	}
	const { keepAlive } = to.limits;
	if (keepAlive === undefined) return { kind: 'sendable', request, upstream };
	if (request.body && request.headers.has('content-encoding'))
		return refusal(
			415,
			'workbench_body_unreadable',
			'the keep_alive of a compressed body cannot be checked: send it uncompressed'
		);
	const body = await wholeBody(request, readWhole);
	if (body === undefined)
		return refusal(413, 'workbench_body_too_large', `a query's body may have ${readWhole} bytes here`);
	const asked = [new URL(request.url).searchParams.get('keep_alive'), keepAliveIn(body)];
	const longest = Math.max(...asked.map((text) => durationMs(text ?? '') ?? 0));
	if (longest > keepAlive)
		return refusal(
			413,
			'workbench_keep_alive_too_long',
			`keep_alive may be at most ${keepAlive} ms on this workbench, not ${longest} ms`
		);
	const { method, headers, url } = request;
	return {
		kind: 'sendable',
		request: body === '' ? request : new Request(url, { method, headers, body }),
		upstream
	};
}

const as =
	(upstream: Upstream, value: string): Upstream =>
	(request) => {
		request.headers.set('authorization', value);
		return upstream(request);
	};

function keepAliveIn(body: string): string | undefined {
	try {
		const json: unknown = body === '' ? undefined : JSON.parse(body);
		const value =
			typeof json === 'object' && json !== null && 'keep_alive' in json ? json.keep_alive : undefined;
		return typeof value === 'string' ? value : undefined;
	} catch {
		return undefined;
	}
}
