import type { EnrichPolicy, Field, IndexInfo, InferenceEndpoint, SchemaSource } from '../../analysis/schema';

/** Milliseconds for which a question that failed is not asked again. */
const rest = 30_000;
/** Milliseconds that a list of completions waits for the cluster. */
const patience = 1000;

/**
 * What a cluster says, made safe for typing: a failure is logged once, answered with nothing and not repeated for a while;
 * an answer that takes too long is left for the next time. Rejects only with the reason of an abort.
 */
export class Answers {
	readonly #schema: SchemaSource | undefined;
	readonly #now: () => number;
	readonly #failed = new Map<string, number>();

	constructor(schema?: SchemaSource, now: () => number = () => performance.now()) {
		this.#schema = schema;
		this.#now = now;
	}

	async indices(signal?: AbortSignal): Promise<readonly IndexInfo[]> {
		return (await this.#ask('indices', (schema) => schema.indices(signal), signal)) ?? [];
	}

	async remotes(signal?: AbortSignal): Promise<readonly string[]> {
		return (await this.#ask('remote clusters', (schema) => schema.remotes?.(signal), signal)) ?? [];
	}

	async remoteIndices(cluster: string, signal?: AbortSignal): Promise<readonly IndexInfo[]> {
		const ask = (schema: SchemaSource) => schema.remoteIndices?.(cluster, signal);
		return (await this.#ask(`indices of ${cluster}`, ask, signal)) ?? [];
	}

	fields(pattern: string, signal?: AbortSignal): Promise<readonly Field[] | undefined> {
		return this.#ask(`fields of ${pattern}`, (schema) => schema.fields(pattern, signal), signal);
	}

	async policies(signal?: AbortSignal): Promise<readonly EnrichPolicy[]> {
		return (await this.#ask('enrich policies', (schema) => schema.policies?.(signal), signal)) ?? [];
	}

	async endpoints(signal?: AbortSignal): Promise<readonly InferenceEndpoint[]> {
		return (await this.#ask('inference endpoints', (schema) => schema.endpoints?.(signal), signal)) ?? [];
	}

	version(signal?: AbortSignal): Promise<string | undefined> {
		return this.#ask('version', (schema) => schema.version?.(signal), signal);
	}

	async #ask<Answer>(
		what: string,
		ask: (schema: SchemaSource) => Promise<Answer> | undefined,
		signal: AbortSignal | undefined
	): Promise<Answer | undefined> {
		if (!this.#schema || (this.#failed.get(what) ?? -Infinity) > this.#now()) return undefined;
		try {
			return await withPatience(ask(this.#schema));
		} catch (cause) {
			if (signal?.aborted) throw signal.reason;
			this.#failed.set(what, this.#now() + rest);
			console.error(`Completion does without the ${what}.`, cause);
			return undefined;
		}
	}
}

async function withPatience<Answer>(answer: Promise<Answer> | undefined): Promise<Answer | undefined> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
	try {
		return await Promise.race([answer, late]);
	} finally {
		clearTimeout(timer);
	}
}
