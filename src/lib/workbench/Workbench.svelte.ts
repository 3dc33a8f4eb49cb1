import type { OutlinePipe } from '$lib/esql/analysis/outline';
import type { QueryRequest } from '$lib/request/request';
import { BrowserStorage } from './BrowserStorage.svelte';
import { Catalogs } from './catalogs';
import { Clusters } from './Clusters.svelte';
import { DraftStore, type Drafts } from './drafts';
import { firstQuery, plainRequest } from './examples';
import type { Runner } from './Runner';
import { PastRuns } from './PastRuns';
import { Preferences } from './Preferences.svelte';
import type { EditorShortcutId } from './shortcuts';
import { sameRequest, Tab, type Draft, type TabSurroundings } from './Tab.svelte';

export type DialogName = 'share' | 'history' | 'settings' | 'palette' | 'shortcuts';

/** What the query editor on screen can be asked to do. */
export interface EditorHandle {
	focus(): void;
	/** Puts text at the cursor, over the selection, and focuses. */
	insert(text: string): void;
	/** Lays the text out anew; false where it has a syntax error. */
	format(): Promise<boolean>;
	/** Does what an editor shortcut does, at the cursor. */
	perform(id: EditorShortcutId): void;
	/** The pipes of the query; none until the language is loaded. */
	outline(): Promise<readonly OutlinePipe[]>;
	/** Moves the cursor to a place (1-based, code points) and focuses. */
	goTo(line: number, column: number): void;
}

/** The page's side of the address bar: shows a fragment without navigating. */
export type ShowFragment = (fragment: string) => void;

/** Everything of the page that outlives a component. */
export class Workbench implements TabSurroundings {
	readonly storage = new BrowserStorage();
	readonly preferences = new Preferences(this.storage);
	readonly past = new PastRuns();
	readonly clusters = new Clusters();
	tabs: readonly Tab[] = $state.raw([]);
	dialog: DialogName | undefined = $state();
	editor: EditorHandle | undefined = $state.raw();
	/** The text that could not be formatted last. */
	unformattable: string | undefined = $state();
	/** Why queries can't be run at all. */
	loadProblem: string | undefined = $state();
	/** Why the address bar's link could not be opened. */
	linkProblem: string | undefined = $state();

	/** Undefined until its code is here. */
	runner: Runner | undefined = $state.raw();
	#active = $state('');
	readonly active: Tab = $derived(this.tabs.find((tab) => tab.id === this.#active) ?? this.tabs[0]!);
	readonly cluster = $derived(this.clusters.choice(this.active.cluster));
	/** Why the active query can't be run just now. */
	readonly runBlocked: string | undefined = $derived(
		this.active.query.trim() === ''
			? 'The query is empty'
			: this.cluster === undefined
				? 'No cluster is known yet'
				: this.runner === undefined
					? (this.loadProblem ?? 'Still loading')
					: undefined
	);
	readonly drafts: Omit<Drafts, 'at'> = $derived({
		tabs: this.tabs.map((tab) => tab.draft),
		active: this.active.id
	});

	readonly schema = new Catalogs(() => this.cluster?.id ?? '');
	readonly #drafts = new DraftStore(this.storage);
	readonly #showFragment: ShowFragment;

	constructor(showFragment: ShowFragment) {
		this.#showFragment = showFragment;
		const saved = this.#drafts.load();
		this.tabs = (saved?.tabs ?? [blank(firstQuery)]).map((draft) => new Tab(draft, this));
		this.#active = saved?.active ?? '';
	}

	/** Fetches what the first paint did without: the runner, and which clusters there are. */
	async load(): Promise<void> {
		const clusters = this.clusters.load();
		try {
			const { Runner } = await import('./Runner');
			this.runner ??= new Runner();
			this.loadProblem = undefined;
		} catch (cause) {
			this.loadProblem = `A part of the page could not be loaded (${cause instanceof Error ? cause.message : String(cause)})`;
		}
		await clusters;
	}

	/** Opens a request in a tab of its own, un-run. */
	open(request: QueryRequest, { fromLink = false, cluster = this.active.cluster, fragment = '' } = {}): Tab {
		const tab = new Tab({ id: crypto.randomUUID(), cluster, request, fragment }, this);
		tab.fromLink = fromLink;
		this.tabs = [...this.tabs, tab];
		this.select(tab);
		return tab;
	}

	/** Lays the active query out anew, unless it has a syntax error. */
	async format(): Promise<void> {
		const text = this.active.query;
		const done = await this.editor?.format();
		this.unformattable = done === false ? text : undefined;
	}

	/** Opens an empty tab on the same cluster. */
	openBlank(): void {
		this.open(plainRequest(''));
		this.editor?.focus();
	}

	select(tab: Tab): void {
		this.#active = tab.id;
		this.#showFragment(tab.fragment);
	}

	/** Selects the tab `by` places further, around the ends. */
	step(by: 1 | -1): void {
		const at = this.tabs.indexOf(this.active) + by;
		this.select(this.tabs[(at + this.tabs.length) % this.tabs.length]!);
	}

	/** Closes a tab and abandons its run. The last one leaves an empty tab behind. */
	close(tab: Tab): void {
		const at = this.tabs.indexOf(tab);
		const wasActive = tab === this.active;
		tab.close();
		const others = this.tabs.filter((other) => other !== tab);
		this.tabs = others.length > 0 ? others : [new Tab(blank(''), this)];
		if (wasActive) this.select(this.tabs[Math.min(at, this.tabs.length - 1)]!);
	}

	/** The address that opens a tab's request, un-run; it is also put into the address bar. */
	async link(tab: Tab): Promise<string> {
		const { encodeLink } = await import('$lib/request/link');
		const fragment = await encodeLink({ ...tab.shared, cluster: this.clusterOf(tab) });
		tab.fragment = fragment;
		if (tab === this.active) this.#showFragment(fragment);
		return `${location.origin}${location.pathname}#${fragment}`;
	}

	/**
	 * Opens what the address bar says, un-run. After a reload (`foreign` false) the tab that stands for it is shown as it
	 * was left; a link that someone followed is announced, in a new tab unless one holds the very same request.
	 */
	async openFragment(fragment: string, foreign: boolean): Promise<void> {
		this.linkProblem = undefined;
		if (fragment === '') return;
		const known = this.tabs.find((tab) => tab.fragment === fragment);
		if (known && !foreign) return void (this.#active = known.id);
		const { decodeLink } = await import('$lib/request/link');
		const link = await decodeLink(fragment);
		if (link.kind === 'broken') return void (this.linkProblem = link.reason);
		if (known && sameRequest(known.request, link.request)) {
			known.fromLink = true;
			this.#active = known.id;
			return;
		}
		const pristine = this.tabs.filter((tab) => tab.isPristine);
		this.open(link.request, { fromLink: true, cluster: link.cluster, fragment }).show(link.view ?? {});
		this.tabs = this.tabs.filter((tab) => !pristine.includes(tab));
	}

	saveDrafts(): void {
		this.#drafts.save({ ...this.drafts, at: Date.now() });
	}

	/** Follows the runs: lists those that are over, frees rows that are no longer shown. */
	followRuns(): void {
		for (const tab of this.tabs) {
			if (tab.run) this.past.add(tab.run);
			tab.settle();
		}
	}

	/** Cancels every run that is still going, so that no cluster works for a page that is gone. */
	abandonRuns(): void {
		for (const tab of this.tabs) tab.cancel();
	}

	dispose(): void {
		for (const tab of this.tabs) tab.close();
		this.past.close();
		this.runner?.close();
	}

	/** Bytes of one answer that are read. */
	budget(): number {
		return this.preferences.budget * 1_048_576;
	}

	/** Puts the link of what was just run into the address bar, unless it is too large for one. */
	started(tab: Tab): void {
		this.link(tab).catch((cause: unknown) => {
			tab.fragment = '';
			if (tab === this.active) this.#showFragment('');
			console.warn('No link in the address bar:', cause);
		});
	}

	/** The cluster that answers for a tab's wish, which may be empty or gone. */
	clusterOf(tab: Tab): string {
		return this.clusters.choice(tab.cluster)?.id ?? tab.cluster;
	}
}

function blank(query: string): Draft {
	return { id: crypto.randomUUID(), cluster: '', request: plainRequest(query), fragment: '' };
}
