import type { EsType } from '$lib/esql/analysis/schema';

/** One field of one index and where DuckDB keeps it. */
export interface TableField {
	readonly name: string;
	readonly type: EsType;
	/** Quoted SQL column; types as in `demo-cluster.md` (ip UHUGEINT, date TIMESTAMP, date_nanos TIMESTAMP_NS, version sortable VARCHAR, points STRUCT(x,y)). */
	readonly column: string;
	/** LIST of the type instead of the type. */
	readonly multi: boolean;
	/** Why it has this type, where the type was found in its values. */
	readonly note?: string;
}

/** One concrete index. */
export interface Table {
	readonly index: string;
	/** SQL that can stand after FROM, e.g. a quoted table name. */
	readonly relation: string;
	readonly mode: 'standard' | 'lookup';
	/** Its rows have DuckDB's `rowid`, which names them for as long as the table is there. */
	readonly numbered?: boolean;
	/** Sorted by name. */
	readonly fields: readonly TableField[];
	/** Documents, once known. */
	readonly documents: number;
	/** Settles when the table can be read; rejects when loading failed. */
	readonly ready: Promise<void>;
	readonly loading: boolean;
	/** The simulated remote cluster whose index it is; absent for this cluster's own. */
	readonly remote?: RemoteShare;
	/** The rows of a view's query, to which the request's filter has been applied. */
	readonly view?: true;
}

/** What of an index on a remote cluster can be read: all, or nothing because of `failure`. */
export interface RemoteShare {
	readonly cluster: string;
	/** `skipped`: the cluster can't be reached. `failing`: the index's shard fails. */
	readonly state: 'up' | 'skipped' | 'failing';
	readonly failure?: { readonly type: string; readonly reason: string };
}

/** The indices of the demo cluster. */
export interface Tables {
	/** Every concrete index, by name. */
	list(): readonly Table[];
	/** Aliases and data streams: name → concrete index names. */
	aliases(): ReadonlyMap<string, readonly string[]>;
	/** Concrete indices that a comma-separated pattern list with wildcards and `-exclusions` means. Unknown concrete names are in `missing`. */
	match(patterns: string): { readonly tables: readonly Table[]; readonly missing: readonly string[] };
}
