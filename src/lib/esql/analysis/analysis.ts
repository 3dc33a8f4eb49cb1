import type { Call, ColumnRef, Command, Enrich, Expression, Name, Parsed, Span } from '../syntax/ast';
import type { FunctionDefinition } from './definitions';
import type { EsType } from './schema';

/** A column in scope. RENAME gives a new name to the same `id`; redefinition by EVAL gives a new `id`. */
export interface Column {
	readonly id: number;
	readonly name: string;
	readonly type: EsType;
	readonly originalTypes?: readonly string[];
	/** Where the text defines it; absent for a field of the source. */
	readonly origin?: Span;
	/** The source field's own name, for a column that comes from an index. */
	readonly field?: string;
	/** `METADATA` columns. */
	readonly metadata?: boolean;
}

/** Columns in scope after one command, in result order. `open` when the source's fields are not known. */
export interface Stage {
	readonly command: Command;
	readonly columns: readonly Column[];
	readonly open: boolean;
	/** Stages inside: subqueries of FROM, branches of FORK. */
	readonly inner: readonly (readonly Stage[])[];
}

/** `message` in Elasticsearch's words where it has them. `code` is stable: `unknown_column`, `type_mismatch`, … */
export interface Diagnostic extends Span {
	readonly severity: 'error' | 'warning' | 'info';
	readonly code: string;
	readonly message: string;
	readonly suggestions?: readonly string[];
}

/** A call with its signature chosen. `types` are what the arguments must be cast to before the call. */
export interface ResolvedCall {
	readonly definition: FunctionDefinition;
	readonly types: readonly EsType[];
	readonly returns: EsType;
}

/** The meaning of a query: pure result of its text and the fields its sources have. */
export interface Analysis {
	readonly parsed: Parsed;
	readonly stages: readonly Stage[];
	/** Columns of the result. */
	readonly columns: readonly Column[];
	readonly diagnostics: readonly Diagnostic[];
	/** Type of every expression of known type. */
	readonly types: ReadonlyMap<Expression, EsType>;
	/** The column that a reference or name means at its place. */
	readonly references: ReadonlyMap<ColumnRef | Name, Column>;
	/** The columns that a Field, Renaming, Name or command node creates. */
	readonly defines: ReadonlyMap<object, readonly Column[]>;
	readonly calls: ReadonlyMap<Call, ResolvedCall>;
	/** Implicit casts of non-call operands (a string constant compared with a date, a mixed-number comparison …). */
	readonly casts: ReadonlyMap<Expression, EsType>;
	/** The column by which an ENRICH without ON matches. */
	readonly implied: ReadonlyMap<Enrich, Column>;
}
