import type { Interval } from '../sql/interval';
import { addInterval, negateInterval } from '../sql/interval';
import { automaticRounding, automaticWidth, roundedSql } from '../sql/rounding';
import { convert } from '../sql/cast';
import { isDate, isSpan } from '../sql/types';
import type { Value } from '../sql/value';
import { constantValue } from '../sql/value';
import { truncated } from './date';
import type { CallSite, Rules } from './rule';
import { approximate, refused, value } from './rule';

/** A constant number or instant (epoch milliseconds) among the arguments of BUCKET. */
function bound(x: Value, { emit, node }: CallSite): number {
	const asDate = x.type === 'keyword' || x.type === 'text' ? convert(x, 'date', emit.zone) : x;
	const constant = asDate?.constant;
	if (typeof constant === 'number' || typeof constant === 'bigint') {
		return asDate?.type === 'date_nanos' ? Number(BigInt(constant) / 1_000_000n) : Number(constant);
	}
	return emit.refuse(node, `arguments of [${emit.source(node)}] must be constants, received [${x.type}]`);
}

function dateBucket(field: Value, rest: readonly Value[], site: CallSite): Value {
	const { emit, node } = site;
	const nanos = field.type === 'date_nanos';
	const [size, from, to] = rest;
	if (isSpan(size.type)) {
		const sql = truncated(size.constant as Interval, field.sql, nanos, emit.zone);
		return {
			sql: sql ?? emit.refuse(node, 'Zero or negative time interval is not supported'),
			type: field.type,
			multi: false
		};
	}
	if (from === undefined || to === undefined) {
		return emit.refuse(
			node,
			`function expects exactly four arguments when the first one is of type [${field.type}] and the second of type [${size.type}]`
		);
	}
	const rounding = automaticRounding(bound(size, site), bound(from, site), bound(to, site), emit.zone);
	const rounded = roundedSql(rounding, nanos ? `(${field.sql})::TIMESTAMP` : field.sql, emit.zone);
	return { sql: nanos ? `(${rounded})::TIMESTAMP_NS` : rounded, type: field.type, multi: false };
}

function bucket([x, ...rest]: readonly Value[], site: CallSite): Value {
	const field = site.emit.single(x, site.node);
	if (isDate(field.type)) return dateBucket(field, rest, site);
	const [size, from, to] = rest;
	const width =
		from === undefined || to === undefined
			? bound(size, site)
			: automaticWidth(bound(size, site), bound(from, site), bound(to, site));
	if (!(width > 0)) site.emit.refuse(site.node, `the size of buckets must be positive, received [${width}]`);
	const sql = `(floor((${field.sql})::DOUBLE / '${width}'::DOUBLE) * '${width}'::DOUBLE)`;
	return { sql, type: 'double', multi: false };
}

const timeOf = ({ emit, node, columns }: CallSite): Value =>
	columns().get('@timestamp') ?? emit.refuse(node, `[${emit.source(node)}] requires the [@timestamp] field`);

/** True where `@timestamp` lies in a span before now, or between two instants. */
function timeRange([first, second]: readonly Value[], site: CallSite): Value {
	const { emit, node } = site;
	const time = emit.single(timeOf(site), node);
	const instant = (x: Value) =>
		isSpan(x.type) && x.constant
			? BigInt(addInterval(emit.now, negateInterval(x.constant as Interval)))
			: BigInt(bound(x, site));
	const from = constantValue(instant(first), 'date').sql;
	const to = second === undefined ? emit.nowValue.sql : constantValue(instant(second), 'date').sql;
	return { sql: `(${time.sql} > ${from} AND ${time.sql} <= ${to})`, type: 'boolean', multi: false };
}

export const grouping: Rules = {
	BUCKET: value(bucket),
	TBUCKET: value((args, site) => bucket([timeOf(site), ...args], site)),
	TRANGE: value(timeRange),
	WITHOUT: refused('WITHOUT needs to know the dimensions of time series, which this cluster does not'),
	TSTEP: approximate(
		value((args, site) => bucket([timeOf(site), ...args], site)),
		'steps begin where those of TBUCKET do, not at the end of the range'
	)
};
