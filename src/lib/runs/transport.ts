import { toBody, toUrl } from '$lib/request/body';
import type { QueryRequest } from '$lib/request/request';
import type { PlainInit } from '$lib/results/messages';

/** One HTTP request of the async query protocol, ready to be sent. */
export interface Call {
	readonly url: string;
	readonly init: PlainInit;
}

const accept = { accept: 'application/json' };

/** The requests of the async query protocol for one query on one cluster. `base` is the workbench's origin, or `''`. */
export class Transport {
	readonly #root: string;
	readonly #request: QueryRequest;

	constructor(base: string, cluster: string, request: QueryRequest) {
		this.#root = `${base}/api/clusters/${encodeURIComponent(cluster)}`;
		this.#request = request;
	}

	submit(): Call {
		return {
			url: this.#root + toUrl(this.#request),
			init: {
				method: 'POST',
				headers: { ...accept, 'content-type': 'application/json' },
				body: toBody(this.#request)
			}
		};
	}

	/** Asks for the result, which the cluster holds back for up to `wait` ms while the query runs. */
	poll(id: string, wait: number): Call {
		const search = this.#search({ wait_for_completion_timeout: `${Math.round(wait)}ms` });
		return { url: this.#idUrl(id) + search, init: { method: 'GET', headers: accept } };
	}

	/** Ends the query early; the answer holds the rows so far. */
	stop(id: string): Call {
		return { url: `${this.#idUrl(id)}/stop${this.#search({})}`, init: { method: 'POST', headers: accept } };
	}

	/** Cancels the query and drops what is stored of it. */
	remove(id: string): Call {
		return { url: this.#idUrl(id), init: { method: 'DELETE', headers: accept } };
	}

	#idUrl(id: string): string {
		return `${this.#root}/_query/async/${encodeURIComponent(id)}`;
	}

	#search(extra: Record<string, string>): string {
		const search = new URLSearchParams(extra);
		if (this.#request.options.dropNullColumns === true) search.set('drop_null_columns', 'true');
		return search.size === 0 ? '' : `?${search}`;
	}
}
