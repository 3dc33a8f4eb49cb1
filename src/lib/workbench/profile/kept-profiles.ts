import type { HistoryEntry } from '$lib/history';
import type { PastRuns } from '../PastRuns';
import { queryName } from '../query-name';

/** A run of the history that was asked for its profile. */
export interface KeptProfile {
	readonly entry: HistoryEntry;
	readonly name: string;
}

/** Runs that are offered. */
const MOST = 30;
const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** The latest runs of the history that may have a profile. */
export async function keptProfiles(past: PastRuns): Promise<readonly KeptProfile[]> {
	const { entries } = await past.list();
	return entries
		.filter(({ request, snapshot = 0 }) => request.options.profile === true && snapshot > 0)
		.slice(0, MOST)
		.map((entry) => ({
			entry,
			name: `${entry.note ?? queryName(entry.request.query)}, ${time.format(entry.at)}`
		}));
}
