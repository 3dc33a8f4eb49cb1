import { isRecord } from '$lib/protocol/parse';
import type { Problem } from '$lib/protocol/problem';
import { ask } from './stored';

/** A query that a cluster works on, whoever sent it. */
export interface ListedQuery {
	/** What it is listed by. */
	readonly key: string;
	/** The id to stop, cancel or fetch it by; older clusters list a task's number instead. */
	readonly id: string | undefined;
	readonly query: string;
	/** Milliseconds it has been running, by the cluster's clock. */
	readonly running: number | undefined;
	readonly node: string | undefined;
}

export type Listing =
	| { readonly kind: 'listed'; readonly queries: readonly ListedQuery[] }
	| { readonly kind: 'refused'; readonly problem: Problem };

/** Live counters of a running query. */
export interface Figures {
	readonly documentsFound: number | undefined;
	readonly valuesLoaded: number | undefined;
}

/** All queries that run on a cluster, longest first. Rejects only with the abort's reason. */
export async function listQueries(cluster: string, base = '', signal?: AbortSignal): Promise<Listing> {
	const answer = await ask(`${root(base, cluster)}/_query/queries`, 'GET', signal);
	return answer.kind === 'refused' ? answer : { kind: 'listed', queries: readQueries(answer.body) };
}

/** Counters of one running query; undefined where the cluster does not tell. Rejects only with the abort's reason. */
export async function figuresOf(
	cluster: string,
	id: string,
	base = '',
	signal?: AbortSignal
): Promise<Figures | undefined> {
	const answer = await ask(`${root(base, cluster)}/_query/queries/${encodeURIComponent(id)}`, 'GET', signal);
	if (answer.kind === 'refused') return undefined;
	const figures = {
		documentsFound: count(answer.body.documents_found),
		valuesLoaded: count(answer.body.values_loaded)
	};
	return figures.documentsFound === undefined && figures.valuesLoaded === undefined ? undefined : figures;
}

/** The queries of a listing in either of its two shapes; what is not one is left out. */
export function readQueries(body: Readonly<Record<string, unknown>>): readonly ListedQuery[] {
	if (!isRecord(body.queries)) return [];
	return Object.entries(body.queries)
		.flatMap(([key, entry]) => (isRecord(entry) ? [readQuery(key, entry)] : []))
		.sort((a, b) => (b.running ?? 0) - (a.running ?? 0));
}

function readQuery(key: string, { query, running_time_nanos, node }: Record<string, unknown>): ListedQuery {
	const nanos = count(running_time_nanos);
	return {
		key,
		id: /:\d+$/.test(key) ? undefined : key,
		query: typeof query === 'string' ? query : '',
		running: nanos === undefined ? undefined : nanos / 1e6,
		node: typeof node === 'string' ? node : undefined
	};
}

function count(value: unknown): number | undefined {
	return typeof value === 'number' && value >= 0 ? value : undefined;
}

function root(base: string, cluster: string): string {
	return `${base}/api/clusters/${encodeURIComponent(cluster)}`;
}
