import { toBody, toUrl } from '../body';
import { indentJson } from '../indent';
import type { QueryRequest } from '../request';

/** Whether code waits for the answer in one request, or submits the query and polls for it. */
export type Flow = 'sync' | 'async';

/**
 * Where code sends the request: to a cluster, whose address and API key it takes from environment variables, or to an
 * address that needs no credentials, such as this workbench's own.
 */
export type Target = { readonly kind: 'environment' } | { readonly kind: 'address'; readonly url: string };

export interface CodeOptions {
	readonly flow: Flow;
	readonly target: Target;
}

/** The one HTTP request that code makes first. */
export interface Call {
	readonly path: string;
	/** URL parameters by name. */
	readonly search: Readonly<Record<string, string>>;
	/** Path and URL parameters. */
	readonly url: string;
	/** Exact body, indented. */
	readonly body: string;
}

/** Names of the environment variables that code reads. */
export const environment = { url: 'ELASTICSEARCH_URL', apiKey: 'ELASTICSEARCH_API_KEY' } as const;

/** How long one poll waits for the answer. */
export const POLL = '30s';

/** The request for a flow: what only the async endpoint takes is left out of the other's body. */
export function callFor(request: QueryRequest, flow: Flow): Call {
	const { waitForCompletionTimeout, keepAlive, keepOnCompletion, ...others } = request.options;
	const kept = { waitForCompletionTimeout, keepAlive, keepOnCompletion };
	const sent = { ...request, options: flow === 'sync' ? others : { ...others, ...kept } };
	const url = flow === 'sync' ? toUrl(sent).replace('/_query/async', '/_query') : toUrl(sent);
	const [path = '', search = ''] = url.split('?');
	return {
		path,
		search: Object.fromEntries(new URLSearchParams(search)),
		url,
		body: indentJson(toBody(sent))
	};
}

/** URL parameters that a poll takes from the request, with its own wait. */
export function pollSearch({ search }: Call): Readonly<Record<string, string>> {
	const { drop_null_columns } = search;
	return {
		wait_for_completion_timeout: POLL,
		...(drop_null_columns === undefined ? {} : { drop_null_columns })
	};
}
