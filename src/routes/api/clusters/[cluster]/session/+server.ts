import { json, type RequestEvent, type RequestHandler } from '@sveltejs/kit';
import { problem, type Session, signIn, start, wholeBody } from '$lib/server';

/** Bytes that somebody's credentials may have as JSON. */
const longest = 64 * 1024;

const unknown = (id: string) => problem(404, 'workbench_unknown_cluster', `there is no cluster [${id}] here`);

/** Signs in to one cluster with a person's own credentials: `{"user"}`, and a session that holds them sealed. */
export const POST: RequestHandler = async (event) => {
	const { params, request, locals } = event;
	const id = params.cluster ?? '';
	const { cluster, sessions } = await start();
	const to = cluster(id);
	if (!to) return unknown(id);
	if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
		return problem(415, 'workbench_sign_in_malformed', 'send application/json');
	const body = await wholeBody(request, longest);
	if (body === undefined)
		return problem(413, 'workbench_body_too_large', `a sign-in may have ${longest} bytes`);
	let typed: unknown;
	try {
		typed = JSON.parse(body);
	} catch {
		return problem(400, 'workbench_sign_in_malformed', 'the body is not JSON');
	}
	const result = await signIn(to, typed, request.signal);
	if (result.kind === 'out') return result.response;
	const session = locals.visitor.session ?? sessions.begin();
	return hand(event, sessions.signIn(session, id, result.credentials), { user: result.user });
};

/** Signs out of one cluster. */
export const DELETE: RequestHandler = async (event) => {
	const id = event.params.cluster ?? '';
	const { session } = event.locals.visitor;
	const { cluster, sessions } = await start();
	if (!cluster(id)) return unknown(id);
	return session
		? hand(event, sessions.signOut(session, id), { signedOut: true })
		: json({ signedOut: true });
};

async function hand({ url, request }: RequestEvent, session: Session, body: object): Promise<Response> {
	const { sessions } = await start();
	const secure = request.headers.get('x-forwarded-proto') === 'https';
	const cookie = sessions.write(session, url.port, secure);
	if (cookie === undefined)
		return problem(
			413,
			'workbench_sign_in_too_large',
			'these credentials are too long for a session: use a shorter token or an API key'
		);
	return json(body, { headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });
}
