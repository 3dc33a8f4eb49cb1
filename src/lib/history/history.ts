import { openDatabase } from './database';
import type { HistoryEntry, Remark } from './entry';
import { MemoryHistory } from './memory';
import type { Room } from './room';
import type { Snapshot } from './snapshot';
import { historyShape, sentence, StoredHistory } from './storedhistory';

export type NewEntry = Omit<HistoryEntry, 'id' | 'snapshot'>;

/** The runs of this browser. */
export interface History {
	/** Why entries last only as long as the page; undefined when they are stored. */
	readonly denied: string | undefined;
	/**
	 * Adds a run, with the first rows of its answer, and forgets what is too much: snapshots first, then entries. Never
	 * rejects: what can't be stored is kept in memory.
	 */
	remember(run: NewEntry, snapshot?: Snapshot): Promise<HistoryEntry>;
	/** Adds a star or a note to an entry; rejects when it can't be reached. */
	remark(id: number, remark: Remark): Promise<void>;
	/** The newest `count` entries, newest first. Never rejects: what can't be read is left out, and `denied` says why. */
	list(count?: number): Promise<readonly HistoryEntry[]>;
	/** The rows kept with an entry; undefined where there are none, or none any more. */
	snapshot(id: number): Promise<Snapshot | undefined>;
	/** Forgets one entry; rejects when it can't be reached. */
	forget(id: number): Promise<void>;
	/** Forgets every entry; rejects when the stored ones can't be reached. */
	clear(): Promise<void>;
	close(): void;
}

export interface HistoryOptions {
	/** The browser's by default. */
	readonly factory?: IDBFactory | undefined;
	/** Entries that are kept. */
	readonly limit?: number;
	/** Bytes of snapshots that are kept. */
	readonly budget?: number;
}

const LIMIT = 5000;
const BUDGET = 200_000_000;

/** Opens the history. Never rejects: where storage is denied, it lasts as long as the page and says so. */
export async function openHistory(options: HistoryOptions = {}): Promise<History> {
	const room: Room = { entries: options.limit ?? LIMIT, bytes: options.budget ?? BUDGET };
	try {
		// Merely reading `indexedDB` throws where storage is denied.
		const storage = options.factory ?? (globalThis.indexedDB as IDBFactory | undefined);
		if (storage === undefined) return new MemoryHistory('This browser has no IndexedDB', room);
		return new StoredHistory(await openDatabase(storage, historyShape), room);
	} catch (error) {
		return new MemoryHistory(sentence(error), room);
	}
}
