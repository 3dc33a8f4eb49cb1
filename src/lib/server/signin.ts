import type { Credentials } from './config';
import { authorization } from './authorization';
import type { Cluster } from './clusters';
import { problem } from './relay';

const keys = {
	apiKey: ['key'],
	basic: ['username', 'password'],
	bearer: ['token']
} as const;

export type SignedIn =
	| { readonly kind: 'in'; readonly credentials: Credentials; readonly user: string }
	| { readonly kind: 'out'; readonly response: Response };

/** What a person typed → credentials that the cluster has accepted. */
export async function signIn(cluster: Cluster, typed: unknown, signal: AbortSignal): Promise<SignedIn> {
	const out = (status: number, type: string, reason: string): SignedIn => ({
		kind: 'out',
		response: problem(status, type, reason)
	});
	if (cluster.auth !== 'personal')
		return out(
			400,
			'workbench_no_sign_in',
			`[${cluster.label}] is used with the workbench's own credentials`
		);
	const credentials = credentialsIn(typed);
	if (!credentials)
		return out(
			400,
			'workbench_sign_in_malformed',
			'send {"kind": "basic", "username", "password"}, {"kind": "apiKey", "key"} or {"kind": "bearer", "token"}'
		);
	const answer = await ask(cluster, '/_security/_authenticate', credentials, signal);
	if (answer.status === 401 || answer.status === 403)
		return out(401, 'workbench_sign_in_refused', `[${cluster.label}] does not accept these credentials`);
	if (!answer.ok)
		return out(
			502,
			'workbench_sign_in_failed',
			`[${cluster.label}] could not check the credentials (HTTP ${answer.status})`
		);
	const who: unknown = await answer.json();
	const user =
		typeof who === 'object' && who !== null && 'username' in who ? String(who.username) : 'unknown user';
	return { kind: 'in', credentials, user };
}

function ask(
	cluster: Cluster,
	path: string,
	credentials: Credentials,
	signal: AbortSignal
): Promise<Response> {
	const headers = { accept: 'application/json', authorization: authorization(credentials) ?? '' };
	return cluster.upstream(new Request(`http://cluster${path}`, { headers, signal }));
}

function credentialsIn(typed: unknown): Credentials | undefined {
	if (typeof typed !== 'object' || typed === null || !('kind' in typed)) return undefined;
	const { kind } = typed;
	if (kind !== 'apiKey' && kind !== 'basic' && kind !== 'bearer') return undefined;
	const values = new Map<string, unknown>(Object.entries(typed));
	const fits = keys[kind].every((key) => {
		const value = values.get(key);
		return typeof value === 'string' && value !== '' && (kind === 'basic' || /^[\x21-\x7e]+$/.test(value));
	});
	return fits ? (typed as Credentials) : undefined;
}
