import type { EsType } from '$lib/esql/analysis/schema';

const sqlTypes: Partial<Record<EsType, string>> = {
	boolean: 'BOOLEAN',
	integer: 'INTEGER',
	counter_integer: 'INTEGER',
	long: 'BIGINT',
	counter_long: 'BIGINT',
	unsigned_long: 'UBIGINT',
	double: 'DOUBLE',
	counter_double: 'DOUBLE',
	ip: 'UHUGEINT',
	date: 'TIMESTAMP',
	date_nanos: 'TIMESTAMP_NS',
	geo_point: 'STRUCT(x DOUBLE, y DOUBLE)',
	cartesian_point: 'STRUCT(x DOUBLE, y DOUBLE)',
	date_period: 'INTERVAL',
	time_duration: 'INTERVAL',
	dense_vector: 'FLOAT[]',
	date_range: 'STRUCT(low TIMESTAMP, high TIMESTAMP)',
	double_range: 'STRUCT(low DOUBLE, high DOUBLE)',
	null: 'INTEGER'
};

/** DuckDB's type for one value; texts, versions, shapes and JSON are VARCHAR. */
export const sqlType = (type: EsType): string => sqlTypes[type] ?? 'VARCHAR';

/** DuckDB's type for a column. */
export const columnType = (type: EsType, multi: boolean): string => sqlType(type) + (multi ? '[]' : '');

const WHOLE: ReadonlySet<EsType> = new Set([
	'integer',
	'long',
	'unsigned_long',
	'counter_integer',
	'counter_long'
]);
const FRACTION: ReadonlySet<EsType> = new Set(['double', 'counter_double']);
const POINT: ReadonlySet<EsType> = new Set(['geo_point', 'cartesian_point']);
const SHAPE: ReadonlySet<EsType> = new Set(['geo_shape', 'cartesian_shape']);

export const isWhole = (type: EsType): boolean => WHOLE.has(type);
export const isNumeric = (type: EsType): boolean => WHOLE.has(type) || FRACTION.has(type);
export const isString = (type: EsType): boolean => type === 'keyword' || type === 'text';
export const isDate = (type: EsType): boolean => type === 'date' || type === 'date_nanos';
export const isSpan = (type: EsType): boolean => type === 'date_period' || type === 'time_duration';
export const isPoint = (type: EsType): boolean => POINT.has(type);
export const isRange = (type: EsType): boolean => type === 'date_range' || type === 'double_range';
export const isCell = (type: EsType): boolean => type === 'geohash' || type === 'geotile';
export const isSpatial = (type: EsType): boolean => POINT.has(type) || SHAPE.has(type);

/** Counters behave as their plain number type inside expressions. */
export const gaugeType = (type: EsType): EsType =>
	type === 'counter_integer'
		? 'integer'
		: type === 'counter_long'
			? 'long'
			: type === 'counter_double'
				? 'double'
				: type;
