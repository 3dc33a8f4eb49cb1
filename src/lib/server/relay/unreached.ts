import { wrongFingerprint } from './tls';

/** The cluster gave no usable answer: 502 when it could not be reached or spoke nonsense, 503 when it will be back, 504 when it was too slow. */
export class Unreached extends Error {
	constructor(
		readonly status: 502 | 503 | 504,
		readonly type: `workbench_${string}`,
		reason: string,
		/** Has nothing been sent, so that another address may be tried? */
		readonly unsent = false
	) {
		super(reason);
	}
}

const sentences: Readonly<Record<string, (where: string) => Unreached>> = {
	ECONNREFUSED: (where) => unreachable(`nothing listens at ${where}: is the cluster running?`, true),
	ENOTFOUND: (where) => unreachable(`the host name in ${where} is not known here`, true),
	EAI_AGAIN: (where) => unreachable(`the host name in ${where} could not be looked up just now`, true),
	ECONNRESET: (where) => unreachable(`${where} closed the connection before it answered`),
	UND_ERR_SOCKET: (where) => unreachable(`${where} closed the connection before it answered`),
	EPIPE: (where) => unreachable(`${where} closed the connection before it answered`),
	EHOSTUNREACH: (where) => unreachable(`there is no route to ${where}`, true),
	ENETUNREACH: (where) => unreachable(`there is no route to ${where}`, true),
	UND_ERR_CONNECT_TIMEOUT: (where) => slow(`${where} did not accept a connection in time`, true),
	ETIMEDOUT: (where) => slow(`${where} did not accept a connection in time`),
	UND_ERR_HEADERS_TIMEOUT: (where) => slow(`${where} accepted the request but did not answer in time`),
	UND_ERR_HEADERS_OVERFLOW: (where) =>
		new Unreached(502, 'workbench_bad_answer', `${where} sent headers larger than 1 MB`)
};

/** What an error of the HTTP client means, in words; `where` is the cluster's origin. Undefined when it is none of ours. */
export function unreached(error: unknown, where: string): Unreached | undefined {
	const code = errorCode(error);
	if (code === undefined) return undefined;
	if (Object.hasOwn(sentences, code)) return sentences[code](where);
	if (code === wrongFingerprint)
		return new Unreached(
			502,
			'workbench_tls_failed',
			`the certificate of ${where} is not the one whose fingerprint is configured`
		);
	if (/CERT|TLS|SSL|SIGNATURE|ISSUER|ALTNAME/.test(code))
		return new Unreached(
			502,
			'workbench_tls_failed',
			`the certificate of ${where} is not trusted (${code}): name its authority in ELASTICSEARCH_CA_FILE`
		);
	if (code.startsWith('HPE_') || code === 'HTTPParserError')
		return new Unreached(502, 'workbench_bad_answer', `${where} answered with something that is not HTTP`);
	return undefined;
}

function errorCode(error: unknown): string | undefined {
	if (!(error instanceof Error)) return undefined;
	if ('code' in error && typeof error.code === 'string') return error.code;
	if (error instanceof AggregateError) return errorCode(error.errors[0]);
	if (error.name === 'HTTPParserError') return error.name;
	return errorCode(error.cause);
}

const unreachable = (reason: string, unsent = false) =>
	new Unreached(502, 'workbench_cluster_unreachable', reason, unsent);
const slow = (reason: string, unsent = false) =>
	new Unreached(504, 'workbench_cluster_timeout', reason, unsent);
