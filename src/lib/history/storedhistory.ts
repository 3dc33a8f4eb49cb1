import { transact, type Shape } from './database';
import { readEntry, type HistoryEntry, type Remark } from './entry';
import type { History, NewEntry } from './history';
import { MemoryHistory } from './memory';
import { surplus, type Room } from './room';
import { packSnapshot, unpackSnapshot, type Snapshot } from './snapshot';

const RUNS = 'runs';
const SNAPSHOTS = 'snapshots';
const both = [RUNS, SNAPSHOTS];

/** The database of the history. */
export const historyShape: Shape = {
	name: 'workbench-history',
	version: 2,
	upgrade(database, from) {
		if (from < 1) database.createObjectStore(RUNS, { keyPath: 'id', autoIncrement: true });
		if (from < 2) database.createObjectStore(SNAPSHOTS);
	}
};

/** Entries in IndexedDB; those that it refuses (a full disk, a closed database) are kept in memory in front of them. */
export class StoredHistory implements History {
	readonly #database: IDBDatabase;
	readonly #room: Room;
	#overflow: MemoryHistory | undefined;

	constructor(database: IDBDatabase, room: Room) {
		this.#database = database;
		this.#room = room;
	}

	get denied(): string | undefined {
		return this.#overflow?.denied;
	}

	async remember(run: NewEntry, snapshot?: Snapshot): Promise<HistoryEntry> {
		if (this.#overflow !== undefined) return this.#overflow.remember(run, snapshot);
		try {
			const entry = await this.#add(run, snapshot);
			await this.#trim();
			return entry;
		} catch (error) {
			return this.#giveUp(error).remember(run, snapshot);
		}
	}

	async remark(id: number, remark: Remark): Promise<void> {
		await this.#overflow?.remark(id, remark);
		const stored: unknown = await transact(this.#database, RUNS, 'readonly', (transaction) =>
			transaction.objectStore(RUNS).get(id)
		);
		const entry = readEntry(stored);
		if (entry === undefined) return;
		await transact(this.#database, RUNS, 'readwrite', (transaction) =>
			transaction.objectStore(RUNS).put({ ...entry, ...remark })
		);
	}

	async list(count = Infinity): Promise<readonly HistoryEntry[]> {
		const stored = await this.#stored().catch((error: unknown) => this.#giveUp(error).list(0));
		const recent = (await this.#overflow?.list()) ?? [];
		return [...recent, ...stored].slice(0, count);
	}

	async snapshot(id: number): Promise<Snapshot | undefined> {
		const recent = await this.#overflow?.snapshot(id);
		if (recent) return recent;
		const text: unknown = await transact(this.#database, SNAPSHOTS, 'readonly', (transaction) =>
			transaction.objectStore(SNAPSHOTS).get(id)
		);
		return unpackSnapshot(text);
	}

	async forget(id: number): Promise<void> {
		await this.#overflow?.forget(id);
		await transact(this.#database, both, 'readwrite', (transaction) => {
			transaction.objectStore(SNAPSHOTS).delete(id);
			return transaction.objectStore(RUNS).delete(id);
		});
	}

	async clear(): Promise<void> {
		await this.#overflow?.clear();
		await transact(this.#database, both, 'readwrite', (transaction) => {
			transaction.objectStore(SNAPSHOTS).clear();
			return transaction.objectStore(RUNS).clear();
		});
	}

	close(): void {
		this.#database.close();
	}

	async #add(run: NewEntry, snapshot: Snapshot | undefined): Promise<HistoryEntry> {
		const packed = snapshot && packSnapshot(snapshot);
		const row = packed === undefined ? run : { ...run, snapshot: packed.bytes };
		const id = await transact(this.#database, both, 'readwrite', (transaction) => {
			const adding = transaction.objectStore(RUNS).add(row);
			adding.onsuccess = () => {
				if (packed) transaction.objectStore(SNAPSHOTS).put(packed.text, adding.result);
			};
			return adding;
		});
		if (typeof id !== 'number') throw new Error('The history gave an entry no number');
		return { ...row, id };
	}

	#giveUp(error: unknown): MemoryHistory {
		this.#overflow ??= new MemoryHistory(sentence(error), this.#room, Date.now());
		return this.#overflow;
	}

	async #stored(): Promise<readonly HistoryEntry[]> {
		const stored: unknown[] = await transact(this.#database, RUNS, 'readonly', (transaction) =>
			transaction.objectStore(RUNS).getAll()
		);
		return stored.flatMap((entry) => readEntry(entry) ?? []).reverse();
	}

	async #trim(): Promise<void> {
		const all = await this.#stored();
		const { entries, snapshots } = surplus(all, this.#room);
		if (entries.length === 0 && snapshots.length === 0) return;
		const bare = all.filter(({ id }) => snapshots.includes(id));
		await transact(this.#database, both, 'readwrite', (transaction) => {
			const runs = transaction.objectStore(RUNS);
			for (const id of [...entries, ...snapshots]) transaction.objectStore(SNAPSHOTS).delete(id);
			for (const { snapshot: _, ...entry } of bare) runs.put(entry);
			for (const id of entries) runs.delete(id);
			return runs.count();
		});
	}
}

/** Why storage was refused. */
export function sentence(error: unknown): string {
	const said = error instanceof Error ? error.message : String(error);
	return `This browser does not store the history: ${said}`;
}
