import type { HistoryEntry } from './entry';

/** How much a history may hold. */
export interface Room {
	/** Entries. */
	readonly entries: number;
	/** Bytes of snapshots. */
	readonly bytes: number;
}

/** What must go, oldest first; starred entries and their snapshots stay. */
export interface Surplus {
	readonly entries: readonly number[];
	/** Entries whose snapshots go. */
	readonly snapshots: readonly number[];
}

/** What is too much in a history: the oldest snapshots beyond the bytes, the oldest entries beyond the count. */
export function surplus(entries: readonly HistoryEntry[], room: Room): Surplus {
	const oldest = entries.filter(({ starred }) => starred !== true).sort((a, b) => a.id - b.id);
	const gone = new Set(oldest.slice(0, Math.max(0, entries.length - room.entries)).map(({ id }) => id));
	const left = entries.filter(({ id }) => !gone.has(id));
	let over = left.reduce((sum, { snapshot = 0 }) => sum + snapshot, 0) - room.bytes;
	const snapshots: number[] = [];
	for (const { id, snapshot = 0 } of oldest) {
		if (over <= 0) break;
		if (gone.has(id) || snapshot === 0) continue;
		snapshots.push(id);
		over -= snapshot;
	}
	return { entries: [...gone], snapshots };
}
