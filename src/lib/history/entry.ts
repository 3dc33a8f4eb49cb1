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
}

/** An entry read back from storage; undefined when it is not one. */
export function readEntry(stored: unknown): HistoryEntry | undefined {
	if (!isRecord(stored)) return undefined;
	const { id, at, cluster, outcome, rows, elapsed, took } = stored;
	const request = readRequest(stored.request);
	if (request === undefined || typeof cluster !== 'string' || !isOutcome(outcome)) return undefined;
	if (!isCount(id) || !isCount(at) || !isCount(rows) || !isCount(elapsed)) return undefined;
	const entry: HistoryEntry = { id, at, cluster, request, outcome, rows, elapsed };
	return isCount(took) ? { ...entry, took } : entry;
}

function isOutcome(value: unknown): value is Outcome {
	return typeof value === 'string' && Object.hasOwn(outcomes, value);
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && value >= 0;
}
