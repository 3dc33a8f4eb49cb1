import type { Run } from '$lib/runs/Run.svelte';
import type { Tab } from '../Tab.svelte';
import { counted } from '../status/words';
import { difference, likelyKeys, sharedColumns, type Difference, type Side } from './difference';
import { keptRows, readSide } from './KeptRows.svelte';

/** A result that can be compared. */
export interface Candidate {
	readonly id: string;
	readonly label: string;
	read(): Promise<Side>;
}

/** Which results are compared, by which columns, and what differs. */
export class DiffState {
	before = $state('');
	after = $state('');
	keys: readonly string[] = $state.raw([]);
	failure: string | undefined = $state();
	#sides: readonly [Side, Side] | undefined = $state.raw();
	readonly #tabs: () => readonly Tab[];

	readonly shared: readonly string[] = $derived(this.#sides ? sharedColumns(...this.#sides) : []);
	readonly difference: Difference | undefined = $derived(
		this.#sides && this.keys.length > 0 ? difference(...this.#sides, this.keys) : undefined
	);

	constructor(tabs: () => readonly Tab[], active: Tab) {
		this.#tabs = tabs;
		const other = this.candidates.find(({ id }) => id !== active.id)?.id ?? '';
		[this.before, this.after] = keptRows.takePair() ?? [other, active.id];
	}

	get candidates(): readonly Candidate[] {
		const kept = keptRows.sides.map((side) => ({
			id: side.id,
			label: `${side.label}, kept`,
			read: () => Promise.resolve(side)
		}));
		const tabs = this.#tabs().flatMap((tab) => {
			const { shown } = tab;
			return shown?.answer
				? [{ id: tab.id, label: labelOf(tab.name, shown), read: () => sideOf(shown) }]
				: [];
		});
		return [...kept, ...tabs];
	}

	/** For an effect: reads both sides anew; gives back how to lose interest. */
	read(): (() => void) | undefined {
		const [a, b] = [this.before, this.after].map((id) => this.candidates.find((one) => one.id === id));
		this.failure = undefined;
		if (!a || !b || a.id === b.id) {
			this.#sides = undefined;
			return undefined;
		}
		let wanted = true;
		Promise.all([a.read(), b.read()]).then(
			([before, after]) => {
				if (!wanted) return;
				this.#sides = [before, after];
				const shared = sharedColumns(before, after);
				const kept = this.keys.filter((name) => shared.includes(name));
				this.keys = kept.length > 0 ? kept : likelyKeys(before, after);
			},
			(cause: unknown) => {
				if (wanted) this.failure = cause instanceof Error ? cause.message : String(cause);
			}
		);
		return () => (wanted = false);
	}

	toggleKey(name: string): void {
		const { keys } = this;
		this.keys = keys.includes(name) ? keys.filter((other) => other !== name) : [...keys, name];
	}

	/** Puts the rows of the later side aside, to compare the next run with. */
	async keep(): Promise<void> {
		const candidate = this.candidates.find(({ id }) => id === this.after);
		if (!candidate) return;
		const kept = keptRows.keep(candidate.label, await candidate.read());
		this.before = kept.id;
	}
}

function sideOf(run: Run): Promise<Side> {
	if (run.answer === undefined) return Promise.reject(new Error('The rows are no longer kept on this page'));
	return readSide(run.answer, run.columns, run.progress.rows);
}

function labelOf(name: string, run: Run): string {
	const time = new Date(run.startedAt).toTimeString().slice(0, 8);
	return `${name}, ${time}, ${counted(run.progress.rows, 'row')}`;
}
