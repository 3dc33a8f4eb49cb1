/** What a profile tells, whatever generation of Elasticsearch wrote it. Times are nanoseconds unless named otherwise. */
export interface Profile {
	/** Where it came from: a file's name, or what a person ran. */
	readonly name: string;
	/** The query's text, where the file holds it. */
	readonly query: string | undefined;
	readonly wall: Wall;
	readonly phases: readonly Phase[];
	readonly drivers: readonly Driver[];
	readonly plans: readonly Plan[];
	readonly answer: AnswerFacts;
	/** How often field capabilities were asked for. */
	readonly fieldCapsCalls: number | undefined;
	/** Keys of the profile that have no meaning here, as they came. */
	readonly others: Readonly<Record<string, unknown>>;
}

/** How long the query took, and which figure says so. */
export interface Wall {
	readonly nanos: number;
	readonly from: 'query' | 'took' | 'drivers' | 'nothing';
	/** Epoch milliseconds; absent before 8.16. */
	readonly start: number | undefined;
}

/** One span of the coordinator's work before and around execution. */
export interface Phase {
	readonly name: string;
	readonly nanos: number;
	/** Epoch milliseconds. */
	readonly start: number | undefined;
}

/** What the answer around a profile told, where there was one. */
export interface AnswerFacts {
	readonly rows: number | undefined;
	readonly partial: boolean;
	readonly documentsFound: number | undefined;
	readonly clusters: readonly ClusterFacts[];
}

export interface ClusterFacts {
	readonly name: string;
	readonly status: string;
	readonly tookMillis: number | undefined;
	readonly shardsFailed: number;
	readonly shardsSkipped: number;
	readonly failures: readonly string[];
}

export interface Driver {
	readonly index: number;
	/** `data`, `subplan-0.final`; told or, before 8.18, taken from the operators. */
	readonly role: string;
	readonly cluster: string;
	readonly node: string;
	/** The node's name, with its cluster's where there are several. */
	readonly place: string;
	/** Epoch milliseconds. */
	readonly start: number | undefined;
	readonly took: number | undefined;
	readonly cpu: number | undefined;
	readonly documentsFound: number | undefined;
	readonly valuesLoaded: number | undefined;
	readonly iterations: number | undefined;
	readonly operators: readonly Operator[];
	readonly sleeps: Sleeps;
}

export interface Sleeps {
	/** The profile tells of sleeps at all. */
	readonly told: boolean;
	readonly counts: Readonly<Record<string, number>>;
	/** The first and last ones, in order; those between are only counted. */
	readonly listed: readonly Sleep[];
}

export interface Sleep {
	readonly reason: string;
	/** Epoch milliseconds. */
	readonly from: number;
	/** Absent while it lasts. */
	readonly to: number | undefined;
}

export interface Operator {
	/** The name without details: `HashAggregationOperator`. */
	readonly name: string;
	/** What stood in brackets. */
	readonly detail: string;
	/** Its own time, the sum of `times`; undefined where it tells none. */
	readonly nanos: number | undefined;
	readonly times: Readonly<Record<string, number>>;
	readonly rowsIn: number | undefined;
	readonly rowsOut: number | undefined;
	readonly pages: number | undefined;
	readonly valuesLoaded: number | undefined;
	readonly bytes: number | undefined;
	readonly status: Readonly<Record<string, unknown>>;
}

export interface Plan {
	readonly role: string;
	readonly place: string;
	readonly text: string;
	/** `logical_optimization_nanos` and the like. */
	readonly times: Readonly<Record<string, number>>;
}
