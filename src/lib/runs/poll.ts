import { unreachedProblem } from '$lib/protocol/parse';
import type { Problem } from '$lib/protocol/problem';
import type { Outcome } from './exchange';

/** How long the cluster is asked to hold back one answer, in ms. */
export const POLL_WAIT = 20_000;
/** How much longer than that an answer may take before the connection counts as dead, in ms. */
export const POLL_GRACE = 20_000;

const RETRIED: readonly number[] = [429, 502, 503, 504];
const FIRST_DELAY = 500;
const LONGEST_DELAY = 10_000;
const LONGEST_RETRY_AFTER = 60_000;
/** A stored failure is answered with its own status forever: after this long it is taken for one. */
const CLUSTER_PATIENCE = 15_000;
const CLUSTER_ATTEMPTS = 4;
const NETWORK_PATIENCE = 600_000;

/** A request that failed. */
export interface Trouble {
	readonly outcome: Extract<Outcome, { kind: 'refused' | 'unreached' }>;
	/** Failures in a row, this one included. */
	readonly attempts: number;
	/** Milliseconds since the first of them. */
	readonly lasted: number;
	/** The query is past its keep-alive. */
	readonly expired: boolean;
	/** The cluster has said before that it knows this query. */
	readonly known: boolean;
}

export type Remedy =
	/** Ask again `after` ms; `reason` says why to a person. */
	| { readonly kind: 'retry'; readonly after: number; readonly reason: string }
	| { readonly kind: 'fail' | 'expire' | 'lose'; readonly problem: Problem };

/** What to do when following a query fails. `random` is in [0, 1). */
export function remedy(trouble: Trouble, random: number): Remedy {
	const { outcome, lasted } = trouble;
	const problem = problemOf(outcome);
	if (problem.kind === 'cluster') {
		if (problem.status === 404) return gone(problem, trouble);
		if (problem.type === 'task_cancelled_exception') return lose(problem, CANCELLED);
		if (problem.reason.includes(TOO_LARGE)) return lose(problem, `${problem.reason}. ${SMALLER}`);
		if (problem.reason.startsWith('invalid id:') || problem.reason.startsWith('malformed task id'))
			return { kind: 'fail', problem: { ...problem, reason: `This is not an async id (${problem.reason})` } };
	}
	const passing = RETRIED.includes(problem.status) || problem.kind === 'response';
	if (outcome.kind === 'refused' && !passing) return { kind: 'fail', problem };
	if (problem.kind === 'cluster' || problem.kind === 'response') {
		if (isTired(trouble)) return { kind: 'fail', problem };
	} else if (lasted >= NETWORK_PATIENCE) return { kind: 'lose', problem };
	return again(trouble, random);
}

/**
 * What to do when a submission is refused. Only a cluster that says that it did not take the query is asked again: a
 * connection that broke may have started it.
 */
export function submissionRemedy(trouble: Trouble, random: number): Remedy {
	const { outcome } = trouble;
	const problem = problemOf(outcome);
	const busy = problem.status === 429 || problem.status === 503;
	const refused = outcome.kind === 'refused' && problem.kind !== 'relay' && busy;
	if (!refused || problem.type === 'circuit_breaking_exception' || isTired(trouble))
		return { kind: 'fail', problem };
	return again(trouble, random);
}

/** A failed request as a problem. */
export function problemOf(outcome: Trouble['outcome']): Problem {
	return outcome.kind === 'refused' ? outcome.problem : unreachedProblem(outcome.message);
}

function isTired({ attempts, lasted }: Trouble): boolean {
	return attempts >= CLUSTER_ATTEMPTS && lasted >= CLUSTER_PATIENCE;
}

function again({ outcome, attempts }: Trouble, random: number): Remedy {
	const backOff = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempts - 1)) * (0.5 + random / 2);
	const asked = outcome.kind === 'refused' ? (outcome.retryAfter ?? 0) : 0;
	return {
		kind: 'retry',
		after: Math.max(backOff, Math.min(asked, LONGEST_RETRY_AFTER)),
		reason: problemOf(outcome).reason
	};
}

const TOO_LARGE = "Can't store an async search response larger than";
const SMALLER =
	'Ask for fewer rows or columns, or set a longer wait_for_completion_timeout, so that the answer comes without being stored.';
const CANCELLED =
	'The query was cancelled from elsewhere: another window, another person, or the cluster itself.';
const EXPIRED = 'The result was kept for its keep-alive and has been dropped since. Run the query again.';
const VANISHED =
	'The cluster no longer knows this query: it restarted, the result was too large to store, or someone deleted it. Run the query again.';
const UNKNOWN =
	'The cluster knows no query by this id: it has expired or was deleted, its result was too large to store, or it belongs to another user or API key.';

function gone(problem: Problem, { expired, known }: Trouble): Remedy {
	if (expired) return { kind: 'expire', problem: { ...problem, reason: EXPIRED } };
	return lose(problem, known ? VANISHED : UNKNOWN);
}

function lose(problem: Problem, reason: string): Remedy {
	return { kind: 'lose', problem: { ...problem, reason } };
}

/** Whether a refused stop means that the cluster has no such thing, rather than that the query is gone. */
export function isUnstoppable(outcome: Trouble['outcome']): boolean {
	if (outcome.kind === 'unreached') return false;
	const { status, type } = outcome.problem;
	return [400, 403, 404, 405, 501].includes(status) && type !== 'resource_not_found_exception';
}
