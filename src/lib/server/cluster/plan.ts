import type { EsType } from '$lib/esql/analysis/schema';
import type { Site } from './gates';
import type { Policy } from './policy';
import type { Table } from './table';

/** One column of the answer, as the SQL gives it. */
export interface OutputColumn {
	readonly name: string;
	readonly type: EsType;
	readonly multi: boolean;
	readonly originalTypes?: readonly string[];
}

/** What to run. `sql` gives exactly `columns`, in order. */
export interface Plan {
	readonly sql: string;
	readonly columns: readonly OutputColumn[];
	/** Texts of Warning headers known before running. */
	readonly warnings: readonly string[];
	/** Tables to wait for. */
	readonly tables: readonly Table[];
	/** True when `sql` calls the gate of this run (see `gates.ts`). */
	readonly gated: boolean;
	/** `sql` over the first documents of each index, that share of it; absent where there are none. */
	readonly prefix?: (share: number) => string;
	/** Places that can fail while running, by the numbers that `sql` notes them under. */
	readonly sites: readonly Site[];
	/** Zone in which dates are shown: the request's, or that of `SET time_zone`. */
	readonly timeZone: string;
}

/** One value bound to a placeholder. */
export type Param =
	| { readonly kind: 'value'; readonly name?: string; readonly value: ParamValue }
	| { readonly kind: 'identifier' | 'pattern'; readonly name: string; readonly text: string };

/** `number` keeps the JSON text of a number, so that no digit is lost. */
export type ParamValue =
	| { readonly kind: 'null' }
	| { readonly kind: 'boolean'; readonly value: boolean }
	| { readonly kind: 'number'; readonly text: string; readonly type: 'integer' | 'long' | 'double' }
	| { readonly kind: 'string'; readonly value: string }
	| { readonly kind: 'list'; readonly items: readonly ParamValue[] };

/** What a compilation depends on besides the text. */
export interface CompileContext {
	readonly params: readonly Param[];
	/** SQL condition for rows of a table, from the request's Query DSL filter; undefined for no filter. */
	readonly filter: ((table: Table) => string) | undefined;
	/** Epoch milliseconds that NOW() means. */
	readonly now: number;
	readonly timeZone: string;
	readonly maxRows: number;
	readonly defaultRows: number;
	/** Number of this run, for `gate(n)`. */
	readonly gate: number;
	/** What ENRICH may name; a policy for every lookup index when absent. */
	readonly policies?: readonly Policy[];
}
