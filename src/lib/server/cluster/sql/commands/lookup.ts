import { parts as partsOf } from '$lib/esql/analysis/expressions';
import type { ColumnRef, Expression, LookupJoin } from '$lib/esql/syntax/ast';
import { unionFields } from '../source';
import type { Value } from '../value';
import { isNull } from '../value';
import type { Table, TableField } from '../../table';
import type { CommandContext } from './context';
import { createdColumns } from './context';

function lookupTable(node: LookupJoin, context: CommandContext): Table {
	const [table] = context.tables.match(node.index.text).tables;
	return table ?? context.emit.refuse(node.index, `Unknown index [${node.index.text}]`);
}

function conjuncts(list: readonly Expression[]): readonly Expression[] {
	return list.flatMap((node) =>
		node.kind === 'binary' && node.operator === 'and' ? conjuncts([node.left, node.right]) : [node]
	);
}

/** One condition of the join: a column of the rows against one of the lookup table, or a test of the latter alone. */
type Side =
	| { readonly kind: 'pair'; readonly value: Value; readonly right: string; readonly operator: string }
	| { readonly kind: 'test'; readonly sql: string };

const COMPARISONS: Readonly<Record<string, string>> = {
	'==': '=',
	'!=': '<>',
	'<': '<',
	'<=': '<=',
	'>': '>',
	'>=': '>='
};
const FLIPPED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** Every column that an expression names. */
const columnsIn = (node: Expression): readonly ColumnRef[] =>
	node.kind === 'column' ? [node] : partsOf(node).flatMap(columnsIn);

function condition(node: Expression, table: Table, context: CommandContext, command: LookupJoin): Side {
	const { analysis, emit } = context;
	const joined = new Map((analysis.defines.get(command) ?? []).map(({ id, field }) => [id, field]));
	const fieldOf = (name: string) => table.fields.find((field) => field.name === name);
	const sqlOf = ({ column, multi }: TableField) =>
		multi ? `CASE WHEN len(l.${column}) = 1 THEN l.${column}[1] END` : `l.${column}`;
	const isRight = (ref: ColumnRef) => {
		const column = analysis.references.get(ref) ?? analysis.references.get(ref.column);
		return column !== undefined && joined.has(column.id);
	};
	const pair = (left: ColumnRef, right: ColumnRef, operator: string): Side => {
		const field =
			fieldOf(right.column.name) ??
			emit.refuse(right, `Unknown column [${right.column.name}] in right side of join`);
		return { kind: 'pair', value: context.expressions().single(left), right: sqlOf(field), operator };
	};
	if (node.kind === 'column') return pair(node, node, '=');
	const columns = columnsIn(node);
	if (columns.length > 0 && columns.every(isRight)) {
		const values = [...joined].flatMap(([id, name]): (readonly [number, Value])[] => {
			const field = fieldOf(name ?? '');
			return field ? [[id, { sql: `l.${field.column}`, type: field.type, multi: field.multi }]] : [];
		});
		return { kind: 'test', sql: context.expressions({ columns: new Map(values) }).condition(node) };
	}
	if (node.kind === 'binary' && node.left.kind === 'column' && node.right.kind === 'column') {
		const operator = COMPARISONS[node.operator];
		if (operator && !isRight(node.left)) return pair(node.left, node.right, operator);
		if (operator) return pair(node.right, node.left, FLIPPED[operator] ?? operator);
	}
	return emit.refuse(
		node,
		'JOIN ON takes fields, comparisons of a field on the left with one on the right, and tests of fields on the right'
	);
}

/** Left join with a lookup table: several matches give several rows, none gives nulls. */
export function lookupJoin(node: LookupJoin, context: CommandContext): void {
	const { pipeline, emit } = context;
	if (node.type.toLowerCase() !== 'lookup' && node.type !== '')
		emit.refuse(node, `only LOOKUP JOIN available, ${node.type} JOIN unsupported at the moment`);
	const table = lookupTable(node, context);
	context.used.add(table);
	const on = conjuncts(node.on).map((part) => {
		const side = condition(part, table, context, node);
		if (side.kind === 'test') return side.sql;
		if (isNull(side.value)) return 'false';
		return `p.${pipeline.alias(side.value.sql)} ${side.operator} ${side.right}`;
	});
	const created = createdColumns(node, context);
	const fields = unionFields([table]);
	const added: string[] = [];
	for (const [name, column] of created) {
		const field = table.fields.find((candidate) => candidate.name === (column.field ?? name));
		const type = fields.find((candidate) => candidate.name === field?.name)?.type;
		if (!field || !type) continue;
		const sql = emit.name('c');
		added.push(`l.${field.column} AS ${sql}`);
		pipeline.columns.set(column.id, { sql, type, multi: field.multi });
	}
	pipeline.step(
		(source) =>
			`SELECT p.*${added.map((part) => `, ${part}`).join('')} FROM ${source} p LEFT JOIN ${table.relation} l ON ${on.join(' AND ')}`
	);
}
