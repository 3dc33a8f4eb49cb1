import type { Rows } from './signature';

/** Signatures of the conditional functions. Kind: scalar. */
export const conditional: Rows = {
	CASE: [
		'condition:boolean, trueValue:T... -> T | aggregate_metric_double cartesian_point cartesian_shape date date_nanos date_range dense_vector double double_range exponential_histogram flattened geo_point geo_shape geohash geohex geotile histogram integer ip keyword long tdigest unsigned_long version',
		'condition:boolean, trueValue:boolean... -> boolean',
		'condition:boolean, trueValue:text... -> keyword',
		'condition:boolean, trueValue:T, elseValue?:T... -> T | aggregate_metric_double cartesian_point cartesian_shape date date_nanos date_range dense_vector double double_range exponential_histogram flattened geo_point geo_shape geohash geohex geotile histogram integer ip keyword long tdigest unsigned_long version',
		'condition:boolean, trueValue:boolean, elseValue?:boolean... -> boolean',
		'condition:boolean, trueValue:keyword, elseValue?:text... -> keyword',
		'condition:boolean, trueValue:text, elseValue?:keyword... -> keyword',
		'condition:boolean, trueValue:text, elseValue?:text... -> keyword'
	],
	CLAMP: [
		'field:T, min:T, max:T -> T | boolean date double integer ip keyword long unsigned_long version',
		'field:T, min:integer, max:integer -> T | double long unsigned_long',
		'field:double, min:long, max:long -> double',
		'field:double, min:unsigned_long, max:unsigned_long -> double',
		'field:integer, min:T, max:T -> T | double long unsigned_long',
		'field:long, min:T, max:T -> T | double unsigned_long',
		'field:unsigned_long, min:T, max:T -> T | double long'
	],
	CLAMP_MAX: [
		'field:T, max:T -> T | boolean date double integer ip keyword long unsigned_long version',
		'field:T, max:integer -> T | double long unsigned_long',
		'field:double, max:long|unsigned_long -> double',
		'field:integer, max:T -> T | double long unsigned_long',
		'field:long, max:T -> T | double unsigned_long',
		'field:unsigned_long, max:T -> T | double long'
	],
	CLAMP_MIN: [
		'field:T, min:T -> T | boolean date double integer ip keyword long unsigned_long version',
		'field:T, min:integer -> T | double long unsigned_long',
		'field:double, min:long|unsigned_long -> double',
		'field:integer, min:T -> T | double long unsigned_long',
		'field:long, min:T -> T | double unsigned_long',
		'field:unsigned_long, min:T -> T | double long'
	],
	COALESCE: [
		'first:T... -> T | boolean integer keyword long',
		'first:text... -> keyword',
		'first:T, rest?:T... -> T | boolean cartesian_point cartesian_shape date date_nanos date_range dense_vector double_range exponential_histogram flattened geo_point geo_shape geohash geohex geotile histogram integer ip keyword long tdigest version',
		'first:text, rest?:text... -> keyword'
	],
	GREATEST: [
		'first:T... -> T | boolean integer keyword long',
		'first:text... -> keyword',
		'first:T, rest?:T... -> T | boolean date date_nanos double integer ip keyword long version',
		'first:text, rest?:text... -> keyword'
	],
	LEAST: [
		'first:T... -> T | boolean integer keyword long',
		'first:text... -> keyword',
		'first:T, rest?:T... -> T | boolean date date_nanos double integer ip keyword long version',
		'first:text, rest?:text... -> keyword'
	]
};
