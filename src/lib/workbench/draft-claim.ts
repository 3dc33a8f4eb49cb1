import { allOf } from './drafts';
import type { DraftStore } from './DraftStore';
import { isFindable, type LeftRun } from './left';
import type { Draft } from './Tab.svelte';
import { alone, claimWindow, livingWindows } from './window-locks';

/** Whose runs a window may follow. */
export interface Claim {
	/** The runs noted in the window's own drafts are its own; false in a duplicated window, where they are the other's. */
	readonly own: boolean;
	/** Tabs of windows that are gone, whose runs were still under way. */
	readonly orphans: readonly (Draft & { readonly left: LeftRun })[];
}

/** Makes sure that no other window follows the same runs, and takes over those that windows left behind. */
export async function claimDrafts(store: DraftStore, now: number): Promise<Claim> {
	const own = await store.claim(claimWindow);
	return { own, orphans: await alone(async () => adopt(store, now, await livingWindows())) };
}

async function adopt(
	store: DraftStore,
	now: number,
	living: ReadonlySet<string> | undefined
): Promise<Claim['orphans']> {
	if (living === undefined) return [];
	const found: (Draft & { readonly left: LeftRun })[] = [];
	for (const [window, drafts] of await store.others()) {
		if (living.has(window)) continue;
		const lost = allOf(drafts).flatMap((draft) =>
			draft.left?.active === true && isFindable(draft.left, now) ? [{ ...draft, left: draft.left }] : []
		);
		if (lost.length === 0) continue;
		const tabs = drafts.tabs.map((draft) => ({ ...draft, left: undefined }));
		await store.replace(window, { ...drafts, tabs, background: [] });
		found.push(...lost);
	}
	return found;
}
