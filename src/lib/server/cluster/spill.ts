import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A folder of this process for what queries spill. What processes that are gone have left beside it is removed. */
export function openSpill(cacheDir: string): { readonly folder: string; close(): void } {
	const all = join(cacheDir, 'spill');
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
	const folder = join(cacheDir, 'spill', String(pid));
	if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
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
