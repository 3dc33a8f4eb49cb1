import { replay, SNAPSHOT_ROWS, type HistoryEntry } from '$lib/history';
import { recall } from './recall';
import { queryName } from './query-name';
import { count, counted } from './status/words';
import type { Tab } from './Tab.svelte';
import type { Workbench } from './Workbench.svelte';

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const toTheSecond = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** Opens the request of an entry in a tab, un-run, with the rows that were kept of it. */
export async function openEntry(workbench: Workbench, entry: HistoryEntry): Promise<Tab> {
	const tab = workbench.open(entry.request, { cluster: entry.cluster });
	const snapshot = await workbench.past.snapshot(entry.id);
	const isUntouched = workbench.tabs.includes(tab) && tab.run === undefined;
	if (snapshot === undefined || workbench.runner === undefined || !isUntouched) return tab;
	const whole = entry.rows <= SNAPSHOT_ROWS;
	const run = workbench.runner.saved({
		cluster: entry.cluster,
		request: entry.request,
		body: replay(snapshot),
		startedAt: entry.at,
		elapsed: entry.elapsed,
		took: entry.took,
		whole: whole && entry.outcome === 'complete',
		notice: whole
			? `Kept from ${time.format(entry.at)}`
			: `The first ${count(SNAPSHOT_ROWS)} of ${count(entry.rows)} rows, kept from ${time.format(entry.at)}`
	});
	workbench.past.skip(run);
	tab.showRun(run);
	return tab;
}

/** The rows kept of two entries side by side, the older one first. False where they are no longer kept. */
export async function compareEntries(
	workbench: Workbench,
	entries: readonly [HistoryEntry, HistoryEntry]
): Promise<boolean> {
	const { runner } = workbench;
	if (runner === undefined) return false;
	const sides = await Promise.all(
		entries
			.toSorted((a, b) => a.at - b.at)
			.map(async (entry) => {
				const snapshot = await workbench.past.snapshot(entry.id);
				if (snapshot === undefined) return undefined;
				const answer = await runner.read(replay(snapshot));
				return { label: entryLabel(entry), columns: snapshot.columns, answer };
			})
	);
	const [before, after] = sides;
	if (before === undefined || after === undefined) return false;
	(await import('./diff/KeptRows.svelte')).keptRows.keepPair(before, after);
	workbench.dialog = 'compare';
	return true;
}

function entryLabel({ at, request, rows, note }: HistoryEntry): string {
	const shown =
		rows > SNAPSHOT_ROWS ? `first ${count(SNAPSHOT_ROWS)} of ${count(rows)} rows` : counted(rows, 'row');
	return `${note ?? queryName(request.query)}, ${toTheSecond.format(at)}, ${shown}`;
}

/** Runs the request of an entry again, in a tab of its own. */
export function runAgain(workbench: Workbench, entry: HistoryEntry): void {
	workbench.open(entry.request, { cluster: entry.cluster }).start();
}

/** Asks the cluster for the result that it stored of an entry. */
export async function fetchStored(workbench: Workbench, entry: HistoryEntry): Promise<void> {
	if (entry.asyncId !== undefined) await recall(workbench, entry.asyncId);
}
