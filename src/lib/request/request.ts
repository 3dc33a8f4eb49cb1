import type { FilterClause } from './clause';
import type { TimeRange } from './timerange';

/**
 * One query request as a value: what the page edits, sends, shares and stores. It has no field that could hold a secret.
 * JSON-like parts that a person typed are kept as their text, so that nothing is lost while it is wrong.
 */
export interface QueryRequest {
	readonly query: string;
	readonly params: readonly ParamRow[];
	/** Query DSL as typed; empty means none. */
	readonly filter: string;
	readonly options: Options;
	/** Rows of the filter beside what was typed; absent when there are none. */
	readonly clauses?: readonly FilterClause[];
	readonly time?: TimeRange;
}

export type ParamType =
	'string' | 'integer' | 'double' | 'boolean' | 'date' | 'null' | 'list' | 'identifier' | 'pattern';

/** The value of one placeholder. `name` is `''` for `?`, digits for `?1`, else the name. `value` is as typed. */
export interface ParamRow {
	readonly name: string;
	readonly type: ParamType;
	readonly value: string;
}

/** Only what differs from Elasticsearch's defaults is present, and only that is sent. */
export interface Options {
	readonly waitForCompletionTimeout?: string;
	readonly keepAlive?: string;
	readonly keepOnCompletion?: boolean;
	readonly profile?: boolean;
	readonly columnar?: boolean;
	readonly locale?: string;
	readonly timeZone?: string;
	readonly includeCcsMetadata?: boolean;
	readonly includeExecutionMetadata?: boolean;
	readonly projectRouting?: string;
	/** JSON objects as typed. */
	readonly tables?: string;
	readonly settings?: string;
	/** URL parameters. */
	readonly allowPartialResults?: boolean;
	readonly dropNullColumns?: boolean;
}
