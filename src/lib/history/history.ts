import { openDatabase, transact } from './database';
import { readEntry, type HistoryEntry } from './entry';

/** The runs of this browser. */
export interface History {
	/** Why entries last only as long as the page; undefined when they are stored. */
	readonly denied: string | undefined;
	/** Adds a run, and forgets the oldest beyond the limit. Never rejects: what can't be stored is kept in memory. */
	remember(run: Omit<HistoryEntry, 'id'>): Promise<HistoryEntry>;
	/** The newest `count` entries, newest first. Never rejects: what can't be read is left out, and `denied` says why. */
	list(count?: number): Promise<readonly HistoryEntry[]>;
	/** Forgets every entry; rejects when the stored ones can't be reached. */
	clear(): Promise<void>;
	close(): void;
}

export interface HistoryOptions {
	/** The browser's by default. */
	readonly factory?: IDBFactory | undefined;
	/** Entries that are kept. */
	readonly limit?: number;
}

const DATABASE = 'workbench-history';
const STORE = 'runs';

/** Opens the history. Never rejects: where storage is denied, it lasts as long as the page and says so. */
export async function openHistory({ factory, limit = 1000 }: HistoryOptions = {}): Promise<History> {
	try {
		// Merely reading `indexedDB` throws where storage is denied.
		const storage = factory ?? (globalThis.indexedDB as IDBFactory | undefined);
		if (storage === undefined) return new MemoryHistory('This browser has no IndexedDB', limit);
		const database = await openDatabase(storage, DATABASE, (created) =>
			created.createObjectStore(STORE, { keyPath: 'id', autoIncrement: true })
		);
		return new StoredHistory(database, limit);
	} catch (error) {
		return new MemoryHistory(sentence(error), limit);
	}
}

class MemoryHistory implements History {
	readonly denied: string;
	readonly #limit: number;
	#entries: readonly HistoryEntry[] = [];
	#last = 0;

	constructor(denied: string, limit: number, last = 0) {
		this.denied = denied;
		this.#limit = limit;
		this.#last = last;
	}

	async remember(run: Omit<HistoryEntry, 'id'>): Promise<HistoryEntry> {
		const entry = { ...run, id: ++this.#last };
		this.#entries = [entry, ...this.#entries].slice(0, this.#limit);
		return entry;
	}

	async list(count = this.#limit): Promise<readonly HistoryEntry[]> {
		return this.#entries.slice(0, count);
	}

	async clear(): Promise<void> {
		this.#entries = [];
	}

	close(): void {
		this.#entries = [];
	}
}

/** Entries in IndexedDB; those that it refuses (a full disk, a closed database) are kept in memory in front of them. */
class StoredHistory implements History {
	readonly #database: IDBDatabase;
	readonly #limit: number;
	#overflow: MemoryHistory | undefined;

	constructor(database: IDBDatabase, limit: number) {
		this.#database = database;
		this.#limit = limit;
	}

	get denied(): string | undefined {
		return this.#overflow?.denied;
	}

	async remember(run: Omit<HistoryEntry, 'id'>): Promise<HistoryEntry> {
		if (this.#overflow !== undefined) return this.#overflow.remember(run);
		try {
			const id = await transact(this.#database, STORE, 'readwrite', (store) => store.add(run));
			if (typeof id !== 'number') throw new Error('The history gave an entry no number');
			await this.#trim();
			return { ...run, id };
		} catch (error) {
			return this.#giveUp(error).remember(run);
		}
	}

	async list(count = this.#limit): Promise<readonly HistoryEntry[]> {
		const stored = await this.#stored().catch((error: unknown) => this.#giveUp(error).list(0));
		const recent = (await this.#overflow?.list()) ?? [];
		return [...recent, ...stored].slice(0, count);
	}

	async clear(): Promise<void> {
		await this.#overflow?.clear();
		await transact(this.#database, STORE, 'readwrite', (store) => store.clear());
	}

	close(): void {
		this.#database.close();
	}

	#giveUp(error: unknown): MemoryHistory {
		this.#overflow ??= new MemoryHistory(sentence(error), this.#limit, Date.now());
		return this.#overflow;
	}

	async #stored(): Promise<readonly HistoryEntry[]> {
		const stored: unknown[] = await transact(this.#database, STORE, 'readonly', (store) => store.getAll());
		return stored.flatMap((entry) => readEntry(entry) ?? []).reverse();
	}

	async #trim(): Promise<void> {
		const keys = await transact(this.#database, STORE, 'readonly', (store) => store.getAllKeys());
		const surplus = keys.length - this.#limit;
		if (surplus <= 0) return;
		const last = keys[surplus - 1];
		await transact(this.#database, STORE, 'readwrite', (store) => store.delete(IDBKeyRange.upperBound(last)));
	}
}

function sentence(error: unknown): string {
	const said = error instanceof Error ? error.message : String(error);
	return `This browser does not store the history: ${said}`;
}
