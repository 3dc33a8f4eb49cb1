import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Connection, Database } from './database';
import { fieldSql } from './files/element';
import { type Facts, sampleFacts } from './files/facts';
import { confirmed, isGuess, isGuessable, noteOf } from './files/content';
import { type Leaf, leavesOf } from './files/leaves';
import { openSource, type Source } from './files/reader';
import { type FileGroup, type FileProblem, scanFolder } from './files/scan';
import { IndexTable } from './indextable';
import { identifier } from './literal';
import { emptyMapping, type Mapping, readMapping } from './mappings';
import { columnType, isPoint } from './sql/types';
import type { TableField } from './table';

export type { FileProblem } from './files/scan';

/** The indices made of a folder's files. */
export interface DataFiles {
	readonly tables: readonly IndexTable[];
	/** Further names, each of the indices whose mappings give it. */
	readonly aliases: ReadonlyMap<string, readonly string[]>;
	/** Grows while files are loaded. */
	readonly problems: readonly FileProblem[];
	/** Settles when every file is loaded or given up. */
	idle(): Promise<void>;
	/** Ends loading. */
	close(): Promise<void>;
}

interface Prepared {
	readonly group: FileGroup;
	readonly table: IndexTable;
	/** Statement that makes the table or view. */
	readonly create: string;
	readonly aliases: readonly string[];
}

const SCHEMA = 'files';

/**
 * Offers every CSV, TSV, NDJSON, JSON and Parquet file of a folder, and every sub-folder of such files, as an index. Types are
 * inferred before this settles; then the files are loaded one after the other, while Parquet stays where it is.
 */
export async function openFiles(
	database: Database,
	folder: string,
	log: (sentence: string) => void
): Promise<DataFiles> {
	const connection = await database.connect();
	const closing = new AbortController();
	const problems: FileProblem[] = [];
	const prepared: Prepared[] = [];

	function report(problem: FileProblem): void {
		problems.push(problem);
		log(problem.sentence);
	}

	await connection.run(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
	for (const group of groupsOf(folder, report)) {
		try {
			prepared.push(await prepare(connection, group));
		} catch (error) {
			report({
				name: group.name,
				index: group.index,
				sentence: `${group.name} cannot be read: ${reason(error)}`
			});
		}
	}

	async function load(): Promise<void> {
		for (const { group, table, create } of prepared) {
			try {
				await connection.run(create, closing.signal);
				const [[documents]] = await connection.rows(`SELECT count(*) FROM ${table.relation}`, closing.signal);
				table.settle(Number(documents));
			} catch (error) {
				const sentence = `${group.name} cannot be loaded: ${reason(error)}`;
				table.fail(new Error(sentence));
				if (!closing.signal.aborted) report({ name: group.name, index: group.index, sentence });
			}
		}
	}

	const loading = load();
	return {
		tables: prepared.map(({ table }) => table),
		aliases: aliasesOf(prepared),
		problems,
		idle: () => loading,
		async close() {
			closing.abort(new DOMException('the demo cluster was closed', 'AbortError'));
			await loading;
			await connection.close();
		}
	};
}

function aliasesOf(prepared: readonly Prepared[]): ReadonlyMap<string, readonly string[]> {
	const members = new Map<string, readonly string[]>();
	for (const { table, aliases } of prepared)
		for (const alias of aliases) members.set(alias, [...(members.get(alias) ?? []), table.index]);
	return members;
}

function groupsOf(folder: string, report: (problem: FileProblem) => void): readonly FileGroup[] {
	try {
		const { groups, problems } = scanFolder(resolve(folder));
		problems.forEach(report);
		return groups;
	} catch (error) {
		report({ name: folder, index: undefined, sentence: `The data folder cannot be read: ${reason(error)}` });
		return [];
	}
}

async function prepare(connection: Connection, group: FileGroup): Promise<Prepared> {
	const mapping = mappingOf(group);
	const source = await openSource(connection, group, mapping);
	const points = new Set([...mapping.fields].filter(([, type]) => isPoint(type)).map(([name]) => name));
	const leaves = unique(source.columns.flatMap((column) => leavesOf(column, points)));
	const facts = await factsOf(connection, group, source, leaves, mapping);
	const columns: string[] = [];
	const fields: TableField[] = [];
	function add(field: Omit<TableField, 'column'>, sql: string): void {
		const column = `f${fields.length}`;
		fields.push({ ...field, column });
		columns.push(`${sql} AS ${column}`);
	}
	leaves.forEach((leaf, at) => {
		const { type, multi } = facts[at];
		const guessed = isGuessable(leaf) && isGuess(type) && !mapping.fields.has(leaf.name);
		add(
			{ name: leaf.name, type, multi, ...(guessed && { note: noteOf(type) }) },
			fieldSql(leaf, facts[at], source.inPlace)
		);
	});
	const present = new Set(leaves.map(({ name }) => name));
	for (const [name, type] of mapping.fields) {
		if (!present.has(name)) add({ name, type, multi: false }, `NULL::${columnType(type, false)}`);
	}
	if (fields.length === 0) throw new Error('it has no fields');
	const relation = `${SCHEMA}.${identifier(group.index)}`;
	return {
		group,
		table: new IndexTable(group.index, relation, mapping.mode, fields),
		aliases: mapping.aliases,
		create: `CREATE ${source.inPlace ? 'VIEW' : 'TABLE'} ${relation} AS SELECT ${columns.join(', ')} FROM ${source.sql}`
	};
}

/** Largest source of which every value is looked at before it is offered, in bytes. */
const guessLimit = 64 * 1024 * 1024;

/** Types from a sample. That texts are something else must hold for every row, and costs nothing only where rows are loaded. */
async function factsOf(
	connection: Connection,
	{ files }: FileGroup,
	{ sql, inPlace }: Source,
	leaves: readonly Leaf[],
	{ fields }: Mapping
): Promise<readonly Facts[]> {
	const facts = await sampleFacts(connection, sql, leaves, fields);
	const guessed = leaves.flatMap((leaf, at) => {
		const { type } = facts[at];
		return isGuessable(leaf) && isGuess(type) && !fields.has(leaf.name) ? [{ leaf, type }] : [];
	});
	const bytes = files.reduce((sum, { path }) => sum + statSync(path).size, 0);
	const checked = !inPlace && bytes <= guessLimit ? await confirmed(connection, sql, guessed) : [];
	const refuted = new Set(guessed.filter((_, at) => !checked[at]).map(({ leaf }) => leaf));
	return facts.map((found, at) => (refuted.has(leaves[at]) ? { ...found, type: 'keyword' } : found));
}

/** A name can be said twice: `{"a.b": 1, "a": {"b": 2}}`; the first stands. */
function unique(leaves: readonly Leaf[]): readonly Leaf[] {
	const names = new Set<string>();
	return leaves.filter(({ name }) => !names.has(name) && names.add(name));
}

function mappingOf({ mapping }: FileGroup): Mapping {
	if (mapping === undefined) return emptyMapping;
	try {
		return readMapping(readFileSync(mapping, 'utf8'));
	} catch (error) {
		throw new Error(`its mapping is wrong. ${reason(error)}`, { cause: error });
	}
}

/** DuckDB's first lines, without the quotation of the statement. */
const reason = (error: unknown) =>
	(error instanceof Error ? error.message : String(error)).split(/\n\s*\n|\nLINE /)[0].trim();
