import type { Limits } from './config';

/** What the file of `WORKBENCH_CONFIG` may say of a cluster, with what it means; `docs/configuration.md` is written from it. */
export const clusterKeys = {
	id: 'what stands in the relay’s path: lower-case letters, digits, `-`, `_`; not `demo`',
	label: 'what the page calls it (the host of its URL)',
	url: 'base URL, http(s); a list of them stand in for each other',
	auth: '`personal` has everyone sign in with their own credentials (`service`)',
	apiKey: 'encoded API key',
	username: 'user name, with `password`',
	password: 'password',
	bearer: 'bearer token',
	caFile: 'PEM file of the certificate authority that signed its certificate',
	fingerprint: 'SHA-256 fingerprint of its certificate, or of the authority that signed it, to trust',
	certFile: 'PEM file of a client certificate, with `keyFile`',
	keyFile: 'PEM file of the client certificate’s key',
	indexPattern: 'what a new query reads from',
	headers: 'object of headers that go with every request',
	limits: 'object of limits of its own; what it leaves out is as in the environment'
} as const;

export type ClusterKey = keyof typeof clusterKeys;

/** What `limits` of a cluster may say. */
export const limitKeys: Readonly<Record<keyof Limits, string>> = {
	openRequests: 'requests one session may have open at a time',
	requestsPerMinute: 'requests one session may send in a minute',
	responseBytes: 'bytes one answer may have, 0 for any',
	keepAlive: 'longest keep alive of a query, such as `"1d"`'
};
