import type { FillNull, Limit, MvExpand, Sort } from '../../syntax/ast';
import type { EsType } from '../schema';
import { Scope } from '../scope';
import { typeName } from '../types';
import { Typing } from '../typing';
import { useColumn } from '../usage';
import type { Walk } from '../walk';

const unsortable: ReadonlySet<EsType> = new Set([
	...([
		'geo_point',
		'geo_shape',
		'cartesian_point',
		'cartesian_shape',
		'geohash',
		'geotile',
		'geohex'
	] as const),
	...(['counter_integer', 'counter_long', 'counter_double', 'dense_vector', '_source', '_tsid'] as const),
	...(['aggregate_metric_double', 'exponential_histogram', 'tdigest', 'histogram'] as const),
	...(['date_period', 'time_duration', 'date_range', 'double_range'] as const)
]);

/** SORT. */
export function sort(command: Sort, scope: Scope, walk: Walk): Scope {
	const typing = new Typing(walk, scope);
	for (const { value } of command.keys) {
		const type = typing.type(value);
		if (unsortable.has(type)) walk.findings.error(value, 'unsortable', `cannot sort on ${typeName(type)}`);
	}
	return scope;
}

/** LIMIT, and LIMIT … BY. */
export function limit(command: Limit, scope: Scope, walk: Walk): Scope {
	const { count } = command;
	const typing = new Typing(walk, scope);
	typing.type(count);
	for (const key of command.by) typing.type(key);
	const isWhole = count.kind === 'number' && !count.decimal && BigInt(count.text) <= 2147483647n;
	if (!isWhole && count.kind !== 'param' && count.kind !== 'missing')
		walk.findings.error(
			command,
			'bad_limit',
			`Invalid value for LIMIT [${countText(command, walk)}], expecting a non negative integer`
		);
	return scope;
}

/** A count as the message shows it: with its kind, unless it is just negative. */
function countText({ count }: Limit, { findings }: Walk): string {
	const source = findings.source(count);
	switch (count.kind) {
		case 'string':
			return `${count.value}: String`;
		case 'boolean':
			return `${source}: Boolean`;
		case 'number':
			return `${source}: ${count.decimal ? 'Double' : 'Long'}`;
		case 'unary':
			return count.operand.kind === 'number' && count.operand.decimal ? `${source}: Double` : source;
		default:
			return source;
	}
}

/** MV_EXPAND: a new column in the old one's place. */
export function mvExpand(command: MvExpand, scope: Scope, { findings }: Walk): Scope {
	const { target } = command;
	if (target.wildcard)
		findings.error(
			target,
			'wildcard_expand',
			`Using wildcards [*] in MV_EXPAND is not allowed [${target.name}]`
		);
	const column = target.wildcard ? undefined : scope.resolve(target, target, findings);
	if (!column) return scope;
	useColumn(column, target, findings);
	const expanded = findings.column({ ...column, origin: target });
	findings.defines.set(command, [expanded]);
	return new Scope(
		scope.columns.map((other) => (other === column ? expanded : other)),
		scope.open
	);
}

/** FILLNULL changes no column's name or type. */
export function fillNull(command: FillNull, scope: Scope, walk: Walk): Scope {
	const typing = new Typing(walk, scope);
	if (command.value) typing.type(command.value);
	for (const { value } of command.fields)
		if (value.kind !== 'column' || !value.column.wildcard) typing.type(value);
	return scope;
}
