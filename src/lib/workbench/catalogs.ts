import type { CachedSchema } from '$lib/catalog';
import type {
	EnrichPolicy,
	Field,
	IndexInfo,
	InferenceEndpoint,
	SchemaSource
} from '$lib/esql/analysis/schema';

/** What exists in the cluster that `current` names at the moment of asking. What was learned of each cluster is kept. */
export class Catalogs implements SchemaSource {
	readonly #current: () => Promise<string>;
	readonly #known = new Map<string, CachedSchema>();

	constructor(current: () => Promise<string>) {
		this.#current = current;
	}

	async indices(signal?: AbortSignal): Promise<readonly IndexInfo[]> {
		return (await this.#catalog()).indices(signal);
	}

	async fields(pattern: string, signal?: AbortSignal): Promise<readonly Field[]> {
		return (await this.#catalog()).fields(pattern, signal);
	}

	async remotes(signal?: AbortSignal): Promise<readonly string[]> {
		return (await this.#catalog()).remotes(signal);
	}

	async remoteIndices(cluster: string, signal?: AbortSignal): Promise<readonly IndexInfo[]> {
		return (await this.#catalog()).remoteIndices(cluster, signal);
	}

	async policies(signal?: AbortSignal): Promise<readonly EnrichPolicy[] | undefined> {
		return (await this.#catalog()).policies(signal);
	}

	async endpoints(signal?: AbortSignal): Promise<readonly InferenceEndpoint[]> {
		return (await this.#catalog()).endpoints(signal);
	}

	async version(signal?: AbortSignal): Promise<string | undefined> {
		return (await this.#catalog()).version(signal);
	}

	/** Forgets everything, so that the next question is asked anew. */
	clear(): void {
		for (const catalog of this.#known.values()) catalog.clear();
	}

	async #catalog(): Promise<CachedSchema> {
		const [id, { createCatalog }] = await Promise.all([this.#current(), import('$lib/catalog')]);
		const catalog = this.#known.get(id) ?? createCatalog(id);
		this.#known.set(id, catalog);
		return catalog;
	}
}
