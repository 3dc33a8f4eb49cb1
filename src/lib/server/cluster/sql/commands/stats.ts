import type { Call, Expression, Field, Stats } from '$lib/esql/syntax/ast';
import { ruleOf } from '../../functions/table';
import { Expressions } from '../expression';
import type { Pipeline } from '../pipeline';
import type { Value } from '../value';

import type { CommandContext } from './context';
import { definedColumn } from './context';
import type { Key } from './inline';
import { joinGroups } from './inline';
import { perSeries } from './series';

/** Bare aggregates of one STATS, each computed once. */
class Aggregates {
	readonly names = new Map<string, string>();

	constructor(
		readonly inner: Expressions,
		readonly name: () => string
	) {}

	/** The value of an aggregate call over the rows that fulfil `where`. */
	value(node: Call, where: Expression | undefined): Value {
		const { rule, site } = this.inner.call(node);
		if (rule.kind !== 'aggregate') return this.inner.value(node);
		const { parts, finish, multi } = rule.build(site.values, site);
		const filter = where === undefined ? '' : ` FILTER (WHERE ${this.#condition(where)})`;
		const names = parts.map((part) => this.#name(part + filter));
		return { sql: finish(names), type: site.returns, multi };
	}

	#condition(where: Expression): string {
		const sql = this.inner.condition(where);
		if (!/\bOVER \(/.test(sql)) return sql;
		return this.inner.scope.emit.refuse(where, 'KNN in STATS is not available on this cluster');
	}

	#name(sql: string): string {
		const known = this.names.get(sql);
		if (known) return known;
		const name = this.name();
		this.names.set(sql, name);
		return name;
	}
}

const isAggregate = (node: Expression, inner: Expressions): node is Call => {
	if (node.kind !== 'call') return false;
	const resolved = inner.scope.analysis.calls.get(node);
	return ruleOf((resolved?.definition.name ?? node.name).toUpperCase())?.kind === 'aggregate';
};

/** Spread the rows of multi-valued keys: one row per value. → the keys as plain names. */
function spreadKeys(keys: readonly Key[], pipeline: Pipeline): readonly Key[] {
	return keys.map((key) => {
		const { sql: list, multi } = namedKey(key.value, pipeline);
		if (!multi) return { ...key, value: { sql: list, type: key.value.type, multi } };
		const name = pipeline.emit.name('c');
		const items = `CASE WHEN ${list} IS NULL THEN [NULL] ELSE ${key.value.distinct ? list : `list_distinct(${list})`} END`;
		pipeline.step((source) => `SELECT *, unnest(${items}) AS ${name} FROM ${source}`);
		return { ...key, value: { sql: name, type: key.value.type, multi: false } };
	});
}

function namedKey(value: Value, pipeline: Pipeline): Value {
	if (/^c\d+$/.test(value.sql)) return value;
	return { ...value, sql: pipeline.alias(value.sql), constant: undefined };
}

/** The group key that an expression outside aggregates repeats. */
function repeatedKey(node: Expression, keys: readonly Key[], context: CommandContext): Value | undefined {
	if (node.kind !== 'call' && node.kind !== 'binary') return undefined;
	const source = context.emit.source(node);
	return keys.find(({ field }) => context.emit.source(field.value) === source)?.value;
}

function groupedSelect(keys: readonly Key[], aggregates: Aggregates, source: string): string {
	const names = keys.map(({ value }) => value.sql);
	const list = [...new Set(names), ...[...aggregates.names].map(([sql, name]) => `${sql} AS ${name}`)];
	if (list.length === 0) list.push('count(*) AS none');
	return `SELECT ${list.join(', ')} FROM ${source}${names.length === 0 ? '' : ` GROUP BY ${[...new Set(names)].join(', ')}`}`;
}

/** False for a key whose name a later key takes. */
function groups(field: Field, { analysis, stage }: CommandContext): boolean {
	const defined = analysis.defines.get(field) ?? [];
	return defined.length === 0 || defined.some(({ id }) => stage.columns.some((column) => column.id === id));
}

export function stats(node: Stats, context: CommandContext): void {
	const { pipeline, emit } = context;
	const before = context.expressions();
	const by = node.by.filter((field) => groups(field, context));
	const raw = by.map((field) => ({ field, value: before.value(field.value) }));
	for (const { field } of raw) {
		if (isAggregate(field.value, before))
			emit.refuse(field.value, `cannot use an aggregate [${emit.source(field.value)}] for grouping`);
	}
	const rowKeys = node.inline ? raw.map((key) => ({ ...key, value: namedKey(key.value, pipeline) })) : raw;
	const grouped = node.inline ? pipeline.branch() : pipeline;
	const keys = spreadKeys(rowKeys, grouped);
	const shown = new Map((node.inline ? rowKeys : keys).map(({ field, value }) => [field, value]));
	const keyColumns = new Map<number, Value>();
	for (const { field, value } of keys) {
		for (const column of context.analysis.defines.get(field) ?? []) keyColumns.set(column.id, value);
		if (field.value.kind === 'column') {
			const column = context.analysis.references.get(field.value);
			if (column) keyColumns.set(column.id, value);
		}
	}
	const named = new Map([...keyColumns].filter(([id]) => !pipeline.columns.has(id)));
	const samples = perSeries(
		node,
		keys.map(({ value }) => value),
		context.expressions({ columns: named }),
		context
	);
	const inner = context.expressions({ columns: named, replace: (part) => samples.get(part) });
	const aggregates = new Aggregates(inner, () => emit.name('c'));
	const results = node.aggregates.map((field) => {
		const outer = context.expressions({
			columns: keyColumns,
			replace: (part) =>
				isAggregate(part, inner) ? aggregates.value(part, field.where) : repeatedKey(part, keys, context)
		});
		return { field, value: outer.value(field.value) };
	});
	if (node.inline) {
		grouped.step((source) => groupedSelect(keys, aggregates, source));
		const values = results.map(({ value }) => value);
		const joined = joinGroups({ rowKeys, keys, values, groups: grouped }, pipeline);
		results.forEach(({ field }, index) => definedColumn(field, joined[index], context));
	} else {
		const source = pipeline.settle();
		pipeline.unordered();
		pipeline.step(() => groupedSelect(keys, aggregates, source));
		for (const { field, value } of results) definedColumn(field, value, context);
	}
	for (const field of by) {
		const value = shown.get(field);
		if (value) definedColumn(field, value, context);
	}
	if (!node.inline) for (const [id, value] of keyColumns) pipeline.columns.set(id, value);
}
