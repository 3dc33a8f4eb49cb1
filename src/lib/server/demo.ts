import { accessSync, constants, statSync } from 'node:fs';
import type { Upstream } from '$lib/protocol/upstream';
import { Keeper } from './cluster/process/keeper';
import type { SentOptions } from './cluster/process/words';
import { elasticsearch, Unreached } from './relay';

/** How long a request waits for a cluster that starts again, in milliseconds. */
const restartWait = 5000;

export interface Demo {
	readonly upstream: Upstream;
	close(): Promise<void>;
}

export type OpenedDemo =
	| ({ readonly kind: 'demo' } & Demo)
	/** A sentence that names the variable. */
	| { readonly kind: 'invalid'; readonly problem: string };

/** The demo cluster in a process of its own, relayed like any Elasticsearch: what ends it ends no other cluster, nor the page. */
export async function openDemo(options: SentOptions, log: (sentence: string) => void): Promise<OpenedDemo> {
	const wrong = options.dataDir === undefined ? undefined : unreadable(options.dataDir);
	if (wrong !== undefined) return { kind: 'invalid', problem: `WORKBENCH_DATA names ${wrong}.` };
	const { program } = await import('./cluster/process/program');
	const opened = await Keeper.open({ program, options, log });
	if (opened.kind === 'failed')
		return { kind: 'invalid', problem: `the demo cluster cannot be opened: ${opened.reason}` };
	const { keeper } = opened;
	const client = elasticsearch({ url: 'http://demo', socketPath: keeper.socket, headersTimeout: 0 });
	return {
		kind: 'demo',
		upstream: whileKept(keeper, client),
		async close() {
			await keeper.close();
			await client.close();
		}
	};
}

/** Requests wait for a child that starts again, but not for long; one that loses its child is told so. */
export function whileKept(
	keeper: Pick<Keeper, 'serves' | 'lost' | 'pause'>,
	client: Upstream,
	wait = restartWait
): Upstream {
	return async (request) => {
		if (!(await keeper.serves(wait, request.signal))) {
			const seconds = Math.ceil(keeper.pause / 1000);
			const when = seconds > 0 ? `it starts again in ${seconds} s` : 'it is starting again';
			throw new Unreached(503, 'workbench_demo_restarting', `the demo cluster ended unexpectedly; ${when}`);
		}
		try {
			return await client(request);
		} catch (error) {
			if (!(error instanceof Unreached)) throw error;
			await keeper.lost();
			throw new Unreached(
				503,
				'workbench_demo_restarting',
				'the demo cluster ended unexpectedly before it answered and starts again; its running queries and kept answers are gone'
			);
		}
	};
}

function unreadable(folder: string): string | undefined {
	try {
		if (!statSync(folder).isDirectory()) return `${folder}, which is no folder`;
		accessSync(folder, constants.R_OK | constants.X_OK);
		return undefined;
	} catch (error) {
		return `${folder}, which cannot be read: ${error instanceof Error ? error.message : String(error)}`;
	}
}
