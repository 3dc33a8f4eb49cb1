import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { departure, type House, problem, refusal, start } from '$lib/server';

export const init: ServerInit = async () => {
	if (!building) await start();
};

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.requestId = randomUUID();
	const response = admit(event, await start()) ?? (await resolve(event));
	allowStyles(response.headers);
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'no-referrer');
	response.headers.set('cross-origin-opener-policy', 'same-origin');
	response.headers.set('cross-origin-resource-policy', 'same-origin');
	response.headers.set('x-request-id', event.locals.requestId);
	return response;
};

/** Lets a request in, with who sends it in its locals; or the answer that keeps it out. */
function admit(event: RequestEvent, { gate, sessions, allowedHosts }: House): Response | undefined {
	const { headers } = event.request;
	const api = event.url.pathname.startsWith('/api/');
	const reason = refusal(
		{
			host: headers.get('host'),
			origin: headers.get('origin'),
			fetchSite: api ? headers.get('sec-fetch-site') : null
		},
		allowedHosts
	);
	if (reason !== undefined) return problem(403, 'workbench_origin_refused', reason);
	const address = event.getClientAddress();
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

/** The connection of a request; adapter-node hands it on, the development server doesn't. */
const socketOf = ({ platform }: RequestEvent) =>
	(platform as { readonly req?: IncomingMessage } | undefined)?.req?.socket;

/** The editor and the grid make `<style>` elements with the page's nonce; Kit names it for scripts only. */
function allowStyles(headers: Headers): void {
	const policy = headers.get('content-security-policy');
	const nonce = /'nonce-[^']+'/.exec(policy ?? '')?.[0];
	if (policy && nonce)
		headers.set('content-security-policy', policy.replace("style-src 'self'", `style-src 'self' ${nonce}`));
}

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status >= 500)
		console.error(`[${event.locals.requestId}] ${event.request.method} ${event.url.pathname}`, error);
	return {
		message:
			status === 404 ? 'There is nothing here.' : `Something broke. Reference: ${event.locals.requestId}`
	};
};
