/** What a function does, in a sentence, and one call of it. */
export interface Prose {
	readonly description: string;
	readonly example: string;
}

type Rows = Readonly<Record<string, readonly [description: string, example: string]>>;

const rows: Rows = {
	ABS: ['Distance of a number from zero.', 'ABS(balance)'],
	ABSENT: ['True when no row of the group has a value.', 'ABSENT(coupon)'],
	ABSENT_OVER_TIME: ['True when a series has no value in the window.', 'ABSENT_OVER_TIME(cpu)'],
	ACOS: ['Angle in radians whose cosine is the number.', 'ACOS(0.5)'],
	ACOSH: ['Number whose hyperbolic cosine is the argument.', 'ACOSH(2.0)'],
	ASIN: ['Angle in radians whose sine is the number.', 'ASIN(0.5)'],
	ASINH: ['Number whose hyperbolic sine is the argument.', 'ASINH(1.0)'],
	ATAN: ['Angle in radians whose tangent is the number.', 'ATAN(1.0)'],
	ATAN2: ['Angle in radians from the positive x axis to the point (x, y); y comes first.', 'ATAN2(dy, dx)'],
	ATANH: ['Number whose hyperbolic tangent is the argument.', 'ATANH(0.5)'],
	AVG: ['Arithmetic mean of all values.', 'AVG(response_ms)'],
	AVG_OVER_TIME: ["Mean of a series' values in each window.", 'AVG_OVER_TIME(cpu, 5 minutes)'],
	BIT_LENGTH: ['Number of bits of a string in UTF-8.', 'BIT_LENGTH(name)'],
	BUCKET: [
		'Puts numbers or dates into ranges of one size, given as that size or as a wished number of buckets.',
		'BUCKET(@timestamp, 1 hour)'
	],
	BYTE_LENGTH: ['Number of bytes of a string in UTF-8.', 'BYTE_LENGTH(message)'],
	CASE: [
		'Value after the first condition that is true, else the last argument, else null.',
		'CASE(status >= 500, "error", status >= 400, "client", "ok")'
	],
	CATEGORIZE: ['Groups texts that are alike under one pattern.', 'CATEGORIZE(message)'],
	CBRT: ['Cube root.', 'CBRT(27)'],
	CEIL: ['Next whole number upwards.', 'CEIL(1.2)'],
	CHUNK: ['Cuts a text into passages, as for embedding.', 'CHUNK(body)'],
	CIDR_MATCH: [
		'True when an address lies in one of the networks.',
		'CIDR_MATCH(client_ip, "10.0.0.0/8", "192.168.0.0/16")'
	],
	CLAMP: ['The value, held between a least and a greatest one.', 'CLAMP(score, 0, 100)'],
	CLAMP_MAX: ['The value, or the limit when it is beyond it.', 'CLAMP_MAX(score, 100)'],
	CLAMP_MIN: ['The value, or the limit when it is below it.', 'CLAMP_MIN(score, 0)'],
	COALESCE: ['First argument that is not null.', 'COALESCE(nickname, name, "unknown")'],
	CONCAT: ['Strings put one after the other; null when one is null.', 'CONCAT(given_name, " ", family_name)'],
	CONTAINS: ['True when a string has another inside.', 'CONTAINS(message, "timeout")'],
	COPY_SIGN: ['The first number with the sign of the second.', 'COPY_SIGN(amount, direction)'],
	COS: ['Cosine of an angle in radians.', 'COS(angle)'],
	COSH: ['Hyperbolic cosine.', 'COSH(x)'],
	COUNT: ['Number of values, or of rows with `*`.', 'COUNT(*)'],
	COUNT_DISTINCT: [
		'Number of different values; exact for few, approximate for many.',
		'COUNT_DISTINCT(client_ip)'
	],
	COUNT_DISTINCT_OVER_TIME: [
		'Number of different values of a series in each window.',
		'COUNT_DISTINCT_OVER_TIME(pod)'
	],
	COUNT_OVER_TIME: ["Number of a series' values in each window.", 'COUNT_OVER_TIME(cpu)'],
	DATE_DIFF: ['Whole units of time from one date to another.', 'DATE_DIFF("days", created, closed)'],
	DATE_EXTRACT: [
		'One part of a date as a number, such as the hour of the day.',
		'DATE_EXTRACT("hour_of_day", @timestamp)'
	],
	DATE_FORMAT: [
		'A date as text, in a pattern or the standard form.',
		'DATE_FORMAT("yyyy-MM-dd", @timestamp)'
	],
	DATE_PARSE: ['A date out of text in a pattern.', 'DATE_PARSE("dd/MM/yyyy", day)'],
	DATE_TRUNC: ['A date rounded down to a unit or span of time.', 'DATE_TRUNC(1 hour, @timestamp)'],
	DATE_UNIT_COUNT: [
		'How many of one unit a larger one holds at that date, such as days of the month.',
		'DATE_UNIT_COUNT("days", "month", @timestamp)'
	],
	DAY_NAME: ['Name of the day of the week.', 'DAY_NAME(@timestamp)'],
	DECAY: [
		'A score that falls with the distance of a value from an origin.',
		'DECAY(published, NOW(), 24 hours)'
	],
	DELTA: ['Difference between the last and first value of a gauge in the window.', 'DELTA(temperature)'],
	DERIV: ['Slope of a gauge per second, from a line fitted through the window.', 'DERIV(temperature)'],
	E: ["Euler's number.", 'E()'],
	EARLIEST: ['Value of the row with the smallest `@timestamp`.', 'EARLIEST(status)'],
	EMBEDDING: [
		'Vector that an inference endpoint makes of a value.',
		'EMBEDDING("a red bicycle", "my-endpoint")'
	],
	ENDS_WITH: ['True when a string ends with another.', 'ENDS_WITH(path, ".js")'],
	EXP: ["Euler's number to the power of the argument.", 'EXP(1)'],
	FIELD_EXTRACT: ['Value below a path inside a flattened field.', 'FIELD_EXTRACT(labels, "team.name")'],
	FIRST: ['Value of the row that comes first by another field.', 'FIRST(status, @timestamp)'],
	FIRST_OVER_TIME: ['Earliest value of a series in each window.', 'FIRST_OVER_TIME(cpu)'],
	FLOOR: ['Next whole number downwards.', 'FLOOR(1.8)'],
	FROM_BASE64: ['Text out of its Base64 form.', 'FROM_BASE64("aGVsbG8=")'],
	GREATEST: ['Largest of its arguments.', 'GREATEST(a, b, c)'],
	HASH: ['Digest of a string by a named algorithm, as hexadecimal.', 'HASH("sha256", message)'],
	HYPOT: ['Length of the hypotenuse over two sides.', 'HYPOT(3, 4)'],
	IDELTA: ['Difference between the last two values of a gauge in the window.', 'IDELTA(temperature)'],
	INCREASE: ['How much a counter grew in the window, resets allowed for.', 'INCREASE(requests)'],
	IP_PREFIX: [
		'Network address of an IP for a prefix length, one for IPv4 and one for IPv6.',
		'IP_PREFIX(client_ip, 24, 64)'
	],
	IRATE: ['Growth per second of a counter between its last two values.', 'IRATE(requests)'],
	JSON_EXTRACT: ['Value at a path in a string of JSON.', 'JSON_EXTRACT(payload, "user.id")'],
	KNN: ['True for the rows whose vectors are nearest to a given one.', 'KNN(embedding, [0.1, 0.7, 0.2])'],
	KQL: ['True where a KQL query matches.', 'KQL("status: 500 and method: GET")'],
	LAST: ['Value of the row that comes last by another field.', 'LAST(status, @timestamp)'],
	LAST_OVER_TIME: ['Latest value of a series in each window.', 'LAST_OVER_TIME(cpu)'],
	LATEST: ['Value of the row with the largest `@timestamp`.', 'LATEST(status)'],
	LEAST: ['Smallest of its arguments.', 'LEAST(a, b, c)'],
	LEFT: ['So many characters from the start of a string.', 'LEFT(name, 3)'],
	LENGTH: ['Number of characters of a string.', 'LENGTH(message)'],
	LOCATE: [
		'Place of one string in another, counted from 1; 0 when it is not there.',
		'LOCATE(message, "error")'
	],
	LOG: ['Logarithm to a base, or the natural one.', 'LOG(2, 1024)'],
	LOG10: ['Logarithm to base 10.', 'LOG10(1000)'],
	LTRIM: ['String without the white space at its start.', 'LTRIM(line)'],
	MATCH: ['True where a field matches a full-text query.', 'MATCH(message, "connection refused")'],
	MATCH_PHRASE: [
		'True where a field has the words of a phrase in their order.',
		'MATCH_PHRASE(message, "connection refused")'
	],
	MAX: ['Largest value.', 'MAX(price)'],
	MAX_OVER_TIME: ['Largest value of a series in each window.', 'MAX_OVER_TIME(cpu)'],
	MD5: ['MD5 digest of a string, as hexadecimal.', 'MD5(message)'],
	MEDIAN: ['Value in the middle: half are smaller, half larger; approximate.', 'MEDIAN(response_ms)'],
	MEDIAN_ABSOLUTE_DEVIATION: [
		'Median distance from the median: a spread that outliers barely move.',
		'MEDIAN_ABSOLUTE_DEVIATION(response_ms)'
	],
	MIN: ['Smallest value.', 'MIN(price)'],
	MIN_OVER_TIME: ['Smallest value of a series in each window.', 'MIN_OVER_TIME(cpu)'],
	MONTH_NAME: ['Name of the month.', 'MONTH_NAME(@timestamp)'],
	MV_APPEND: ['The values of two fields in one list.', 'MV_APPEND(to, cc)'],
	MV_AVG: ["Mean of a field's several values.", 'MV_AVG(prices)'],
	MV_CONCAT: ["A field's several strings joined with a delimiter.", 'MV_CONCAT(tags, ", ")'],
	MV_CONTAINS: ['True when the first list has every value of the second.', 'MV_CONTAINS(tags, ["a", "b"])'],
	MV_COUNT: ['How many values a field has.', 'MV_COUNT(tags)'],
	MV_DEDUPE: ["A field's values without repetitions.", 'MV_DEDUPE(tags)'],
	MV_DIFFERENCE: ['Values of the first list that the second lacks.', 'MV_DIFFERENCE(tags, ["draft"])'],
	MV_FIRST: ["First of a field's several values.", 'MV_FIRST(tags)'],
	MV_INTERSECTION: ['Values that both lists have.', 'MV_INTERSECTION(tags, ["a", "b"])'],
	MV_INTERSECTS: ['True when two lists have a value in common.', 'MV_INTERSECTS(tags, ["a", "b"])'],
	MV_IN_RANGE: ['True when one of several values lies between two bounds.', 'MV_IN_RANGE(prices, 10, 20)'],
	MV_LAST: ["Last of a field's several values.", 'MV_LAST(tags)'],
	MV_LIKE: ['True when one of several strings matches a pattern with wildcards.', 'MV_LIKE(tags, "prod-*")'],
	MV_MAX: ["Largest of a field's several values.", 'MV_MAX(prices)'],
	MV_MEDIAN: ["Middle one of a field's several values.", 'MV_MEDIAN(prices)'],
	MV_MEDIAN_ABSOLUTE_DEVIATION: [
		'Median distance of several values from their median.',
		'MV_MEDIAN_ABSOLUTE_DEVIATION(prices)'
	],
	MV_MIN: ["Smallest of a field's several values.", 'MV_MIN(prices)'],
	MV_PERCENTILE: ["Value below which a percentage of a field's values lies.", 'MV_PERCENTILE(prices, 95)'],
	MV_PSERIES_WEIGHTED_SUM: [
		'Sum in which the n-th value weighs 1/n to the power of p.',
		'MV_PSERIES_WEIGHTED_SUM(scores, 1.5)'
	],
	MV_RLIKE: ['True when one of several strings matches a regular expression.', 'MV_RLIKE(tags, "v[0-9]+")'],
	MV_SLICE: [
		"A run of a field's values by position from 0; negative ones count from the end.",
		'MV_SLICE(tags, 0, 2)'
	],
	MV_SORT: ["A field's values in order.", 'MV_SORT(tags, "desc")'],
	MV_SUM: ["Sum of a field's several values.", 'MV_SUM(prices)'],
	MV_UNION: ['Values that at least one of two lists has, each once.', 'MV_UNION(tags, labels)'],
	MV_ZIP: ['Strings of two lists joined pair by pair.', 'MV_ZIP(keys, vals, "=")'],
	NETWORK_DIRECTION: [
		'Where traffic goes, inbound, outbound, internal or external, seen from given networks.',
		'NETWORK_DIRECTION(source_ip, destination_ip, ["10.0.0.0/8"])'
	],
	NOW: ['Present date and time, one moment for the whole query.', 'NOW()'],
	PERCENTILE: [
		'Value below which a percentage of all values lies; approximate.',
		'PERCENTILE(response_ms, 95)'
	],
	PERCENTILE_OVER_TIME: ["Percentile of a series' values in each window.", 'PERCENTILE_OVER_TIME(cpu, 95)'],
	PI: ["Ratio of a circle's circumference to its diameter.", 'PI()'],
	POW: ['Base raised to an exponent.', 'POW(2, 10)'],
	PRESENT: ['True when a row of the group has a value.', 'PRESENT(coupon)'],
	PRESENT_OVER_TIME: ['True when a series has a value in the window.', 'PRESENT_OVER_TIME(cpu)'],
	QSTR: ['True where a Lucene query string matches.', 'QSTR("status:500 AND method:GET")'],
	RANGE_CONTAINS: ['True when the first range holds all of the second.', 'RANGE_CONTAINS(validity, period)'],
	RANGE_INTERSECTS: ['True when two ranges overlap.', 'RANGE_INTERSECTS(validity, period)'],
	RANGE_MAX: ['Upper end of a range.', 'RANGE_MAX(validity)'],
	RANGE_MIN: ['Lower end of a range.', 'RANGE_MIN(validity)'],
	RANGE_WITHIN: [
		'True when the first lies wholly inside the second range.',
		'RANGE_WITHIN(@timestamp, period)'
	],
	RATE: ['Growth per second of a counter over the window, resets allowed for.', 'RATE(requests)'],
	REPEAT: ['A string so many times over.', 'REPEAT("ab", 3)'],
	REPLACE: ['A string with every match of a regular expression replaced.', 'REPLACE(path, "[0-9]+", "N")'],
	REVERSE: ['A string with its characters in reverse order.', 'REVERSE(name)'],
	RIGHT: ['So many characters from the end of a string.', 'RIGHT(name, 3)'],
	ROUND: ['A number rounded to so many decimals, none by default.', 'ROUND(price, 2)'],
	ROUND_TO: ['Largest of the given points that is not beyond the value.', 'ROUND_TO(price, 0, 10, 100)'],
	RTRIM: ['String without the white space at its end.', 'RTRIM(line)'],
	SAMPLE: ['So many values of the group, taken at random.', 'SAMPLE(message, 3)'],
	SCALB: ['A number times two to the power of a whole one.', 'SCALB(3.0, 4)'],
	SCORE: ['Relevance that a full-text condition gives a row.', 'SCORE(MATCH(message, "timeout"))'],
	SHA1: ['SHA-1 digest of a string, as hexadecimal.', 'SHA1(message)'],
	SHA256: ['SHA-256 digest of a string, as hexadecimal.', 'SHA256(message)'],
	SIGNUM: ['-1, 0 or 1 by the sign of a number.', 'SIGNUM(balance)'],
	SIN: ['Sine of an angle in radians.', 'SIN(angle)'],
	SINH: ['Hyperbolic sine.', 'SINH(x)'],
	SPACE: ['A string of so many spaces.', 'SPACE(4)'],
	SPARKLINE: [
		'Values of an aggregation per time bucket as one list, for a small chart.',
		'SPARKLINE(COUNT(*), @timestamp, 20, ?from, ?to)'
	],
	SPLIT: ['Pieces of a string between single-character delimiters.', 'SPLIT(line, ";")'],
	SQRT: ['Square root.', 'SQRT(2)'],
	STARTS_WITH: ['True when a string starts with another.', 'STARTS_WITH(path, "/api")'],
	STDDEV_OVER_TIME: ["Standard deviation of a series' values in each window.", 'STDDEV_OVER_TIME(cpu)'],
	STD_DEV: ['Standard deviation of all values of the group.', 'STD_DEV(response_ms)'],
	ST_BUFFER: ['Area within a distance around a geometry.', 'ST_BUFFER(TO_CARTESIANPOINT("POINT(0 0)"), 10)'],
	ST_CENTROID_AGG: ['Centre of all geometries of the group.', 'ST_CENTROID_AGG(location)'],
	ST_CONTAINS: ['True when the first geometry holds all of the second.', 'ST_CONTAINS(area, location)'],
	ST_DIFFERENCE: ['Part of the first geometry that is outside the second.', 'ST_DIFFERENCE(area, other)'],
	ST_DIMENSION: ['0 for points, 1 for lines, 2 for areas.', 'ST_DIMENSION(area)'],
	ST_DISJOINT: ['True when two geometries have no point in common.', 'ST_DISJOINT(area, other)'],
	ST_DISTANCE: [
		'Distance of two points, in metres for geographic ones.',
		'ST_DISTANCE(location, TO_GEOPOINT("POINT(13.4 52.5)"))'
	],
	ST_ENVELOPE: ['Smallest upright box around a geometry.', 'ST_ENVELOPE(area)'],
	ST_EXTENT_AGG: ['Smallest upright box around all geometries of the group.', 'ST_EXTENT_AGG(location)'],
	ST_GEOHASH: ['Geohash cell of a place, at a precision.', 'ST_GEOHASH(location, 5)'],
	ST_GEOHEX: ['H3 cell of a place, at a precision.', 'ST_GEOHEX(location, 5)'],
	ST_GEOMETRYTYPE: ['Kind of a geometry, such as ST_Polygon.', 'ST_GEOMETRYTYPE(area)'],
	ST_GEOTILE: ['Map tile of a place, at a zoom level.', 'ST_GEOTILE(location, 8)'],
	ST_INTERSECTION: ['Part that two geometries share.', 'ST_INTERSECTION(area, other)'],
	ST_INTERSECTS: ['True when two geometries have a point in common.', 'ST_INTERSECTS(area, location)'],
	ST_ISEMPTY: ['True when a geometry has no points.', 'ST_ISEMPTY(area)'],
	ST_NPOINTS: ['How many points make up a geometry.', 'ST_NPOINTS(area)'],
	ST_SIMPLIFY: ['Geometry with fewer points, off by no more than a tolerance.', 'ST_SIMPLIFY(area, 0.1)'],
	ST_SIMPLIFYPRESERVETOPOLOGY: [
		'Like ST_SIMPLIFY, but the result stays valid.',
		'ST_SIMPLIFYPRESERVETOPOLOGY(area, 0.1)'
	],
	ST_SYMDIFFERENCE: ['Parts that only one of two geometries has.', 'ST_SYMDIFFERENCE(area, other)'],
	ST_UNION: ['Everything that at least one of two geometries covers.', 'ST_UNION(area, other)'],
	ST_WITHIN: ['True when the first geometry lies wholly inside the second.', 'ST_WITHIN(location, area)'],
	ST_X: ['x coordinate, or longitude, of a point.', 'ST_X(location)'],
	ST_XMAX: ['Largest x coordinate, or longitude, of a geometry.', 'ST_XMAX(area)'],
	ST_XMIN: ['Smallest x coordinate, or longitude, of a geometry.', 'ST_XMIN(area)'],
	ST_Y: ['y coordinate, or latitude, of a point.', 'ST_Y(location)'],
	ST_YMAX: ['Largest y coordinate, or latitude, of a geometry.', 'ST_YMAX(area)'],
	ST_YMIN: ['Smallest y coordinate, or latitude, of a geometry.', 'ST_YMIN(area)'],
	SUBSTRING: ['Part of a string from a position, counted from 1, and of a length.', 'SUBSTRING(name, 1, 3)'],
	SUM: ['Sum of all values.', 'SUM(bytes)'],
	SUM_OVER_TIME: ["Sum of a series' values in each window.", 'SUM_OVER_TIME(requests)'],
	TAN: ['Tangent of an angle in radians.', 'TAN(angle)'],
	TANH: ['Hyperbolic tangent.', 'TANH(x)'],
	TAU: ["Ratio of a circle's circumference to its radius.", 'TAU()'],
	TBUCKET: ['Buckets of `@timestamp` of one size, or a wished number of them.', 'TBUCKET(1 hour)'],
	TEXT_EMBEDDING: [
		'Vector that an inference endpoint makes of a text.',
		'TEXT_EMBEDDING("a red bicycle", "my-endpoint")'
	],
	TOP: ['So many largest or smallest values of the group.', 'TOP(price, 3, "desc")'],
	TOP_SNIPPETS: ['Passages of a text that best fit a query.', 'TOP_SNIPPETS(body, "connection refused")'],
	TO_AGGREGATE_METRIC_DOUBLE: ['A number as an aggregate metric.', 'TO_AGGREGATE_METRIC_DOUBLE(cpu)'],
	TO_BASE64: ['A string in Base64.', 'TO_BASE64("hello")'],
	TO_BOOLEAN: ['A value as true or false.', 'TO_BOOLEAN("true")'],
	TO_CARTESIANPOINT: ['A point in the plane out of its text form.', 'TO_CARTESIANPOINT("POINT(1 2)")'],
	TO_CARTESIANSHAPE: [
		'A shape in the plane out of its text form.',
		'TO_CARTESIANSHAPE("LINESTRING(0 0, 1 1)")'
	],
	TO_COUNTER: ['A number taken as a counter, for RATE and its kin.', 'TO_COUNTER(requests)'],
	TO_DATEPERIOD: ['A period of days or longer out of text.', 'NOW() - TO_DATEPERIOD("3 days")'],
	TO_DATETIME: [
		'A date with milliseconds, out of text or milliseconds since 1970.',
		'TO_DATETIME("2026-01-31T12:00:00Z")'
	],
	TO_DATE_NANOS: [
		'A date with nanoseconds, out of text or nanoseconds since 1970.',
		'TO_DATE_NANOS("2026-01-31T12:00:00.123456789Z")'
	],
	TO_DATE_RANGE: ['A range of dates out of text.', 'TO_DATE_RANGE("2026-01-01..2026-02-01")'],
	TO_DEGREES: ['An angle in radians, in degrees.', 'TO_DEGREES(angle)'],
	TO_DENSE_VECTOR: ['A list of numbers as a vector.', 'TO_DENSE_VECTOR([0.1, 0.7, 0.2])'],
	TO_DOUBLE: ['A value as a floating-point number.', 'TO_DOUBLE("1.5")'],
	TO_DOUBLE_RANGE: ['A range of numbers out of text.', 'TO_DOUBLE_RANGE("1.0..2.5")'],
	TO_EXPONENTIAL_HISTOGRAM: ['A histogram as an exponential one.', 'TO_EXPONENTIAL_HISTOGRAM(latency)'],
	TO_GAUGE: ['A counter taken as a plain number.', 'TO_GAUGE(requests)'],
	TO_GEOHASH: ['A geohash cell out of its text form.', 'TO_GEOHASH("u33d")'],
	TO_GEOHEX: ['An H3 cell out of its text form.', 'TO_GEOHEX("841f1c3ffffffff")'],
	TO_GEOPOINT: ['A place on Earth out of its text form, longitude first.', 'TO_GEOPOINT("POINT(13.4 52.5)")'],
	TO_GEOSHAPE: ['A shape on Earth out of its text form.', 'TO_GEOSHAPE("POINT(13.4 52.5)")'],
	TO_GEOTILE: ['A map tile out of its text form.', 'TO_GEOTILE("8/137/83")'],
	TO_INTEGER: ['A value as a 32-bit whole number.', 'TO_INTEGER("42")'],
	TO_IP: ['An address out of text.', 'TO_IP("10.0.0.1")'],
	TO_LONG: ['A value as a 64-bit whole number.', 'TO_LONG("9007199254740993")'],
	TO_LOWER: ['A string in lower case.', 'TO_LOWER(name)'],
	TO_RADIANS: ['An angle in degrees, in radians.', 'TO_RADIANS(180)'],
	TO_RANGE: ['A range from a lower to an upper end.', 'TO_RANGE(opened, closed)'],
	TO_STRING: ['A value as text.', 'TO_STRING(status)'],
	TO_TDIGEST: ['A histogram as a t-digest.', 'TO_TDIGEST(latency)'],
	TO_TEXT: ['A string as full text.', 'TO_TEXT(name)'],
	TO_TIMEDURATION: ['A duration of hours or shorter out of text.', 'NOW() - TO_TIMEDURATION("3 hours")'],
	TO_UNSIGNED_LONG: [
		'A value as a 64-bit whole number without sign.',
		'TO_UNSIGNED_LONG("18446744073709551615")'
	],
	TO_UPPER: ['A string in upper case.', 'TO_UPPER(name)'],
	TO_VERSION: ['A version number out of text, so that 1.10 follows 1.9.', 'TO_VERSION("1.10.0")'],
	TRANGE: [
		'True when `@timestamp` lies in a span of time up to now, or between two dates.',
		'TRANGE(1 hour)'
	],
	TRIM: ['String without the white space at both ends.', 'TRIM(line)'],
	TSTEP: ['Steps of `@timestamp` of one size, each looking back.', 'TSTEP(5 minutes)'],
	URL_DECODE: ['Text out of its URL-encoded form.', 'URL_DECODE("a%20b")'],
	URL_ENCODE: ['Text made fit for a URL; a space becomes `+`.', 'URL_ENCODE("a b")'],
	URL_ENCODE_COMPONENT: [
		'Text made fit for a part of a URL; a space becomes `%20`.',
		'URL_ENCODE_COMPONENT("a b")'
	],
	VALUES: ['Every different value of the group as one list, in no order.', 'VALUES(host)'],
	VARIANCE: ['Variance of all values of the group.', 'VARIANCE(response_ms)'],
	VARIANCE_OVER_TIME: ["Variance of a series' values in each window.", 'VARIANCE_OVER_TIME(cpu)'],
	V_COSINE: ['Cosine similarity of two vectors.', 'V_COSINE(embedding, [0.1, 0.7, 0.2])'],
	V_DOT_PRODUCT: ['Dot product of two vectors.', 'V_DOT_PRODUCT(embedding, [0.1, 0.7, 0.2])'],
	V_HAMMING: ['In how many bits two vectors differ.', 'V_HAMMING(embedding, [1, 0, 1])'],
	V_L1_NORM: [
		'Sum of the distances of two vectors along each axis.',
		'V_L1_NORM(embedding, [0.1, 0.7, 0.2])'
	],
	V_L2_NORM: ['Straight-line distance of two vectors.', 'V_L2_NORM(embedding, [0.1, 0.7, 0.2])'],
	V_MAGNITUDE: ['Length of a vector.', 'V_MAGNITUDE(embedding)'],
	WEIGHTED_AVG: ['Mean in which each value counts by a weight.', 'WEIGHTED_AVG(price, quantity)'],
	WITHOUT: ['Groups a time series by all its dimensions but the given ones.', 'WITHOUT(pod)']
};

/** The prose of a function by its upper-case name. Loaded apart from the signatures: only hover and help need it. */
export const prose: ReadonlyMap<string, Prose> = new Map(
	Object.entries(rows).map(([name, [description, example]]) => [name, { description, example }])
);
