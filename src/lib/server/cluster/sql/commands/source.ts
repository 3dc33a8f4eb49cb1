import type { From, IndexPattern, Show, Subquery } from '$lib/esql/syntax/ast';
import { identity } from '../../identity';
import type { CompileContext } from '../../plan';
import type { Table, Tables } from '../../table';
import type { Emit } from '../emit';
import type { Step } from '../pipeline';
import { Pipeline } from '../pipeline';
import type { SourceField } from '../source';
import { sourceOf, unionFields } from '../source';
import type { Value } from '../value';
import { constantValue } from '../value';

/** The column of a source that has none. */
const NO_FIELDS: SourceField = { name: '<no-fields>', type: 'null', multi: false };

const isIndex = (source: IndexPattern | Subquery): source is IndexPattern => source.kind === 'index';

/** What a FROM reads, before subqueries. */
export interface Read {
	readonly tables: readonly Table[];
	readonly fields: readonly SourceField[];
}

/** Tables and fields of the index patterns of a FROM. */
export function read(node: From, tables: Tables): Read {
	const text = node.sources
		.filter(isIndex)
		.map((source) => source.text)
		.join(',');
	if (text === '') return { tables: [], fields: [] };
	const { tables: found } = tables.match(text);
	return { tables: found, fields: fieldsOf(found) };
}

/** The fields that a query sees of tables; a placeholder when there is no table. */
export const fieldsOf = (tables: readonly Table[]): readonly SourceField[] =>
	tables.length === 0 ? [NO_FIELDS] : unionFields(tables);

export interface Source {
	readonly pipeline: Pipeline;
	/** Columns by name. */
	readonly columns: ReadonlyMap<string, Value>;
	/** How many documents its tables hold, as far as is known. */
	readonly documents: number;
}

/** A series is what has the same single keywords and addresses: tables do not say which fields are dimensions. */
function seriesOf(fields: readonly SourceField[], columns: ReadonlyMap<string, Value>): readonly string[] {
	return fields
		.filter(({ type, multi }) => (type === 'keyword' || type === 'ip') && !multi)
		.flatMap(({ name }) => columns.get(name)?.sql ?? []);
}

export function from(
	node: From,
	{ tables, fields }: Read,
	request: CompileContext,
	emit: Emit,
	steps: Step[]
): Source {
	const metadata = node.metadata.map(({ name }) => name);
	const { sql, columns, documents, tie } = sourceOf(tables, fields, metadata, request.filter, emit);
	const pipeline = new Pipeline(emit, sql, steps);
	pipeline.tie = tie;
	if (node.mode === 'ts') pipeline.series = seriesOf(fields, columns);
	return { pipeline, columns, documents };
}

/** ROW has one row without columns; its fields are evaluated like those of EVAL. */
export const row = (emit: Emit, steps: Step[]): Source => ({
	pipeline: new Pipeline(emit, 'SELECT 1 AS none', steps),
	columns: new Map(),
	documents: 0
});

/** What SHOW INFO says of this cluster. */
const INFO = { version: identity.version, date: identity.buildDate, hash: identity.buildHash };

export function show(node: Show, emit: Emit, steps: Step[]): Source {
	if (node.item.toLowerCase() !== 'info') emit.refuse(node, `SHOW knows only INFO, not [${node.item}]`);
	const columns = new Map(Object.entries(INFO).map(([name, text]) => [name, constantValue(text, 'keyword')]));
	return { pipeline: new Pipeline(emit, 'SELECT 1 AS none', steps), columns, documents: 0 };
}
