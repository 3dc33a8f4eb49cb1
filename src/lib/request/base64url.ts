/** Bytes as base64url (RFC 4648 §5) without padding. */
export function toBase64url(bytes: Uint8Array): string {
	let binary = '';
	for (let at = 0; at < bytes.length; at += 0x8000) {
		binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	}
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The bytes of a base64url text, or of its beginning; undefined when it holds any other character. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
	if (!/^[\w-]*$/.test(text)) return undefined;
	const whole = text.length % 4 === 1 ? text.slice(0, -1) : text;
	const binary = atob(whole.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
