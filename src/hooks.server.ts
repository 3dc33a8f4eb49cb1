import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { compressed, departure, type House, problem, refusal, start } from '$lib/server';

export const init: ServerInit = async () => {
	if (!building) await start();
};

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.requestId = randomUUID();
	const response = admit(event, await start()) ?? unknown(event) ?? shaped(event, await resolve(event));
	allowStyles(response.headers);
	if (!response.headers.has('cache-control'))
		response.headers.set('cache-control', isApi(event) ? 'no-store' : 'private, no-cache');
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'no-referrer');
	response.headers.set('cross-origin-opener-policy', 'same-origin');
	response.headers.set('cross-origin-resource-policy', 'same-origin');
	response.headers.set('x-request-id', event.locals.requestId);
	return compressed(event.request, response);
};

/** Lets a request in, with who sends it in its locals; or the answer that keeps it out. */
function admit(event: RequestEvent, { gate, sessions, allowedHosts }: House): Response | undefined {
	const { headers } = event.request;
	const reason = refusal(
		{
			host: headers.get('host'),
			origin: headers.get('origin'),
			fetchSite: isApi(event) ? headers.get('sec-fetch-site') : null
		},
		allowedHosts
	);
	if (reason !== undefined) return problem(403, 'workbench_origin_refused', reason);
	// A connection that is gone already has no address.
	const address = event.getClientAddress() || 'unknown';
	const entry = gate({ address, header: (name) => headers.get(name) });
	if (entry.kind === 'out' && !event.url.pathname.startsWith('/api/health'))
		return problem(
			entry.status,
			'workbench_closed',
			entry.reason,
			entry.challenge === undefined ? {} : { 'www-authenticate': entry.challenge }
		);
	event.locals.visitor = {
		address,
		left: departure(event.request, socketOf(event)),
		user: entry.kind === 'in' ? entry.user : undefined,
		session: sessions.read(headers.get('cookie'), event.url.port)
	};
	return undefined;
}

const isApi = ({ url }: RequestEvent) => /^\/(?:api|metrics)(?:\/|$)/.test(url.pathname);

/** What is no path of the API's, in its error shape. */
function unknown(event: RequestEvent): Response | undefined {
	if (event.route.id !== null || !isApi(event)) return undefined;
	const { pathname } = event.url;
	try {
		decodeURI(pathname);
	} catch {
		return problem(400, 'workbench_path_malformed', `the path [${pathname}] cannot be decoded`);
	}
	return problem(404, 'workbench_unknown_path', `there is nothing at [${pathname}]`);
}

/** What Kit itself says on the API's paths, in its error shape. */
function shaped(event: RequestEvent, response: Response): Response {
	if (!isApi(event)) return response;
	const { method } = event.request;
	if (event.locals.failure !== undefined)
		return problem(500, 'workbench_internal_error', event.locals.failure);
	const allow = response.headers.get('allow');
	if (response.status !== 405 || allow === null || response.headers.has('content-type')) return response;
	const reason = `the method [${method}] is not one of [${allow}], which [${event.url.pathname}] takes`;
	return problem(405, 'workbench_method_not_allowed', reason, { allow });
}

/** The connection of a request; adapter-node hands it on, the development server doesn't. */
const socketOf = ({ platform }: RequestEvent) =>
	(platform as { readonly req?: IncomingMessage } | undefined)?.req?.socket;

/** The editor and the grid make `<style>` elements with the page's nonce; Kit names it for them only where it writes styles itself. */
function allowStyles(headers: Headers): void {
	const policy = headers.get('content-security-policy');
	const nonce = /'nonce-[^']+'/.exec(policy ?? '')?.[0];
	if (policy && nonce && !policy.includes(`style-src 'self' ${nonce}`))
		headers.set('content-security-policy', policy.replace("style-src 'self'", `style-src 'self' ${nonce}`));
}

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status >= 500)
		console.error(`[${event.locals.requestId}] ${event.request.method} ${event.url.pathname}`, error);
	if (status === 404) return { message: 'There is nothing here.' };
	const message = `Something broke. Reference: ${event.locals.requestId}`;
	if (status >= 500) event.locals.failure = message;
	return { message };
};
