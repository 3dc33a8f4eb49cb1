/** Type names as Elasticsearch puts them on the wire, plus those that exist only inside an expression. */
export type EsType =
	| 'boolean'
	| 'integer'
	| 'long'
	| 'unsigned_long'
	| 'double'
	| 'counter_integer'
	| 'counter_long'
	| 'counter_double'
	| 'keyword'
	| 'text'
	| 'ip'
	| 'version'
	| 'date'
	| 'date_nanos'
	| 'geo_point'
	| 'geo_shape'
	| 'cartesian_point'
	| 'cartesian_shape'
	| 'geohash'
	| 'geotile'
	| 'geohex'
	| 'aggregate_metric_double'
	| 'exponential_histogram'
	| 'tdigest'
	| 'histogram'
	| 'dense_vector'
	| 'date_range'
	| 'double_range'
	| 'flattened'
	| '_source'
	| '_tsid'
	| 'null'
	| 'unsupported'
	| 'date_period'
	| 'time_duration'
	/** Not known to the analysis: nothing is said about it. */
	| 'unknown';

/** One field of an index as ES|QL sees it. */
export interface Field {
	readonly name: string;
	readonly type: EsType;
	/** Mapping types behind `unsupported`. */
	readonly originalTypes?: readonly string[];
}

export interface IndexInfo {
	readonly name: string;
	readonly kind: 'index' | 'data_stream' | 'alias' | 'view';
	readonly mode?: string;
}

/** An enrich policy: rows whose value matches `matchField` get `fields`. */
export interface EnrichPolicy {
	readonly name: string;
	readonly kind: 'match' | 'geo_match' | 'range';
	readonly indices: readonly string[];
	readonly matchField: string;
	readonly fields: readonly string[];
}

/** What the meaning of ENRICH with a policy hangs on; fields of a type that is not told are `unknown`. */
export interface KnownPolicy {
	readonly name: string;
	readonly matchField: string;
	readonly fields: readonly Field[];
}

/** An inference endpoint; `task` is Elasticsearch's task type, like `rerank`. */
export interface InferenceEndpoint {
	readonly id: string;
	readonly task: string;
	readonly service: string;
}

/**
 * What the editor may ask about a cluster. Declared by the language, implemented by the catalog.
 * Every call may answer late or fail; a failure is the caller's to log and yields nothing.
 */
export interface SchemaSource {
	indices(signal?: AbortSignal): Promise<readonly IndexInfo[]>;
	/** Fields of what `FROM pattern` would read, sorted by name. */
	fields(pattern: string, signal?: AbortSignal): Promise<readonly Field[]>;
	/** Names of the remote clusters that this one is linked with. */
	remotes?(signal?: AbortSignal): Promise<readonly string[]>;
	/** What a remote cluster has, each under its name there. */
	remoteIndices?(cluster: string, signal?: AbortSignal): Promise<readonly IndexInfo[]>;
	/** Enrich policies, sorted by name; undefined where the cluster keeps them to itself. */
	policies?(signal?: AbortSignal): Promise<readonly EnrichPolicy[] | undefined>;
	/** Inference endpoints, sorted by id. */
	endpoints?(signal?: AbortSignal): Promise<readonly InferenceEndpoint[]>;
	/** The cluster's version, like `9.1.2`; undefined where the number means nothing. */
	version?(signal?: AbortSignal): Promise<string | undefined>;
}
