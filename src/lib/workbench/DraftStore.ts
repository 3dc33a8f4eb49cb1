import { openDatabase } from '$lib/history/database';
import { BrowserStorage } from './BrowserStorage.svelte';
import { draftShape, dropRecords, readRecords, writeRecords } from './draft-records';
import { allOf, readDrafts, type Drafts } from './drafts';
import type { Draft } from './Tab.svelte';
import { renameWindow, windowName } from './windows';

const prefix = 'workbench:drafts:';
/** Windows that are remembered. */
const kept = 8;
/** ms after which a database that does not open is done without. */
const PATIENCE = 3000;

/**
 * What is typed in this browser's windows, in IndexedDB; each window under its own name, so that two never overwrite each
 * other. What a page could not write before it went away is noted in `localStorage`, which needs no time, and so is
 * everything where there is no database. A new window starts with a copy of what was typed last.
 */
export class DraftStore {
	readonly storage: BrowserStorage;
	#database: IDBDatabase | undefined;
	#window = windowName();
	/** Drafts as they were read last, by the names of their windows. */
	#found: ReadonlyMap<string, Drafts> = new Map();
	readonly #noted = new Set<string>();
	/** Of this window: what is on disk or on its way there, and what is there for certain. */
	#sent: readonly Draft[] = [];
	#safe: Drafts | undefined;
	/** What waits until the window's name is its own for certain. */
	#waiting: Drafts | undefined;
	#claimed = false;

	private constructor(storage: BrowserStorage) {
		this.storage = storage;
	}

	/** Opens the drafts of this browser. Never rejects. */
	static async open(storage = new BrowserStorage()): Promise<DraftStore> {
		const store = new DraftStore(storage);
		try {
			store.#database = await inTime(openDatabase(indexedDB, draftShape));
			await store.#read(store.#window);
			if (store.#found.size === 0) await store.#read();
		} catch (cause) {
			console.warn('Drafts are kept without IndexedDB:', cause);
			store.#database = undefined;
			store.#found = store.#notes();
		}
		return store;
	}

	load(): Drafts | undefined {
		const own = this.#found.get(this.#window);
		if (own) return own;
		const [last] = [...this.#found.values()].sort((a, b) => b.at - a.at);
		const copy = (tab: Draft): Draft => ({ ...tab, fragment: '', left: undefined });
		return last && { ...last, tabs: last.tabs.map(copy), background: [] };
	}

	save(drafts: Drafts): void {
		if (!this.#claimed) this.#waiting = drafts;
		else void this.#write(drafts);
	}

	/** The page may be gone in a moment: what is not on disk yet is noted at once. */
	saveNow(drafts: Drafts): void {
		const { tabs, background, active } = this.#safe ?? {};
		const same = (a: readonly Draft[], b: readonly Draft[] = []) =>
			a.length === b.length && a.every((draft, at) => draft === b[at]);
		if (
			this.#database &&
			active === drafts.active &&
			same(drafts.tabs, tabs) &&
			same(drafts.background, background)
		)
			return;
		this.#note(this.#window, drafts);
	}

	/** Makes sure that no other window has this one's name. False in a duplicated window, which gets another name. */
	async claim(claimWindow: (name: string) => Promise<boolean>): Promise<boolean> {
		const own = await claimWindow(this.#window);
		if (!own) {
			this.#window = renameWindow();
			this.#sent = [];
			this.#safe = undefined;
			await claimWindow(this.#window);
		}
		this.#claimed = true;
		if (this.#waiting) void this.#write(this.#waiting);
		this.#waiting = undefined;
		return own;
	}

	/** The drafts of the other windows as they are now, by their names. */
	async others(): Promise<ReadonlyMap<string, Drafts>> {
		if (this.#database) await this.#read();
		else this.#found = this.#notes();
		const others = new Map(this.#found);
		others.delete(this.#window);
		return others;
	}

	/** Replaces the drafts of another window. */
	async replace(window: string, drafts: Drafts): Promise<void> {
		if (!this.#database) return this.#note(window, drafts);
		await writeRecords(this.#database, window, drafts, []);
		this.#note(window, undefined);
	}

	close(): void {
		this.#database?.close();
	}

	/** Reads what the database and the notes hold, the newer of both: of one window, or of all without the oldest. */
	async #read(only?: string): Promise<void> {
		if (!this.#database) return;
		const found = new Map(await readRecords(this.#database, only));
		for (const [window, note] of this.#notes()) {
			if (only !== undefined && window !== only) continue;
			if ((found.get(window)?.at ?? 0) < note.at) found.set(window, note);
			else this.#note(window, undefined);
		}
		const old = [...found].sort(([, a], [, b]) => b.at - a.at).slice(kept);
		for (const [window] of old.filter(([window]) => window !== this.#window)) {
			found.delete(window);
			this.#note(window, undefined);
			await dropRecords(this.#database, window);
		}
		this.#found = found;
	}

	async #write(drafts: Drafts): Promise<void> {
		if (!this.#database) return this.#note(this.#window, drafts);
		const before = this.#sent;
		this.#sent = allOf(drafts);
		try {
			await writeRecords(this.#database, this.#window, drafts, before);
			this.#safe = drafts;
			this.#note(this.#window, undefined);
		} catch (cause) {
			console.warn('Drafts are kept without IndexedDB from now on:', cause);
			this.#database = undefined;
			this.#note(this.#window, drafts);
		}
	}

	#note(window: string, drafts: Drafts | undefined): void {
		if (drafts) this.#noted.add(window);
		else if (!this.#noted.delete(window)) return;
		this.storage.write(prefix + window, drafts && JSON.stringify(drafts));
	}

	#notes(): ReadonlyMap<string, Drafts> {
		const notes = this.storage.keys(prefix).flatMap((key) => {
			const drafts = readDrafts(this.storage.read(key));
			const window = key.slice(prefix.length);
			this.#noted.add(window);
			return drafts ? [[window, drafts] as const] : [];
		});
		return new Map(notes);
	}
}

function inTime<Value>(work: Promise<Value>): Promise<Value> {
	return Promise.race([
		work,
		new Promise<never>((_, reject) => {
			setTimeout(() => reject(new Error(`IndexedDB did not open in ${PATIENCE / 1000} s`)), PATIENCE);
		})
	]);
}
