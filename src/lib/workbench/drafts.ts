import { isRecord } from '$lib/protocol/parse';
import { readRequest } from '$lib/request/read';
import type { BrowserStorage } from './BrowserStorage.svelte';
import { parseJson } from './stored';
import type { Draft } from './Tab.svelte';

/** Everything typed in one window. */
export interface Drafts {
	readonly tabs: readonly Draft[];
	readonly active: string;
	/** Epoch ms of the last change. */
	readonly at: number;
}

const prefix = 'workbench:drafts:';
const windowKey = 'workbench:window';
const kept = 8;

/**
 * Each window writes under its own key, so that two windows never overwrite each other. A new window starts with a copy
 * of what was typed last; the oldest of more than eight are forgotten.
 */
export class DraftStore {
	readonly #storage: BrowserStorage;
	readonly #key: string;

	constructor(storage: BrowserStorage) {
		this.#storage = storage;
		this.#key = prefix + windowId();
	}

	load(): Drafts | undefined {
		const own = readDrafts(this.#storage.read(this.#key));
		if (own) return own;
		const others = this.#all()[0]?.drafts;
		return others && { ...others, tabs: others.tabs.map((tab) => ({ ...tab, fragment: '' })) };
	}

	save(drafts: Drafts): void {
		this.#storage.write(this.#key, JSON.stringify(drafts));
		for (const { key } of this.#all().slice(kept)) this.#storage.write(key, undefined);
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

function windowId(): string {
	try {
		const known = sessionStorage.getItem(windowKey);
		if (known) return known;
		const id = crypto.randomUUID();
		sessionStorage.setItem(windowKey, id);
		return id;
	} catch {
		return 'only';
	}
}

function readDrafts(text: string | undefined): Drafts | undefined {
	const saved = parseJson(text);
	if (!isRecord(saved) || !Array.isArray(saved.tabs)) return undefined;
	const tabs = saved.tabs.flatMap((tab: unknown) => readDraft(tab) ?? []);
	if (tabs.length === 0) return undefined;
	return { tabs, active: String(saved.active), at: Number(saved.at) || 0 };
}

function readDraft(saved: unknown): Draft | undefined {
	if (!isRecord(saved) || typeof saved.id !== 'string') return undefined;
	const request = readRequest(saved.request);
	if (!request) return undefined;
	return { id: saved.id, cluster: text(saved.cluster), request, fragment: text(saved.fragment) };
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
