import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Upstream } from '$lib/protocol/upstream';
import { Keeper, type KeeperOptions } from '$lib/server/cluster/process/keeper';
import { program } from '$lib/server/cluster/process/program';
import { whileKept } from '$lib/server/demo';
import { elasticsearch, relay } from '$lib/server/relay';

export interface Kept {
	readonly keeper: Keeper;
	readonly cacheDir: string;
	/** What the operator was told. */
	readonly told: readonly string[];
	/** Relay, socket, process. */
	readonly upstream: Upstream;
	/** One request through `upstream`. */
	ask(method: string, path: string, body?: object, signal?: AbortSignal): Promise<Response>;
	spilled(): readonly string[];
	close(): Promise<void>;
}

export interface KeepOptions {
	readonly demo?: Partial<KeeperOptions['options']>;
	readonly silence?: number;
}

/** A demo cluster with few documents in a process of its own; `close` removes its folder. */
export async function keep({ demo, ...more }: KeepOptions = {}): Promise<Kept> {
	const cacheDir = mkdtempSync(join(tmpdir(), 'workbench-kept-'));
	const told: string[] = [];
	const opened = await Keeper.open({
		program,
		options: { cacheDir, maxRows: 10_000, scale: 0.01, baseDate: Date.UTC(2026, 0, 15), ...demo },
		log: (sentence) => told.push(sentence),
		...more
	});
	if (opened.kind === 'failed') throw new Error(opened.reason);
	const { keeper } = opened;
	const client = elasticsearch({ url: 'http://demo', socketPath: keeper.socket, headersTimeout: 0 });
	const upstreamOfChild = whileKept(keeper, client, 30_000);
	const upstream: Upstream = (request) => relay(upstreamOfChild, request, new URL(request.url).pathname);
	const spill = join(cacheDir, 'spill');
	return {
		keeper,
		cacheDir,
		told,
		upstream,
		ask(method, path, body, signal) {
			return upstream(
				new Request(`http://x${path}`, {
					method,
					headers: body && { 'content-type': 'application/json' },
					body: body && JSON.stringify(body),
					signal
				})
			);
		},
		spilled: () => (existsSync(spill) ? readdirSync(spill) : []),
		async close() {
			await keeper.close();
			await client.close();
			rmSync(cacheDir, { recursive: true, force: true });
		}
	};
}

/** Is there such a process? */
export function lives(pid: number | undefined): boolean {
	try {
		return pid !== undefined && process.kill(pid, 0);
	} catch {
		return false;
	}
}
