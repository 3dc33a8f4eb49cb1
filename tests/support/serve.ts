import type { AddressInfo } from 'node:net';
import type { Upstream } from '$lib/protocol/upstream';
import { httpDoor } from '$lib/server/cluster/process/door';

export interface Served {
	/** `http://127.0.0.1:port` */
	readonly url: string;
	close(): Promise<void>;
}

/** An upstream behind a real HTTP server, streaming both ways; a client that leaves aborts the request. */
export async function serve(upstream: Upstream): Promise<Served> {
	const server = httpDoor(upstream, console.error);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close() {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		}
	};
}
