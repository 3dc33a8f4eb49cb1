/** The slice of Elasticsearch's REST vocabulary that both sides use. Source: Elasticsearch's ES|QL REST API. */

export interface ElasticColumn {
	readonly name: string;
	readonly type: string;
	readonly original_types?: readonly string[];
	readonly suggested_cast?: string;
}

export interface ElasticCause {
	readonly type: string;
	readonly reason: string | null;
	readonly caused_by?: ElasticCause;
	readonly [key: string]: unknown;
}

/** The body of every failed answer. Routing-layer errors carry a plain string. */
export interface ElasticError {
	readonly error: string | (ElasticCause & { readonly root_cause?: readonly ElasticCause[] });
	readonly status: number;
}

/** Everything of an ES|QL answer but `columns` and `values`. Any key may be absent. */
export interface AnswerMeta {
	readonly id?: string;
	readonly is_running?: boolean;
	readonly took?: number;
	readonly is_partial?: boolean;
	readonly documents_found?: number;
	readonly values_loaded?: number;
	readonly start_time_in_millis?: number;
	readonly completion_time_in_millis?: number;
	readonly expiration_time_in_millis?: number;
	readonly all_columns?: readonly ElasticColumn[];
	readonly _clusters?: Clusters;
	/** How large it is: its text stays with the rows, since no page should hold so much. Null where the cluster sent that. */
	readonly profile?: { readonly bytes: number } | null;
	readonly [key: string]: unknown;
}

export interface Clusters {
	readonly total?: number;
	readonly successful?: number;
	readonly running?: number;
	readonly skipped?: number;
	readonly partial?: number;
	readonly failed?: number;
	readonly details?: Readonly<Record<string, ClusterDetail>>;
}

export interface ClusterDetail {
	readonly status: string;
	readonly indices?: string;
	readonly took?: number;
	readonly _shards?: Readonly<Record<string, number>>;
	readonly failures?: readonly unknown[];
}

export const header = {
	product: 'x-elastic-product',
	asyncId: 'x-elasticsearch-async-id',
	isRunning: 'x-elasticsearch-async-is-running',
	tookNanos: 'took-nanos',
	opaqueId: 'x-opaque-id'
} as const;

/** An error body in Elasticsearch's own envelope. */
export function elasticError(status: number, type: string, reason: string, extra: object = {}): ElasticError {
	const cause = { type, reason, ...extra };
	return { error: { root_cause: [cause], ...cause }, status };
}
