import type {
	EnrichPolicy,
	Field,
	IndexInfo,
	InferenceEndpoint,
	SchemaSource
} from '$lib/esql/analysis/schema';

export interface CacheOptions {
	/** Milliseconds for which an answer is taken for true. */
	readonly lifetime?: number;
	/** Answers about fields that are kept. */
	readonly capacity?: number;
	/** Milliseconds that only ever grow. */
	readonly now?: () => number;
}

/**
 * Remembers what a source answered, never that it failed. Callers that ask the same at once share one request, which is
 * aborted when the last of them has given up.
 */
export class CachedSchema implements SchemaSource {
	readonly #source: SchemaSource;
	readonly #indices: Shelf<readonly IndexInfo[]>;
	readonly #remotes: Shelf<readonly string[]>;
	readonly #remoteIndices: Shelf<readonly IndexInfo[]>;
	readonly #fields: Shelf<readonly Field[]>;
	readonly #policies: Shelf<readonly EnrichPolicy[] | undefined>;
	readonly #endpoints: Shelf<readonly InferenceEndpoint[]>;
	readonly #version: Shelf<string | undefined>;

	constructor(source: SchemaSource, options: CacheOptions = {}) {
		this.#source = source;
		this.#indices = new Shelf(options);
		this.#remotes = new Shelf(options);
		this.#remoteIndices = new Shelf(options);
		this.#fields = new Shelf(options);
		this.#policies = new Shelf(options);
		this.#endpoints = new Shelf(options);
		this.#version = new Shelf(options);
	}

	indices(signal?: AbortSignal): Promise<readonly IndexInfo[]> {
		return this.#indices.get('', (shared) => this.#source.indices(shared), signal);
	}

	fields(pattern: string, signal?: AbortSignal): Promise<readonly Field[]> {
		return this.#fields.get(pattern, (shared) => this.#source.fields(pattern, shared), signal);
	}

	remotes(signal?: AbortSignal): Promise<readonly string[]> {
		return this.#remotes.get('', async (shared) => (await this.#source.remotes?.(shared)) ?? [], signal);
	}

	remoteIndices(cluster: string, signal?: AbortSignal): Promise<readonly IndexInfo[]> {
		const ask = async (shared: AbortSignal) => (await this.#source.remoteIndices?.(cluster, shared)) ?? [];
		return this.#remoteIndices.get(cluster, ask, signal);
	}

	policies(signal?: AbortSignal): Promise<readonly EnrichPolicy[] | undefined> {
		return this.#policies.get('', async (shared) => this.#source.policies?.(shared), signal);
	}

	endpoints(signal?: AbortSignal): Promise<readonly InferenceEndpoint[]> {
		return this.#endpoints.get('', async (shared) => (await this.#source.endpoints?.(shared)) ?? [], signal);
	}

	version(signal?: AbortSignal): Promise<string | undefined> {
		return this.#version.get('', async (shared) => this.#source.version?.(shared), signal);
	}

	/** Forgets everything. */
	clear(): void {
		this.#indices.clear();
		this.#remotes.clear();
		this.#remoteIndices.clear();
		this.#fields.clear();
		this.#policies.clear();
		this.#endpoints.clear();
		this.#version.clear();
	}
}

interface Entry<Value> {
	readonly value: Promise<Value>;
	readonly abort: AbortController;
	callers: number;
	/** Set once the value is here. */
	freshUntil: number | undefined;
}

class Shelf<Value> {
	readonly #entries = new Map<string, Entry<Value>>();
	readonly #lifetime: number;
	readonly #capacity: number;
	readonly #now: () => number;

	constructor({ lifetime = 300_000, capacity = 100, now = () => performance.now() }: CacheOptions) {
		this.#lifetime = lifetime;
		this.#capacity = capacity;
		this.#now = now;
	}

	async get(
		key: string,
		ask: (signal: AbortSignal) => Promise<Value>,
		signal: AbortSignal | undefined
	): Promise<Value> {
		signal?.throwIfAborted();
		const entry = this.#fresh(key) ?? this.#open(key, ask);
		entry.callers++;
		try {
			return await (signal === undefined ? entry.value : unlessAborted(entry.value, signal));
		} finally {
			entry.callers--;
			if (entry.callers === 0 && entry.freshUntil === undefined) {
				this.#forget(key, entry);
				entry.abort.abort();
			}
		}
	}

	clear(): void {
		this.#entries.clear();
	}

	#fresh(key: string): Entry<Value> | undefined {
		const entry = this.#entries.get(key);
		const fresh = entry !== undefined && (entry.freshUntil ?? Infinity) > this.#now();
		return fresh ? entry : undefined;
	}

	#open(key: string, ask: (signal: AbortSignal) => Promise<Value>): Entry<Value> {
		const abort = new AbortController();
		const entry: Entry<Value> = { value: ask(abort.signal), abort, callers: 0, freshUntil: undefined };
		this.#entries.delete(key);
		this.#entries.set(key, entry);
		entry.value.then(
			() => (entry.freshUntil = this.#now() + this.#lifetime),
			() => this.#forget(key, entry)
		);
		const oldest = this.#entries.keys().next();
		if (this.#entries.size > this.#capacity && oldest.done !== true) this.#entries.delete(oldest.value);
		return entry;
	}

	#forget(key: string, entry: Entry<Value>): void {
		if (this.#entries.get(key) === entry) this.#entries.delete(key);
	}
}

function unlessAborted<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
	return new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason as Error);
		signal.addEventListener('abort', abort, { once: true });
		value.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
}
