import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import type { EsType } from '$lib/esql/analysis/schema';
import { compile } from '$lib/server/cluster/compile';
import { cells } from '$lib/server/cluster/convert';
import type { Failure } from '$lib/server/cluster/failure';
import type { Gates } from '$lib/server/cluster/gates';
import type { CompileContext, OutputColumn, Plan } from '$lib/server/cluster/plan';
import { parseIp } from '$lib/server/cluster/sql/ip';
import { parseIsoMillis, parseIsoNanos } from '$lib/server/cluster/sql/isodate';
import { columnType } from '$lib/server/cluster/sql/types';
import type { Constant } from '$lib/server/cluster/sql/value';
import { constantSql } from '$lib/server/cluster/sql/value';
import { encodeVersion } from '$lib/server/cluster/sql/version';
import type { Table, Tables } from '$lib/server/cluster/table';
import { registerFunctions } from '$lib/server/cluster/udf';

type Scalar = string | number | boolean | bigint;
export type Document = Readonly<Record<string, null | undefined | Scalar | readonly Scalar[]>>;
export type Mapping = Readonly<Record<string, EsType>>;

/** The NOW() of every query in a laboratory. */
export const NOW = Date.UTC(2026, 4, 17, 12, 0, 0);

function stored(value: Scalar, type: EsType): Constant {
	switch (type) {
		case 'ip':
			return parseIp(String(value)) ?? null;
		case 'version':
			return encodeVersion(String(value));
		case 'date':
			return typeof value === 'number' ? BigInt(value) : BigInt(parseIsoMillis(String(value)) ?? NaN);
		case 'date_nanos':
			return parseIsoNanos(String(value)) ?? null;
		case 'integer':
		case 'long':
		case 'unsigned_long':
			return BigInt(value);
		case 'double':
			return Number(value);
		default:
			return typeof value === 'boolean' ? value : String(value);
	}
}

const ascending = (a: Constant, b: Constant) => ((a ?? 0) < (b ?? 0) ? -1 : (a ?? 0) > (b ?? 0) ? 1 : 0);

function list(value: Document[string], type: EsType): Constant[] {
	const values =
		value === null || value === undefined
			? []
			: Array.isArray(value)
				? (value as Scalar[])
				: [value as Scalar];
	const sorted = values.map((item) => stored(item, type)).sort(ascending);
	return type === 'keyword' || type === 'ip' || type === 'version' ? [...new Set(sorted)] : sorted;
}

export interface Answer {
	readonly columns: readonly { readonly name: string; readonly type: EsType }[];
	/** JSON texts, row by row. */
	readonly rows: readonly (readonly string[])[];
	readonly warnings: readonly string[];
	readonly plan: Plan;
}

/** Small indices in a real DuckDB, and queries over them. */
export class Laboratory implements Tables {
	readonly #tables: Table[] = [];
	#runs = 0;

	private constructor(
		readonly connection: DuckDBConnection,
		readonly gates: Gates
	) {}

	static async open(): Promise<Laboratory> {
		const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
		const connection = await instance.connect();
		await connection.run('SET max_expression_depth TO 10000');
		// A stream waits for ever when one branch of a UNION ALL fills the buffer before the result has begun.
		await connection.run("SET streaming_buffer_size TO '512MB'");
		return new Laboratory(connection, registerFunctions(connection));
	}

	async add(
		index: string,
		mapping: Mapping,
		documents: readonly Document[],
		mode: Table['mode'] = 'standard'
	): Promise<void> {
		const names = Object.keys(mapping).sort();
		const fields = names.map((name, position) => ({
			name,
			type: mapping[name],
			column: `"f${position}"`,
			multi: documents.some((document) => list(document[name], mapping[name]).length > 1)
		}));
		const relation = `"${index}"`;
		const columns = fields.map(({ column, type, multi }) => `${column} ${columnType(type, multi)}`);
		await this.connection.run(`CREATE TABLE ${relation} (${columns.join(', ')})`);
		const rows = documents.map((document) => {
			const values = fields.map(({ name, type, multi }) => {
				const items = list(document[name], type);
				if (items.length === 0) return 'NULL';
				return constantSql(multi ? items : items[0], type);
			});
			return `(${values.join(', ')})`;
		});
		if (rows.length > 0) await this.connection.run(`INSERT INTO ${relation} VALUES ${rows.join(', ')}`);
		this.register({
			index,
			relation,
			mode,
			numbered: true,
			fields,
			documents: documents.length,
			ready: Promise.resolve(),
			loading: false
		});
	}

	register(table: Table): void {
		this.#tables.push(table);
	}

	list(): readonly Table[] {
		return this.#tables;
	}

	aliases(): ReadonlyMap<string, readonly string[]> {
		return new Map();
	}

	match(patterns: string): ReturnType<Tables['match']> {
		const missing: string[] = [];
		const found = new Set<Table>();
		for (const pattern of patterns.split(',')) {
			const exclude = pattern.startsWith('-');
			const name = exclude ? pattern.slice(1) : pattern;
			const regex = new RegExp(`^${name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
			const hits = this.#tables.filter(({ index }) => regex.test(index));
			if (hits.length === 0 && !name.includes('*') && !exclude) missing.push(name);
			for (const hit of hits) {
				if (exclude) found.delete(hit);
				else found.add(hit);
			}
		}
		return { tables: [...found], missing };
	}

	compile(text: string, context: Partial<CompileContext> = {}, tables: Tables = this): Plan | Failure {
		return compile(text, tables, {
			params: [],
			filter: undefined,
			now: NOW,
			timeZone: 'UTC',
			maxRows: 10_000,
			defaultRows: 1000,
			gate: ++this.#runs,
			...context
		});
	}

	/** Runs a query; throws the sentence of a refusal. */
	async run(text: string, context: Partial<CompileContext> = {}): Promise<Answer> {
		const plan = this.compile(text, context);
		if ('kind' in plan) throw new Error(`${plan.type}: ${plan.reason}`);
		const run = context.gate ?? this.#runs;
		this.gates.begin(run, plan.sites);
		try {
			const rows = await this.#rows(plan.sql, plan.columns, plan.timeZone);
			return { columns: plan.columns, rows, warnings: [...plan.warnings, ...this.gates.warnings(run)], plan };
		} catch (error) {
			throw new Error(`${String(error)}\n${plan.sql}`, { cause: error });
		} finally {
			this.gates.end(run);
		}
	}

	/** Rows as values: exact numbers beyond 2^53 are not needed where this is used. */
	async values(text: string, context: Partial<CompileContext> = {}): Promise<unknown[][]> {
		const { rows } = await this.run(text, context);
		return rows.map((row) => row.map((cell) => JSON.parse(cell) as unknown));
	}

	async #rows(sql: string, columns: readonly OutputColumn[], timeZone: string): Promise<string[][]> {
		const result = await this.connection.stream(sql);
		const rows: string[][] = [];
		for (;;) {
			const chunk = await result.fetchChunk();
			if (!chunk || chunk.rowCount === 0) return rows;
			const byColumn = cells(chunk, columns, timeZone);
			for (let row = 0; row < chunk.rowCount; row++) rows.push(byColumn.map((column) => column[row]));
		}
	}
}
