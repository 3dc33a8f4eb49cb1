import type { Socket } from 'node:net';

/** For each connection, what ends with it: the request that is being answered on it. */
const answering = new WeakMap<Socket, AbortController>();

/**
 * Aborted when the client goes away before it has its answer. Kit's own signal is aborted only while a request's body is
 * still coming. `socket` is undefined where there is none to watch.
 */
export function departure(request: Request, socket: Socket | undefined): AbortSignal {
	if (!socket) return request.signal;
	const controller = new AbortController();
	if (!answering.has(socket)) socket.once('close', () => answering.get(socket)?.abort());
	answering.set(socket, controller);
	request.signal.addEventListener('abort', () => controller.abort(request.signal.reason), { once: true });
	return controller.signal;
}
