import type { AnswerMeta } from '$lib/protocol/elastic';
import { isRecord } from '$lib/protocol/parse';
import type { Ending } from '$lib/results/messages';
import type { RunStateKind } from '$lib/runs/state';

/** What is known about an answer that bears on whether it is whole. */
export interface AnswerFacts {
	readonly state: RunStateKind;
	readonly rows: number;
	readonly columns: number;
	readonly meta: AnswerMeta;
	readonly ending: Ending | undefined;
	readonly warnings: readonly string[];
	/** The LIMIT that the query itself ends with. */
	readonly ownLimit: number | undefined;
}

/** One reason why an answer is not everything there is. */
export type Gap =
	| { readonly kind: 'implicit_limit'; readonly limit: number }
	| { readonly kind: 'own_limit'; readonly limit: number }
	| { readonly kind: 'cluster_limit'; readonly limit: number }
	| { readonly kind: 'stopped' }
	| { readonly kind: 'partial'; readonly clusters: readonly string[] }
	| { readonly kind: 'budget'; readonly bytes: number }
	| { readonly kind: 'cut'; readonly message: string }
	| { readonly kind: 'dropped_columns'; readonly count: number };

/** `waiting` while there is nothing to judge yet. */
export type Completeness =
	| { readonly kind: 'waiting' }
	| { readonly kind: 'complete' }
	| { readonly kind: 'gaps'; readonly gaps: readonly Gap[] };

/** Judges an answer: complete, or every known reason why not. */
export function judge(facts: AnswerFacts): Completeness {
	if (!['complete', 'partial', 'stopped'].includes(facts.state)) return { kind: 'waiting' };
	const gaps = [...limitGaps(facts), ...clusterGaps(facts), ...readingGaps(facts), ...columnGaps(facts)];
	return gaps.length === 0 ? { kind: 'complete' } : { kind: 'gaps', gaps };
}

/** The LIMIT that the cluster added to a query without one, as its warning says. */
export function implicitLimit(warnings: readonly string[]): number | undefined {
	const added = warnings.map((text) => /adding default limit of \[(\d+)\]/.exec(text)?.[1]).find(Boolean);
	return added === undefined ? undefined : Number(added);
}

function limitGaps({ rows, warnings, ownLimit }: AnswerFacts): Gap[] {
	const added = implicitLimit(warnings);
	if (added !== undefined) return rows >= added ? [{ kind: 'implicit_limit', limit: added }] : [];
	if (ownLimit === undefined || rows === 0) return [];
	if (rows === ownLimit) return [{ kind: 'own_limit', limit: ownLimit }];
	return rows < ownLimit && rows % 10_000 === 0 ? [{ kind: 'cluster_limit', limit: rows }] : [];
}

function clusterGaps({ state, meta }: AnswerFacts): Gap[] {
	const stopped: Gap[] = state === 'stopped' ? [{ kind: 'stopped' }] : [];
	const failing = Object.entries(meta._clusters?.details ?? {})
		.filter(([, detail]) => !['successful', 'running'].includes(detail.status))
		.map(([name, { status, failures }]) => {
			const cause = failureReason(failures?.[0]);
			const cluster = name === '(local)' || name === '' ? 'local' : name;
			return cause === undefined ? `${cluster}: ${status}` : `${cluster}: ${status}, ${cause}`;
		});
	const partial = meta.is_partial === true && (state !== 'stopped' || failing.length > 0);
	return partial ? [...stopped, { kind: 'partial', clusters: failing }] : stopped;
}

/** The cause in a shard's or cluster's failure, as Elasticsearch words it. */
function failureReason(failure: unknown): string | undefined {
	if (!isRecord(failure)) return undefined;
	const cause = isRecord(failure.reason) ? failure.reason : failure;
	const words = [cause.type, cause.reason].filter((word) => typeof word === 'string').join(': ');
	if (words === '') return undefined;
	const shard = typeof failure.shard === 'number' && failure.shard >= 0 ? `shard ${failure.shard}` : '';
	return shard === '' ? words : `${shard}: ${words}`;
}

function readingGaps({ ending }: AnswerFacts): Gap[] {
	if (ending?.kind === 'budget') return [{ kind: 'budget', bytes: ending.limit }];
	return ending?.kind === 'cut' ? [{ kind: 'cut', message: ending.message }] : [];
}

function columnGaps({ meta, columns }: AnswerFacts): Gap[] {
	const dropped = (meta.all_columns?.length ?? columns) - columns;
	return dropped > 0 ? [{ kind: 'dropped_columns', count: dropped }] : [];
}

/** The badge's word: `complete`, or the first gap's name. */
export function completenessWord(completeness: Completeness): string {
	if (completeness.kind !== 'gaps') return completeness.kind === 'complete' ? 'complete' : 'not known yet';
	const [first, ...more] = completeness.gaps.map(gapWord);
	return more.length === 0 ? `${first}` : `${first} +${more.length}`;
}

function gapWord(gap: Gap): string {
	switch (gap.kind) {
		case 'implicit_limit':
			return `implicit limit ${gap.limit}`;
		case 'own_limit':
			return `limit ${gap.limit} reached`;
		case 'cluster_limit':
			return `cluster maximum ${gap.limit}`;
		case 'stopped':
			return 'stopped early';
		case 'partial':
			return 'partial';
		case 'budget':
			return 'byte budget';
		case 'cut':
			return 'cut off';
		case 'dropped_columns':
			return `${gap.count} null ${gap.count === 1 ? 'column' : 'columns'} dropped`;
	}
}

/** One sentence about a gap. */
export function gapSentence(gap: Gap): string {
	switch (gap.kind) {
		case 'implicit_limit':
			return `The query has no LIMIT, so the cluster added LIMIT ${gap.limit}. There may be more rows.`;
		case 'own_limit':
			return `The query's own LIMIT of ${gap.limit} was reached. There may be more rows.`;
		case 'cluster_limit':
			return `The answer ends at exactly ${gap.limit} rows, below the query's LIMIT: probably this cluster's maximum. STATS answers over all rows; WHERE on a sorted column fetches the rest in parts.`;
		case 'stopped':
			return 'The query was stopped. These are the rows and figures of the documents seen until then.';
		case 'partial':
			return gap.clusters.length === 0
				? 'The cluster says that this result is partial: some shards did not answer.'
				: `The cluster says that this result is partial (${gap.clusters.join(', ')}).`;
		case 'budget':
			return `Reading ended at the budget of ${Math.round(gap.bytes / 1_048_576)} MB. All rows read until then are kept; KEEP fewer columns, or let more be read.`;
		case 'cut':
			return `The answer broke off: ${gap.message}`;
		case 'dropped_columns':
			return `${gap.count} ${gap.count === 1 ? 'column' : 'columns'} without any value ${gap.count === 1 ? 'is' : 'are'} left out (drop_null_columns).`;
	}
}
