import type { History, HistoryEntry, Outcome } from '$lib/history';
import type { Run } from '$lib/runs/Run.svelte';
import { isActive, type RunState } from '$lib/runs/state';

/** What the history dialog shows. `denied` says why it lasts only as long as the page. */
export interface PastRunList {
	readonly entries: readonly HistoryEntry[];
	readonly denied: string | undefined;
}

/** The page's side of the history: each run that is over goes in once. */
export class PastRuns {
	readonly #history: Promise<History> = import('$lib/history').then(({ openHistory }) => openHistory());
	readonly #known = new WeakSet<Run>();

	/** Remembers a run if it is over; a second call for the same run does nothing. */
	add(run: Run): void {
		const outcome = outcomeOf(run.state);
		if (outcome === undefined || this.#known.has(run)) return;
		this.#known.add(run);
		const { startedAt: at, cluster, request, progress, elapsed, meta } = run;
		const entry = { at, cluster, request, outcome, rows: progress.rows, elapsed: Math.round(elapsed) };
		void this.#history.then((history) =>
			history.remember(meta.took === undefined ? entry : { ...entry, took: meta.took })
		);
	}

	/** The newest two hundred. */
	async list(): Promise<PastRunList> {
		const history = await this.#history;
		return { entries: await history.list(200), denied: history.denied };
	}

	/** Rejects when what is stored can't be reached. */
	async clear(): Promise<void> {
		await (await this.#history).clear();
	}

	close(): void {
		void this.#history.then((history) => history.close());
	}
}

function outcomeOf(state: RunState): Outcome | undefined {
	return state.kind === 'idle' || isActive(state) ? undefined : state.kind;
}
