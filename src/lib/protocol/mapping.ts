/** Mapping types of Elasticsearch that ES|QL reads, by the type it reads them as. */
export const mappedTypes = {
	boolean: 'boolean',
	byte: 'integer',
	short: 'integer',
	integer: 'integer',
	long: 'long',
	unsigned_long: 'unsigned_long',
	half_float: 'double',
	float: 'double',
	scaled_float: 'double',
	double: 'double',
	keyword: 'keyword',
	constant_keyword: 'keyword',
	wildcard: 'keyword',
	text: 'text',
	match_only_text: 'text',
	semantic_text: 'text',
	ip: 'ip',
	version: 'version',
	date: 'date',
	date_nanos: 'date_nanos',
	date_range: 'date_range',
	geo_point: 'geo_point',
	geo_shape: 'geo_shape',
	point: 'cartesian_point',
	cartesian_point: 'cartesian_point',
	shape: 'cartesian_shape',
	cartesian_shape: 'cartesian_shape',
	aggregate_metric_double: 'aggregate_metric_double',
	exponential_histogram: 'exponential_histogram',
	histogram: 'histogram',
	tdigest: 'tdigest',
	dense_vector: 'dense_vector'
} as const;

/** The ES|QL type of a mapping type; undefined where ES|QL cannot read it. */
export const mappedType = (mapping: string): (typeof mappedTypes)[keyof typeof mappedTypes] | undefined =>
	Object.hasOwn(mappedTypes, mapping) ? mappedTypes[mapping as keyof typeof mappedTypes] : undefined;
