import type { EsType } from './schema';

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

/** Types that a constant string is read as where one of them is needed. */
export const fromString: ReadonlySet<EsType> = new Set([
	'date',
	'date_nanos',
	'ip',
	'version',
	'boolean',
	'date_period',
	'time_duration',
	'geo_point',
	'geo_shape',
	'cartesian_point',
	'cartesian_shape'
]);

const order: readonly EsType[] = ['integer', 'long', 'double'];

/** Steps from one number type up to another, or undefined where there is no way without loss of kind. */
export function widening(from: EsType, to: EsType): number | undefined {
	const steps = order.indexOf(to) - order.indexOf(from);
	return order.includes(from) && order.includes(to) && steps >= 0 ? steps : undefined;
}

/** The wider of two number types. */
export function widest(a: EsType, b: EsType): EsType {
	const gauge = (type: EsType) => type.replace('counter_', '') as EsType;
	const [left, right] = [gauge(a), gauge(b)];
	for (const type of ['double', 'unsigned_long', 'long'] as const)
		if (left === type || right === type) return type;
	return 'integer';
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

/** The type that `value::name` gives. */
export function castType(name: string): EsType | undefined {
	const lower = name.toLowerCase();
	return Object.hasOwn(castNames, lower)
		? castNames[lower]
		: castable.has(lower)
			? (lower as EsType)
			: undefined;
}

/** `3 days` is a date period, `3 hours` a time duration; undefined for a unit that does not exist. */
export function spanType(unit: string): EsType | undefined {
	if (/^(days?|d|weeks?|w|months?|mo|quarters?|q|years?|yr|y)$/.test(unit)) return 'date_period';
	if (/^(milliseconds?|ms|seconds?|sec|s|minutes?|min|m|hours?|h)$/.test(unit)) return 'time_duration';
	return undefined;
}
