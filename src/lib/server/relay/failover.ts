import type { Upstream } from '$lib/protocol/upstream';
import { Unreached } from './unreached';

/** Request bodies up to so many bytes are kept for a second try. */
const keptBody = 2 * 1024 * 1024;

/**
 * Addresses of one cluster as one upstream: the one that answered last is asked first, and the next when nothing could be
 * sent to it. A large body is sent once only.
 */
export function firstReached(upstreams: readonly Upstream[]): Upstream {
	if (upstreams.length === 1) return upstreams[0];
	let last = 0;
	return async (request) => {
		const small = !request.body || Number(request.headers.get('content-length') ?? Infinity) <= keptBody;
		const body = request.body && small ? await request.arrayBuffer() : request.body;
		const again = () =>
			new Request(request.url, {
				method: request.method,
				headers: request.headers,
				body,
				signal: request.signal,
				duplex: 'half'
			} as RequestInit);
		for (let tried = 1, at = last; ; tried++) {
			try {
				return await upstreams[at](again());
			} catch (error) {
				if (!(error instanceof Unreached && error.unsent)) throw error;
				const next = (at + 1) % upstreams.length;
				if (last === at) last = next;
				if (!small || tried === upstreams.length) throw error;
				at = next;
			}
		}
	};
}
