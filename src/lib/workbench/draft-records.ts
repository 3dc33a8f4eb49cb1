import { transact, type Shape } from '$lib/history/database';
import { isRecord } from '$lib/protocol/parse';
import { allOf, readDraft, type Drafts } from './drafts';
import { parseJson } from './stored';
import type { Draft } from './Tab.svelte';

const DRAFTS = 'drafts';

/** The database of drafts: for each window one record of its tabs' order under the id `''`, and one for each tab. */
export const draftShape: Shape = {
	name: 'workbench-drafts',
	version: 1,
	upgrade: (database) => database.createObjectStore(DRAFTS, { keyPath: ['window', 'id'] })
};

interface Order {
	readonly tabs: readonly string[];
	readonly background: readonly string[];
	readonly active: string;
	readonly at: number;
}

const within = (window: string) => IDBKeyRange.bound([window], [window, []]);

/** The drafts of one window or of all, by their names. */
export async function readRecords(
	database: IDBDatabase,
	only?: string
): Promise<ReadonlyMap<string, Drafts>> {
	const stored: unknown[] = await transact(database, DRAFTS, 'readonly', (transaction) =>
		transaction.objectStore(DRAFTS).getAll(only === undefined ? null : within(only))
	);
	const records = stored.filter(isRecord).map(({ window, id, text }) => ({
		window: String(window),
		id: String(id),
		value: parseJson(String(text))
	}));
	const drafts = new Map<string, Draft>();
	for (const { window, id, value } of records) {
		const draft = readDraft(value);
		if (draft) drafts.set(`${window}/${id}`, draft);
	}
	const found = new Map<string, Drafts>();
	for (const { window, id, value } of records) {
		if (id !== '' || !isRecord(value)) continue;
		const named = (ids: unknown) =>
			(Array.isArray(ids) ? ids : []).flatMap((one: unknown) => drafts.get(`${window}/${String(one)}`) ?? []);
		const tabs = named(value.tabs);
		if (tabs.length === 0) continue;
		const background = named(value.background);
		found.set(window, { tabs, background, active: String(value.active), at: Number(value.at) || 0 });
	}
	return found;
}

/**
 * Writes what differs from `known`, the drafts of the window that are there already; without any, all of the window is
 * replaced. Resolves once it is on disk.
 */
export async function writeRecords(
	database: IDBDatabase,
	window: string,
	drafts: Drafts,
	known: readonly Draft[]
): Promise<void> {
	const all = allOf(drafts);
	const ids = new Set(all.map(({ id }) => id));
	const same = new Set(known);
	const order: Order = {
		tabs: drafts.tabs.map(({ id }) => id),
		background: drafts.background.map(({ id }) => id),
		active: drafts.active,
		at: drafts.at
	};
	await transact(database, DRAFTS, 'readwrite', (transaction) => {
		const store = transaction.objectStore(DRAFTS);
		if (known.length === 0) store.delete(within(window));
		for (const draft of all)
			if (!same.has(draft)) store.put({ window, id: draft.id, text: JSON.stringify(draft) });
		for (const { id } of known) if (!ids.has(id)) store.delete([window, id]);
		return store.put({ window, id: '', text: JSON.stringify(order) });
	});
}

/** Forgets a window. */
export async function dropRecords(database: IDBDatabase, window: string): Promise<void> {
	await transact(database, DRAFTS, 'readwrite', (transaction) =>
		transaction.objectStore(DRAFTS).delete(within(window))
	);
}
