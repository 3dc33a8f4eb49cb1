import type { ChangePoint, Name } from '$lib/esql/syntax/ast';
import { LEAST_VALUES } from '../changepoint';
import { isNumeric } from '../types';
import type { Value } from '../value';
import type { CommandContext } from './context';

/** More values than these are not looked at. */
const MOST_VALUES = 1000;

function columnOf(name: Name, { pipeline, emit }: CommandContext): Value {
	const value = pipeline.visible.get(name.name) ?? emit.refuse(name, `Unknown column [${name.name}]`);
	return pipeline.named(emit.single(value, name));
}

/** The row at which the series changes most gets the kind of change and its p-value. */
export function changePoint(node: ChangePoint, context: CommandContext): void {
	const { emit, pipeline } = context;
	const metric = columnOf(node.value, context);
	if (!isNumeric(metric.type))
		emit.refuse(node.value, `change point value [${node.value.name}] must be numeric`);
	const time: Name = { ...node.value, name: '@timestamp', params: [] };
	const key = columnOf(node.on ?? time, context).sql;
	const groups = node.by.map((name) => columnOf(name, context).sql);
	const partition = groups.length === 0 ? '' : `PARTITION BY ${groups.join(', ')} `;
	const position = pipeline.alias(
		`CASE WHEN ${metric.sql} IS NOT NULL THEN count(${metric.sql}) OVER (${partition}ORDER BY ${key} NULLS LAST ROWS UNBOUNDED PRECEDING) END`
	);
	const source = pipeline.settle();
	const series = `list((${metric.sql})::DOUBLE ORDER BY ${position}) FILTER (WHERE ${metric.sql} IS NOT NULL AND ${position} <= ${MOST_VALUES})`;
	const failure = `java.lang.IllegalArgumentException: not enough buckets to calculate change_point. Requires at least [${LEAST_VALUES}]; found [{}]`;
	const counted = `count(${metric.sql})`;
	const found = `CASE WHEN ${counted} < ${LEAST_VALUES} THEN ${emit.note(node, failure, counted)} ELSE esql_change(array_to_string(${series}, ' ')) END`;
	const [change, type, pvalue] = [emit.name('c'), emit.name('c'), emit.name('c')];
	const grouped = `SELECT ${[...groups, `${found} AS ${change}`].join(', ')} FROM ${source}${groups.length === 0 ? '' : ` GROUP BY ${groups.join(', ')}`}`;
	const on = groups.map((name) => `p.${name} IS NOT DISTINCT FROM g.${name}`).join(' AND ') || 'true';
	const part = (index: number) =>
		`CASE WHEN p.${position} = string_split(g.${change}, ' ')[1]::BIGINT THEN string_split(g.${change}, ' ')[${index}] END`;
	pipeline.step(
		() =>
			`SELECT p.*, ${part(2)} AS ${type}, (${part(3)})::DOUBLE AS ${pvalue} FROM ${source} p LEFT JOIN (${grouped}) g ON ${on}`
	);
	pipeline.orderBy([...groups, key].map((sql) => ({ sql, descending: false, nullsFirst: false })));
	const [typeColumn, pvalueColumn] = context.analysis.defines.get(node) ?? [];
	pipeline.columns.set(typeColumn.id, { sql: type, type: 'keyword', multi: false });
	pipeline.columns.set(pvalueColumn.id, { sql: pvalue, type: 'double', multi: false });
}
