import { header } from '$lib/protocol/elastic';

const toCluster = [
	'accept',
	'accept-encoding',
	'content-type',
	'content-encoding',
	'content-length',
	'traceparent',
	'tracestate',
	'x-elastic-client-meta',
	header.opaqueId
];

const toClient = [
	'allow',
	'content-encoding',
	'content-length',
	'content-type',
	'retry-after',
	'warning',
	header.asyncId,
	header.isRunning,
	header.opaqueId,
	header.product,
	header.tookNanos
];

/** The caller's headers that the cluster may see: no cookies, no credentials, nothing hop-by-hop. */
export const headersToCluster = (headers: Headers) => pick(headers, toCluster);

/** The cluster's headers that the caller may see, never cached. `www-authenticate` stays here: it opens the browser's own login box. */
export function headersToClient(headers: Headers): Headers {
	const passed = pick(headers, toClient);
	passed.set('cache-control', 'no-store');
	return passed;
}

function pick(headers: Headers, names: readonly string[]): Headers {
	const picked = new Headers();
	for (const name of names) {
		const value = headers.get(name);
		if (value !== null) picked.set(name, value);
	}
	return picked;
}
