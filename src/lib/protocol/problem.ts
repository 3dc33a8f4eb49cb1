/** A place in the query text, 1-based, counted in code points as Elasticsearch counts. */
export interface Place {
	readonly line: number;
	readonly column: number;
	readonly message: string;
}

/**
 * Everything that can go wrong between the page and the rows, in one shape.
 * `kind`: `cluster` answered with an error; `relay` refused or could not reach the cluster; `network` means the page
 * could not reach the relay; `response` means an answer that is not what Elasticsearch sends (HTML, cut JSON).
 */
export interface Problem {
	readonly kind: 'cluster' | 'relay' | 'network' | 'response';
	/** HTTP status; 0 when there was none. */
	readonly status: number;
	/** Elasticsearch's error type, e.g. `parsing_exception`; ours start with `workbench_`. */
	readonly type: string;
	/** The sentence to show, without `line L:C:` prefixes. */
	readonly reason: string;
	readonly places: readonly Place[];
	/** The raw error body, for the details view. */
	readonly detail?: string;
}
