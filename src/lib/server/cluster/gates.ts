/** A place in the query whose evaluation can fail for a row. Line and column are 1-based, in code points. */
export interface Site {
	readonly line: number;
	readonly column: number;
	/** Source text of the expression. */
	readonly text: string;
	/** Java-style sentence after the place; `{}` stands for the detail of the row. */
	readonly failure: string;
}

const MAX_FAILURES = 20;

interface Run {
	open: boolean;
	rows: number;
	readonly sites: readonly Site[];
	readonly failures: Map<number, Set<string>>;
}

/**
 * What running queries and the functions inside DuckDB share. A run begins before its SQL is started and ends after
 * its last chunk; functions of a run that is not known let everything pass.
 */
export class Gates {
	readonly #runs = new Map<number, Run>();

	/** Begins a run, anew where one of that number goes on. → what to end it with. */
	begin(run: number, sites: readonly Site[]): object {
		const begun: Run = { open: true, rows: 0, sites, failures: new Map() };
		this.#runs.set(run, begun);
		return begun;
	}

	/** From now on the run's gated scans give no rows, so that it finishes with what it has seen. */
	close(run: number): void {
		const state = this.#runs.get(run);
		if (state) state.open = false;
	}

	isOpen(run: number): boolean {
		return this.#runs.get(run)?.open ?? true;
	}

	/** Count rows that passed the gate. */
	pass(run: number, rows: number): void {
		const state = this.#runs.get(run);
		if (state) state.rows += rows;
	}

	/** Rows that gated scans have let pass. */
	rows(run: number): number {
		return this.#runs.get(run)?.rows ?? 0;
	}

	/** Record that a site failed for a row. */
	note(run: number, site: number, detail: string): void {
		const state = this.#runs.get(run);
		const place = state?.sites[site];
		if (!state || !place) return;
		const failures = state.failures.get(site) ?? new Set<string>();
		state.failures.set(site, failures);
		if (failures.size < MAX_FAILURES) failures.add(place.failure.replace('{}', () => detail));
	}

	/** Texts of Warning headers that evaluation has caused so far. */
	warnings(run: number): readonly string[] {
		const state = this.#runs.get(run);
		if (!state) return [];
		return [...state.failures].flatMap(([index, failures]) => {
			const { line, column, text } = state.sites[index];
			const place = `Line ${line}:${column}: `;
			return [
				`${place}evaluation of [${text}] failed, treating result as null. Only first ${MAX_FAILURES} failures recorded.`,
				...[...failures].map((failure) => place + failure)
			];
		});
	}

	/** Ends a run, unless it has begun anew since `begun`. */
	end(run: number, begun: object | undefined = this.#runs.get(run)): void {
		if (this.#runs.get(run) === begun) this.#runs.delete(run);
	}
}
