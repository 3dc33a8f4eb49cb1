import { isRecord } from '$lib/protocol/parse';
import { readRequest } from '$lib/request/read';
import type { QueryRequest } from '$lib/request/request';

const outcomes = {
	complete: true,
	partial: true,
	stopped: true,
	cancelled: true,
	failed: true,
	expired: true,
	lost: true
} as const;

/** How a run ended. */
export type Outcome = keyof typeof outcomes;

/** One run that is over. */
export interface HistoryEntry {
	/** Grows with every entry of this browser. */
	readonly id: number;
	/** When it was started, in milliseconds since 1970. */
	readonly at: number;
	readonly cluster: string;
	readonly request: QueryRequest;
	readonly outcome: Outcome;
	readonly rows: number;
	/** Milliseconds from start to end as a person saw them. */
	readonly elapsed: number;
	/** Milliseconds that the cluster says it worked. */
	readonly took?: number;
	readonly columns?: number;
	/** In words: complete, or what is missing. */
	readonly completeness?: string;
	/** Why it failed. */
	readonly problem?: string;
	/** The cluster's id of the query. */
	readonly asyncId?: string;
	/** Bytes of its snapshot, where there is one. */
	readonly snapshot?: number;
	/** Never forgotten to make room. */
	readonly starred?: boolean;
	readonly note?: string;
}

/** What someone adds to an entry. */
export type Remark = Pick<HistoryEntry, 'starred' | 'note'>;

/** An entry read back from storage; undefined when it is not one. */
export function readEntry(stored: unknown): HistoryEntry | undefined {
	if (!isRecord(stored)) return undefined;
	const { id, at, cluster, outcome, rows, elapsed } = stored;
	const request = readRequest(stored.request);
	if (request === undefined || typeof cluster !== 'string' || !isOutcome(outcome)) return undefined;
	if (!isCount(id) || !isCount(at) || !isCount(rows) || !isCount(elapsed)) return undefined;
	return { id, at, cluster, request, outcome, rows, elapsed, ...readExtras(stored) };
}

function readExtras(stored: Record<string, unknown>): Partial<HistoryEntry> {
	const extras: Record<string, unknown> = {};
	for (const key of ['took', 'columns', 'snapshot']) if (isCount(stored[key])) extras[key] = stored[key];
	for (const key of ['completeness', 'problem', 'asyncId', 'note']) {
		if (typeof stored[key] === 'string' && stored[key] !== '') extras[key] = stored[key];
	}
	return stored.starred === true ? { ...extras, starred: true } : extras;
}

function isOutcome(value: unknown): value is Outcome {
	return typeof value === 'string' && Object.hasOwn(outcomes, value);
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && value >= 0;
}
