import type { History, HistoryEntry, Outcome, Remark, Snapshot } from '$lib/history';
import type { Run } from '$lib/runs/Run.svelte';
import { isActive, type RunState } from '$lib/runs/state';

/** What the history dialog shows. `denied` says why it lasts only as long as the page. */
export interface PastRunList {
	readonly entries: readonly HistoryEntry[];
	readonly denied: string | undefined;
}

/** The page's side of the history: each run that is over goes in once. */
export class PastRuns {
	readonly #history: Promise<History>;
	readonly #known = new WeakSet<Run>();

	/** `limit` gives how many runs are kept; it is asked when the history has been opened. */
	constructor(limit: () => number) {
		this.#history = import('$lib/history').then(({ openHistory }) => openHistory({ limit: limit() }));
	}
	/** What is being written. */
	#writing: Promise<unknown> = Promise.resolve();

	/** Remembers a run if it is over; a second call for the same run does nothing. Gives whether this was the first. */
	add(run: Run): boolean {
		const outcome = outcomeOf(run.state);
		if (outcome === undefined || this.#known.has(run)) return false;
		this.#known.add(run);
		const written = this.#write(run, outcome).catch((cause: unknown) =>
			console.warn('A run could not be kept in the history.', cause)
		);
		this.#writing = Promise.all([this.#writing, written]);
		return true;
	}

	/** A run that came out of the history does not go in again. */
	skip(run: Run): void {
		this.#known.add(run);
	}

	/** All that is remembered, newest first. */
	async list(): Promise<PastRunList> {
		await this.#writing;
		const history = await this.#history;
		return { entries: await history.list(), denied: history.denied };
	}

	/** The newest run with that async id. */
	async find(asyncId: string): Promise<HistoryEntry | undefined> {
		return (await this.list()).entries.find((entry) => entry.asyncId === asyncId);
	}

	async snapshot(id: number): Promise<Snapshot | undefined> {
		return (await this.#history).snapshot(id);
	}

	/** Rejects when what is stored can't be reached, as the next three do. */
	async remark(id: number, remark: Remark): Promise<void> {
		await (await this.#history).remark(id, remark);
	}

	async forget(id: number): Promise<void> {
		await (await this.#history).forget(id);
	}

	async clear(): Promise<void> {
		await (await this.#history).clear();
	}

	/** Adds entries of a file, oldest first. Gives how many there were; undefined when the file is no history. */
	async take(text: string): Promise<{ readonly taken: number; readonly skipped: number } | undefined> {
		const { readHistory } = await import('$lib/history');
		const read = readHistory(text);
		if (read === undefined) return undefined;
		const history = await this.#history;
		for (const { entry, snapshot } of read.entries.toReversed()) {
			const { id: _, snapshot: __, ...run } = entry;
			await history.remember(run, snapshot);
		}
		return { taken: read.entries.length, skipped: read.skipped };
	}

	/** Entries as a file that `take` reads. */
	async file(entries: readonly HistoryEntry[]): Promise<string> {
		const { writeHistory } = await import('$lib/history');
		const history = await this.#history;
		const whole = entries.map(async (entry) => ({ entry, snapshot: await history.snapshot(entry.id) }));
		return writeHistory(await Promise.all(whole));
	}

	close(): void {
		void this.#history.then((history) => history.close());
	}

	async #write(run: Run, outcome: Outcome): Promise<void> {
		const { startedAt: at, cluster, request, progress, elapsed, meta, columns, problem, id } = run;
		const [history, snapshot, completeness] = await Promise.all([
			this.#history,
			snapshotOf(run),
			completenessOf(run)
		]);
		await history.remember(
			{
				at,
				cluster,
				request,
				outcome,
				rows: progress.rows,
				elapsed: Math.round(elapsed),
				...(meta.took !== undefined && { took: meta.took }),
				...(columns.length > 0 && { columns: columns.length }),
				...(completeness !== undefined && { completeness }),
				...(problem !== undefined && { problem: problem.reason }),
				...(id !== undefined && { asyncId: id })
			},
			snapshot
		);
	}
}

/** The rows and the profile that are kept with an entry; none of an answer that is gone. */
async function snapshotOf(run: Run): Promise<Snapshot | undefined> {
	const { answer, columns, meta } = run;
	if (answer === undefined || (run.progress.rows === 0 && !meta.profile)) return undefined;
	const { LARGEST_PROFILE, SNAPSHOT_ROWS } = await import('$lib/history');
	try {
		const [rows, blob] = await Promise.all([
			answer.rows(0, SNAPSHOT_ROWS),
			meta.profile ? answer.ask('profile', {}) : undefined
		]);
		const profile = blob && blob.size <= LARGEST_PROFILE ? await blob.text() : undefined;
		return rows.length === 0 && profile === undefined
			? undefined
			: { columns, rows, ...(profile && { profile }) };
	} catch (cause) {
		console.warn('The rows of a run could not be kept in the history.', cause);
		return undefined;
	}
}

async function completenessOf(run: Run): Promise<string | undefined> {
	if (run.columns.length === 0) return undefined;
	const [{ completenessWord, judge }, { factsOf }] = await Promise.all([
		import('./status/completeness'),
		import('./status/facts')
	]);
	const judged = judge(factsOf(run));
	return judged.kind === 'waiting' ? undefined : completenessWord(judged);
}

function outcomeOf(state: RunState): Outcome | undefined {
	return state.kind === 'idle' || isActive(state) ? undefined : state.kind;
}
