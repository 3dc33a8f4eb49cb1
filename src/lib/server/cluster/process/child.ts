import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { createDemoCluster, type DemoCluster } from '../index';
import { httpDoor } from './door';
import { removeSocket } from './socket';
import { beatEvery, type FromChild, type SentOptions, type ToChild } from './words';

/** How long the cluster may take to close, in milliseconds. */
const patience = 2000;

interface Serving {
	readonly cluster: DemoCluster;
	readonly server: Server;
}

/**
 * The demo cluster as a process of its own: opens what its parent tells it to and answers Elasticsearch's REST API on a
 * socket, until the parent says so or is no more. Signals of a terminal are the parent's to obey.
 */
export function serveDemo(): void {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
	let serving: Promise<Serving | undefined> = Promise.resolve(undefined);
	let socket: string | undefined;

	process.on('message', (message) => {
		const word = message as ToChild;
		if (word.kind === 'close') return void end(serving);
		socket = word.socket;
		serving = open(word.socket, word.options);
	});
	process.on('disconnect', () => {
		if (socket !== undefined) removeSocket(socket);
		void end(serving);
	});
	setInterval(() => tell({ kind: 'beat' }), beatEvery).unref();
}

/** A parent that is gone hears nothing; `disconnect` deals with that. */
function tell(word: FromChild): void {
	if (process.connected) process.send?.(word, undefined, undefined, () => undefined);
}

async function open(socket: string, options: SentOptions): Promise<Serving | undefined> {
	try {
		const cluster = await createDemoCluster({
			...options,
			onStuck: (query) => tell({ kind: 'stuck', query })
		});
		const server = httpDoor(cluster.upstream, console.error);
		if (process.platform !== 'win32') rmSync(socket, { force: true });
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject).listen(socket, resolve);
		});
		tell({ kind: 'serving' });
		return { cluster, server };
	} catch (error) {
		tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
		return undefined;
	}
}

/** Closes the cluster and ends the process; a query that does not end in time ends with it. */
async function end(serving: Promise<Serving | undefined>): Promise<never> {
	setTimeout(() => process.kill(process.pid, 'SIGKILL'), patience);
	try {
		const open = await serving;
		open?.server.close();
		open?.server.closeAllConnections();
		await open?.cluster.close();
	} catch (error) {
		console.error('The demo cluster did not close:', error);
	}
	process.exit(0);
}
