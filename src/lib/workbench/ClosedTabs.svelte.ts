import type { Draft, Tab } from './Tab.svelte';

const kept = 20;

interface ClosedTab {
	readonly tab: Tab;
	/** Where it stood. */
	readonly at: number;
}

/** Tabs that were closed, latest first: to be opened again, or because their queries go on in the background. */
export class ClosedTabs {
	#list: readonly ClosedTab[] = $state.raw([]);
	/** Those whose query or answer was kept. */
	readonly background: readonly Tab[] = $derived(
		this.#list.filter(({ tab }) => tab.run !== undefined).map(({ tab }) => tab)
	);
	/** Those that an earlier page left with a running query. */
	readonly waiting: readonly Tab[] = $derived(
		this.#list.filter(({ tab }) => tab.left?.active === true).map(({ tab }) => tab)
	);
	readonly drafts: readonly Draft[] = $derived(
		this.#list.flatMap(({ tab }) => (tab.draft.left?.active === true ? [tab.draft] : []))
	);

	get isEmpty(): boolean {
		return this.#list.length === 0;
	}

	/** The last twenty are remembered, and all whose query goes on. */
	add(tab: Tab, at: number): void {
		this.#list = [{ tab, at }, ...this.#list].filter((closed, n) => n < kept || closed.tab.busy);
	}

	/** Takes a tab out, to be opened again; by default the one that was closed last. */
	take(wanted?: Tab): ClosedTab | undefined {
		const found = this.#list.find(({ tab }) => wanted === undefined || tab === wanted);
		this.#list = this.#list.filter((closed) => closed !== found);
		return found;
	}
}
