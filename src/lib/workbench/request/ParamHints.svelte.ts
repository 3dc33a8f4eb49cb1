import { analyze } from '$lib/esql/analysis/analyze';
import { parse } from '$lib/esql/syntax/parse';
import { paramHints, type ParamHint } from '$lib/request/paramtypes';
import type { Workbench } from '../Workbench.svelte';
import type { SourceFields } from './SourceFields.svelte';

const patience = 250;

/** What the active query says of its placeholders, a moment after it was typed. */
export class ParamHints {
	#hints: ReadonlyMap<number, ParamHint> | undefined = $state.raw();
	#query = $state('');
	readonly #workbench: Workbench;
	readonly #fields: SourceFields;

	constructor(workbench: Workbench, fields: SourceFields) {
		this.#workbench = workbench;
		this.#fields = fields;
	}

	/** The hint for a placeholder, by its first place; undefined while the text has gone on. */
	at(from: number): ParamHint | undefined {
		return this.#query === this.#workbench.active.query ? this.#hints?.get(from) : undefined;
	}

	/** Keeps up with the query; for the initialisation of a component. */
	follow(): void {
		$effect(() => {
			const { query } = this.#workbench.active;
			const { all } = this.#fields;
			if (!query.includes('?')) return;
			const timer = setTimeout(() => {
				this.#hints = paramHints(analyze(parse(query), all.length === 0 ? undefined : () => all));
				this.#query = query;
			}, patience);
			return () => clearTimeout(timer);
		});
	}
}
