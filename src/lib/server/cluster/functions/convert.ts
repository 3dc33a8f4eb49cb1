import type { EsType } from '$lib/esql/analysis/schema';
import type { Value } from '../sql/value';
import { isNull, mapList, nullValue } from '../sql/value';
import { convert } from '../sql/cast';
import { isDate, isNumeric, isSpatial, isString, sqlType } from '../sql/types';
import type { CallSite, Rule, Rules } from './rule';
import { refused, scalar, value } from './rule';

const ARGUMENT = 'java.lang.IllegalArgumentException';

/** What Elasticsearch says of a value that can't be converted. */
function failureOf(from: EsType, to: EsType): string | undefined {
	if (isString(from)) {
		if (isNumeric(to))
			return 'org.elasticsearch.xpack.esql.core.InvalidArgumentException: Cannot parse number [{}]';
		if (to === 'ip') return `${ARGUMENT}: '{}' is not an IP string literal.`;
		if (isDate(to))
			return `${ARGUMENT}: failed to parse date field [{}] with format [strict_date_optional_time]`;
		if (isSpatial(to)) return `${ARGUMENT}: Failed to parse WKT: [{}]`;
		return undefined;
	}
	if (!isNumeric(to) || to === 'double') return undefined;
	return `org.elasticsearch.xpack.esql.core.InvalidArgumentException: [{}] out of [${to}] range`;
}

/** A value converted to a type, noting the rows where that fails. */
export function converted(from: Value, to: EsType, { emit, node }: Pick<CallSite, 'emit' | 'node'>): Value {
	const result =
		convert(from, to, emit.zone) ?? emit.refuse(node, `cannot convert from [${from.type}] to [${to}]`);
	const failure = failureOf(from.type, to);
	if (!failure || result.multi || result.constant !== undefined || isNull(from)) return result;
	return { ...result, sql: emit.guard(result.sql, [from], node, failure) };
}

const to = (type: EsType): Rule => value(([from], site) => converted(from, type, site));

/** A number, or the text of one in a base from 2 to 36. */
const toWhole = (type: EsType): Rule =>
	value(([from, base], site) => {
		if (base === undefined) return converted(from, type, site);
		const { emit, node } = site;
		const [text, radix] = [emit.single(from, node), emit.single(base, node)];
		if (isNull(text) || isNull(radix)) return nullValue(type);
		const sql = `TRY_CAST(esql_whole(${text.sql}, TRY_CAST(${radix.sql} AS BIGINT)) AS ${sqlType(type)})`;
		const failure =
			'org.elasticsearch.xpack.esql.core.InvalidArgumentException: Unable to convert [{}] to number';
		return { sql: emit.guard(sql, [text, radix], node, failure), type, multi: false };
	});

/** `leading_zeros`: what `010` means in an IPv4 address. */
function toIp([from]: readonly Value[], site: CallSite): Value {
	const zeros = site.options.get('leading_zeros') ?? 'reject';
	if (zeros === 'reject' || !isString(from.type)) return converted(from, 'ip', site);
	const { emit, node } = site;
	if (zeros !== 'octal' && zeros !== 'decimal')
		return emit.refuse(
			node,
			`Illegal leading_zeros [${String(zeros)}], expected one of [reject, octal, decimal]`
		);
	const one = (text: string) => `esql_ip_zeros(${text}, '${zeros}')`;
	if (from.multi) return { sql: mapList(from.sql, one), type: 'ip', multi: true };
	const failure = failureOf(from.type, 'ip') ?? '';
	return { sql: emit.guard(one(from.sql), [from], node, failure), type: 'ip', multi: false };
}

export const conversion: Rules = {
	TO_BOOLEAN: to('boolean'),
	TO_CARTESIANPOINT: to('cartesian_point'),
	TO_CARTESIANSHAPE: to('cartesian_shape'),
	TO_DATEPERIOD: to('date_period'),
	TO_DATETIME: to('date'),
	TO_DATE_NANOS: to('date_nanos'),
	TO_DATE_RANGE: to('date_range'),
	TO_DENSE_VECTOR: to('dense_vector'),
	TO_DOUBLE: to('double'),
	TO_DOUBLE_RANGE: to('double_range'),
	TO_GEOHASH: to('geohash'),
	TO_GEOTILE: to('geotile'),
	TO_GAUGE: value(([from], { returns }) => ({ ...from, type: returns })),
	TO_COUNTER: value(([from], { returns }) => ({ ...from, type: returns })),
	TO_GEOPOINT: to('geo_point'),
	TO_GEOSHAPE: to('geo_shape'),
	TO_INTEGER: toWhole('integer'),
	TO_IP: value(toIp),
	TO_LONG: toWhole('long'),
	TO_STRING: to('keyword'),
	TO_TEXT: to('text'),
	TO_TIMEDURATION: to('time_duration'),
	TO_UNSIGNED_LONG: to('unsigned_long'),
	TO_VERSION: to('version'),
	TO_AGGREGATE_METRIC_DOUBLE: refused('aggregate_metric_double is not available on this cluster'),
	TO_EXPONENTIAL_HISTOGRAM: refused('exponential_histogram is not available on this cluster'),
	TO_TDIGEST: refused('tdigest is not available on this cluster'),
	TO_GEOHEX: refused('geohex cells are not available on this cluster'),
	HASH: scalar(([algorithm, text], { values, emit, node }) => {
		const name = values[0].constant;
		if (typeof name === 'string' && !/^(?:md5|sha-?(?:1|224|256|384|512))$/i.test(name)) {
			emit.refuse(node, `invalid algorithm for [${emit.source(node)}]: ${name} MessageDigest not available`);
		}
		return `esql_hash(${algorithm}, ${text})`;
	}, 'java.security.NoSuchAlgorithmException: {} MessageDigest not available'),
	MD5: scalar(([text]) => `md5(${text})`),
	SHA1: scalar(([text]) => `sha1(${text})`),
	SHA256: scalar(([text]) => `sha256(${text})`)
};
