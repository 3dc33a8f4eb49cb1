import type { Rows } from './signature';

/** Signatures of the aggregate functions. Kind: agg. */
export const aggregate: Rows = {
	ABSENT: [
		'field:aggregate_metric_double|boolean|cartesian_point|cartesian_shape|date|date_nanos|date_range|dense_vector|double|double_range|exponential_histogram|flattened|geo_point|geo_shape|geohash|geohex|geotile|histogram|integer|ip|keyword|long|tdigest|text|unsigned_long|version -> boolean'
	],
	AVG: ['number:aggregate_metric_double|double|exponential_histogram|integer|long|tdigest -> double'],
	COUNT: [
		'field?:aggregate_metric_double|boolean|cartesian_point|cartesian_shape|date|date_nanos|date_range|dense_vector|double|double_range|exponential_histogram|flattened|geo_point|geo_shape|geohash|geohex|geotile|integer|ip|keyword|long|tdigest|text|unsigned_long|version -> long'
	],
	COUNT_DISTINCT: [
		'field:boolean|date|date_nanos|double|flattened|integer|ip|keyword|long|text|version -> long',
		'field:boolean|date|date_nanos|double|flattened|integer|ip|keyword|long|text|version, precision?:integer|long|unsigned_long -> long'
	],
	EARLIEST: [
		'field:T -> T | boolean cartesian_point cartesian_shape date date_nanos dense_vector double exponential_histogram flattened geo_point geo_shape geohash geohex geotile integer ip keyword long tdigest unsigned_long version',
		'field:text -> keyword'
	],
	FIRST: [
		'field:T, sortField:date -> T | boolean cartesian_point cartesian_shape date_nanos dense_vector double exponential_histogram flattened geo_point geo_shape geohash geohex geotile integer ip keyword long tdigest unsigned_long version',
		'field:T, sortField:date_nanos -> T | boolean cartesian_point cartesian_shape date dense_vector double exponential_histogram flattened geo_point geo_shape geohash geohex geotile integer ip keyword long tdigest unsigned_long version',
		'field:T, sortField:integer -> T | boolean cartesian_point cartesian_shape date date_nanos dense_vector double exponential_histogram flattened geo_point geo_shape geohash geohex geotile ip keyword long tdigest unsigned_long version',
		'field:T, sortField:long -> T | boolean cartesian_point cartesian_shape date date_nanos dense_vector double exponential_histogram flattened geo_point geo_shape geohash geohex geotile integer ip keyword tdigest unsigned_long version',
		'field:T, sortField:T -> T | date date_nanos integer long',
		'field:text, sortField:date|date_nanos|integer|long -> keyword'
	],
	LAST: [
		'field:T, sortField:date -> T | boolean cartesian_point cartesian_shape date_nanos dense_vector double exponential_histogram flattened geo_point geo_shape geohash geohex geotile integer ip keyword long tdigest unsigned_long version',
		'field:T, sortField:date_nanos -> T | boolean cartesian_point cartesian_shape date dense_vector double exponential_histogram flattened geo_point geo_shape geohash geohex geotile integer ip keyword long tdigest unsigned_long version',
		'field:T, sortField:integer -> T | boolean cartesian_point cartesian_shape date date_nanos dense_vector double exponential_histogram flattened geo_point geo_shape geohash geohex geotile ip keyword long tdigest unsigned_long version',
		'field:T, sortField:long -> T | boolean cartesian_point cartesian_shape date date_nanos dense_vector double exponential_histogram flattened geo_point geo_shape geohash geohex geotile integer ip keyword tdigest unsigned_long version',
		'field:T, sortField:T -> T | date date_nanos integer long',
		'field:text, sortField:date|date_nanos|integer|long -> keyword'
	],
	LATEST: [
		'field:T -> T | boolean cartesian_point cartesian_shape date date_nanos dense_vector double exponential_histogram flattened geo_point geo_shape geohash geohex geotile integer ip keyword long tdigest unsigned_long version',
		'field:text -> keyword'
	],
	MAX: [
		'field:T -> double | aggregate_metric_double exponential_histogram tdigest',
		'field:T -> T | boolean date date_nanos double integer ip keyword long unsigned_long version',
		'field:text -> keyword'
	],
	MEDIAN: ['number:double|exponential_histogram|integer|long|tdigest -> double'],
	MEDIAN_ABSOLUTE_DEVIATION: ['number:double|integer|long -> double'],
	MIN: [
		'field:T -> double | aggregate_metric_double exponential_histogram tdigest',
		'field:T -> T | boolean date date_nanos double integer ip keyword long unsigned_long version',
		'field:text -> keyword'
	],
	PERCENTILE: [
		'number:double|exponential_histogram|integer|long|tdigest, percentile:double|integer|long -> double'
	],
	PRESENT: [
		'field:aggregate_metric_double|boolean|cartesian_point|cartesian_shape|date|date_nanos|date_range|dense_vector|double|double_range|exponential_histogram|flattened|geo_point|geo_shape|geohash|geohex|geotile|histogram|integer|ip|keyword|long|tdigest|text|unsigned_long|version -> boolean'
	],
	SAMPLE: [
		'field:T, limit:integer -> T | boolean cartesian_point cartesian_shape date date_nanos double flattened geo_point geo_shape geohash geohex geotile ip keyword long unsigned_long version',
		'field:integer, limit:integer -> integer',
		'field:text, limit:integer -> keyword'
	],
	SPARKLINE: [
		'aggregation:double, key:date, buckets:integer, from:text, to:text -> double',
		'aggregation:integer, key:date, buckets:integer, from:date, to:date -> integer',
		'aggregation:long, key:date, buckets:integer, from:keyword, to:keyword -> long'
	],
	STD_DEV: ['number:double|integer|long -> double'],
	ST_CENTROID_AGG: [
		'field:cartesian_point|cartesian_shape -> cartesian_point',
		'field:geo_point|geo_shape -> geo_point'
	],
	ST_EXTENT_AGG: [
		'field:cartesian_point|cartesian_shape -> cartesian_shape',
		'field:geo_point|geo_shape -> geo_shape'
	],
	SUM: [
		'number:T -> double | aggregate_metric_double exponential_histogram tdigest',
		'number:T -> T | dense_vector double long',
		'number:integer -> long'
	],
	TOP: [
		'field:boolean, limit:integer -> boolean',
		'field:boolean, limit:integer, order?:keyword -> boolean',
		'field:date, limit:integer -> date',
		'field:date, limit:integer, order?:keyword -> date',
		'field:date|double|integer|keyword|long|text, limit:integer, order?:keyword, outputField?:date -> date',
		'field:date|double|integer|keyword|long|text, limit:integer, order?:keyword, outputField?:double -> double',
		'field:date|double|integer|keyword|long|text, limit:integer, order?:keyword, outputField?:integer -> integer',
		'field:date|double|integer|keyword|long|text, limit:integer, order?:keyword, outputField?:keyword|text -> keyword',
		'field:date|double|integer|keyword|long|text, limit:integer, order?:keyword, outputField?:long -> long',
		'field:double, limit:integer -> double',
		'field:double, limit:integer, order?:keyword -> double',
		'field:integer, limit:integer -> integer',
		'field:integer, limit:integer, order?:keyword -> integer',
		'field:ip, limit:integer -> ip',
		'field:ip, limit:integer, order?:keyword -> ip',
		'field:keyword|text, limit:integer -> keyword',
		'field:keyword|text, limit:integer, order?:keyword -> keyword',
		'field:long, limit:integer -> long',
		'field:long, limit:integer, order?:keyword -> long'
	],
	VALUES: [
		'field:T -> T | boolean cartesian_point cartesian_shape date date_nanos date_range double double_range flattened geo_point geo_shape geohash geohex geotile integer ip keyword long unsigned_long version',
		'field:text -> keyword'
	],
	VARIANCE: ['number:double|integer|long -> double'],
	WEIGHTED_AVG: ['number:double|integer|long, weight:double|integer|long -> double']
};
