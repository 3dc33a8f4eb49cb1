import type { EsType } from '$lib/esql/analysis/schema';
import { identifier } from '../literal';
import { columnType } from '../sql/types';
import type { World } from './world/world';

/** What the data of one generation depend on, and on nothing else. */
export interface SeedContext {
	readonly seed: number;
	/** Epoch milliseconds of the last moment. */
	readonly end: number;
	/** Share of the documents, 0 < scale ≤ 1. */
	readonly scale: number;
	readonly world: World;
}

/** `sql`: expression over the columns of the table's rows. */
export interface SeedField {
	readonly name: string;
	readonly type: EsType;
	readonly multi: boolean;
	readonly sql: string;
}

export interface SeedTable {
	readonly index: string;
	readonly mode: 'standard' | 'lookup';
	readonly fields: readonly SeedField[];
	/** SQL query of the rows, with the column `n` that orders them. */
	readonly rows: (context: SeedContext) => string;
}

/** Tables that are made together and kept in one file. */
export interface DataSet {
	readonly name: string;
	readonly tables: readonly SeedTable[];
	/** Statements that make the temporary tables which `rows` read; each is run before the next is made. */
	readonly prepare: (context: SeedContext) => Iterable<string>;
}

export const field = (name: string, type: EsType, sql: string): SeedField => ({
	name,
	type,
	multi: false,
	sql
});

export const multiField = (name: string, type: EsType, sql: string): SeedField => ({
	name,
	type,
	multi: true,
	sql
});

/** SQL column of a table's field. */
export const columnOf = (position: number): string => `f${position}`;

export const scaled = (documents: number, { scale }: SeedContext): number =>
	Math.max(100, Math.round(documents * scale));

/** Statement that writes a table into an attached database. */
export function createTable(table: SeedTable, database: string, context: SeedContext): string {
	const columns = table.fields.map(
		({ sql, type, multi }, position) => `(${sql})::${columnType(type, multi)} AS ${columnOf(position)}`
	);
	return (
		`CREATE TABLE ${database}.main.${identifier(table.index)} AS ` +
		`SELECT ${columns.join(', ')} FROM (${table.rows(context)}) ORDER BY n`
	);
}

/** Statement that keeps the rows of a query for the other statements of the same build. */
export const temporary = (name: string, query: string): string => `CREATE TEMP TABLE ${name} AS ${query}`;

/**
 * SQL macros of repeatable chance: the same `n`, `salt` (0 … 63) and seed give the same value. `dice` is a 64-bit
 * number, `u` lies in 0 … 1, `normal` is the standard normal distribution, `pick` takes an item of a list.
 */
export function chanceMacros({ seed }: SeedContext, stream: number): readonly string[] {
	const base =
		BigInt(seed >>> 12) * 2n ** 40n + BigInt(seed & 0xfff) * 2n ** 26n + BigInt(stream) * 2n ** 52n;
	return [
		`CREATE TEMP MACRO dice(n, salt) AS hash(n * 64 + salt + ${base})`,
		'CREATE TEMP MACRO u(n, salt) AS (dice(n, salt) >> 11) / 9007199254740992.0',
		'CREATE TEMP MACRO normal(n, salt) AS sqrt(-2 * ln(1 - u(n, salt))) * cos(2 * pi() * u(n, salt + 1))',
		'CREATE TEMP MACRO pick(items, n, salt) AS items[1 + (dice(n, salt) % len(items))::INTEGER]'
	];
}
