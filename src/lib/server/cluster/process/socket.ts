import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const isPipe = process.platform === 'win32';

/** A Unix socket's path in a folder of its own that only this user can enter, or a pipe's name. */
export const newSocket = (): string =>
	isPipe
		? `\\\\.\\pipe\\esql-workbench-${randomUUID()}`
		: join(mkdtempSync(join(tmpdir(), 'esql-workbench-')), 'demo.sock');

const harmless: readonly unknown[] = ['ENOENT', 'ENOTEMPTY', 'EEXIST'];

/** Removes the socket and its folder; both may be gone already, and a folder that holds more stays. */
export function removeSocket(socket: string): void {
	if (isPipe) return;
	rmSync(socket, { force: true });
	try {
		rmdirSync(dirname(socket));
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && harmless.includes(error.code))) throw error;
	}
}
