import type { AnswerMeta, ElasticColumn } from '$lib/protocol/elastic';
import type { Warning } from '$lib/protocol/parse';
import type { Problem } from '$lib/protocol/problem';
import type { QueryRequest } from '$lib/request/request';
import type { Ending, Progress } from '$lib/results/messages';
import type { Answer, Store } from '$lib/results/store';
import type { Clock } from './clock';
import type { PollGate } from './gate';
import { LiveRun } from './LiveRun.svelte';
import type { Network } from './network';
import type { RunQueue } from './queue';
import type { RunState } from './state';

/** One run of one request on one cluster. All members but the methods are reactive. */
export interface Run {
	readonly request: QueryRequest;
	readonly cluster: string;
	readonly state: RunState;
	readonly columns: readonly ElasticColumn[];
	readonly meta: AnswerMeta;
	readonly progress: Progress;
	readonly ending: Ending | undefined;
	readonly warnings: readonly Warning[];
	/** Why the run failed, or what is missing from a result that broke off. */
	readonly problem: Problem | undefined;
	/** Something about the run that a person should know and that is no failure. */
	readonly notice: string | undefined;
	/** The rows; there from their first byte on, kept until `dispose`. */
	readonly answer: Answer | undefined;
	/** Milliseconds since 1970. */
	readonly startedAt: number;
	/** Milliseconds; ticks five times a second while the run is active, then stays. */
	readonly elapsed: number;
	/** The cluster's id of the query, as first given. */
	readonly id: string | undefined;
	/** Epoch ms, by this computer's clock, until which the cluster keeps the query and its result; undefined without an id. */
	readonly keptUntil: number | undefined;
	/** Someone looks at this run, as long as nobody says otherwise: its end is noticed before that of others. */
	watched: boolean;
	/** Ends the query and keeps the rows so far. */
	stop(): void;
	/** Abandons the query and deletes it from the cluster. */
	cancel(): void;
	/** Moves the end of the keep-alive to where the cluster has put it. */
	keep(until: number): void;
	/** Cancels what is active and frees the rows. */
	dispose(): void;
	/** Frees everything here and leaves the query to the cluster, to be resumed by its id. */
	release(): void;
}

export interface RunOptions {
	readonly store: Store;
	readonly cluster: string;
	/** Origin of the workbench's server; `''` is the page's own. */
	readonly base?: string;
	readonly request: QueryRequest;
	/** Bytes of one answer that are read. */
	readonly budget?: number;
	readonly clock?: Clock;
	readonly network?: Network;
	/** Shared by all runs of a page. */
	readonly gate?: PollGate;
	/** Shared by all runs of a page; without one a run is sent at once. */
	readonly queue?: RunQueue;
	/** Like `Math.random`. */
	readonly random?: () => number;
}

export interface ResumeOptions extends RunOptions {
	readonly id: string;
	/** When the query was submitted, in milliseconds since 1970. */
	readonly startedAt?: number;
}

/** Sends a request and follows it to its end. */
export function startRun(options: RunOptions): Run {
	const run = new LiveRun(options);
	run.submit();
	return run;
}

/** Follows a query that the cluster knows already. */
export function resumeRun(options: ResumeOptions): Run {
	const run = new LiveRun(options, options.startedAt);
	run.follow(options.id);
	return run;
}
