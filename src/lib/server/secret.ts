import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret that this server made at its first start, kept in `folder` so that sessions outlive a restart. Where the
 * folder can't be written, one for this run only; `say` is told.
 */
export function madeSecret(folder: string, say: (sentence: string) => void): string {
	const path = join(folder, 'session-secret');
	try {
		return readFileSync(path, 'utf8');
	} catch {
		const secret = randomBytes(32).toString('base64url');
		try {
			mkdirSync(folder, { recursive: true });
			writeFileSync(path, secret, { mode: 0o600, flag: 'wx' });
		} catch (error) {
			say(
				`Sessions will end with this process: their secret could not be kept in ${path} (${error instanceof Error ? error.message : String(error)}). Set WORKBENCH_SECRET.`
			);
		}
		return secret;
	}
}
