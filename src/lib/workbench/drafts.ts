import { isRecord } from '$lib/protocol/parse';
import { readView } from '$lib/request/view';
import { readRequest } from '$lib/request/read';
import type { BrowserStorage } from './BrowserStorage.svelte';
import { isFindable, readLeftRun, type LeftRun } from './left';
import { parseJson } from './stored';
import type { Draft } from './Tab.svelte';
import { renameWindow, windowName } from './windows';

/** Everything typed in one window. */
export interface Drafts {
	readonly tabs: readonly Draft[];
	readonly active: string;
	/** Closed tabs whose queries go on. */
	readonly background: readonly Draft[];
	/** Epoch ms of the last change. */
	readonly at: number;
}

/** Whose runs a window may follow. */
export interface Claim {
	/** The runs noted in the window's own drafts are its own; false in a duplicated window, where they are the other's. */
	readonly own: boolean;
	/** Tabs of windows that are gone, whose runs were still under way. */
	readonly orphans: readonly (Draft & { readonly left: LeftRun })[];
}

const prefix = 'workbench:drafts:';
const kept = 8;

/**
 * Each window writes under its own key, so that two windows never overwrite each other. A new window starts with a copy
 * of what was typed last; the oldest of more than eight are forgotten.
 */
export class DraftStore {
	readonly #storage: BrowserStorage;
	#window = windowName();

	constructor(storage: BrowserStorage) {
		this.#storage = storage;
	}

	load(): Drafts | undefined {
		const own = readDrafts(this.#storage.read(this.#key));
		if (own) return own;
		const others = this.#all()[0]?.drafts;
		const copy = (tab: Draft): Draft => ({ ...tab, fragment: '', left: undefined });
		return others && { ...others, tabs: others.tabs.map(copy), background: [] };
	}

	save(drafts: Drafts): void {
		this.#storage.write(this.#key, JSON.stringify(drafts));
		for (const { key } of this.#all().slice(kept)) this.#storage.write(key, undefined);
	}

	/** Makes sure that no other window follows the same runs, and takes over those that windows left behind. */
	async claim(now: number): Promise<Claim> {
		const { alone, claimWindow, livingWindows } = await import('./window-locks');
		const own = await claimWindow(this.#window);
		if (!own) {
			this.#window = renameWindow();
			await claimWindow(this.#window);
		}
		return { own, orphans: await alone(async () => this.#adopt(now, await livingWindows())) };
	}

	#adopt(now: number, living: ReadonlySet<string> | undefined): Claim['orphans'] {
		if (living === undefined) return [];
		return this.#all()
			.filter(({ key }) => key !== this.#key && !living.has(key.slice(prefix.length)))
			.flatMap(({ key, drafts }) => {
				const lost = [...drafts.tabs, ...drafts.background].flatMap((draft) =>
					draft.left?.active === true && isFindable(draft.left, now) ? [{ ...draft, left: draft.left }] : []
				);
				const tabs = drafts.tabs.map((draft) => ({ ...draft, left: undefined }));
				if (lost.length > 0) this.#storage.write(key, JSON.stringify({ ...drafts, tabs, background: [] }));
				return lost;
			});
	}

	get #key(): string {
		return prefix + this.#window;
	}

	#all(): { readonly key: string; readonly drafts: Drafts }[] {
		return this.#storage
			.keys(prefix)
			.flatMap((key) => {
				const drafts = readDrafts(this.#storage.read(key));
				return drafts ? [{ key, drafts }] : [];
			})
			.sort((a, b) => b.drafts.at - a.drafts.at);
	}
}

function readDrafts(text: string | undefined): Drafts | undefined {
	const saved = parseJson(text);
	if (!isRecord(saved)) return undefined;
	const tabs = readAll(saved.tabs);
	if (tabs.length === 0) return undefined;
	return {
		tabs,
		background: readAll(saved.background),
		active: String(saved.active),
		at: Number(saved.at) || 0
	};
}

function readAll(saved: unknown): Draft[] {
	return Array.isArray(saved) ? saved.flatMap((tab: unknown) => readDraft(tab) ?? []) : [];
}

function readDraft(saved: unknown): Draft | undefined {
	if (!isRecord(saved) || typeof saved.id !== 'string') return undefined;
	const request = readRequest(saved.request);
	if (!request) return undefined;
	const { id, title } = saved;
	const draft = { id, cluster: text(saved.cluster), request, fragment: text(saved.fragment) };
	const left = readLeftRun(saved.left);
	const view = isRecord(saved.view) ? readView(saved.view) : undefined;
	return {
		...draft,
		...(typeof title === 'string' && { title }),
		...(view && { view }),
		...(left && { left })
	};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
