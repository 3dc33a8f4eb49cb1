import { dateFormat, patternOf } from '../sql/dateformat';
import { parsePattern } from '../sql/datepattern';
import { zoneSql } from '../sql/emit';
import type { Interval } from '../sql/interval';
import { localSql, roundedSql, roundingOf } from '../sql/rounding';
import { quote } from '../sql/value';
import type { Zone } from '../sql/zone';
import { zoneOf } from '../sql/zone';
import type { CallSite, Rules } from './rule';
import { scalar, value } from './rule';

const millis = (x: string) => `epoch_ms(${x})`;
const micro = (x: string) => `(${x})::TIMESTAMP`;

const STRFTIME: Readonly<Record<string, string>> = {
	yyyy: '%Y',
	uuuu: '%Y',
	yy: '%y',
	MM: '%m',
	MMM: '%b',
	MMMM: '%B',
	dd: '%d',
	DDD: '%j',
	E: '%a',
	EEE: '%a',
	EEEE: '%A',
	HH: '%H',
	hh: '%I',
	mm: '%M',
	ss: '%S',
	SSS: '%g',
	a: '%p'
};

/** A Java date pattern as a strftime pattern; undefined when it needs more than strftime has. */
function strftimePattern(pattern: string): string | undefined {
	let out = '';
	for (const piece of parsePattern(patternOf(pattern)) ?? [
		{ kind: 'field' as const, letter: '?', width: 1 }
	]) {
		if (piece.kind === 'optional') continue;
		const part =
			piece.kind === 'text' ? piece.text.replaceAll('%', '%%') : STRFTIME[piece.letter.repeat(piece.width)];
		if (part === undefined) return undefined;
		out += part;
	}
	return out;
}

function format(pattern: string, date: string, { values, types, emit, node }: CallSite): string {
	const known = values.length > 1 ? values[0].constant : undefined;
	if (typeof known === 'string') {
		if (!dateFormat(known)) emit.refuse(node, `invalid date pattern for [${emit.source(node)}]: [${known}]`);
		const fast = strftimePattern(known);
		if (fast) return `strftime(${localSql(micro(date), emit.zone)}, ${quote(fast)})`;
	}
	const nanos = types.at(-1) === 'date_nanos' ? `(epoch_ns(${date}) % 1000000)::INTEGER` : '0';
	return `esql_date_format(${pattern}, ${millis(date)}, ${nanos}, ${zoneSql(emit.zone)})`;
}

const part = (name: string) => (x: string) => `date_part('${name}', ${x})`;
const sinceDay = (factor: string) => (x: string) =>
	`((epoch_ns(${x}::TIMESTAMP_NS) - epoch_ns(date_trunc('day', ${x})::TIMESTAMP_NS)) // ${factor})`;

/** Java's ChronoField names → SQL over a TIMESTAMP. */
const CHRONO: Readonly<Record<string, (x: string) => string>> = {
	aligned_day_of_week_in_month: (x) => `((day(${x}) - 1) % 7 + 1)`,
	aligned_day_of_week_in_year: (x) => `((dayofyear(${x}) - 1) % 7 + 1)`,
	aligned_week_of_month: (x) => `((day(${x}) - 1) // 7 + 1)`,
	aligned_week_of_year: (x) => `((dayofyear(${x}) - 1) // 7 + 1)`,
	ampm_of_day: (x) => `(hour(${x}) // 12)`,
	clock_hour_of_ampm: (x) => `((hour(${x}) + 11) % 12 + 1)`,
	clock_hour_of_day: (x) => `((hour(${x}) + 23) % 24 + 1)`,
	day_of_month: part('day'),
	day_of_week: part('isodow'),
	day_of_year: part('doy'),
	epoch_day: (x) => `date_diff('day', DATE '1970-01-01', ${x})`,
	era: (x) => `(CASE WHEN year(${x}) > 0 THEN 1 ELSE 0 END)`,
	hour_of_ampm: (x) => `(hour(${x}) % 12)`,
	hour_of_day: part('hour'),
	instant_seconds: (x) => `(epoch_ms(${x}) // 1000)`,
	micro_of_day: sinceDay('1000'),
	micro_of_second: (x) => `(date_part('microsecond', ${x}) % 1000000)`,
	milli_of_day: sinceDay('1000000'),
	milli_of_second: (x) => `(date_part('millisecond', ${x}) % 1000)`,
	minute_of_day: (x) => `(hour(${x}) * 60 + minute(${x}))`,
	minute_of_hour: part('minute'),
	month_of_year: part('month'),
	nano_of_day: sinceDay('1'),
	nano_of_second: (x) => `(date_part('microsecond', ${x}) % 1000000 * 1000)`,
	offset_seconds: (x) => `(CASE WHEN ${x} IS NOT NULL THEN 0 END)`,
	proleptic_month: (x) => `(year(${x}) * 12 + month(${x}) - 1)`,
	second_of_day: (x) => `(hour(${x}) * 3600 + minute(${x}) * 60 + second(${x}))`,
	second_of_minute: part('second'),
	year: part('year'),
	year_of_era: (x) => `(CASE WHEN year(${x}) > 0 THEN year(${x}) ELSE 1 - year(${x}) END)`
};

function extract([field, date]: readonly string[], { values, types, emit, node }: CallSite): string {
	const local = localSql(micro(date), emit.zone);
	const known = values[0].constant;
	if (typeof known !== 'string') {
		const branches = Object.entries(CHRONO).map(
			([name, sql]) => `WHEN '${name}' THEN (${sql(local)})::BIGINT`
		);
		return `CASE lower(${field}) ${branches.join(' ')} END`;
	}
	const sql = CHRONO[known.toLowerCase()];
	if (!sql) emit.refuse(node, `invalid date field for [${emit.source(node)}]: ${known}`);
	const below = types[1] === 'date_nanos' && /^nano_/i.test(known) ? ` + epoch_ns(${date}) % 1000` : '';
	return `(${sql(local)}${below})::BIGINT`;
}

const DIFF_UNITS: readonly (readonly [string, string | number])[] = [
	['years year yy yyyy', 'year'],
	['quarters quarter qq q', 'quarter'],
	['months month mm m', 'month'],
	['dayofyear dy y days day dd d weekdays weekday dw', 86_400_000],
	['weeks week wk ww', 604_800_000],
	['hours hour hh', 3_600_000],
	['minutes minute mi n', 60_000],
	['seconds second ss s', 1000],
	['milliseconds millisecond ms', 1],
	['microseconds microsecond mcs', 0.001],
	['nanoseconds nanosecond ns', 0.000001]
];

function difference([, start, end]: readonly string[], { values, emit, node }: CallSite): string {
	const name = emit.constantText(values[0], node, 'first argument of DATE_DIFF').toLowerCase();
	const unit = DIFF_UNITS.find(([names]) => names.split(' ').includes(name))?.[1];
	if (unit === undefined) {
		return emit.refuse(
			node,
			`Received value [${name}] is not valid date part to add; did you mean a unit such as [day]?`
		);
	}
	if (typeof unit === 'string') {
		return `TRY_CAST(date_sub('${unit}', ${localSql(micro(start), emit.zone)}, ${localSql(micro(end), emit.zone)}) AS INTEGER)`;
	}
	if (unit < 1) {
		const nanos = `(epoch_ns(${end}::TIMESTAMP_NS) - epoch_ns(${start}::TIMESTAMP_NS))`;
		return `TRY_CAST(${nanos} // ${Math.round(unit * 1_000_000)} AS INTEGER)`;
	}
	return `TRY_CAST((${millis(end)} - ${millis(start)}) // ${unit} AS INTEGER)`;
}

/** A date rounded down to a span of time that is known before running. */
export function truncated(span: Interval, date: string, nanos: boolean, zone: Zone): string | undefined {
	const rounding = roundingOf(span);
	if (!rounding) return undefined;
	const sql = roundedSql(rounding, nanos ? micro(date) : date, zone);
	return nanos ? `TRY((${sql})::TIMESTAMP_NS)` : sql;
}

function trunc([, date]: readonly string[], { values, types, emit, node }: CallSite): string {
	const span = values[0].constant;
	if (typeof span !== 'object' || span === null || Array.isArray(span)) {
		return emit.refuse(
			node,
			`first argument of [${emit.source(node)}] must be a constant, received [${values[0].type}]`
		);
	}
	const sql = truncated(span as Interval, date, types[1] === 'date_nanos', emit.zone);
	return sql ?? emit.refuse(node, 'Zero or negative time interval is not supported');
}

/** How many of one calendar unit are in the other that holds the date. */
function unitCount([, , date]: readonly string[], { values, emit, node }: CallSite): string {
	const [part, whole] = [0, 1].map((index) => {
		const name = emit
			.constantText(values[index], node, `${index === 0 ? 'first' : 'second'} argument`)
			.toLowerCase();
		const unit = UNITS.find((known) => known === name.replace(/s$/, ''));
		return unit ?? emit.refuse(node, `[${name}] is not a calendar unit in [${emit.source(node)}]`);
	});
	if (UNITS.indexOf(part) > UNITS.indexOf(whole))
		emit.refuse(node, `[${part}] is longer than [${whole}] in [${emit.source(node)}]`);
	const start = `date_trunc('${whole}', ${localSql(micro(date), emit.zone)})`;
	return `date_sub('${part}', ${start}, ${start} + INTERVAL '1 ${whole}')`;
}

const UNITS = ['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];

export const date: Rules = {
	DATE_DIFF: scalar(
		difference,
		'org.elasticsearch.xpack.esql.core.InvalidArgumentException: [{}] out of [integer] range'
	),
	DATE_EXTRACT: scalar(extract),
	DATE_FORMAT: scalar((args, site) =>
		args.length === 1
			? format(quote('strict_date_optional_time'), args[0], site)
			: format(args[0], args[1], site)
	),
	DATE_PARSE: scalar(
		(args, { emit, values, node, options }) => {
			if (args.length === 1) return `make_timestamp(esql_millis(${args[0]}) * 1000)`;
			const known = values[0].constant;
			if (typeof known === 'string' && !dateFormat(known)) {
				emit.refuse(node, `invalid date pattern for [${emit.source(node)}]: [${known}]`);
			}
			const named = options.get('time_zone');
			const zone = (typeof named === 'string' && zoneOf(named)) || emit.zone;
			return `make_timestamp(esql_date_parse(${args[0]}, ${args[1]}, ${zoneSql(zone)}) * 1000)`;
		},
		({ values }) => {
			const pattern =
				values.length > 1 && typeof values[0].constant === 'string'
					? values[0].constant
					: 'strict_date_optional_time';
			return `java.lang.IllegalArgumentException: failed to parse date field [{}] with format [${pattern}]`;
		}
	),
	DATE_TRUNC: scalar(trunc),
	DATE_UNIT_COUNT: scalar(unitCount),
	DAY_NAME: scalar(([x], { emit }) => `strftime(${localSql(micro(x), emit.zone)}, '%A')`),
	MONTH_NAME: scalar(([x], { emit }) => `strftime(${localSql(micro(x), emit.zone)}, '%B')`),
	NOW: value((_, { emit }) => emit.nowValue)
};
