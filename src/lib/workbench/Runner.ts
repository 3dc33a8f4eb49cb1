import { pipelineTo } from '$lib/esql/editor/pipeline';
import { rememberParams, syncParams } from '$lib/request/params';
import type { ParamRow, QueryRequest } from '$lib/request/request';
import { validate, type Issue } from '$lib/request/validate';
import { createStore } from '$lib/results/client';
import type { Answer } from '$lib/results/store';
import { PollGate } from '$lib/runs/gate';
import { RunQueue } from '$lib/runs/queue';
import { resumeRun, startRun, type Run } from '$lib/runs/Run.svelte';
import { SavedRun, type SavedOptions } from '$lib/runs/SavedRun.svelte';
import type { LeftRun } from './left';

/** Prepares requests, sends them and keeps their answers. Its code is fetched once the editor is there. */
export class Runner {
	readonly #store = createStore();
	readonly #gate = new PollGate();
	readonly #queue: RunQueue;

	/** At most `atOnce` queries of a cluster run at a time. */
	constructor(atOnce: () => number) {
		this.#queue = new RunQueue(atOnce);
	}

	/** Sends a request to a cluster, when its turn comes; at most `budget` bytes of the answer are read. */
	start(cluster: string, request: QueryRequest, budget: number): Run {
		return startRun({ ...this.#shared, cluster, request, budget });
	}

	/** Follows a query that its cluster knows already. */
	resume({ cluster, request, startedAt }: LeftRun, id: string, budget: number): Run {
		return resumeRun({ ...this.#shared, cluster, request, budget, id, startedAt });
	}

	/** An answer that was kept; no cluster is asked. */
	saved(options: Omit<SavedOptions, 'store'>): Run {
		return new SavedRun({ ...options, store: this.#store });
	}

	/** The answer in a body that was kept, once it is read. */
	read(body: string): Promise<Answer> {
		return new Promise((resolve) => {
			const answer = this.#store.read(new Blob([body]).stream(), Infinity, { end: () => resolve(answer) });
		});
	}

	/** Lets go whom a changed `atOnce` allows. */
	reviewQueue(): void {
		this.#queue.review();
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

	get #shared() {
		return { store: this.#store, gate: this.#gate, queue: this.#queue };
	}
}
