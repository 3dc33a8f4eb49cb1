import type { ProbedServer } from '$lib/catalog';
import { isRecord } from '$lib/protocol/parse';

/** A cluster that the server offers. */
export interface ClusterChoice {
	readonly id: string;
	readonly label: string;
	readonly kind: string;
	/** Whose credentials it is asked with: the server's, or this person's own. */
	readonly auth: 'service' | 'personal';
	/** Does the server hold this person's credentials? */
	readonly signedIn: boolean;
	/** What a new query reads from. */
	readonly indexPattern: string | undefined;
	/** Bytes that files sent from the page may have; 0 where it takes none. */
	readonly uploadBytes: number;
}

/** How a cluster is, as far as the page knows. */
export type ClusterHealth =
	| { readonly kind: 'asking' }
	| { readonly kind: 'up'; readonly info: ProbedServer }
	/** It asks for this person's credentials. */
	| { readonly kind: 'closed' }
	| { readonly kind: 'down'; readonly reason: string };

/** What a cluster is, in a word: its version where that says something and is told. */
export function edition({ version, flavor }: Pick<ProbedServer, 'version' | 'flavor'>): string {
	if (flavor === 'serverless') return 'Serverless';
	return version === '' ? '(version unknown)' : version;
}

/** The clusters on offer. Throws a sentence when the server does not say. */
export async function fetchClusters(): Promise<readonly ClusterChoice[]> {
	const response = await fetch('/api/clusters');
	const body = (await response.json()) as unknown;
	if (!response.ok || !isRecord(body) || !Array.isArray(body.clusters)) {
		throw new Error(`The server did not name its clusters (HTTP ${response.status}).`);
	}
	return body.clusters
		.filter(isRecord)
		.map(({ id, label, kind, auth, signedIn, indexPattern, uploadBytes }) => ({
			id: String(id),
			label: String(label ?? id),
			kind: String(kind),
			auth: auth === 'personal' ? 'personal' : 'service',
			signedIn: signedIn === true,
			indexPattern: typeof indexPattern === 'string' ? indexPattern : undefined,
			uploadBytes: typeof uploadBytes === 'number' ? uploadBytes : 0
		}));
}

/** Asks a cluster who it is and what it can. Never rejects: a cluster that is down is an answer. */
export async function askCluster(id: string): Promise<ClusterHealth> {
	try {
		const { Connection, probedServer } = await import('$lib/catalog');
		return { kind: 'up', info: await probedServer(new Connection(id)) };
	} catch (cause) {
		return { kind: 'down', reason: cause instanceof Error ? cause.message : String(cause) };
	}
}
