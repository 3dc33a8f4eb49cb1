import { isRecord } from '$lib/protocol/parse';

/** What a person proves themself with to one cluster. */
export type Proof =
	| { readonly kind: 'basic'; readonly username: string; readonly password: string }
	| { readonly kind: 'apiKey'; readonly key: string }
	| { readonly kind: 'bearer'; readonly token: string };

export type SignedIn =
	{ readonly kind: 'in'; readonly user: string } | { readonly kind: 'refused'; readonly reason: string };

const address = (cluster: string) => `/api/clusters/${encodeURIComponent(cluster)}/session`;

/** Has the server keep the proof, sealed in this browser's cookie, if the cluster accepts it. Never rejects. */
export async function signIn(cluster: string, proof: Proof): Promise<SignedIn> {
	try {
		const response = await fetch(address(cluster), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(proof)
		});
		const body = (await response.json()) as unknown;
		if (response.ok && isRecord(body)) return { kind: 'in', user: String(body.user) };
		const error = isRecord(body) && isRecord(body.error) ? body.error.reason : undefined;
		return { kind: 'refused', reason: String(error ?? `HTTP ${response.status}`) };
	} catch (cause) {
		return { kind: 'refused', reason: cause instanceof Error ? cause.message : String(cause) };
	}
}

/** Has the server forget the proof. Rejects when the server can't be reached. */
export async function signOut(cluster: string): Promise<void> {
	await fetch(address(cluster), { method: 'DELETE' });
}
