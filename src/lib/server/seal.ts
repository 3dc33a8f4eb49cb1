import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** Keeps a text from being read or changed by whoever carries it (AES-256-GCM). */
export interface Seal {
	/** Text → base64url; another one each time. */
	close(text: string): string;
	/** The text, or undefined for anything that this seal did not close. */
	open(sealed: string): string | undefined;
}

/** The seal of a secret. `purpose` tells apart what is sealed with one secret. */
export function sealOf(secret: string, purpose: string): Seal {
	const key = new Uint8Array(hkdfSync('sha256', secret, '', `esql-workbench ${purpose}`, 32));
	return {
		close(text) {
			const nonce = randomBytes(NONCE);
			const cipher = createCipheriv('aes-256-gcm', key, nonce);
			const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
			return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
		},
		open(sealed) {
			const bytes = Buffer.from(sealed, 'base64url');
			if (bytes.length < NONCE + TAG) return undefined;
			const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), {
				authTagLength: TAG
			});
			decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
			try {
				return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
			} catch {
				return undefined;
			}
		}
	};
}
