import { jsonObject, problemFromAnswer } from '$lib/protocol/parse';
import { toBody } from '$lib/request/body';
import type { QueryRequest } from '$lib/request/request';
import { sourcesOf } from '$lib/esql/editor/sources';
import { parse } from '$lib/esql/syntax/parse';

/** How many documents pass a filter. */
export type PassCount =
	| { readonly kind: 'none' }
	| { readonly kind: 'counting' }
	| { readonly kind: 'counted'; readonly passed: number; readonly total: number }
	| { readonly kind: 'failed'; readonly reason: string };

/** What a request reads, as `FROM` takes it; undefined where its query reads no index, or by a placeholder. */
export function countedSource(query: string): string | undefined {
	const [source] = sourcesOf(parse(query).query);
	return source?.includes('?') === true ? undefined : source;
}

/** Asks a cluster how many documents of a request's source pass its filter, and how many there are. Never rejects. */
export async function countPassing(
	cluster: string,
	request: QueryRequest,
	signal: AbortSignal
): Promise<PassCount> {
	const source = countedSource(request.query);
	if (source === undefined) return { kind: 'failed', reason: 'The query reads no index' };
	const query = `FROM ${source} | STATS n = COUNT(*)`;
	const { timeZone } = request.options;
	const filtered = { ...request, query, params: [], options: timeZone === undefined ? {} : { timeZone } };
	try {
		const [passed, total] = await Promise.all([
			ask(cluster, toBody(filtered), signal),
			ask(cluster, JSON.stringify({ query }), signal)
		]);
		return { kind: 'counted', passed, total };
	} catch (cause) {
		return { kind: 'failed', reason: cause instanceof Error ? cause.message : String(cause) };
	}
}

async function ask(cluster: string, body: string, signal: AbortSignal): Promise<number> {
	const response = await fetch(`/api/clusters/${encodeURIComponent(cluster)}/_query`, {
		method: 'POST',
		headers: { accept: 'application/json', 'content-type': 'application/json' },
		body,
		signal
	});
	const text = await response.text();
	const values = response.ok ? jsonObject(text)?.values : undefined;
	const count: unknown = Array.isArray(values) && Array.isArray(values[0]) ? values[0][0] : undefined;
	if (typeof count === 'number') return count;
	throw new Error(
		problemFromAnswer({ status: response.status, headers: [...response.headers] }, text).reason
	);
}
