import type { RemoteConfig } from '../cluster/remotes';

/** How the relay or a person proves itself to one Elasticsearch. */
export type Credentials =
	| { readonly kind: 'none' }
	| { readonly kind: 'apiKey'; readonly key: string }
	| { readonly kind: 'basic'; readonly username: string; readonly password: string }
	| { readonly kind: 'bearer'; readonly token: string };

/** Whose credentials a cluster sees: the server's own, or those of each person, who signs in on the page. */
export type Auth =
	{ readonly kind: 'service'; readonly credentials: Credentials } | { readonly kind: 'personal' };

/** How the relay makes sure of the cluster, and proves itself, on TLS connections. */
export interface Tls {
	/** PEM text of the certificate authority to trust. */
	readonly ca: string | undefined;
	/** SHA-256 of the certificate to trust, upper-case hex with colons, whatever signed it. */
	readonly fingerprint: string | undefined;
	/** PEM texts of the relay's own certificate and key. */
	readonly client: { readonly cert: string; readonly key: string } | undefined;
}

/** What one session, or one address without a session, may ask of a cluster. */
export interface Limits {
	/** Requests open at the same time. */
	readonly openRequests: number;
	readonly requestsPerMinute: number;
	/** Bytes of an answer; 0: no limit. */
	readonly responseBytes: number;
	/** Longest keep alive of a query, in milliseconds; undefined: what the cluster allows. */
	readonly keepAlive: number | undefined;
}

export interface ElasticConfig {
	readonly kind: 'elasticsearch';
	/** What stands in the relay's path: lower-case letters, digits, `-` and `_`. */
	readonly id: string;
	readonly label: string;
	/** Base URLs without a trailing slash; may have a path. The next is tried when one can't be reached. */
	readonly urls: readonly string[];
	readonly auth: Auth;
	readonly tls: Tls;
	/** Sent with every request. */
	readonly headers: Readonly<Record<string, string>>;
	/** What a new query on this cluster reads from. */
	readonly indexPattern: string | undefined;
	readonly limits: Limits;
}

export interface DemoConfig {
	readonly kind: 'demo';
	readonly id: 'demo';
	readonly label: string;
	/** Folder of CSV, NDJSON, JSON and Parquet files to offer as indices. */
	readonly dataDir: string | undefined;
	/** Where the generated data sets are kept. */
	readonly cacheDir: string;
	/** Bytes that all files sent from the page may have; 0: none may be sent. */
	readonly uploadBytes: number;
	/** Rows that one answer may have, 1 … 1,000,000. */
	readonly maxRows: number;
	/** Bytes that an answer may have to be kept for later reads. */
	readonly maxStored: number;
	/** Simulated remote clusters. */
	readonly remotes: readonly RemoteConfig[];
	/** Share of the generated data sets' documents, 0 < scale ≤ 1. */
	readonly scale: number;
	/** Megabytes that queries may take before they spill; undefined for half of what there is. */
	readonly memory: number | undefined;
	readonly limits: Limits;
}

export type ClusterConfig = ElasticConfig | DemoConfig;

/** Who may use the workbench at all. */
export type GateConfig =
	/** Whoever reaches the address; only for an address of this machine. */
	| { readonly kind: 'open' }
	| { readonly kind: 'token'; readonly token: string }
	/** A reverse proxy at one of `addresses` names the user in `header`; `users` may come in, everyone when empty. */
	| {
			readonly kind: 'proxy';
			readonly header: string;
			readonly addresses: readonly string[];
			readonly users: readonly string[];
	  };

export interface SessionConfig {
	/** The first seals; any opens. None: one is made and kept in the cache folder. */
	readonly secrets: readonly string[];
	/** Milliseconds after which credentials are forgotten. */
	readonly lasts: number;
}

export interface Config {
	readonly clusters: readonly ClusterConfig[];
	/** Names besides this machine's own that the Host header may carry, lower-case, without port. */
	readonly allowedHosts: readonly string[];
	readonly gate: GateConfig;
	readonly session: SessionConfig;
	/** What the log tells of a query's text. */
	readonly logQueries: 'hash' | 'text';
	/** Where the server keeps what it makes itself. */
	readonly cacheDir: string;
}
