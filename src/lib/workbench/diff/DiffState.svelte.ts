import type { Difference } from '$lib/results/questions';
import type { Run } from '$lib/runs/Run.svelte';
import { counted } from '../status/words';
import type { Tab } from '../Tab.svelte';
import { likelyKeys, sharedColumns } from './columns';
import { keptRows, type Candidate } from './KeptRows.svelte';

/** Changes of each kind that are shown. */
export const MOST_CHANGES = 400;

/** Which results are compared, by which columns, and what differs. */
export class DiffState {
	before = $state('');
	after = $state('');
	/** What differs; that of the choice before, while the worker compares. */
	difference: Difference | undefined = $state.raw();
	failure: string | undefined = $state();
	busy = $state(false);
	/** Keys that a person chose; undefined leaves them to the columns' types. */
	#chosen: readonly string[] | undefined = $state.raw();
	readonly #tabs: () => readonly Tab[];

	readonly candidates: readonly Candidate[] = $derived.by(() => [
		...keptRows.sides,
		...this.#tabs().flatMap(({ id, name, shown }) =>
			shown?.answer ? [{ id, label: labelOf(name, shown), columns: shown.columns, answer: shown.answer }] : []
		)
	]);
	readonly #sides: readonly [Candidate, Candidate] | undefined = $derived.by(() => {
		const [a, b] = [this.before, this.after].map((id) => this.candidates.find((one) => one.id === id));
		return a && b && a.id !== b.id ? [a, b] : undefined;
	});
	readonly shared: readonly string[] = $derived(
		this.#sides ? sharedColumns(this.#sides[0].columns, this.#sides[1].columns) : []
	);
	readonly keys: readonly string[] = $derived.by(() => {
		if (!this.#sides) return [];
		const kept = this.#chosen?.filter((name) => this.shared.includes(name));
		const isUseless = kept === undefined || (kept.length === 0 && this.#chosen?.length !== 0);
		return isUseless ? likelyKeys(this.#sides[0].columns, this.#sides[1].columns) : kept;
	});

	constructor(tabs: () => readonly Tab[], active: Tab) {
		this.#tabs = tabs;
		const other = this.candidates.find(({ id }) => id !== active.id)?.id ?? '';
		[this.before, this.after] = keptRows.takePair() ?? [other, active.id];
	}

	/** For an effect: has the worker compare; gives back how to lose interest. */
	compare(): (() => void) | undefined {
		this.failure = undefined;
		if (!this.#sides || this.keys.length === 0) {
			this.difference = undefined;
			return undefined;
		}
		const [{ answer: before }, { answer: after }] = this.#sides;
		const aborting = new AbortController();
		const { signal } = aborting;
		this.busy = true;
		after
			.ask('difference', { before: before.id, keys: this.keys, limit: MOST_CHANGES }, { signal })
			.then(
				(difference) => (this.difference = difference),
				(cause: unknown) => {
					if (signal.aborted) return;
					this.difference = undefined;
					this.failure = cause instanceof Error ? cause.message : String(cause);
				}
			)
			.finally(() => {
				if (!signal.aborted) this.busy = false;
			});
		return () => aborting.abort();
	}

	toggleKey(name: string): void {
		const { keys } = this;
		this.#chosen = keys.includes(name) ? keys.filter((other) => other !== name) : [...keys, name];
	}

	/** Puts the rows of the later side aside, to compare the next run with. */
	keep(): void {
		const candidate = this.candidates.find(({ id }) => id === this.after);
		if (candidate) this.before = keptRows.keep(candidate);
	}
}

function labelOf(name: string, run: Run): string {
	const time = new Date(run.startedAt).toTimeString().slice(0, 8);
	return `${name}, ${time}, ${counted(run.progress.rows, 'row')}`;
}
