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
		const { response, text } = await this.#answer(path, { headers: { accept: 'application/json' } }, signal);
		const body = response.ok ? jsonObject(text) : undefined;
		if (body !== undefined) return body;
		throw refused(response, text);
	}

	/** The text at `path`, asked with a JSON body where there is one. Rejects as `get` does. */
	async text(path: string, body?: object, signal?: AbortSignal): Promise<string> {
		const init = body && {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body)
		};
		const { response, text } = await this.#answer(path, init ?? {}, signal);
		if (response.ok) return text;
		throw refused(response, text);
	}

	async #answer(
		path: string,
		init: RequestInit,
		signal: AbortSignal | undefined
	): Promise<{ readonly response: Response; readonly text: string }> {
		try {
			const response = await this.#fetch(this.#root + path, { ...init, signal: signal ?? null });
			return { response, text: await response.text() };
		} catch (error) {
			if (signal?.aborted === true) throw error;
			throw new CatalogError(unreachedProblem(error instanceof Error ? error.message : String(error)));
		}
	}
}

const refused = (response: Response, text: string) =>
	new CatalogError(problemFromAnswer({ status: response.status, headers: [...response.headers] }, text));
