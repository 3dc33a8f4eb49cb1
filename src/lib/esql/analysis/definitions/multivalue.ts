import type { Rows } from './signature';

/** Signatures of the multivalue functions. Kind: scalar. */
export const multivalue: Rows = {
	MV_APPEND: [
		'field1:T, field2:T -> T | boolean cartesian_point cartesian_shape date date_nanos double flattened geo_point geo_shape geohash geohex geotile integer ip keyword long unsigned_long version',
		'field1:keyword, field2:text -> keyword',
		'field1:text, field2:keyword -> keyword',
		'field1:text, field2:text -> keyword'
	],
	MV_AVG: ['number:double|integer|long|unsigned_long -> double'],
	MV_CONCAT: ['string:keyword|text, delim:keyword|text -> keyword'],
	MV_CONTAINS: [
		'superset:boolean, subset:boolean -> boolean',
		'superset:T, subset:T -> boolean | cartesian_point cartesian_shape date date_nanos double flattened geo_point geo_shape geohash geohex geotile integer ip keyword long text unsigned_long version',
		'superset:keyword, subset:text -> boolean',
		'superset:text, subset:keyword -> boolean'
	],
	MV_COUNT: [
		'field:boolean|cartesian_point|cartesian_shape|date|date_nanos|date_range|double|double_range|flattened|geo_point|geo_shape|geohash|geohex|geotile|integer|ip|keyword|long|text|unsigned_long|version -> integer'
	],
	MV_DEDUPE: [
		'field:T -> T | boolean cartesian_point cartesian_shape date date_nanos double flattened geo_point geo_shape geohash geohex geotile integer ip keyword long unsigned_long version',
		'field:text -> keyword'
	],
	MV_DIFFERENCE: [
		'field1:T, field2:T -> T | boolean cartesian_point cartesian_shape date date_nanos double flattened geo_point geo_shape geohash geohex geotile integer ip keyword long unsigned_long version',
		'field1:keyword, field2:text -> keyword',
		'field1:text, field2:keyword -> keyword',
		'field1:text, field2:text -> keyword'
	],
	MV_FIRST: [
		'field:T -> T | boolean cartesian_point cartesian_shape date date_nanos date_range double double_range flattened geo_point geo_shape geohash geohex geotile integer ip keyword long unsigned_long version',
		'field:text -> keyword'
	],
	MV_INTERSECTION: [
		'field1:T, field2:T -> T | boolean cartesian_point cartesian_shape date date_nanos double flattened geo_point geo_shape geohash geohex geotile integer ip keyword long unsigned_long version',
		'field1:keyword, field2:text -> keyword',
		'field1:text, field2:keyword -> keyword',
		'field1:text, field2:text -> keyword'
	],
	MV_INTERSECTS: [
		'field1:boolean, field2:boolean -> boolean',
		'field1:T, field2:T -> boolean | cartesian_point cartesian_shape date date_nanos double flattened geo_point geo_shape geohash geohex geotile integer ip keyword long text unsigned_long version',
		'field1:keyword, field2:text -> boolean',
		'field1:text, field2:keyword -> boolean'
	],
	MV_IN_RANGE: [
		'field:T, lower:T, upper:T -> boolean | date date_nanos double integer ip keyword long text unsigned_long version',
		'field:keyword, lower:keyword, upper:text -> boolean',
		'field:keyword, lower:text, upper:keyword -> boolean',
		'field:keyword, lower:text, upper:text -> boolean',
		'field:text, lower:keyword, upper:keyword -> boolean',
		'field:text, lower:keyword, upper:text -> boolean',
		'field:text, lower:text, upper:keyword -> boolean',
		'field:T, lower:T, upper:T, options?:map -> boolean | date double integer keyword long'
	],
	MV_LAST: [
		'field:T -> T | boolean cartesian_point cartesian_shape date date_nanos date_range double double_range flattened geo_point geo_shape geohash geohex geotile integer ip keyword long unsigned_long version',
		'field:text -> keyword'
	],
	MV_LIKE: ['field:keyword|text, pattern:keyword|text -> boolean'],
	MV_MAX: [
		'field:T -> T | boolean date date_nanos double integer ip keyword long unsigned_long version',
		'field:text -> keyword'
	],
	MV_MEDIAN: ['number:T -> T | double integer long unsigned_long'],
	MV_MEDIAN_ABSOLUTE_DEVIATION: ['number:T -> T | double integer long unsigned_long'],
	MV_MIN: [
		'field:T -> T | boolean date date_nanos double integer ip keyword long unsigned_long version',
		'field:text -> keyword'
	],
	MV_PERCENTILE: [
		'number:double, percentile:double|integer|long -> double',
		'number:integer, percentile:double|integer|long -> integer',
		'number:long, percentile:double|integer|long -> long'
	],
	MV_PSERIES_WEIGHTED_SUM: ['number:double, p:double -> double'],
	MV_RLIKE: ['field:keyword|text, pattern:keyword|text -> boolean'],
	MV_SLICE: [
		'field:T, start:integer, end?:integer -> T | boolean cartesian_point cartesian_shape date date_nanos double flattened geo_point geo_shape geohash geohex geotile ip keyword long unsigned_long version',
		'field:integer, start:integer, end?:integer -> integer',
		'field:text, start:integer, end?:integer -> keyword'
	],
	MV_SORT: [
		'field:T -> T | boolean date date_nanos double integer ip keyword long unsigned_long version',
		'field:text -> keyword',
		'field:T, order?:keyword -> T | boolean date date_nanos double integer ip long unsigned_long version',
		'field:keyword, order?:keyword -> keyword',
		'field:text, order?:keyword -> keyword'
	],
	MV_SUM: ['number:T -> T | double integer long unsigned_long'],
	MV_UNION: [
		'field1:T, field2:T -> T | boolean cartesian_point cartesian_shape date date_nanos double flattened geo_point geo_shape geohash geohex geotile integer ip keyword long unsigned_long version',
		'field1:keyword, field2:text -> keyword',
		'field1:text, field2:keyword -> keyword',
		'field1:text, field2:text -> keyword'
	],
	MV_ZIP: [
		'string1:keyword|text, string2:keyword|text -> keyword',
		'string1:keyword|text, string2:keyword|text, delim?:keyword|text -> keyword'
	]
};
