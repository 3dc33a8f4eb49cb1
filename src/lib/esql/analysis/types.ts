import type { EsType } from './schema';
import { similar } from './suggest';

const numbers: ReadonlySet<EsType> = new Set(['integer', 'long', 'unsigned_long', 'double']);
const counters: ReadonlySet<EsType> = new Set(['counter_integer', 'counter_long', 'counter_double']);

export const isNumeric = (type: EsType) => numbers.has(type);
export const isCounter = (type: EsType) => counters.has(type);
export const isString = (type: EsType) => type === 'keyword' || type === 'text';
export const isDate = (type: EsType) => type === 'date' || type === 'date_nanos';
export const isSpan = (type: EsType) => type === 'date_period' || type === 'time_duration';
export const isSpatial = (type: EsType) => /^(geo|cartesian)_(point|shape)$/.test(type);

/** A type that fits anything: nothing is known of it, or it is always null. */
export const isOpen = (type: EsType) => type === 'unknown' || type === 'null';

/** The name that Elasticsearch's messages use. */
export const typeName = (type: EsType) => (type === 'date' ? 'datetime' : type);

/** Types that a constant string is read as beside a value of that type. */
export const fromString: ReadonlySet<EsType> = new Set([
	'date',
	'date_nanos',
	'ip',
	'version',
	'boolean',
	'date_period',
	'time_duration'
]);

const order: readonly EsType[] = ['integer', 'long', 'double'];

/** Steps from one number type up to another, or undefined where there is no way without loss of kind. */
export function widening(from: EsType, to: EsType): number | undefined {
	const steps = order.indexOf(to) - order.indexOf(from);
	return order.includes(from) && order.includes(to) && steps >= 0 ? steps : undefined;
}

/** A counter's type as a plain number; other types stay. */
export const gauge = (type: EsType): EsType => type.replace('counter_', '') as EsType;

/** The wider of two number types. */
export function widest(a: EsType, b: EsType): EsType {
	const both = [gauge(a), gauge(b)];
	return (['double', 'unsigned_long', 'long'] as const).find((type) => both.includes(type)) ?? 'integer';
}

const castNames: Readonly<Record<string, EsType>> = {
	bool: 'boolean',
	int: 'integer',
	ul: 'unsigned_long',
	ulong: 'unsigned_long',
	string: 'keyword',
	str: 'keyword',
	text: 'keyword',
	datetime: 'date',
	dt: 'date',
	dbl: 'double',
	ver: 'version'
};

const castable: ReadonlySet<string> = new Set<EsType>([
	'boolean',
	'integer',
	'long',
	'unsigned_long',
	'double',
	'keyword',
	'ip',
	'version',
	'date',
	'date_nanos',
	'date_period',
	'time_duration',
	'geo_point',
	'geo_shape',
	'cartesian_point',
	'cartesian_shape',
	'geohash',
	'geotile',
	'geohex',
	'aggregate_metric_double',
	'exponential_histogram',
	'tdigest',
	'dense_vector',
	'date_range',
	'double_range'
]);

/** What other languages call types. */
const foreignNames: Readonly<Record<string, string>> = {
	bigint: 'long',
	int64: 'long',
	int32: 'integer',
	short: 'integer',
	float: 'double',
	float64: 'double',
	real: 'double',
	decimal: 'double',
	numeric: 'double',
	number: 'double',
	char: 'keyword',
	varchar: 'keyword',
	timestamp: 'datetime',
	timestamptz: 'datetime'
};

/** Names that may be meant by one that `::` does not take, the likeliest first. */
export function castSuggestions(name: string): readonly string[] {
	const lower = name.toLowerCase();
	const meant = Object.hasOwn(foreignNames, lower) ? [foreignNames[lower]] : [];
	return [...new Set([...meant, ...similar(lower, [...castable, ...Object.keys(castNames)])])];
}

/** The type that `value::name` gives. */
export function castType(name: string): EsType | undefined {
	const lower = name.toLowerCase();
	return Object.hasOwn(castNames, lower)
		? castNames[lower]
		: castable.has(lower)
			? (lower as EsType)
			: undefined;
}

const castFunctions: Readonly<Partial<Record<EsType, string>>> = {
	keyword: 'TO_STRING',
	date: 'TO_DATETIME',
	date_period: 'TO_DATEPERIOD',
	time_duration: 'TO_TIMEDURATION',
	geo_point: 'TO_GEOPOINT',
	geo_shape: 'TO_GEOSHAPE',
	cartesian_point: 'TO_CARTESIANPOINT',
	cartesian_shape: 'TO_CARTESIANSHAPE'
};

/** The function that `::type` stands for. */
export const castFunction = (type: EsType): string => castFunctions[type] ?? `TO_${type.toUpperCase()}`;

/** The type of a time span in words, like `3 days`. */
export const spanOf = (text: string): EsType | undefined =>
	spanType(
		text
			.trim()
			.replace(/^[+-]?\d+\s*/, '')
			.toLowerCase()
	);

/** `3 days` is a date period, `3 hours` a time duration; undefined for a unit that does not exist. */
export function spanType(unit: string): EsType | undefined {
	if (/^(days?|d|weeks?|w|months?|mo|quarters?|q|years?|yr|y)$/.test(unit)) return 'date_period';
	if (/^(milliseconds?|ms|seconds?|sec|s|minutes?|min|m|hours?|h)$/.test(unit)) return 'time_duration';
	return undefined;
}
