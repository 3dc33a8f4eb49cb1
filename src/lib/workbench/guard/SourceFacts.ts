import type { Field, SchemaSource } from '$lib/esql/analysis/schema';
import type { GuardFacts } from './notes';

/** What has been learned of the sources of queries; each is asked for once. */
export class SourceFacts {
	readonly #schema: SchemaSource;
	/** By cluster and pattern. */
	readonly #fields = new Map<string, readonly Field[]>();
	readonly #documents = new Map<string, number | undefined>();

	constructor(schema: SchemaSource) {
		this.#schema = schema;
	}

	/** What is known of one cluster now. */
	of(cluster: string): GuardFacts {
		return {
			fields: (pattern) => this.#fields.get(key(cluster, pattern)),
			documents: (pattern) => this.#documents.get(key(cluster, pattern))
		};
	}

	/** The schema's answers are of the cluster that is asked just now: `cluster` has to be that one. */
	async learnFields(cluster: string, pattern: string, signal: AbortSignal): Promise<void> {
		this.#fields.set(key(cluster, pattern), await this.#schema.fields(pattern, signal));
	}

	async learnSize(cluster: string, pattern: string, signal: AbortSignal): Promise<void> {
		if (this.#documents.has(key(cluster, pattern))) return;
		const { Connection, indexFigures } = await import('$lib/catalog');
		const figures = await indexFigures(new Connection(cluster), pattern, signal);
		this.#documents.set(key(cluster, pattern), figures?.documents);
	}
}

const key = (cluster: string, pattern: string) => `${cluster} ${pattern}`;
