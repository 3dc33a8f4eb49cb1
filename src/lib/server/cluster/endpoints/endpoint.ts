import type { Jobs } from '../jobs';
import type { Query } from '../query';
import type { RemoteConfig } from '../remotes';
import type { Tables } from '../table';
import type { Uploads } from '../tables';
import type { Views } from '../views';

/** What endpoints answer from. */
export interface Cluster {
	readonly tables: Tables;
	readonly jobs: Jobs;
	/** Rows one answer may have. */
	readonly maxRows: number;
	/** Rows of an answer whose query has no LIMIT. */
	readonly defaultRows: number;
	/** Characters that the rows of an answer may have to be kept; 10 MB when absent. */
	readonly maxStored?: number;
	/** Simulated remote clusters, whose indices are among the tables; none when absent. */
	readonly remotes?: readonly RemoteConfig[];
	/** Where views are kept; there are none when absent. */
	readonly views?: Views;
	/** Indices made of files that were sent from the page; absent where none may be sent. */
	readonly uploads?: Uploads;
}

/** One request, routed. */
export interface Call {
	readonly path: string;
	/** The path's variable segments, decoded. */
	readonly segments: Readonly<Record<string, string>>;
	readonly query: Query;
	readonly headers: Headers;
	readonly signal: AbortSignal;
	/** `performance.now()` when it came. */
	readonly began: number;
	/** The body's text; empty when there is none. */
	readonly body: string;
}

/** One method-and-path of Elasticsearch's API. */
export interface Endpoint {
	readonly methods: readonly string[];
	/** `{name}` stands for one segment. */
	readonly path: string;
	/** URL parameters it knows besides those that all know. */
	readonly query: readonly string[];
	/** Refuses by throwing `Refusal`. */
	answer(call: Call, cluster: Cluster): Promise<Response> | Response;
}
