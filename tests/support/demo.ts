import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoCluster, type DemoCluster, type DemoOptions } from '$lib/server/cluster';

export interface OpenDemo extends DemoCluster {
	/** What the cluster told its operator as errors. */
	readonly errors: readonly unknown[];
	readonly cacheDir: string;
}

/** A demo cluster with few documents in a folder of its own; `close` removes the folder. */
export async function openDemo(options: Partial<DemoOptions> = {}): Promise<OpenDemo> {
	const cacheDir = mkdtempSync(join(tmpdir(), 'workbench-demo-'));
	const errors: unknown[] = [];
	const cluster = await createDemoCluster({
		cacheDir,
		maxRows: 10_000,
		scale: 0.01,
		baseDate: Date.UTC(2026, 0, 15),
		log: (_, error) => error !== undefined && errors.push(error),
		...options
	});
	return {
		...cluster,
		errors,
		cacheDir: options.cacheDir ?? cacheDir,
		async close() {
			await cluster.close();
			rmSync(cacheDir, { recursive: true, force: true });
		}
	};
}
