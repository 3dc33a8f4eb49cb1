import type { Row } from '$lib/results/messages';
import type { Run } from '$lib/runs/Run.svelte';
import { isActive } from '$lib/runs/state';
import { changedCells, COMPARED_ROWS } from './changes';
import type { Tab } from './Tab.svelte';

/** Seconds between runs that a person can choose from. */
export const paces: readonly number[] = [5, 10, 30, 60, 300];

/** A run that takes long is followed by a pause at least this many times as long. */
const REST = 2;
const LONGEST = 3_600_000;

/** When a query is run again, in ms after a run ended: what was asked for, longer under load and after failures. */
export function pause(pace: number, elapsed: number, failures: number): number {
	return Math.min(LONGEST, Math.max(pace, elapsed * REST) * 2 ** Math.min(failures, 6));
}

/** Runs a tab's query again and again, while someone can see it. */
export class Watch {
	/** Seconds between the end of a run and the next. */
	readonly pace: number;
	/** ms until the next run; undefined while one runs or the page is hidden. */
	left: number | undefined = $state();
	/** Why the pause is longer than it was asked to be. */
	reason: string | undefined = $state();
	readonly #tab: Tab;
	#failures = 0;
	#timer: ReturnType<typeof setInterval> | undefined;
	#due: number | undefined;
	#seen: { readonly columns: Run['columns']; readonly rows: readonly Row[] } | undefined;

	constructor(tab: Tab, pace: number) {
		this.#tab = tab;
		this.pace = pace;
		this.#timer = setInterval(() => this.#look(), 250);
		document.addEventListener('visibilitychange', this.#look);
		if (!tab.busy) tab.rerun();
	}

	end(): void {
		clearInterval(this.#timer);
		document.removeEventListener('visibilitychange', this.#look);
	}

	readonly #look = (): void => {
		const { run } = this.#tab;
		if (run === undefined || isActive(run.state)) {
			this.#due = undefined;
			this.left = undefined;
			return;
		}
		if (this.#due === undefined) {
			this.#schedule(run.elapsed, run.state.kind);
			this.#compare(run).catch((cause: unknown) => console.warn('Rows could not be compared.', cause));
		}
		const left = (this.#due ?? 0) - performance.now();
		this.left = document.hidden ? undefined : Math.max(0, left);
		if (document.hidden || left > 0) return;
		this.#due = undefined;
		this.#tab.rerun();
	};

	async #compare(run: Run): Promise<void> {
		const { columns } = run;
		const rows = await run.answer?.rows(0, COMPARED_ROWS);
		if (rows === undefined || this.#tab.run !== run) return;
		const before = this.#seen;
		this.#seen = { columns, rows };
		this.#tab.changed = before && changedCells(before, this.#seen);
	}

	#schedule(elapsed: number, ended: string): void {
		this.#failures = ['failed', 'lost', 'expired'].includes(ended) ? this.#failures + 1 : 0;
		const asked = this.pace * 1000;
		const wait = pause(asked, elapsed, this.#failures);
		this.#due = performance.now() + wait;
		this.reason =
			wait <= asked
				? undefined
				: this.#failures > 0
					? 'slower after failures'
					: 'slower, since the query takes long';
	}
}
