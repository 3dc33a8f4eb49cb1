import { isRecord } from './stored';

/** A cluster that the server offers. */
export interface ClusterChoice {
	readonly id: string;
	readonly label: string;
	readonly kind: string;
}

/** What `GET /` of a cluster says, as far as the page shows it. */
export interface ClusterInfo {
	readonly name: string;
	readonly version: string;
	readonly flavor: string;
}

/** How a cluster is, as far as the page knows. */
export type ClusterHealth =
	| { readonly kind: 'asking' }
	| { readonly kind: 'up'; readonly info: ClusterInfo }
	| { readonly kind: 'down'; readonly reason: string };

/** The clusters on offer. Throws a sentence when the server does not say. */
export async function fetchClusters(fetch: typeof globalThis.fetch): Promise<readonly ClusterChoice[]> {
	const response = await fetch('/api/clusters');
	const body = (await response.json()) as unknown;
	if (!response.ok || !isRecord(body) || !Array.isArray(body.clusters)) {
		throw new Error(`The server did not name its clusters (HTTP ${response.status}).`);
	}
	return body.clusters.filter(isRecord).map(({ id, label, kind }) => ({
		id: String(id),
		label: String(label ?? id),
		kind: String(kind)
	}));
}

/** Asks a cluster who it is. Never throws: a cluster that is down is an answer. */
export async function askCluster(fetch: typeof globalThis.fetch, id: string): Promise<ClusterHealth> {
	try {
		const response = await fetch(`/api/clusters/${encodeURIComponent(id)}/`);
		const body = (await response.json()) as unknown;
		if (!response.ok) return { kind: 'down', reason: reasonOf(body) ?? `HTTP ${response.status}` };
		if (!isRecord(body) || !isRecord(body.version))
			return { kind: 'down', reason: 'It does not answer like Elasticsearch.' };
		const { number, build_flavor } = body.version;
		return {
			kind: 'up',
			info: { name: String(body.cluster_name), version: String(number), flavor: String(build_flavor ?? '') }
		};
	} catch (cause) {
		return { kind: 'down', reason: cause instanceof Error ? cause.message : String(cause) };
	}
}

function reasonOf(body: unknown): string | undefined {
	if (!isRecord(body) || body.error === undefined) return undefined;
	return isRecord(body.error) ? String(body.error.reason) : String(body.error);
}
