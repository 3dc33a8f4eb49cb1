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

/** Fingerprints of the certificate that was shown and of those that signed it. */
function fingerprintsOf(socket: TLSSocket): readonly string[] {
	const found: string[] = [];
	let certificate = socket.getPeerCertificate(true);
	while (certificate?.fingerprint256 && !found.includes(certificate.fingerprint256)) {
		found.push(certificate.fingerprint256);
		certificate = certificate.issuerCertificate;
	}
	return found;
}
