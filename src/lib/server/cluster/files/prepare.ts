import { readFileSync, statSync } from 'node:fs';
import type { Connection } from '../database';
import { IndexTable } from '../indextable';
import { identifier } from '../literal';
import { emptyMapping, type Mapping, readMapping } from '../mappings';
import { columnType, isPoint } from '../sql/types';
import type { TableField } from '../table';
import { confirmed, isGuess, isGuessable, noteOf } from './content';
import { fieldSql } from './element';
import { type Facts, sampleFacts } from './facts';
import { type Leaf, leavesOf } from './leaves';
import { openSource, type Source } from './reader';
import type { FileGroup } from './scan';

/** A group of files of which it is known what index it will be. */
export interface Prepared {
	readonly group: FileGroup;
	readonly table: IndexTable;
	/** Statements that make and drop the table or view. */
	readonly create: string;
	readonly drop: string;
	readonly aliases: readonly string[];
}

/**
 * Finds out the fields of a group. `schema`: the SQL schema of its table; `generation`: how often its index was made
 * before. Throws what can't be read.
 */
export async function prepare(
	connection: Connection,
	schema: string,
	group: FileGroup,
	generation: number
): Promise<Prepared> {
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
	const name = generation === 0 ? group.index : `${group.index}#${generation}`;
	const relation = `${schema}.${identifier(name)}`;
	const kind = source.inPlace ? 'VIEW' : 'TABLE';
	return {
		group,
		table: new IndexTable(group.index, relation, mapping.mode, fields, !source.inPlace),
		aliases: mapping.aliases,
		drop: `DROP ${kind} IF EXISTS ${relation}`,
		create: `CREATE ${kind} ${relation} AS SELECT ${columns.join(', ')} FROM ${source.sql}`
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
export const reason = (error: unknown) =>
	(error instanceof Error ? error.message : String(error)).split(/\n\s*\n|\nLINE /)[0].trim();
