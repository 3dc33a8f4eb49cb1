import type { Value } from '../sql/value';
import { aggregates } from './aggregate';
import type { Aggregate, CallSite, OverTimeRule, Rule, Rules } from './rule';
import { approximate } from './rule';

const series =
	'a series is what has the same single keywords and addresses, and no value beyond a bucket is used';

const timeOf = ({ emit, node, columns }: CallSite): string => {
	const time = columns().get('@timestamp');
	return time
		? emit.single(time, node).sql
		: emit.refuse(node, `[${emit.source(node)}] requires the [@timestamp] field`);
};

const overTime = (build: OverTimeRule['build'], arguments_ = 1): Rule =>
	approximate(
		{
			kind: 'overTime',
			build: (args, site) => {
				if (args.length > arguments_)
					site.emit.refuse(
						site.node,
						'a window is not available on this cluster: functions over time cover the bucket'
					);
				return build(args, site);
			}
		},
		series
	);

/** The aggregate of the same meaning, within a series. */
function like(name: string, arguments_ = 1): Rule {
	const rule = aggregates[name];
	if (rule.kind !== 'aggregate') throw new Error(`${name} is no aggregate`);
	return overTime(rule.build, arguments_);
}

/** All samples in the order of time, as a LIST of STRUCT(t, v): milliseconds and value. */
const samples = (finish: (l: string) => string): Rule =>
	overTime(([x], site) => {
		const time = timeOf(site);
		const value = site.emit.single(x, site.node).sql;
		return {
			parts: [
				`list({'t': epoch_ms(${time}), 'v': (${value})::DOUBLE} ORDER BY ${time}) FILTER (WHERE ${value} IS NOT NULL)`
			],
			finish: ([l]) => `CASE WHEN len(${l}) > 1 THEN (${finish(l)})::DOUBLE END`,
			multi: false
		};
	});

/** What a counter has counted between samples; after a reset it counts from zero. */
const counted = (l: string) =>
	`list_sum(list_transform(list_zip(${l}[1:len(${l}) - 1], ${l}[2:len(${l})]), ` +
	`lambda p: CASE WHEN p[2].v >= p[1].v THEN p[2].v - p[1].v ELSE p[2].v END))`;

const perSecond = (amount: string, l: string) => `${amount} / nullif((${l}[-1].t - ${l}[1].t) / 1000.0, 0)`;
const lastTwo = (l: string) => `${l}[-2:]`;

function slope([x]: readonly Value[], site: CallSite): Aggregate {
	const time = timeOf(site);
	const seconds = `(epoch_ms(${time}) / 1000.0)`;
	return {
		parts: [`regr_slope((${site.emit.single(x, site.node).sql})::DOUBLE, ${seconds})`],
		finish: ([sql]) => `CASE WHEN isfinite(${sql}) THEN ${sql} END`,
		multi: false
	};
}

/** Aggregates within one time series. */
export const overTimes: Rules = {
	ABSENT_OVER_TIME: like('ABSENT'),
	AVG_OVER_TIME: like('AVG'),
	COUNT_DISTINCT_OVER_TIME: like('COUNT_DISTINCT', 2),
	COUNT_OVER_TIME: like('COUNT'),
	DELTA: samples((l) => `${l}[-1].v - ${l}[1].v`),
	DERIV: overTime(slope),
	FIRST_OVER_TIME: like('EARLIEST'),
	IDELTA: samples((l) => `${l}[-1].v - ${l}[-2].v`),
	INCREASE: samples(counted),
	IRATE: samples((l) => perSecond(counted(lastTwo(l)), lastTwo(l))),
	LAST_OVER_TIME: like('LATEST'),
	MAX_OVER_TIME: like('MAX'),
	MIN_OVER_TIME: like('MIN'),
	PERCENTILE_OVER_TIME: like('PERCENTILE', 2),
	PRESENT_OVER_TIME: like('PRESENT'),
	RATE: samples((l) => perSecond(counted(l), l)),
	STDDEV_OVER_TIME: like('STD_DEV'),
	SUM_OVER_TIME: like('SUM'),
	VARIANCE_OVER_TIME: like('VARIANCE')
};
