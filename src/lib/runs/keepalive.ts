import type { AnswerMeta } from '$lib/protocol/elastic';
import { durationMs } from '$lib/protocol/duration';
import type { QueryRequest } from '$lib/request/request';

/** Elasticsearch's default: five days. */
const DEFAULT_KEEP_ALIVE = 432_000_000;

/**
 * ms from its start for which the cluster keeps a query: as it says, else as it was asked to. A span, so that a cluster
 * whose clock goes wrong does not matter.
 */
export function keepAliveOf(request: QueryRequest, meta: AnswerMeta): number {
	const { start_time_in_millis: start, expiration_time_in_millis: expiration } = meta;
	if (start !== undefined && expiration !== undefined) return expiration - start;
	return durationMs(request.options.keepAlive ?? '') ?? DEFAULT_KEEP_ALIVE;
}
