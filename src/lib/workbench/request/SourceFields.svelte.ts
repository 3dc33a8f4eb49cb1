import type { Field } from '$lib/esql/analysis/schema';
import { sourcesOf } from '$lib/esql/editor/sources';
import { parse } from '$lib/esql/syntax/parse';
import type { Workbench } from '../Workbench.svelte';

const patience = 300;

/** The fields of what the active query reads, as far as its cluster has told. */
export class SourceFields {
	all: readonly Field[] = $state.raw([]);
	readonly dates: readonly string[] = $derived(
		this.all.filter(({ type }) => type === 'date' || type === 'date_nanos').map(({ name }) => name)
	);
	readonly #types = $derived(Object.fromEntries(this.all.map(({ name, type }) => [name, type])));
	readonly #workbench: Workbench;
	#asked = false;

	constructor(workbench: Workbench) {
		this.#workbench = workbench;
	}

	/** The type of a field; undefined where it is not known. */
	typeOf(name: string): Field['type'] | undefined {
		return Object.hasOwn(this.#types, name) ? this.#types[name] : undefined;
	}

	/** Keeps up with the query, a moment after it was typed. For the initialisation of a component. */
	follow(): void {
		$effect(() => {
			const { query } = this.#workbench.active;
			void this.#workbench.cluster;
			const leaving = new AbortController();
			const timer = setTimeout(() => void this.#ask(query, leaving.signal), this.#asked ? patience : 0);
			return () => {
				clearTimeout(timer);
				leaving.abort();
			};
		});
	}

	async #ask(query: string, signal: AbortSignal): Promise<void> {
		this.#asked = true;
		const patterns = sourcesOf(parse(query).query);
		try {
			const found = await Promise.all(
				patterns.map((pattern) => this.#workbench.schema.fields(pattern, signal))
			);
			if (signal.aborted) return;
			this.all = Object.values(Object.fromEntries(found.flat().map((field) => [field.name, field])));
		} catch (cause) {
			if (!signal.aborted) console.warn('The fields of the source are not known:', cause);
		}
	}
}
