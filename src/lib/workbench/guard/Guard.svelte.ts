import { placeAt } from '$lib/esql/syntax/position';
import { parse } from '$lib/esql/syntax/parse';
import { sourcesOf } from '$lib/esql/editor/sources';
import type { Tab } from '../Tab.svelte';
import type { Workbench } from '../Workbench.svelte';
import { type GuardNote, notesOn, unboundedSources } from './notes';
import { SourceFacts } from './SourceFacts';

const patience = 300;

/** Looks at the active query before it is run, and holds it back where the settings want a word first. */
export class Guard {
	notes: readonly GuardNote[] = $state.raw([]);
	/** A run waits for a word. */
	waiting = $state(false);
	readonly #workbench: Workbench;
	readonly #facts: SourceFacts;
	#waved = false;

	constructor(workbench: Workbench) {
		this.#workbench = workbench;
		this.#facts = new SourceFacts(workbench.schema);
	}

	/** Keeps up with the active request, a moment after it was typed. For the initialisation of a component. */
	follow(): void {
		$effect(() => {
			const tab = this.#workbench.active;
			void [tab.query, tab.filter, tab.time, tab.clauses, this.#workbench.cluster];
			const leaving = new AbortController();
			const timer = setTimeout(() => void this.#look(tab, leaving.signal), patience);
			return () => {
				clearTimeout(timer);
				leaving.abort();
			};
		});
		$effect(() => {
			this.#workbench.hold = (tab) => this.#holds(tab);
			return () => (this.#workbench.hold = undefined);
		});
	}

	/** Takes what a note offers. */
	improve({ remedy }: GuardNote): void {
		const tab = this.#workbench.active;
		if (remedy?.kind === 'limit') tab.query = `${tab.query.trimEnd()}\n| LIMIT 1000`;
		else if (remedy?.kind === 'time') tab.setTimeRange(remedy.field, 'now-24h', 'now');
	}

	goTo({ from }: GuardNote): void {
		const { line, column } = placeAt(this.#workbench.active.query, from);
		this.#workbench.editor?.goTo(line, column);
	}

	/** Runs the query in spite of the notes. */
	wave(): void {
		this.#waved = true;
		this.waiting = false;
		this.#workbench.active.start();
		this.#waved = false;
	}

	#holds(tab: Tab): boolean {
		if (this.#waved || this.#workbench.preferences.settings.noted !== 'ask') return false;
		this.notes = this.#notesOn(tab);
		this.waiting = this.notes.length > 0;
		return this.waiting;
	}

	#notesOn(tab: Tab): readonly GuardNote[] {
		const facts = this.#facts.of(this.#workbench.clusterOf(tab));
		return notesOn(tab.query, parse(tab.query).query, tab.request, facts);
	}

	async #look(tab: Tab, signal: AbortSignal): Promise<void> {
		this.waiting = false;
		this.notes = this.#notesOn(tab);
		const { query } = parse(tab.query);
		const cluster = this.#workbench.clusterOf(tab);
		if (cluster === '') return;
		const big = unboundedSources(tab.query, query, tab.request);
		try {
			await Promise.all([
				...sourcesOf(query).map((pattern) => this.#facts.learnFields(cluster, pattern, signal)),
				...big.map((pattern) => this.#facts.learnSize(cluster, pattern, signal))
			]);
		} catch (cause) {
			if (!signal.aborted) console.warn('Not all is known of what the query reads:', cause);
		}
		if (!signal.aborted) this.notes = this.#notesOn(tab);
	}
}
