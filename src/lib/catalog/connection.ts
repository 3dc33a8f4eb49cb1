import { jsonObject, problemFromAnswer, unreachedProblem } from '$lib/protocol/parse';
import type { Problem } from '$lib/protocol/problem';

export interface ConnectionOptions {
	/** Origin of the workbench's server; `''` is the page's own. */
	readonly base?: string;
	readonly fetch?: typeof globalThis.fetch;
}

/** A metadata request that was not answered as hoped; `message` is the problem's sentence. */
export class CatalogError extends Error {
	constructor(readonly problem: Problem) {
		super(problem.reason);
	}
}

/** Elasticsearch's metadata paths of one cluster, through the relay. */
export class Connection {
	readonly #root: string;
	readonly #fetch: typeof globalThis.fetch;

	constructor(cluster: string, { base = '', fetch }: ConnectionOptions = {}) {
		this.#root = `${base}/api/clusters/${encodeURIComponent(cluster)}`;
		this.#fetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
	}

	/** The JSON object at `path`. Rejects with a `CatalogError`, or with the abort's reason. */
	async get(path: string, signal?: AbortSignal): Promise<Record<string, unknown>> {
		try {
			const response = await this.#fetch(this.#root + path, {
				headers: { accept: 'application/json' },
				signal: signal ?? null
			});
			const text = await response.text();
			const body = response.ok ? jsonObject(text) : undefined;
			if (body !== undefined) return body;
			throw new CatalogError(
				problemFromAnswer({ status: response.status, headers: [...response.headers] }, text)
			);
		} catch (error) {
			if (signal?.aborted === true || error instanceof CatalogError) throw error;
			throw new CatalogError(unreachedProblem(error instanceof Error ? error.message : String(error)));
		}
	}
}
