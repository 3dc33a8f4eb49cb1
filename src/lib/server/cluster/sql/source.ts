import type { EsType } from '$lib/esql/analysis/schema';
import type { Table, TableField } from '../table';
import type { Emit } from './emit';
import type { Scan, Select } from './pipeline';
import { convertSql } from './cast';
import { columnType, isNumeric, isWhole } from './types';
import type { Value } from './value';
import { quote } from './value';
import { UTC } from './zone';

/** What a table that is still loading is taken to hold. */
const LOADING_DOCUMENTS = 1_000_000;

/** Rows of smaller sources keep their order among equals; numbering more of them would keep filters from the scan. */
const NUMBERED_DOCUMENTS = 20_000;

/** One field of what a FROM reads: the union over its tables. */
export interface SourceField {
	readonly name: string;
	readonly type: EsType;
	readonly multi: boolean;
	readonly originalTypes?: readonly string[];
	/** The field as each of its types, where they conflict. */
	readonly variants?: readonly SourceField[];
}

const METADATA: Readonly<Record<string, { readonly type: EsType; readonly sql: (table: Table) => string }>> =
	{
		_index: { type: 'keyword', sql: (table) => quote(table.index) },
		_id: {
			type: 'keyword',
			sql: ({ index, numbered }) =>
				`(${quote(`${index}#`)} || ${numbered === true ? '(rowid + 1)' : 'row_number() OVER ()'})`
		},
		_version: { type: 'long', sql: () => '1::BIGINT' },
		_score: { type: 'double', sql: () => '1.0::DOUBLE' },
		_index_mode: { type: 'keyword', sql: (table) => quote(table.mode) },
		_ignored: { type: 'keyword', sql: () => 'NULL::VARCHAR' },
		_tsid: { type: '_tsid', sql: () => 'NULL::VARCHAR' },
		_source: { type: '_source', sql: sourceSql }
	};

/** One value as it stands in a document. */
function documentValue(x: string, type: EsType): string {
	if (isWhole(type) || isNumeric(type) || type === 'boolean') return x;
	return convertSql(x, type, 'keyword', UTC) ?? x;
}

function sourceSql(table: Table): string {
	const pairs = table.fields.map(({ name, column, type, multi }) => {
		const value = multi
			? `list_transform(${column}, lambda e: ${documentValue('e', type)})`
			: documentValue(column, type);
		return `${quote(name)}, ${value}`;
	});
	return `json_merge_patch('{}'::JSON, json_object(${pairs.join(', ')}))::VARCHAR`;
}

/** The fields of several tables as one, sorted by name. A field of conflicting types is unsupported. */
export function unionFields(tables: readonly Table[]): readonly SourceField[] {
	const found = new Map<string, TableField[]>();
	for (const table of tables) {
		for (const field of table.fields) {
			const same = found.get(field.name);
			if (same) same.push(field);
			else found.set(field.name, [field]);
		}
	}
	return [...found]
		.map(([name, fields]): SourceField => {
			const types = [...new Set(fields.map(({ type }) => type))].sort();
			const multi = fields.some((field) => field.multi);
			if (types.length === 1) return { name, type: types[0], multi };
			const variants = types.map((type): SourceField => ({ name, type, multi }));
			return { name, type: 'unsupported', multi: false, originalTypes: types, variants };
		})
		.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function fieldSql(table: Table, wanted: SourceField): string {
	const type = columnType(wanted.type, wanted.multi);
	const field =
		wanted.type === 'unsupported'
			? undefined
			: table.fields.find(({ name, type: own }) => name === wanted.name && own === wanted.type);
	if (!field) return `NULL::${type}`;
	if (wanted.multi === field.multi) return field.column;
	return `CASE WHEN ${field.column} IS NOT NULL THEN [${field.column}] END`;
}

function firstOf({ relation, documents, numbered }: Table, share: number | undefined): string {
	if (share === undefined) return relation;
	const list = numbered === true ? '*, rowid' : '*';
	return `(SELECT ${list} FROM ${relation} LIMIT ${Math.ceil(documents * share)})`;
}

/** Types of which an index keeps each value of a document once. */
const DISTINCT: ReadonlySet<EsType> = new Set(['keyword', 'ip', 'version']);

export interface SourceSql {
	readonly sql: Select;
	readonly columns: ReadonlyMap<string, Value>;
	/** How many, as far as is known. */
	readonly documents: number;
	/** SQL name of a number that rises with the order of the documents. */
	readonly tie: string | undefined;
}

/** SQL of the rows of tables, each column under a fresh name. `wanted` are the names that the query can see. */
export function sourceOf(
	tables: readonly Table[],
	fields: readonly SourceField[],
	metadata: readonly string[],
	filter: ((table: Table) => string) | undefined,
	emit: Emit
): SourceSql {
	const documents = tables.reduce(
		(sum, table) => sum + (table.loading ? LOADING_DOCUMENTS : table.documents),
		0
	);
	const columns = new Map<string, Value>();
	const parts = new Map<string, (table: Table) => string>();
	const read = (field: SourceField): Value => {
		const sql = emit.name('c');
		parts.set(sql, (table) => fieldSql(table, field));
		const { type, multi, variants } = field;
		return { sql, type, multi, distinct: DISTINCT.has(type), union: variants?.map(read) };
	};
	for (const field of fields) columns.set(field.name, read(field));
	for (const name of metadata) {
		if (!Object.hasOwn(METADATA, name)) continue;
		const sql = emit.name('c');
		columns.set(name, { sql, type: METADATA[name].type, multi: false });
		parts.set(sql, METADATA[name].sql);
	}
	const tie = documents <= NUMBERED_DOCUMENTS ? emit.name('c') : undefined;
	const select = (table: Table, index: number, { gate, share, reads }: Scan) => {
		const list = [...parts].flatMap(([name, part]) => (reads(name) ? [`${part(table)} AS ${name}`] : []));
		if (tie !== undefined && reads(tie))
			list.push(`${index * NUMBERED_DOCUMENTS} + row_number() OVER () AS ${tie}`);
		const conditions = [filter?.(table), gate].filter((part) => part !== undefined);
		const where =
			conditions.length === 0 ? '' : ` WHERE ${conditions.map((part) => `(${part})`).join(' AND ')}`;
		return `SELECT ${list.length === 0 ? '1 AS none' : list.join(', ')} FROM ${firstOf(table, share)}${where}`;
	};
	const none = () => {
		const empty = [...columns.values()].map(
			({ sql, type, multi }) => `NULL::${columnType(type, multi)} AS ${sql}`
		);
		if (tie !== undefined) empty.push(`NULL::BIGINT AS ${tie}`);
		return `SELECT ${empty.length === 0 ? '1 AS none' : empty.join(', ')} WHERE false`;
	};
	const sql: Select = (scan) =>
		tables.map((table, index) => select(table, index, scan)).join(' UNION ALL ') || none();
	return { sql, columns, documents, tie };
}
