import type { EsType } from '$lib/esql/analysis/schema';
import { isWhole, sqlType } from '../sql/types';
import type { Value } from '../sql/value';
import { distinctList, isNull, listSql, nonEmpty, nullValue, quote } from '../sql/value';
import { likeSql, PatternError, rlikeSql } from '../sql/pattern';
import type { CallSite, Rule, Rules } from './rule';
import { value } from './rule';

const one = (sql: string, type: EsType): Value => ({ sql, type, multi: false });
const many = (sql: string, type: EsType): Value => ({ sql, type, multi: true });

/** Several values become one; a single value is itself, or `single(x)`. */
const reduce = (
	list: (l: string, site: CallSite) => string,
	single: (x: string) => string = (x) => x
): Rule => value(([x], site) => one(x.multi ? list(x.sql, site) : single(x.sql), site.returns));

const scalarArg = (site: CallSite, index: number): string =>
	site.emit.single(site.values[index], site.node).sql;

const toType = (sql: string, type: EsType) =>
	isWhole(type) ? `TRY_CAST(${sql} AS ${sqlType(type)})` : `(${sql})::DOUBLE`;
const halfway = (sql: string, type: EsType) => (isWhole(type) ? toType(`floor(${sql})`, type) : sql);

/** SQL index (1-based) of a 0-based position that may count from the end. */
const position = (list: string, index: string) =>
	`CASE WHEN ${index} < 0 THEN len(${list}) + ${index} + 1 ELSE (${index})::BIGINT + 1 END`;

function slice(args: readonly Value[], site: CallSite): Value {
	const list = listSql(args[0]);
	const start = scalarArg(site, 1);
	const end = args.length > 2 ? scalarArg(site, 2) : start;
	const from = `greatest(${position(list, start)}, 1)`;
	const sql = nonEmpty(`list_slice(${list}, ${from}, greatest(${position(list, end)}, 0))`);
	return many(`CASE WHEN ${start} IS NOT NULL AND ${end} IS NOT NULL THEN ${sql} END`, args[0].type);
}

function sort(args: readonly Value[], { emit, node }: CallSite): Value {
	const [x, order] = args;
	const direction =
		order === undefined ? 'asc' : emit.constantText(order, node, 'second argument of MV_SORT').toLowerCase();
	if (direction !== 'asc' && direction !== 'desc') {
		emit.refuse(
			node,
			`Invalid order value in [${emit.source(node)}], expected one of [ASC, DESC] but got [${direction}]`
		);
	}
	if (!x.multi) return x;
	return many(direction === 'asc' ? `list_sort(${x.sql})` : `list_reverse_sort(${x.sql})`, x.type);
}

function zip(args: readonly Value[], site: CallSite): Value {
	if (args.length > 2 && isNull(args[2])) return nullValue('keyword');
	const [a, b] = args.map(listSql);
	const delimiter = args.length > 2 ? scalarArg(site, 2) : quote(',');
	const empty = '[]::VARCHAR[]';
	const pair =
		`CASE WHEN ${a} IS NULL THEN ${b} WHEN ${b} IS NULL THEN ${a} ELSE list_transform(list_zip(coalesce(${a}, ${empty}), ` +
		`coalesce(${b}, ${empty})), lambda p: CASE WHEN p[1] IS NULL THEN p[2] WHEN p[2] IS NULL THEN p[1] ELSE p[1] || ${delimiter} || p[2] END) END`;
	return many(pair, 'keyword');
}

/** Between the two values nearest to the rank; whole numbers keep what is whole of the step between them. */
function percentile([x, p]: readonly Value[], site: CallSite): Value {
	const { emit, node, returns } = site;
	const share = emit.single(p, node);
	if (isNull(x) || isNull(share)) return nullValue(returns);
	const list = `list_sort(${listSql(x)})`;
	const rank = `((${share.sql})::DOUBLE / 100 * (len(${list}) - 1))`;
	const below = `floor(${rank})::BIGINT`;
	const low = `${list}[${below} + 1]`;
	const high = `${list}[least(${below} + 2, len(${list}))]`;
	const step = isWhole(returns)
		? `trunc((${rank} - ${below}) * (${high}::HUGEINT - ${low}::HUGEINT))::HUGEINT`
		: `(${rank} - ${below}) * (${high} - ${low})`;
	const value = `CASE WHEN ${share.sql} BETWEEN 0 AND 100 THEN (${low} + ${step})::${sqlType(returns)} END`;
	const failure =
		'java.lang.IllegalArgumentException: Percentile parameter must be a number between 0 and 100, found [{}]';
	return one(emit.guard(value, [share, x], node, failure), returns);
}

/** Set operations on two lists; a null side is an empty set. */
const combine = (sql: (a: string, b: string) => string): Rule =>
	value(([x, y], { returns }) => {
		const type = `${sqlType(returns)}[]`;
		const side = (v: Value) => `coalesce(${listSql(v)}, []::${type})`;
		return many(nonEmpty(sql(side(x), side(y))), returns);
	});

const setTest = (sql: (a: string, b: string) => string): Rule =>
	value(([x, y]) => {
		const type = `${sqlType(x.type === 'null' ? y.type : x.type)}[]`;
		return one(
			sql(`coalesce(${listSql(x)}, []::${type})`, `coalesce(${listSql(y)}, []::${type})`),
			'boolean'
		);
	});

const anyMatch = (match: (text: string, pattern: string) => string, name: string): Rule =>
	value(([x, pattern], { emit, node }) => {
		const text = emit.constantText(pattern, node, `second argument of ${name}`);
		try {
			return one(`(len(list_filter(${listSql(x)}, lambda e: ${match('e', text)})) > 0)`, 'boolean');
		} catch (error) {
			if (error instanceof PatternError)
				return emit.refuse(node, `Invalid regex pattern [${text}]: [${error.message}]`);
			throw error;
		}
	});

function median(list: string, { returns }: CallSite): string {
	if (!isWhole(returns)) return `list_aggregate(${list}, 'quantile_cont', 0.5)`;
	const sorted = `list_sort(${list})`;
	const middle = (shift: number) => `${sorted}[(len(${list}) + ${shift}) // 2]::HUGEINT`;
	return `(((${middle(1)} + ${middle(2)}) >> 1)::${sqlType(returns)})`;
}

export const multivalue: Rules = {
	MV_APPEND: value(([x, y], { returns }) => many(`(${listSql(x)} || ${listSql(y)})`, returns)),
	MV_AVG: reduce(
		(l) => `list_aggregate(${l}::DOUBLE[], 'favg')`,
		(x) => `(${x})::DOUBLE`
	),
	MV_CONCAT: value(([x, delimiter], { emit, node }) => {
		const by = emit.single(delimiter, node);
		if (!x.multi) return one(`CASE WHEN ${by.sql} IS NOT NULL THEN ${x.sql} END`, 'keyword');
		if (by.constant !== undefined) return one(`array_to_string(${x.sql}, ${by.sql})`, 'keyword');
		return one(`list_reduce(${x.sql}, lambda a, b: a || ${by.sql} || b)`, 'keyword');
	}),
	MV_CONTAINS: setTest((a, b) => `list_has_all(${a}, ${b})`),
	MV_COUNT: reduce(
		(l) => `len(${l})::INTEGER`,
		(x) => `CASE WHEN ${x} IS NOT NULL THEN 1 END`
	),
	MV_DEDUPE: value(([x]) => {
		if (!x.multi) return x;
		return many(distinctList(x.sql), x.type);
	}),
	MV_DIFFERENCE: combine((a, b) => `list_filter(${distinctList(a)}, lambda e: NOT list_contains(${b}, e))`),
	MV_FIRST: reduce((l) => `${l}[1]`),
	MV_INTERSECTION: combine((a, b) => `list_filter(${distinctList(a)}, lambda e: list_contains(${b}, e))`),
	MV_INTERSECTS: setTest((a, b) => `list_has_any(${a}, ${b})`),
	MV_IN_RANGE: value(([x, low, high], { emit, node }) => {
		const [from, to] = [emit.single(low, node).sql, emit.single(high, node).sql];
		return one(`(len(list_filter(${listSql(x)}, lambda e: e >= ${from} AND e <= ${to})) > 0)`, 'boolean');
	}),
	MV_LAST: reduce((l) => `${l}[-1]`),
	MV_LIKE: anyMatch(likeSql, 'MV_LIKE'),
	MV_MAX: reduce((l) => `list_max(${l})`),
	MV_MEDIAN: reduce(median),
	MV_MEDIAN_ABSOLUTE_DEVIATION: reduce(
		(l, { returns }) => halfway(`list_aggregate(${l}, 'mad')::DOUBLE`, returns),
		(x) => `(${x} - ${x})`
	),
	MV_MIN: reduce((l) => `list_min(${l})`),
	MV_PERCENTILE: value(percentile),
	MV_PSERIES_WEIGHTED_SUM: value(([x, p], site) => {
		const power = scalarArg({ ...site, values: [x, p] }, 1);
		return one(`list_sum(list_transform(${listSql(x)}, lambda e, i: e / pow(i, ${power})))`, 'double');
	}),
	MV_RLIKE: anyMatch(rlikeSql, 'MV_RLIKE'),
	MV_SLICE: value(slice),
	MV_SORT: value(sort),
	MV_SUM: reduce((l, { returns }) =>
		toType(isWhole(returns) ? `list_sum(${l})` : `list_aggregate(${l}, 'fsum')`, returns)
	),
	MV_UNION: combine((a, b) => distinctList(`${a} || ${b}`)),
	MV_ZIP: value(zip)
};
