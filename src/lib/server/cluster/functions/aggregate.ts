import { isWhole, sqlType } from '../sql/types';
import type { Value } from '../sql/value';
import { isNull, nonEmpty } from '../sql/value';
import type { Aggregate, CallSite, Rule, Rules } from './rule';
import { aggregate, approximate, refused } from './rule';

const single = (part: string, finish: (x: string) => string = (x) => x): Aggregate => ({
	parts: [part],
	finish: ([x]) => finish(x),
	multi: false
});

/** SQL aggregate over all values: `flat` of a single-valued column, or `reduce` of each row's list. */
const foldable = (name: string, reduce: string, finish?: (x: string, site: CallSite) => string): Rule =>
	aggregate(([x], site) =>
		single(`${name}(${x.multi ? `${reduce}(${x.sql})` : x.sql})`, (sql) => finish?.(sql, site) ?? sql)
	);

/** An aggregate that needs every value at once: lists are gathered first. */
const statistic = (name: string, finish: (x: string) => string = (x) => `(${x})::DOUBLE`): Rule =>
	aggregate(([x]) => statisticOf(x, name, finish));

const statisticOf = (x: Value, name: string, finish: (x: string) => string): Aggregate =>
	x.multi
		? {
				parts: [`list(${x.sql})`],
				finish: ([l]) => finish(`list_aggregate(flatten(${l}), '${name}')`),
				multi: false
			}
		: single(`${name}(${x.sql})`, finish);

function percentile([x, p]: readonly Value[], { emit, node }: CallSite): Aggregate {
	const fixed = p.constant;
	if (typeof fixed !== 'number' && typeof fixed !== 'bigint') {
		return emit.refuse(
			node,
			`second argument of [${emit.source(node)}] must be a constant, received [${p.type}]`
		);
	}
	const fraction = Number(fixed) / 100;
	if (!(fraction >= 0 && fraction <= 1)) {
		return emit.refuse(node, `percentile must be between 0 and 100, received [${String(fixed)}]`);
	}
	return quantile(x, fraction);
}

function quantile(x: Value, fraction: number): Aggregate {
	const sql = isWhole(x.type) || x.type === 'double' ? x.sql : `(${x.sql})::DOUBLE`;
	if (!x.multi) return single(`quantile_cont(${sql}, ${fraction}::DOUBLE)`, (q) => `(${q})::DOUBLE`);
	return {
		parts: [`list(${x.sql})`],
		finish: ([l]) => `list_aggregate(flatten(${l})::DOUBLE[], 'quantile_cont', ${fraction}::DOUBLE)`,
		multi: false
	};
}

const present = (x: Value) => `count(${x.sql})`;

function count(args: readonly Value[]): Aggregate {
	const [x] = args;
	if (x === undefined || (x.constant !== undefined && !isNull(x) && !x.multi)) return single('count(*)');
	if (isNull(x)) return single(`count(${x.sql})`);
	return x.multi
		? single(`sum(len(${x.sql}))`, (sql) => `coalesce(${sql}, 0)::BIGINT`)
		: single(`count(${x.sql})`);
}

function countDistinct([x]: readonly Value[]): Aggregate {
	if (!x.multi) return single(`count(DISTINCT ${x.sql})`);
	return {
		parts: [`list(${x.sql})`],
		finish: ([l]) => `coalesce(len(list_distinct(flatten(${l}))), 0)::BIGINT`,
		multi: false
	};
}

function sum([x]: readonly Value[], { returns }: CallSite): Aggregate {
	const part = `sum(${x.multi ? `list_sum(${x.sql})` : x.sql})`;
	if (returns === 'null') return single(`any_value(${x.sql})`);
	return single(part, (sql) => (isWhole(returns) ? `TRY_CAST(${sql} AS ${sqlType(returns)})` : sql));
}

function average([x]: readonly Value[]): Aggregate {
	if (!x.multi) return single(`avg(${x.sql})`);
	return {
		parts: [`sum(list_sum(${x.sql}))`, `sum(len(${x.sql}))`],
		finish: ([total, number]) => `(${total}::DOUBLE / nullif(${number}, 0))`,
		multi: false
	};
}

function weightedAverage(args: readonly Value[], { emit, node }: CallSite): Aggregate {
	const [x, weight] = args.map((arg) => `(${emit.single(arg, node).sql})::DOUBLE`);
	return {
		parts: [`sum(${x} * ${weight})`, `sum(${weight})`],
		finish: ([total, weights]) => `(${total} / nullif(${weights}, 0))`,
		multi: false
	};
}

const values = aggregate(([x]) =>
	x.multi
		? {
				parts: [`list(${x.sql})`],
				finish: ([l]) => nonEmpty(`list_sort(list_distinct(flatten(${l})))`),
				multi: true
			}
		: {
				parts: [`list(DISTINCT ${x.sql})`],
				finish: ([l]) => nonEmpty(`list_sort(list_filter(${l}, lambda e: e IS NOT NULL))`),
				multi: true
			}
);

function limitOf(x: Value, { emit, node }: CallSite): number {
	const fixed = x.constant;
	if (typeof fixed !== 'bigint' || fixed <= 0n) {
		return emit.refuse(
			node,
			`Limit must be greater than 0 in [${emit.source(node)}], found [${String(fixed ?? x.type)}]`
		);
	}
	return Math.min(Number(fixed), MOST_VALUES);
}

/** DuckDB gives no more of the least or greatest values than these. */
const MOST_VALUES = 999_999;

function top(args: readonly Value[], site: CallSite): Aggregate {
	const [x, size, order, output] = args;
	const limit = limitOf(size, site);
	const word =
		order === undefined
			? 'asc'
			: site.emit.constantText(order, site.node, 'third argument of TOP').toLowerCase();
	if (word !== 'asc' && word !== 'desc') {
		site.emit.refuse(
			site.node,
			`Invalid order value in [${site.emit.source(site.node)}], expected [ASC, DESC] but got [${word}]`
		);
	}
	if (output) {
		const key = site.emit.single(x, site.node).sql;
		const picked = site.emit.single(output, site.node).sql;
		return {
			parts: [`${word === 'asc' ? 'arg_min' : 'arg_max'}(${picked}, ${key}, ${limit})`],
			finish: ([l]) => nonEmpty(l),
			multi: true
		};
	}
	if (x.multi) {
		const sorted = word === 'asc' ? 'list_sort' : 'list_reverse_sort';
		return {
			parts: [`list(${x.sql})`],
			finish: ([l]) => nonEmpty(`${sorted}(flatten(${l}))[1:${limit}]`),
			multi: true
		};
	}
	return {
		parts: [`${word === 'asc' ? 'min' : 'max'}(${x.sql}, ${limit})`],
		finish: ([l]) => nonEmpty(l),
		multi: true
	};
}

const edge = (name: 'arg_min' | 'arg_max'): Rule =>
	aggregate(([x, key], { emit, node }) => ({
		parts: [`${name}(${x.sql}, ${key === undefined ? '1' : emit.single(key, node).sql})`],
		finish: ([sql]) => sql,
		multi: x.multi
	}));

/** The field's value at the least or greatest `@timestamp`. */
const atTime = (name: 'arg_min' | 'arg_max'): Rule =>
	aggregate(([x], { emit, node, columns }) => {
		const time =
			columns().get('@timestamp') ??
			emit.refuse(node, `[${emit.source(node)}] requires the [@timestamp] field`);
		return {
			parts: [`${name}(${x.sql}, ${emit.single(time, node).sql})`],
			finish: ([sql]) => sql,
			multi: x.multi
		};
	});

const interpolated = 'the true quantile of all values, not the estimate of a digest';

export const aggregates: Rules = {
	EARLIEST: atTime('arg_min'),
	LATEST: atTime('arg_max'),
	ABSENT: aggregate(([x]) => single(present(x), (n) => `(${n} = 0)`)),
	AVG: aggregate(average),
	COUNT: aggregate(count),
	COUNT_DISTINCT: approximate(aggregate(countDistinct), 'always the true number, never an estimate'),
	FIRST: edge('arg_min'),
	LAST: edge('arg_max'),
	MAX: foldable('max', 'list_max'),
	MEDIAN: approximate(
		aggregate(([x]) => quantile(x, 0.5)),
		interpolated
	),
	MEDIAN_ABSOLUTE_DEVIATION: approximate(statistic('mad'), interpolated),
	MIN: foldable('min', 'list_min'),
	PERCENTILE: approximate(aggregate(percentile), interpolated),
	PRESENT: aggregate(([x]) => single(present(x), (n) => `(${n} > 0)`)),
	SAMPLE: aggregate(([x, size], site) => {
		const limit = limitOf(size, site);
		return {
			parts: [`list(${x.sql})`],
			finish: ([l]) =>
				nonEmpty(`list_filter(${x.multi ? `flatten(${l})` : l}, lambda e: e IS NOT NULL)[1:${limit}]`),
			multi: true
		};
	}),
	STD_DEV: statistic('stddev_pop'),
	SUM: aggregate(sum),
	TOP: aggregate(top),
	VALUES: values,
	VARIANCE: statistic('var_pop'),
	WEIGHTED_AVG: aggregate(weightedAverage),
	SPARKLINE: refused('SPARKLINE is not available on this cluster: group by BUCKET instead')
};
