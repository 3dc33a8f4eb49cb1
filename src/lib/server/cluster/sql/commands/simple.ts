import type { EsType } from '$lib/esql/analysis/schema';
import type {
	Dedup,
	Eval,
	Expression,
	FillNull,
	Limit,
	MvExpand,
	Name,
	Row,
	Sample,
	Sort,
	Where
} from '$lib/esql/syntax/ast';
import type { OrderKey } from '../pipeline';
import { convert } from '../cast';
import { escapeRegex } from '../pattern';
import { scoresOf, scoreSql } from '../score';
import { isNumeric, isPoint, isString } from '../types';
import type { Constant, Value } from '../value';
import { constantValue, isNull } from '../value';
import type { CommandContext } from './context';
import { definedColumn } from './context';

export function row(node: Row, context: CommandContext): void {
	fields(node.fields, context);
}

export function evaluate(node: Eval, context: CommandContext): void {
	fields(node.fields, context);
}

function fields(list: Eval['fields'], context: CommandContext): void {
	for (const field of list) definedColumn(field, context.expressions().value(field.value), context);
}

export function where(node: Where, context: CommandContext): void {
	const { pipeline, stage } = context;
	const expressions = context.expressions();
	const parts = conjuncts(node.condition);
	const compared = new Set(parts.flatMap((part) => (part.kind === 'binary' ? [part.left, part.right] : [])));
	const replace = (part: Expression) => (compared.has(part) ? early(part, context) : undefined);
	const conditions = parts.map((part) => context.expressions({ replace }).condition(part));
	const plain = conditions.filter((sql) => !WINDOW.test(sql));
	const score = stage.columns.find(({ name }) => name === '_score');
	const scores = score ? scoresOf(node.condition, expressions) : [];
	if (plain.length > 0) pipeline.where(plain.join(' AND '));
	for (const sql of conditions) if (WINDOW.test(sql)) pipeline.where(pipeline.alias(sql));
	const before = score && pipeline.columns.get(score.id);
	if (!score || !before || scores.length === 0) return;
	const all = pipeline.scored ? [before.sql, ...scores] : scores;
	pipeline.scored = true;
	pipeline.columns.set(score.id, pipeline.named({ sql: scoreSql(all), type: 'double', multi: false }));
}

/** A side of a comparison that can be made before a join. */
function early(node: Expression, { pipeline, ...context }: CommandContext): Value | undefined {
	if (node.kind !== 'binary' || !pipeline.joins) return undefined;
	const value = context.expressions().value(node);
	const sql = pipeline.early(value.sql);
	return sql === value.sql ? undefined : { sql, type: value.type, multi: value.multi };
}

/** Conditions that look at all rows at once come after those of single rows. */
const WINDOW = /\bOVER \(/;

const conjuncts = (node: Expression): readonly Expression[] =>
	node.kind === 'binary' && node.operator === 'and'
		? [...conjuncts(node.left), ...conjuncts(node.right)]
		: [node];

/** Multi-values sort by their least value, descending by their greatest. */
function sortKey({ value, order, nulls }: Sort['keys'][number], context: CommandContext): OrderKey {
	const descending = order === 'desc';
	const key = context.expressions().value(value);
	const list = isPoint(key.type) ? `${key.sql}[1]` : `${descending ? 'list_max' : 'list_min'}(${key.sql})`;
	const sql = key.multi ? list : key.sql;
	return {
		sql: /^c\d+$/.test(sql) ? sql : context.pipeline.alias(sql),
		descending,
		nullsFirst: nulls === undefined ? descending : nulls === 'first'
	};
}

export function sort(node: Sort, context: CommandContext): void {
	context.pipeline.settle();
	context.pipeline.orderBy(node.keys.map((key) => sortKey(key, context)));
}

export function limit(node: Limit, context: CommandContext): void {
	const { emit, pipeline } = context;
	const { constant } = context.expressions().value(node.count);
	if (typeof constant !== 'bigint' || constant < 0n) {
		emit.refuse(
			node.count,
			`Invalid value for LIMIT [${emit.source(node.count)}], expecting a non negative integer`
		);
	}
	if (node.by.length === 0) {
		pipeline.limit(Number(constant));
		return;
	}
	const keys = node.by.map((key) => context.expressions().value(key).sql);
	const order = pipeline.order.map(
		({ sql, descending, nullsFirst }) =>
			`${sql} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`
	);
	const window = `PARTITION BY ${keys.join(', ')}${order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`}`;
	pipeline.step((source) => `SELECT * FROM ${source} QUALIFY row_number() OVER (${window}) <= ${constant}`);
}

export function mvExpand(node: MvExpand, context: CommandContext): void {
	const { analysis, pipeline } = context;
	const column = analysis.references.get(node.target);
	const value = column && pipeline.columns.get(column.id);
	if (!column || !value) return context.emit.refuse(node.target, `Unknown column [${node.target.name}]`);
	const created = analysis.defines.get(node)?.[0] ?? analysis.defines.get(node.target)?.[0] ?? column;
	if (!value.multi || isNull(value)) {
		pipeline.columns.set(created.id, value);
		return;
	}
	const list = Array.isArray(value.constant) ? pipeline.alias(value.sql) : value.sql;
	const name = context.emit.name('c');
	const items = `CASE WHEN ${list} IS NULL THEN [NULL] ELSE ${list} END`;
	const expanded = `unnest(${items}) AS ${name}`;
	if (pipeline.order.length === 0) pipeline.step((source) => `SELECT *, ${expanded} FROM ${source}`);
	else {
		const index = context.emit.name('c');
		const places = `unnest(range(greatest(coalesce(len(${list}), 1), 1))) AS ${index}`;
		pipeline.step((source) => `SELECT *, ${expanded}, ${places} FROM ${source}`);
		const positions = [pipeline.tie, index].flatMap((sql) =>
			sql === undefined ? [] : [{ sql, descending: false, nullsFirst: false }]
		);
		pipeline.orderBy([...pipeline.order, ...positions]);
	}
	pipeline.columns.set(created.id, { sql: name, type: value.type, multi: false });
}

export function sample(node: Sample, context: CommandContext): void {
	const { constant } = context.expressions().value(node.probability);
	const probability = Number(constant);
	if (typeof constant !== 'number' || !(probability > 0 && probability < 1)) {
		context.emit.refuse(
			node.probability,
			`invalid value for SAMPLE probability [${context.emit.source(node.probability)}], expecting a number between 0 and 1, exclusive`
		);
	}
	context.pipeline.where(`random() < ${probability}`);
}

export function dedup(node: Dedup, context: CommandContext): void {
	const { pipeline, analysis } = context;
	const keys = (
		node.fields.length === 0
			? [...pipeline.visible.values()]
			: node.fields.map((name) => {
					const column = analysis.references.get(name);
					return (
						(column && pipeline.columns.get(column.id)) ??
						context.emit.refuse(name, `Unknown column [${name.name}]`)
					);
				})
	).map(({ sql }) => sql);
	if (keys.length === 0) return;
	pipeline.step(
		(source) => `SELECT * FROM ${source} QUALIFY row_number() OVER (PARTITION BY ${keys.join(', ')}) = 1`
	);
}

const ZEROS: Partial<Record<EsType, Constant>> = {
	boolean: false,
	integer: 0n,
	long: 0n,
	unsigned_long: 0n,
	double: 0,
	keyword: '',
	text: ''
};

/** What stands for null in a column: the given value, or the zero of its type. */
function replacement(column: Value, given: Value | undefined, context: CommandContext): Value | undefined {
	const zero = ZEROS[column.type];
	const value = given ?? (zero === undefined ? undefined : constantValue(zero, column.type));
	if (!value || isNull(value)) return undefined;
	if (isString(value.type) !== isString(column.type) && isNumeric(value.type) !== isNumeric(column.type))
		return undefined;
	return convert(value, column.type, context.emit.zone);
}

/** True for a column that a name, or one with wildcards, means. */
function means({ name, wildcard }: Name, column: string): boolean {
	if (!wildcard) return name === column;
	return new RegExp(`^${name.split('*').map(escapeRegex).join('.*')}$`, 's').test(column);
}

export function fillNull(node: FillNull, context: CommandContext): void {
	const given = node.value && context.expressions().value(node.value);
	const names = node.fields.flatMap(({ value }) => (value.kind === 'column' ? [value.column] : []));
	for (const column of context.stage.columns) {
		const before = context.pipeline.visible.get(column.name);
		if (!before || (names.length > 0 && !names.some((name) => means(name, column.name)))) continue;
		const filled = replacement(before, given, context);
		if (!filled) continue;
		const other = before.multi && !filled.multi ? `[${filled.sql}]` : filled.sql;
		context.pipeline.define(column, { ...before, sql: `coalesce(${before.sql}, ${other})` });
	}
}
