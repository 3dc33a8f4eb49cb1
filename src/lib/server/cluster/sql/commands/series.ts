import { parts as partsOf } from '$lib/esql/analysis/expressions';
import type { Call, ColumnRef, Expression, Stats } from '$lib/esql/syntax/ast';
import { ruleOf } from '../../functions/table';
import type { Expressions } from '../expression';
import type { Pipeline } from '../pipeline';
import type { Value } from '../value';
import type { CommandContext } from './context';

type Member = Call | ColumnRef;

const kindOf = (node: Expression, { scope }: Expressions) =>
	node.kind === 'call'
		? ruleOf((scope.analysis.calls.get(node)?.definition.name ?? node.name).toUpperCase())?.kind
		: undefined;

/** What each series gives to the aggregates around: functions over time, and the last value of other columns. */
function membersOf(
	node: Stats,
	kept: ReadonlySet<string>,
	before: Expressions,
	context: CommandContext
): readonly Member[] {
	const found: Member[] = [];
	const visit = (part: Expression, inside: boolean): void => {
		const kind = kindOf(part, before);
		if (part.kind === 'call' && kind === 'overTime') {
			if (!inside)
				context.emit.refuse(
					part,
					`[${context.emit.source(part)}] has to stand inside an aggregate on this cluster`
				);
			found.push(part);
		} else if (part.kind === 'column' && inside) {
			if (!kept.has(before.value(part).sql)) found.push(part);
		} else for (const child of partsOf(part)) visit(child, inside || kind === 'aggregate');
	};
	for (const { value, where } of node.aggregates) {
		visit(value, false);
		if (where) visit(where, true);
	}
	return found;
}

function member(node: Member, before: Expressions, pipeline: Pipeline, parts: Map<string, string>): Value {
	const add = (sql: string) => {
		const known = parts.get(sql);
		if (known !== undefined) return known;
		const name = pipeline.emit.name('c');
		parts.set(sql, name);
		return name;
	};
	if (node.kind === 'column') {
		const value = before.value(node);
		const time =
			pipeline.visible.get('@timestamp') ?? pipeline.emit.refuse(node, 'TS needs the [@timestamp] field');
		return { sql: add(`arg_max(${value.sql}, ${time.sql})`), type: value.type, multi: value.multi };
	}
	const { rule, site } = before.call(node);
	if (rule.kind !== 'overTime')
		return pipeline.emit.refuse(node, `[${pipeline.emit.source(node)}] is no function over time`);
	const built = rule.build(site.values, site);
	return { sql: built.finish(built.parts.map(add)), type: site.returns, multi: built.multi };
}

/**
 * In a query that begins with TS, makes one row per series and group before the first STATS. → the values of what the
 * aggregates see of a series, by node.
 */
export function perSeries(
	node: Stats,
	keys: readonly Value[],
	before: Expressions,
	context: CommandContext
): ReadonlyMap<Expression, Value> {
	const { pipeline } = context;
	const { series } = pipeline;
	if (!series || node.inline) return new Map();
	const kept = new Set([...series, ...keys.map(({ sql }) => sql)]);
	const parts = new Map<string, string>();
	const members = membersOf(node, kept, before, context);
	const values = members.map((part) => [part, member(part, before, pipeline, parts)] as const);
	const time = pipeline.visible.get('@timestamp')?.sql;
	if (time !== undefined && /^c\d+$/.test(time) && !kept.has(time)) parts.set(`max(${time})`, time);
	const list = [...kept, ...[...parts].map(([sql, name]) => `${sql} AS ${name}`)];
	const groups = kept.size === 0 ? '' : ` GROUP BY ${[...kept].join(', ')}`;
	pipeline.unordered();
	pipeline.step((source) => `SELECT ${list.join(', ') || 'count(*) AS none'} FROM ${source}${groups}`);
	return new Map(values.map(([part, value]) => [part, pipeline.named(value)]));
}
