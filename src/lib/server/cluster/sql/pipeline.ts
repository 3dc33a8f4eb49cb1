import type { Column } from '$lib/esql/analysis/analysis';
import type { Emit } from './emit';
import type { Value } from './value';
import { columnType } from './types';

/** A column to order by: an SQL name. */
export interface OrderKey {
	readonly sql: string;
	readonly descending: boolean;
	readonly nullsFirst: boolean;
}

/** What is known of the whole statement when its scans are written. */
export interface Scan {
	/** Condition of every scan that can be stopped. */
	readonly gate: string | undefined;
	/** Share of every index, from its first document on, that is read; all of it when absent. */
	readonly share?: number;
	/** True for an SQL name that anything after the scan may read. */
	readonly reads: (name: string) => boolean;
}

/** SQL of a step; that of a scan is made last. */
export type Select = string | ((scan: Scan) => string);

/** One CTE of the statement. */
export interface Step {
	readonly name: string;
	select: Select;
}

/** A table joined to the rows. What is made of its columns alone is made before the join: once for each of its rows. */
export interface Join {
	/** SQL name of the table. */
	readonly table: string;
	/** Its columns that the rows get. */
	readonly columns: readonly string[];
	/** The SQL of the join, of these columns of `from`. */
	readonly select: (rows: string, columns: readonly string[], from: string) => string;
}

const NAME = /\bc\d+\b/g;

/** SQL that must see every row of its own. */
const ROWWISE = /\brandom\(|\bOVER \(|\bSELECT\b/;

const orderSql = (keys: readonly OrderKey[]): string =>
	keys
		.map(
			({ sql, descending, nullsFirst }) =>
				`${sql} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`
		)
		.join(', ');

/**
 * The SQL of a pipeline while it is put together: one CTE per step that needs one. New columns wait in `pending`
 * until a step reads them, so that independent ones share a step; an order stays in force until it is replaced.
 */
export class Pipeline {
	readonly #steps: Step[];
	#source: string;
	#pending = new Map<string, string>();
	#limit: number | undefined;
	#order: readonly OrderKey[] = [];
	/** The value of every column by its id, of all stages so far. */
	readonly columns = new Map<number, Value>();
	/** Columns by name, in result order. */
	visible: ReadonlyMap<string, Value> = new Map();

	constructor(
		readonly emit: Emit,
		/** SQL that gives the first rows. */
		source: Select,
		steps: Step[]
	) {
		this.#steps = steps;
		this.#source = this.#add(source);
	}

	/** An SQL name that breaks ties of an order; undefined where rows have no order of their own. */
	tie: string | undefined;

	/** True when `_score` holds what searches found. */
	scored = false;

	/** SQL names of the columns that tell time series apart; undefined where rows are no samples of series. */
	series: readonly string[] | undefined;

	/** Makes a column of the table that was joined last. */
	#joined: { readonly names: ReadonlySet<string>; add(sql: string): string } | undefined;

	/** A pipeline that goes on from here on its own, sharing the steps so far. */
	branch(): Pipeline {
		this.#joined = undefined;
		const branch = new Pipeline(this.emit, `SELECT * FROM ${this.settle()}`, this.#steps);
		for (const [id, value] of this.columns) branch.columns.set(id, value);
		branch.visible = this.visible;
		branch.#order = this.#order;
		branch.tie = this.tie;
		branch.scored = this.scored;
		branch.series = this.series;
		return branch;
	}

	#add(select: Select): string {
		const name = this.emit.name('p');
		this.#steps.push({ name, select });
		return name;
	}

	/** Put what waits into steps. → the name of the last step. */
	settle(): string {
		this.#flush();
		if (this.#limit !== undefined) {
			const limit = this.#limit;
			this.#limit = undefined;
			this.#source = this.#add(`SELECT * FROM ${this.#source}${this.#orderBy()} LIMIT ${limit}`);
		}
		return this.#source;
	}

	#flush(): void {
		if (this.#pending.size === 0) return;
		const added = [...this.#pending].map(([name, sql]) => `${sql} AS ${name}`);
		this.#pending = new Map();
		this.#source = this.#add(`SELECT *, ${added.join(', ')} FROM ${this.#source}`);
	}

	#orderBy(): string {
		if (this.#order.length === 0) return '';
		return ` ORDER BY ${orderSql(this.#order)}${this.tie === undefined ? '' : `, ${this.tie}`}`;
	}

	/** True when a step is due before `sql` can be used: it reads a column that still waits. */
	#reads(sql: string): boolean {
		if (this.#pending.size === 0) return false;
		for (const [name] of sql.matchAll(NAME)) if (this.#pending.has(name)) return true;
		return false;
	}

	/** Give an expression an SQL name; what already is a name or a constant stays as it is. */
	named(value: Value): Value {
		if (/^c\d+$/.test(value.sql) || value.constant !== undefined) return value;
		const sql = this.alias(value.sql);
		return { sql, type: value.type, multi: value.multi };
	}

	/** Is it made of nothing but columns of the table that was joined last? */
	#joinedOnly(sql: string): boolean {
		const names = [...sql.matchAll(NAME)].map(([name]) => name);
		return names.length > 0 && names.every((name) => this.#joined?.names.has(name)) && !ROWWISE.test(sql);
	}

	/** Is there a join that something could be made before? */
	get joins(): boolean {
		return this.#joined !== undefined;
	}

	/** What is made of joined columns alone gets a name, and is made before the join; all other SQL stays as it is. */
	early(sql: string): string {
		return this.#joined && !/^c\d+$/.test(sql) && this.#joinedOnly(sql) ? this.#joined.add(sql) : sql;
	}

	/** A fresh SQL name for SQL over the current columns. */
	alias(sql: string): string {
		const early = this.early(sql);
		if (early !== sql) return early;
		if (this.#limit !== undefined) this.settle();
		if (this.#reads(sql)) this.#flush();
		const name = this.emit.name('c');
		this.#pending.set(name, sql);
		return name;
	}

	define(column: Column, value: Value): void {
		this.columns.set(column.id, this.named(value));
	}

	where(condition: string): void {
		const source = this.settle();
		this.#source = this.#add(`SELECT * FROM ${source} WHERE ${condition}`);
	}

	orderBy(keys: readonly OrderKey[]): void {
		this.#order = keys;
	}

	get order(): readonly OrderKey[] {
		return this.#order;
	}

	limit(count: number): void {
		this.#flush();
		if (this.#limit !== undefined && this.#limit < count) return;
		this.#limit = count;
	}

	/** Rows without an order, that are no samples of series, come next. */
	unordered(): void {
		this.series = undefined;
		this.#order = [];
		this.tie = undefined;
	}

	/** Replace the rows: `select` gets the name of the last step. */
	step(select: (source: string) => string): void {
		const source = this.settle();
		this.#joined = undefined;
		this.#source = this.#add(select(source));
	}

	/** Every row gets columns of a table. */
	join({ table, columns, select }: Join): void {
		const rows = this.settle();
		const names = new Set(columns);
		const made: string[] = [];
		const written = () => {
			const from = made.length === 0 ? table : `(SELECT *, ${made.join(', ')} FROM ${table})`;
			return select(rows, [...names], from);
		};
		this.step(written);
		const step = this.#steps[this.#steps.length - 1];
		this.#joined = {
			names,
			add: (sql) => {
				const name = this.emit.name('c');
				made.push(`${sql} AS ${name}`);
				names.add(name);
				step.select = written();
				return name;
			}
		};
	}

	/** A SELECT over the rows so far, in their order. */
	rows(list: string): string {
		const source = this.settle();
		if (this.#order.length === 0) return `SELECT ${list} FROM ${source}`;
		return `SELECT * FROM (SELECT ${list} FROM ${source}${this.#orderBy()})`;
	}

	/** The whole statement: exactly `outputs`, in order, at most `limit` rows. */
	statement(
		outputs: readonly Value[],
		limit: number,
		{ gate, share }: { readonly gate?: string; readonly share?: number } = {}
	): string {
		this.#flush();
		const rows = Math.min(limit, this.#limit ?? limit);
		const list = outputs.map(
			(value, index) => `${value.sql}::${columnType(value.type, value.multi)} AS r${index}`
		);
		const select = list.length === 0 ? 'NULL::INTEGER AS r0' : list.join(', ');
		const end = `SELECT ${select} FROM ${this.#source}${this.#orderBy()} LIMIT ${rows}`;
		const read = new Set<string>();
		for (const sql of [end, ...this.#steps.map((step) => step.select)])
			if (typeof sql === 'string') for (const [name] of sql.matchAll(NAME)) read.add(name);
		const scan: Scan = { gate, share, reads: (name) => read.has(name) };
		const steps = this.#steps.map(
			(step) => `${step.name} AS (${typeof step.select === 'string' ? step.select : step.select(scan)})`
		);
		return `WITH ${steps.join(',\n')}\n${end}`;
	}
}
