import type { OutlinePipe } from '$lib/esql/analysis/outline';
import type { LinkState } from '$lib/request/link';
import type { QueryRequest } from '$lib/request/request';
import type { BrowserStorage } from './BrowserStorage.svelte';
import { Catalogs } from './catalogs';
import { ClosedTabs } from './ClosedTabs.svelte';
import { Clusters } from './Clusters.svelte';
import type { Claim } from './draft-claim';
import type { Drafts } from './drafts';
import type { DraftStore } from './DraftStore';
import { firstQuery, plainRequest } from './examples';
import type { Runner } from './Runner';
import { Panes } from './Panes.svelte';
import { PastRuns } from './PastRuns';
import { Preferences } from './Preferences.svelte';
import type { EditorShortcutId } from './shortcuts';
import { sameRequest, Tab, type Draft, type TabSurroundings } from './Tab.svelte';

export type DialogName =
	| 'share'
	| 'compare'
	| 'export'
	| 'history'
	| 'settings'
	| 'palette'
	| 'shortcuts'
	| 'queries'
	| 'paste'
	| 'steps'
	| 'folder'
	| 'closing'
	| 'help'
	| 'signIn';

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
	readonly storage: BrowserStorage;
	readonly preferences: Preferences;
	readonly panes: Panes;
	readonly past = new PastRuns(() => this.preferences.settings.history);
	readonly clusters = new Clusters();
	tabs: readonly Tab[] = $state.raw([]);
	readonly closed = new ClosedTabs((draft) => new Tab(draft, this));
	/** The tab whose closing waits for a word about its running query. */
	closing: Tab | undefined = $state.raw();
	/** The tab whose name is being typed. */
	renaming: Tab | undefined = $state.raw();
	dialog: DialogName | undefined = $state();
	editor: EditorHandle | undefined = $state.raw();
	/** The text that could not be formatted last. */
	unformattable: string | undefined = $state();
	/** Why what a key asked for was not done, and the query for which that is so. */
	blocked: { readonly query: string; readonly reason: string } | undefined = $state.raw();
	/** Why queries can't be run at all. */
	loadProblem: string | undefined = $state();
	/** Why the address bar's link could not be opened. */
	linkProblem: string | undefined = $state();
	/** What could still be read of it. */
	rescued: LinkState | undefined = $state.raw();

	/** Whether a run waits for a word; undefined until its code is here. */
	hold: ((tab: Tab) => boolean) | undefined;
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
		active: this.active.id,
		background: this.closed.drafts
	});

	readonly schema = new Catalogs(async () => {
		await this.clusters.known;
		return this.cluster?.id ?? '';
	});
	readonly #drafts: DraftStore;
	readonly #showFragment: ShowFragment;
	#claim: Promise<Claim> | undefined;

	constructor(drafts: DraftStore, showFragment: ShowFragment) {
		this.#drafts = drafts;
		this.storage = drafts.storage;
		this.preferences = new Preferences(this.storage);
		this.panes = new Panes(this.preferences);
		this.#showFragment = showFragment;
		const saved = this.#drafts.load();
		this.tabs = (saved?.tabs ?? [blank(firstQuery)]).map((draft) => new Tab(draft, this));
		this.#active = saved?.active ?? '';
		for (const draft of saved?.background ?? []) this.closed.add(new Tab(draft, this), 0);
	}

	/** Fetches what the first paint did without: the runner, and which clusters there are. */
	async load(): Promise<void> {
		const clusters = this.clusters.load();
		this.#claim ??= this.#claimDrafts();
		try {
			const { Runner } = await import('./Runner');
			const fresh = this.runner === undefined;
			this.runner ??= new Runner(() => this.preferences.atOnce);
			this.loadProblem = undefined;
			if (fresh) this.#resume(await this.#claim);
		} catch (cause) {
			this.loadProblem = `A part of the page could not be loaded (${cause instanceof Error ? cause.message : String(cause)})`;
		}
		await clusters;
	}

	async #claimDrafts(): Promise<Claim> {
		try {
			const { claimDrafts } = await import('./draft-claim');
			return await claimDrafts(this.#drafts, Date.now());
		} catch (cause) {
			console.warn('Runs of other windows are not looked for:', cause);
			return { own: await this.#drafts.claim(() => Promise.resolve(true)), orphans: [] };
		}
	}

	/** Follows the runs that this window's last page left, and those of windows that are gone. */
	#resume({ own, orphans }: Claim): void {
		const mine = [...this.tabs, ...this.closed.waiting];
		for (const tab of own ? [] : mine) tab.left = undefined;
		for (const { left, ...draft } of orphans) {
			const copy = this.tabs.find(({ id, run }) => id === draft.id && run === undefined);
			if (copy) copy.left = left;
			else this.tabs = [...this.tabs, new Tab({ ...draft, left }, this)];
		}
		for (const tab of [...this.tabs, ...this.closed.waiting])
			if (tab.left?.active === true && tab.run === undefined) tab.resume(tab.left);
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

	/** Opens an empty tab on the same cluster, with the filter's pinned rows. */
	openBlank(): void {
		const pinned = this.active.clauses.filter((row) => row.pinned);
		this.open(pinned.length === 0 ? plainRequest('') : { ...plainRequest(''), clauses: pinned });
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

	/** Moves a tab to another place. */
	move(tab: Tab, to: number): void {
		const others = this.tabs.filter((other) => other !== tab);
		this.tabs = others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, tab);
	}

	/** Closes a tab; where its query runs, as the settings say or as the person answers. */
	requestClose(tab: Tab): void {
		const { closing } = this.preferences;
		if (!tab.busy || closing !== 'ask') return this.close(tab, { keep: closing === 'keep' });
		this.closing = tab;
		this.dialog = 'closing';
	}

	/** Closes a tab and abandons its run, unless that is to be kept. The last one leaves an empty tab behind. */
	close(tab: Tab, { keep = false } = {}): void {
		const at = this.tabs.indexOf(tab);
		const wasActive = tab === this.active;
		if (!keep || !tab.busy) tab.close();
		if (tab.query.trim() !== '' || tab.busy) this.closed.add(tab, at);
		const others = this.tabs.filter((other) => other !== tab);
		this.tabs = others.length > 0 ? others : [new Tab(blank(''), this)];
		if (wasActive) this.select(this.tabs[Math.min(at, this.tabs.length - 1)]!);
	}

	/** Opens a closed tab again where it stood: the last one, or one whose query went on in the background. */
	reopen(wanted?: Tab): void {
		const found = this.closed.take(wanted);
		if (!found) return;
		this.tabs = this.tabs.toSpliced(found.at, 0, found.tab);
		this.select(found.tab);
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
		this.linkProblem = this.rescued = undefined;
		if (fragment === '') return;
		const known = this.tabs.find((tab) => tab.fragment === fragment);
		if (known && !foreign) return void (this.#active = known.id);
		const { decodeLink } = await import('$lib/request/link');
		const link = await decodeLink(fragment);
		if (link.kind === 'broken') {
			this.linkProblem = link.reason;
			this.rescued = link.rescued;
			return;
		}
		if (known && sameRequest(known.request, link.request)) {
			known.fromLink = true;
			this.#active = known.id;
			return;
		}
		const pristine = this.tabs.filter((tab) => tab.isPristine);
		const opened = this.open(link.request, { fromLink: true, cluster: link.cluster, fragment });
		opened.show(link.view ?? {});
		this.tabs = this.tabs.filter((tab) => !pristine.includes(tab));
		await this.#offer(opened, link);
	}

	/** Opens what could be read of a broken link, as a link is opened. */
	openRescued(): void {
		if (!this.rescued) return;
		const link = this.rescued;
		this.linkProblem = this.rescued = undefined;
		const opened = this.open(link.request, { fromLink: true, cluster: link.cluster });
		opened.show(link.view ?? {});
		void this.#offer(opened, link);
	}

	async #offer(tab: Tab, link: LinkState): Promise<void> {
		if (link.asyncId !== undefined) tab.offered = (await import('./recall')).offeredResult(link);
	}

	saveDrafts(): void {
		this.#drafts.save({ ...this.drafts, at: Date.now() });
	}

	/** The page may be gone in a moment. */
	saveDraftsNow(): void {
		this.#drafts.saveNow({ ...this.drafts, at: Date.now() });
	}

	/** Follows the runs: lists those that are over, frees rows that are no longer shown. */
	followRuns(): void {
		for (const tab of [...this.tabs, ...this.closed.background]) {
			if (tab.run && this.past.add(tab.run)) this.clusters.hear(tab.run.cluster, tab.run.problem);
			if (tab.run) tab.run.watched = tab === this.active;
			tab.settle();
		}
	}

	/** The page goes away: runs are left to be resumed, or cancelled where the settings say so. */
	leave(): void {
		if (this.preferences.leaving === 'cancel')
			for (const tab of [...this.tabs, ...this.closed.background]) tab.cancel();
		this.saveDraftsNow();
	}

	dispose(): void {
		for (const tab of [...this.tabs, ...this.closed.background]) tab.release();
		this.past.close();
		this.#drafts.close();
		this.runner?.close();
	}

	/** Whether a run waits for a word from a person. */
	holds(tab: Tab): boolean {
		return this.hold?.(tab) ?? false;
	}

	/** Bytes of one answer that are read. */
	budget(): number {
		return this.preferences.budget * 1_048_576;
	}

	/** Puts the link of what was just run into the address bar, unless it is too large for one. */
	started(tab: Tab, quiet: boolean): void {
		if (quiet && tab.run) return this.past.skip(tab.run);
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
