import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';

/** How to make sure of a cluster on TLS connections, and how to prove oneself. */
export interface TlsOptions {
	/** PEM text of the authority to trust. */
	readonly ca?: string;
	/** SHA-256, upper-case hex with colons, of the certificate to trust, or of one that signed it. */
	readonly fingerprint?: string;
	/** PEM texts of a client certificate. */
	readonly client?: { readonly cert: string; readonly key: string };
}

export const wrongFingerprint = 'WORKBENCH_FINGERPRINT';

/** Opens connections; with a fingerprint, only to whom it belongs, whatever signed the certificate. */
export function connectorOf({
	ca,
	fingerprint,
	client,
	timeout,
	socketPath
}: TlsOptions & { readonly timeout: number; readonly socketPath?: string }): buildConnector.connector {
	const connect = buildConnector({
		timeout,
		socketPath,
		ca,
		...client,
		...(fingerprint !== undefined && { rejectUnauthorized: false })
	});
	if (fingerprint === undefined) return connect;
	return (options, done) =>
		connect(options, (...[error, socket]) => {
			if (error) return done(error, null);
			if (options.protocol !== 'https:' || fingerprintsOf(socket as TLSSocket).includes(fingerprint))
				return done(null, socket);
			socket.destroy();
			done(Object.assign(new Error('another certificate'), { code: wrongFingerprint }), null);
		});
}

/**
 * Fingerprints of the certificate that was shown and of the authorities that signed it. Anyone can show the certificate of
 * an authority behind a forged one that names it, and Node puts such a chain together by names alone: signatures count.
 */
function fingerprintsOf(socket: TLSSocket): readonly string[] {
	const found: string[] = [];
	let shown = socket.getPeerCertificate(true);
	if (!shown?.raw) return found;
	let certificate = new X509Certificate(shown.raw);
	for (;;) {
		found.push(certificate.fingerprint256);
		shown = shown.issuerCertificate;
		if (!shown?.raw) return found;
		const issuer = new X509Certificate(shown.raw);
		if (found.includes(issuer.fingerprint256) || !issuer.ca || !certificate.verify(issuer.publicKey))
			return found;
		certificate = issuer;
	}
}
