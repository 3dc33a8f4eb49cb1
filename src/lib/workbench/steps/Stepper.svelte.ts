import type { Cell } from '$lib/results/messages';
import type { Run } from '$lib/runs/Run.svelte';
import { isActive } from '$lib/runs/state';
import type { Runner } from '../Runner';
import type { QueryRequest } from '$lib/request/request';
import { columnChanges, countOf, sampleOf, stagesOf, type ColumnChanges, type Stage } from './stages';

const BUDGET = 32 * 1_048_576;

/** A pipeline that is looked at stage by stage. Its runs leave the tab, the history and the address bar alone. */
export class Stepper {
	readonly stages: readonly Stage[];
	at: number = $state(0);
	readonly #request: QueryRequest;
	readonly #runner: Runner;
	readonly #cluster: string;
	#samples: readonly (Run | undefined)[] = $state.raw([]);
	#counts: readonly (Run | undefined)[] = $state.raw([]);
	#totals: readonly (string | undefined)[] = $state.raw([]);

	constructor(request: QueryRequest, runner: Runner, cluster: string) {
		this.stages = stagesOf(request.query);
		this.#request = request;
		this.#runner = runner;
		this.#cluster = cluster;
	}

	/** The few rows of a stage, once it was shown. */
	sample(at: number): Run | undefined {
		return this.#samples[at];
	}

	/** How many rows a stage gives: a number, why there is none, or undefined while it was not asked. */
	total(at: number): string | undefined {
		const run = this.#counts[at];
		if (run === undefined) return undefined;
		return isActive(run.state) ? '…' : (run.problem?.reason ?? this.#totals[at]);
	}

	changes(at: number): ColumnChanges | undefined {
		const [before, now] = [this.#samples[at - 1], this.#samples[at]];
		return before && now && isDone(before) && isDone(now)
			? columnChanges(before.columns, now.columns)
			: undefined;
	}

	/** Shows a stage, and asks for its rows and those of the stage before where that was not done. */
	show(at: number): void {
		this.at = Math.max(0, Math.min(at, this.stages.length - 1));
		for (const wanted of [this.at - 1, this.at]) {
			const stage = this.stages[wanted];
			if (stage === undefined || this.#samples[wanted] !== undefined) continue;
			this.#samples = placed(this.#samples, wanted, this.#start(sampleOf(stage)));
		}
	}

	/** Counts the rows after every stage. */
	count(): void {
		this.stages.forEach((stage, at) => {
			if (this.#counts[at] !== undefined) return;
			const run = this.#start(countOf(stage));
			this.#counts = placed(this.#counts, at, run);
		});
	}

	/** Reads counts that have come in. */
	async gather(): Promise<void> {
		for (const [at, run] of this.#counts.entries()) {
			if (run?.answer === undefined || !isDone(run) || this.#totals[at] !== undefined) continue;
			const cell: Cell | undefined = (await run.answer.rows(0, 1))[0]?.[0];
			this.#totals = placed(this.#totals, at, typeof cell === 'string' ? cell : '?');
		}
	}

	close(): void {
		for (const run of [...this.#samples, ...this.#counts]) run?.dispose();
	}

	#start(query: string): Run {
		const params = this.#runner.rowsOf(query, this.#request.params);
		return this.#runner.start(this.#cluster, { ...this.#request, query, params }, BUDGET);
	}
}

function isDone({ state }: Run): boolean {
	return ['complete', 'partial', 'stopped'].includes(state.kind);
}

function placed<Item>(
	list: readonly (Item | undefined)[],
	at: number,
	item: Item
): readonly (Item | undefined)[] {
	const copy = [...list];
	copy[at] = item;
	return copy;
}
