import { pipelineTo } from '$lib/esql/editor/pipeline';
import { rememberParams, syncParams } from '$lib/request/params';
import type { ParamRow, QueryRequest } from '$lib/request/request';
import { validate, type Issue } from '$lib/request/validate';
import { createStore } from '$lib/results/client';
import { startRun, type Run } from '$lib/runs/Run.svelte';

/** Prepares requests, sends them and keeps their answers. Its code is fetched once the editor is there. */
export class Runner {
	readonly #store = createStore();

	/** Sends a request to a cluster; at most `budget` bytes of the answer are read. */
	start(cluster: string, request: QueryRequest, budget: number): Run {
		return startRun({ store: this.#store, cluster, request, budget });
	}

	/** What stands in the way of sending a request. */
	issues(request: QueryRequest): readonly Issue[] {
		return validate(request);
	}

	/** One row for each placeholder of the query, with its value where one is known. */
	rowsOf(query: string, known: readonly ParamRow[]): readonly ParamRow[] {
		return query.includes('?') ? syncParams(query, known) : [];
	}

	/** `rows`, and the known ones whose placeholders are not in the text just now. */
	remember(known: readonly ParamRow[], rows: readonly ParamRow[]): readonly ParamRow[] {
		return rememberParams(known, rows);
	}

	/** The part of a query that gives the rows at `offset`. */
	upTo(query: string, offset: number): string {
		return pipelineTo(query, offset) ?? query;
	}

	close(): void {
		this.#store.close();
	}
}
