import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { allowedHosts, problem, refusal, start } from '$lib/server';

export const init: ServerInit = async () => {
	if (!building) await start();
};

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.requestId = randomUUID();
	const { headers } = event.request;
	const reason = refusal(
		{
			host: headers.get('host'),
			origin: headers.get('origin'),
			fetchSite: event.url.pathname.startsWith('/api/') ? headers.get('sec-fetch-site') : null
		},
		allowedHosts()
	);
	const response =
		reason === undefined ? await resolve(event) : problem(403, 'workbench_origin_refused', reason);
	allowStyles(response.headers);
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'no-referrer');
	response.headers.set('cross-origin-opener-policy', 'same-origin');
	response.headers.set('cross-origin-resource-policy', 'same-origin');
	response.headers.set('x-request-id', event.locals.requestId);
	return response;
};

/** The editor and the grid make `<style>` elements with the page's nonce; Kit names it for scripts only. */
function allowStyles(headers: Headers): void {
	const policy = headers.get('content-security-policy');
	const nonce = /'nonce-[^']+'/.exec(policy ?? '')?.[0];
	if (policy && nonce)
		headers.set('content-security-policy', policy.replace("style-src 'self'", `style-src 'self' ${nonce}`));
}

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status !== 404)
		console.error(`[${event.locals.requestId}] ${event.request.method} ${event.url.pathname}`, error);
	return {
		message:
			status === 404 ? 'There is nothing here.' : `Something broke. Reference: ${event.locals.requestId}`
	};
};
