import { json, type RequestHandler } from '@sveltejs/kit';
import { credentialsFor, start } from '$lib/server';

/**
 * `{"clusters": [{"id", "label", "kind", "auth", "signedIn", "indexPattern"?, "uploadBytes"?}], "user"?}`: what the page may use; never a
 * secret. Begins the browser's session, to which its async queries are bound.
 */
export const GET: RequestHandler = async ({ locals: { visitor }, request, url }) => {
	const { clusters, sessions } = await start();
	const offered = clusters().map(({ id, label, kind, auth, indexPattern, uploads }) => ({
		id,
		label,
		kind,
		auth,
		signedIn: credentialsFor(visitor.session, id) !== undefined,
		indexPattern,
		uploadBytes: uploads?.limit
	}));
	const headers = new Headers({ 'cache-control': 'no-store' });
	const secure = request.headers.get('x-forwarded-proto') === 'https';
	const cookie = sessions.write(sessions.renew(visitor.session ?? sessions.begin()), url.port, secure);
	if (cookie !== undefined) headers.set('set-cookie', cookie);
	return json({ clusters: offered, user: visitor.user }, { headers });
};
