import { pipelineTo } from '$lib/esql/editor/pipeline';
import type { QueryRequest } from '$lib/request/request';
import { createStore } from '$lib/results/client';
import { startRun, type Run } from '$lib/runs/Run.svelte';

/** Sends requests and keeps their answers. Its code is fetched once the editor is there. */
export class Runner {
	readonly #store = createStore();

	/** Sends a request to a cluster; at most `budget` bytes of the answer are read. */
	start(cluster: string, request: QueryRequest, budget: number): Run {
		return startRun({ store: this.#store, cluster, request, budget });
	}

	/** The part of a query that gives the rows at `offset`. */
	upTo(query: string, offset: number): string {
		return pipelineTo(query, offset) ?? query;
	}

	close(): void {
		this.#store.close();
	}
}
