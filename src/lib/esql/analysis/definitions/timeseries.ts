import type { Rows } from './signature';

/** Signatures of the timeSeries functions. Kind: time_series_agg. */
export const timeSeries: Rows = {
	ABSENT_OVER_TIME: [
		'field:aggregate_metric_double|boolean|cartesian_point|cartesian_shape|date|date_nanos|double|exponential_histogram|geo_point|geo_shape|geohash|geohex|geotile|histogram|integer|ip|keyword|long|tdigest|text|unsigned_long|version, window?:time_duration -> boolean'
	],
	AVG_OVER_TIME: [
		'field:aggregate_metric_double|double|exponential_histogram|integer|long|tdigest, window?:time_duration -> double'
	],
	COUNT_DISTINCT_OVER_TIME: [
		'field:boolean|date|date_nanos|double|flattened|integer|ip|keyword|long|text|version -> long',
		'field:boolean|date|date_nanos|double|flattened|integer|ip|keyword|long|text|version, precision?:integer|long|unsigned_long -> long'
	],
	COUNT_OVER_TIME: [
		'field:aggregate_metric_double|boolean|cartesian_point|cartesian_shape|date|date_nanos|double|geo_point|geo_shape|geohash|geohex|geotile|integer|ip|keyword|long|text|unsigned_long|version, window?:time_duration -> long'
	],
	DELTA: ['field:double|integer|long, window?:time_duration -> double'],
	DERIV: ['field:double|integer|long, window?:time_duration -> double'],
	FIRST_OVER_TIME: [
		'field:counter_double, window?:time_duration -> double',
		'field:counter_integer, window?:time_duration -> integer',
		'field:counter_long, window?:time_duration -> long',
		'field:T, window?:time_duration -> T | date date_nanos double exponential_histogram flattened integer ip keyword long tdigest',
		'field:text, window?:time_duration -> keyword'
	],
	IDELTA: ['field:double|integer|long, window?:time_duration -> double'],
	INCREASE: ['field:counter_double|counter_integer|counter_long, window?:time_duration -> double'],
	IRATE: ['field:counter_double|counter_integer|counter_long, window?:time_duration -> double'],
	LAST_OVER_TIME: [
		'field:counter_double, window?:time_duration -> double',
		'field:counter_integer, window?:time_duration -> integer',
		'field:counter_long, window?:time_duration -> long',
		'field:T, window?:time_duration -> T | date date_nanos double exponential_histogram flattened integer ip keyword long tdigest',
		'field:text, window?:time_duration -> keyword'
	],
	MAX_OVER_TIME: [
		'field:T, window?:time_duration -> double | aggregate_metric_double exponential_histogram tdigest',
		'field:T, window?:time_duration -> T | boolean date date_nanos double integer ip keyword long unsigned_long version',
		'field:text, window?:time_duration -> keyword'
	],
	MIN_OVER_TIME: [
		'field:T, window?:time_duration -> double | aggregate_metric_double exponential_histogram tdigest',
		'field:T, window?:time_duration -> T | boolean date date_nanos double integer ip keyword long unsigned_long version',
		'field:text, window?:time_duration -> keyword'
	],
	PERCENTILE_OVER_TIME: [
		'field:double|exponential_histogram|integer|long|tdigest, percentile:double|integer|long -> double'
	],
	PRESENT_OVER_TIME: [
		'field:aggregate_metric_double|boolean|cartesian_point|cartesian_shape|date|date_nanos|double|exponential_histogram|geo_point|geo_shape|geohash|geohex|geotile|histogram|integer|ip|keyword|long|tdigest|text|unsigned_long|version, window?:time_duration -> boolean'
	],
	RATE: ['field:counter_double|counter_integer|counter_long, window?:time_duration -> double'],
	STDDEV_OVER_TIME: ['field:double|integer|long, window?:time_duration -> double'],
	SUM_OVER_TIME: [
		'field:aggregate_metric_double|double|exponential_histogram|tdigest, window?:time_duration -> double',
		'field:integer|long, window?:time_duration -> long'
	],
	VARIANCE_OVER_TIME: ['field:double|integer|long, window?:time_duration -> double']
};
