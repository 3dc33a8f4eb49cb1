import type { Draft, Tab } from './Tab.svelte';

const kept = 20;

/** A tab as it was; a `tab` of its own while its query goes on, or its answer waits to be looked at. */
interface ClosedTab {
	readonly draft: Draft;
	readonly tab: Tab | undefined;
	/** Where it stood. */
	readonly at: number;
}

/** Tabs that were closed, latest first: to be opened again, or because their queries go on in the background. */
export class ClosedTabs {
	readonly #make: (draft: Draft) => Tab;
	#list: readonly ClosedTab[] = $state.raw([]);
	/** Those whose query or answer was kept. */
	readonly background: readonly Tab[] = $derived(
		this.#list.flatMap(({ tab }) => (tab?.run === undefined ? [] : [tab]))
	);
	/** Those that an earlier page left with a running query. */
	readonly waiting: readonly Tab[] = $derived(
		this.#list.flatMap(({ tab }) => (tab?.left?.active === true ? [tab] : []))
	);
	/** What outlives the page: those whose query goes on. */
	readonly drafts: readonly Draft[] = $derived(
		this.#list.flatMap(({ tab }) => (tab?.draft.left?.active === true ? [tab.draft] : []))
	);

	constructor(make: (draft: Draft) => Tab) {
		this.#make = make;
	}

	get isEmpty(): boolean {
		return this.#list.length === 0;
	}

	/** The last twenty are remembered, and all whose query goes on; rows of those that are forgotten are freed. */
	add(tab: Tab, at: number): void {
		tab.setWatch(undefined);
		const lives = tab.run !== undefined || tab.left?.active === true;
		const closed = { draft: tab.draft, tab: lives ? tab : undefined, at };
		const all = [closed, ...this.#list];
		this.#list = all.filter(({ tab }, n) => n < kept || tab?.busy === true || tab?.left?.active === true);
		for (const one of all) if (!this.#list.includes(one)) one.tab?.close();
	}

	/** Takes a tab out, to be opened again; by default the one that was closed last. */
	take(wanted?: Tab): { readonly tab: Tab; readonly at: number } | undefined {
		const found = this.#list.find(({ tab }) => wanted === undefined || tab === wanted);
		if (found === undefined) return undefined;
		this.#list = this.#list.filter((closed) => closed !== found);
		return { tab: found.tab ?? this.#make(found.draft), at: found.at };
	}
}
