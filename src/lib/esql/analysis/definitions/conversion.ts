import type { Rows } from './signature';

/** Signatures of the conversion functions. Kind: scalar. */
export const conversion: Rows = {
	TO_AGGREGATE_METRIC_DOUBLE: [
		'number:aggregate_metric_double|double|integer|long|unsigned_long -> aggregate_metric_double'
	],
	TO_BOOLEAN: ['field:boolean|double|integer|keyword|long|text|unsigned_long -> boolean'],
	TO_CARTESIANPOINT: ['field:cartesian_point|keyword|text -> cartesian_point'],
	TO_CARTESIANSHAPE: ['field:cartesian_point|cartesian_shape|keyword|text -> cartesian_shape'],
	TO_COUNTER: [
		'field:counter_double|double -> counter_double',
		'field:counter_integer|integer -> counter_integer',
		'field:counter_long|long -> counter_long'
	],
	TO_DATEPERIOD: ['field:date_period|keyword|text -> date_period'],
	TO_DATETIME: ['field:date|date_nanos|double|integer|keyword|long|text|unsigned_long -> date'],
	TO_DATE_NANOS: ['field:date|date_nanos|double|keyword|long|text|unsigned_long -> date_nanos'],
	TO_DATE_RANGE: ['field:date_range|keyword|text -> date_range'],
	TO_DEGREES: ['number:double|integer|long|unsigned_long -> double'],
	TO_DENSE_VECTOR: ['field:double|integer|keyword|long -> dense_vector'],
	TO_DOUBLE: [
		'field:boolean|counter_double|counter_integer|counter_long|date|double|integer|keyword|long|text|unsigned_long -> double'
	],
	TO_DOUBLE_RANGE: ['field:double_range|keyword|text -> double_range'],
	TO_EXPONENTIAL_HISTOGRAM: ['field:exponential_histogram|histogram|tdigest -> exponential_histogram'],
	TO_GAUGE: [
		'field:T -> T | aggregate_metric_double double integer long',
		'field:counter_double -> double',
		'field:counter_integer -> integer',
		'field:counter_long -> long'
	],
	TO_GEOHASH: ['field:geohash|keyword|long|text -> geohash'],
	TO_GEOHEX: ['field:geohex|keyword|long|text -> geohex'],
	TO_GEOPOINT: ['field:geo_point|keyword|text -> geo_point'],
	TO_GEOSHAPE: ['field:geo_point|geo_shape|geohash|geohex|geotile|keyword|text -> geo_shape'],
	TO_GEOTILE: ['field:geotile|keyword|long|text -> geotile'],
	TO_INTEGER: [
		'field:boolean|counter_integer|date|double|integer|keyword|long|text|unsigned_long -> integer',
		'field:keyword|text, base?:integer|long|unsigned_long -> integer'
	],
	TO_IP: ['field:ip|keyword|text -> ip', 'field:ip|keyword|text, options?:map -> ip'],
	TO_LONG: [
		'field:boolean|counter_integer|counter_long|date|date_nanos|double|geohash|geohex|geotile|integer|keyword|long|text|unsigned_long -> long',
		'field:keyword|text, base?:integer|long|unsigned_long -> long'
	],
	TO_RADIANS: ['number:double|integer|long|unsigned_long -> double'],
	TO_RANGE: ['from:date, to:date -> date_range', 'from:double, to:double -> double_range'],
	TO_STRING: [
		'field:aggregate_metric_double|boolean|cartesian_point|cartesian_shape|date|date_nanos|date_range|dense_vector|double|double_range|exponential_histogram|flattened|geo_point|geo_shape|geohash|geohex|geotile|histogram|integer|ip|keyword|long|text|unsigned_long|version -> keyword'
	],
	TO_TDIGEST: ['field:exponential_histogram|histogram|tdigest -> tdigest'],
	TO_TEXT: ['field:keyword|text -> text'],
	TO_TIMEDURATION: ['field:keyword|text|time_duration -> time_duration'],
	TO_UNSIGNED_LONG: ['field:boolean|date|double|integer|keyword|long|text|unsigned_long -> unsigned_long'],
	TO_VERSION: ['field:keyword|text|version -> version']
};
