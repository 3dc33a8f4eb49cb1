import type { HistoryEntry, Remark } from './entry';
import type { History, NewEntry } from './history';
import { surplus, type Room } from './room';
import { packSnapshot, unpackSnapshot, type Snapshot } from './snapshot';

/** A history that lasts as long as the page. */
export class MemoryHistory implements History {
	readonly denied: string;
	readonly #room: Room;
	readonly #snapshots = new Map<number, string>();
	#entries: readonly HistoryEntry[] = [];
	#last: number;

	/** `last`: the highest id that is taken elsewhere. */
	constructor(denied: string, room: Room, last = 0) {
		this.denied = denied;
		this.#room = room;
		this.#last = last;
	}

	async remember(run: NewEntry, snapshot?: Snapshot): Promise<HistoryEntry> {
		const packed = snapshot && packSnapshot(snapshot);
		const entry = { ...run, id: ++this.#last, ...(packed && { snapshot: packed.bytes }) };
		if (packed) this.#snapshots.set(entry.id, packed.text);
		this.#entries = [entry, ...this.#entries];
		const { entries, snapshots } = surplus(this.#entries, this.#room);
		for (const id of [...entries, ...snapshots]) this.#snapshots.delete(id);
		this.#entries = this.#entries
			.filter(({ id }) => !entries.includes(id))
			.map((kept) => (snapshots.includes(kept.id) ? { ...kept, snapshot: 0 } : kept));
		return entry;
	}

	async remark(id: number, remark: Remark): Promise<void> {
		this.#entries = this.#entries.map((entry) => (entry.id === id ? { ...entry, ...remark } : entry));
	}

	async list(count = Infinity): Promise<readonly HistoryEntry[]> {
		return this.#entries.slice(0, count);
	}

	async snapshot(id: number): Promise<Snapshot | undefined> {
		return unpackSnapshot(this.#snapshots.get(id));
	}

	async forget(id: number): Promise<void> {
		this.#entries = this.#entries.filter((entry) => entry.id !== id);
		this.#snapshots.delete(id);
	}

	async clear(): Promise<void> {
		this.#entries = [];
		this.#snapshots.clear();
	}

	close(): void {
		void this.clear();
	}
}
