import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Spill {
	readonly folder: string;
	close(): void;
}

/** Where this user's processes spill when the cache's folder cannot be written. */
const elsewhere = () => join(tmpdir(), `esql-workbench-${process.getuid?.() ?? 'user'}`);

/**
 * A folder of this process for what queries spill; in the system's folder for temporary files where `cacheDir` cannot
 * be written. What processes that are gone have left beside it is removed.
 */
export function openSpill(cacheDir: string, log: (sentence: string) => void): Spill {
	try {
		return spillIn(cacheDir);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		log(`Queries that need the disk use ${elsewhere()}: ${reason}`);
		return spillIn(elsewhere());
	}
}

function spillIn(base: string): Spill {
	const all = join(base, 'spill');
	mkdirSync(all, { recursive: true });
	for (const name of readdirSync(all)) {
		if (name !== String(process.pid) && isAlive(Number(name))) continue;
		rmSync(join(all, name), { recursive: true, force: true });
	}
	const folder = join(all, String(process.pid));
	mkdirSync(folder, { recursive: true });
	return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Removes what a process that is gone has left. */
export function removeSpill(cacheDir: string, pid: number): void {
	for (const base of [cacheDir, elsewhere()]) {
		const folder = join(base, 'spill', String(pid));
		if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
	}
}

function isAlive(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
