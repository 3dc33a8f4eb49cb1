import type { ColumnRef, Expression, LookupJoin } from '$lib/esql/syntax/ast';
import { unionFields } from '../source';
import type { Value } from '../value';
import { isNull } from '../value';
import type { Table } from '../../table';
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

interface Side {
	readonly value: Value;
	readonly right: string;
	readonly operator: string;
}

const COMPARISONS: Readonly<Record<string, string>> = {
	'==': '=',
	'!=': '<>',
	'<': '<',
	'<=': '<=',
	'>': '>',
	'>=': '>='
};

function condition(node: Expression, table: Table, context: CommandContext): Side {
	const rightField = (ref: Expression) =>
		ref.kind === 'column' ? table.fields.find(({ name }) => name === ref.column.name) : undefined;
	const rightOf = (ref: ColumnRef) => {
		const field =
			rightField(ref) ??
			context.emit.refuse(ref, `Unknown column [${ref.column.name}] in right side of join`);
		return field.multi
			? `CASE WHEN len(l.${field.column}) = 1 THEN l.${field.column}[1] END`
			: `l.${field.column}`;
	};
	if (node.kind === 'column') {
		return { value: context.expressions().single(node), right: rightOf(node), operator: '=' };
	}
	if (
		node.kind === 'binary' &&
		COMPARISONS[node.operator] &&
		node.left.kind === 'column' &&
		node.right.kind === 'column'
	) {
		return {
			value: context.expressions().single(node.left),
			right: rightOf(node.right),
			operator: COMPARISONS[node.operator]
		};
	}
	return context.emit.refuse(
		node,
		'JOIN ON takes fields, or comparisons of a field on the left with one on the right'
	);
}

/** Left join with a lookup table: several matches give several rows, none gives nulls. */
export function lookupJoin(node: LookupJoin, context: CommandContext): void {
	const { pipeline, emit } = context;
	if (node.type.toLowerCase() !== 'lookup' && node.type !== '')
		emit.refuse(node, `only LOOKUP JOIN available, ${node.type} JOIN unsupported at the moment`);
	const table = lookupTable(node, context);
	context.used.add(table);
	const sides = conjuncts(node.on).map((part) => condition(part, table, context));
	const named = sides.map((side) => ({ ...side, left: pipeline.alias(side.value.sql) }));
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
	const on = named.map(({ left, operator, right, value }) =>
		isNull(value) ? 'false' : `p.${left} ${operator} ${right}`
	);
	pipeline.step(
		(source) =>
			`SELECT p.*${added.map((part) => `, ${part}`).join('')} FROM ${source} p LEFT JOIN ${table.relation} l ON ${on.join(' AND ')}`
	);
}
