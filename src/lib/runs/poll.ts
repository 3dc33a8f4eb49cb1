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

/** A follow-up request that failed. */
export interface Trouble {
	readonly outcome: Extract<Outcome, { kind: 'refused' | 'unreached' }>;
	/** Failures in a row, this one included. */
	readonly attempts: number;
	/** Milliseconds since the first of them. */
	readonly lasted: number;
	/** The query is past its keep-alive. */
	readonly expired: boolean;
}

export type Remedy =
	/** Ask again `after` ms; `reason` says why to a person. */
	| { readonly kind: 'retry'; readonly after: number; readonly reason: string }
	| { readonly kind: 'fail' | 'expire' | 'lose'; readonly problem: Problem };

/** What to do when following a query fails. `random` is in [0, 1). */
export function remedy({ outcome, attempts, lasted, expired }: Trouble, random: number): Remedy {
	const problem = problemOf(outcome);
	if (problem.status === 404 && problem.kind === 'cluster') return gone(problem, expired);
	if (outcome.kind === 'refused' && !RETRIED.includes(problem.status)) return { kind: 'fail', problem };
	if (problem.kind === 'cluster') {
		if (attempts >= CLUSTER_ATTEMPTS && lasted >= CLUSTER_PATIENCE) return { kind: 'fail', problem };
	} else if (lasted >= NETWORK_PATIENCE) return { kind: 'lose', problem };
	const backOff = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempts - 1)) * (0.5 + random / 2);
	const asked = outcome.kind === 'refused' ? (outcome.retryAfter ?? 0) : 0;
	return {
		kind: 'retry',
		after: Math.max(backOff, Math.min(asked, LONGEST_RETRY_AFTER)),
		reason: problem.reason
	};
}

/** A failed request as a problem. */
export function problemOf(outcome: Trouble['outcome']): Problem {
	return outcome.kind === 'refused' ? outcome.problem : unreachedProblem(outcome.message);
}

function gone(problem: Problem, expired: boolean): Remedy {
	return expired
		? {
				kind: 'expire',
				problem: {
					...problem,
					reason: 'The result was kept for its keep-alive and has been dropped since. Run the query again.'
				}
			}
		: {
				kind: 'lose',
				problem: {
					...problem,
					reason:
						'The cluster no longer knows this query: it restarted, the result was too large to store, someone deleted it, or it belongs to another user. Run the query again.'
				}
			};
}
