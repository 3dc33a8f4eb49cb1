import type { EsType } from '$lib/esql/analysis/schema';
import { parseInterval } from './interval';
import { parseIp } from './ip';
import { parseIsoMillis, parseIsoNanos } from './isodate';
import {
	gaugeType,
	isCell,
	isDate,
	isNumeric,
	isPoint,
	isRange,
	isSpan,
	isSpatial,
	isString,
	sqlType
} from './types';
import { rangeOf, rangeText } from './range';
import type { Constant, Value } from './value';
import { constantValue, isNull, listSql, mapList, nullValue } from './value';
import { encodeVersion, versionTextSql } from './version';
import type { Zone } from './zone';

const POINT = '^\\s*POINT\\s*\\(\\s*([-+0-9.eE]+)\\s+([-+0-9.eE]+)\\s*\\)\\s*$';

function pointOf(text: string): string {
	const part = (group: number) => `TRY_CAST(regexp_extract(${text}, '${POINT}', ${group}, 'i') AS DOUBLE)`;
	return `CASE WHEN isfinite(${part(1)}) AND isfinite(${part(2)}) THEN {'x': ${part(1)}, 'y': ${part(2)}} END`;
}

export const pointText = (point: string): string =>
	`('POINT (' || esql_double_text(${point}.x) || ' ' || esql_double_text(${point}.y) || ')')`;

/** Unsigned longs lose their fraction, all others are rounded. */
const rounded = (x: string, type: EsType) =>
	`TRY_CAST(${type === 'unsigned_long' ? `trunc(${x})` : `floor(${x} + 0.5)`} AS ${sqlType(type)})`;

function textToDouble(x: string): string {
	const number = `TRY_CAST(trim(${x}) AS DOUBLE)`;
	return `CASE WHEN isfinite(${number}) AND NOT contains(${x}, '_') THEN ${number} END`;
}

const shown = (nanos: boolean, x: string, zone: Zone) =>
	`esql_date_format('strict_date_optional_time', epoch_ms(${x}), ${nanos ? `(epoch_ns(${x}) % 1000000)::INTEGER` : '0'}, '${zone.name}')`;

function toNumber(x: string, from: EsType, to: EsType): string | undefined {
	const type = sqlType(to);
	if (from === 'boolean') return `(${x})::INTEGER::${type}`;
	if (isString(from)) return to === 'double' ? textToDouble(x) : textToWhole(x, to);
	if (from === 'date')
		return to === 'double' ? `epoch_ms(${x})::DOUBLE` : `TRY_CAST(epoch_ms(${x}) AS ${type})`;
	if (isCell(from)) return to === 'long' ? `esql_geo_cell_number('${from}', ${x})` : undefined;
	if (from === 'date_nanos') return `TRY_CAST(epoch_ns(${x}) AS ${type})`;
	if (!isNumeric(from)) return undefined;
	return from === 'double' && to !== 'double' ? rounded(x, to) : `TRY_CAST(${x} AS ${type})`;
}

/** A text that is written as its number needs no closer look; others may have spaces, a fraction or an exponent. */
function textToWhole(x: string, to: EsType): string {
	const direct = `TRY_CAST(${x} AS ${sqlType(to)})`;
	const digits = `regexp_full_match(${x}, '[+-]?[0-9]+')`;
	const other = `CASE WHEN ${digits} THEN ${direct} ELSE ${rounded(textToDouble(x), to)} END`;
	return `CASE WHEN ${direct}::VARCHAR = ${x} THEN ${direct} ELSE ${other} END`;
}

function toText(x: string, from: EsType, zone: Zone): string {
	if (isString(from) || isSpatial(from) || from === '_source') return isPoint(from) ? pointText(x) : x;
	if (isRange(from))
		return rangeText(x, (bound) => toText(bound, from === 'date_range' ? 'date' : 'double', zone));
	if (from === 'dense_vector')
		return `('[' || array_to_string(list_transform(${x}, lambda v: esql_double_text(v)), ', ') || ']')`;
	if (from === 'double') return `esql_double_text(${x})`;
	if (isDate(from)) return shown(from === 'date_nanos', x, zone);
	if (from === 'ip') return `esql_ip_text(${x})`;
	if (from === 'version') return versionTextSql(x);
	return `(${x})::VARCHAR`;
}

function toDate(x: string, from: EsType, to: EsType): string | undefined {
	if (from === 'date')
		return to === 'date'
			? x
			: `CASE WHEN ${x} BETWEEN '1970-01-01' AND '2262-04-11 23:47:16' THEN (${x})::TIMESTAMP_NS END`;
	if (from === 'date_nanos') return to === 'date' ? `date_trunc('millisecond', (${x})::TIMESTAMP)` : x;
	if (isString(from)) {
		return to === 'date' ? `make_timestamp(esql_millis(${x}) * 1000)` : `make_timestamp_ns(esql_nanos(${x}))`;
	}
	if (!isNumeric(from)) return undefined;
	const whole = `TRY_CAST(${from === 'double' ? `trunc(${x})` : x} AS BIGINT)`;
	return to === 'date'
		? `TRY(make_timestamp(${whole} * 1000))`
		: `CASE WHEN ${whole} BETWEEN 0 AND 9223372036854775806 THEN make_timestamp_ns(${whole}) END`;
}

function toShape(x: string, from: EsType): string | undefined {
	if (isString(from)) return `esql_geo_valid(${x})`;
	if (isCell(from)) return `esql_geo_cell_shape('${from}', ${x})`;
	if (isPoint(from)) return pointText(x);
	return isSpatial(from) ? x : undefined;
}

function toCell(x: string, from: EsType, grid: EsType): string | undefined {
	if (from === 'long') return `esql_geo_cell_name('${grid}', ${x})`;
	if (!isString(from)) return undefined;
	return `CASE WHEN esql_geo_cell_shape('${grid}', lower(${x})) IS NOT NULL THEN lower(${x}) END`;
}

const toBound = (text: string, range: EsType, zone: Zone) =>
	convertSql(text, 'keyword', range === 'date_range' ? 'date' : 'double', zone) ?? 'NULL';

/** A text is a JSON list of numbers, or bytes in hexadecimal. */
function toVector(x: string, from: EsType): string | undefined {
	if (isString(from))
		return (
			`coalesce(TRY_CAST(${x} AS FLOAT[]), CASE WHEN regexp_full_match(${x}, '(?:[0-9a-fA-F]{2})+') ` +
			`THEN list_transform(regexp_extract_all(${x}, '..'), lambda h: ('0x' || h)::INTEGER::UTINYINT::INTEGER - CASE WHEN ('0x' || h)::INTEGER > 127 THEN 256 ELSE 0 END)::FLOAT[] END)`
		);
	if (!isNumeric(from)) return undefined;
	const one = `TRY_CAST(${x} AS FLOAT)`;
	return `CASE WHEN ${one} IS NOT NULL THEN [${one}] END`;
}

/** SQL that turns one value of `from` into `to`, NULL where it can't; undefined when there is no such conversion. */
export function convertSql(x: string, from: EsType, to: EsType, zone: Zone): string | undefined {
	const source = gaugeType(from);
	const target = gaugeType(to);
	if (source === target) return x;
	if (isString(target)) return toText(x, source, zone);
	if (isNumeric(target)) return toNumber(x, source, target);
	if (isDate(target)) return toDate(x, source, target);
	if (target === 'boolean') {
		if (isString(source)) return `(lower(${x}) = 'true')`;
		return isNumeric(source) ? `(${x} <> 0)` : undefined;
	}
	if (target === 'ip') return isString(source) ? `esql_ip(${x})` : undefined;
	if (target === 'version') return isString(source) ? `esql_version(${x})` : undefined;
	if (isPoint(target)) return isString(source) ? pointOf(x) : isPoint(source) ? x : undefined;
	if (target === 'geo_shape' || target === 'cartesian_shape') return toShape(x, source);
	if (isCell(target)) return toCell(x, source, target);
	if (isRange(target))
		return isString(source) ? rangeOf(x, (bound) => toBound(bound, target, zone)) : undefined;
	if (target === 'dense_vector') return toVector(x, source);
	if (isSpan(target)) return isSpan(source) ? x : undefined;
	return undefined;
}

/** A constant text as a constant of another type; undefined when it has to be converted while running. */
function foldText(text: string, to: EsType, zone: Zone): Constant | undefined {
	switch (to) {
		case 'date': {
			const millis = parseIsoMillis(text, zone);
			return millis === undefined ? undefined : BigInt(millis);
		}
		case 'date_nanos':
			return parseIsoNanos(text, zone);
		case 'ip':
			return parseIp(text);
		case 'version':
			return encodeVersion(text);
		case 'keyword':
		case 'text':
			return text;
		case 'date_period':
		case 'time_duration':
			return parseInterval(text);
		default:
			return undefined;
	}
}

function foldNumber(constant: bigint | number, to: EsType): Constant | undefined {
	if (to === 'double') return Number(constant);
	if (typeof constant === 'bigint' && to === 'long' && BigInt.asIntN(64, constant) === constant)
		return constant;
	if (typeof constant === 'bigint' && to === 'date' && Math.abs(Number(constant)) < 8.64e15) return constant;
	return undefined;
}

function fold({ constant, type }: Value, to: EsType, zone: Zone): Constant | undefined {
	if (typeof constant === 'string' && isString(type)) return foldText(constant, to, zone);
	if (isNumeric(type) && (typeof constant === 'bigint' || typeof constant === 'number'))
		return foldNumber(constant, to);
	return undefined;
}

function unite(union: readonly Value[], to: EsType, zone: Zone): Value | undefined {
	const parts = union.map((part) => convert(part, to, zone)).filter((part) => part !== undefined);
	if (parts.length < union.length) return undefined;
	const multi = parts.some((part) => part.multi);
	return {
		sql: `coalesce(${parts.map((part) => (multi ? listSql(part) : part.sql)).join(', ')})`,
		type: to,
		multi
	};
}

/**
 * The value converted, element by element when it has several; NULL where an element can't be.
 * undefined when the types have no conversion.
 */
export function convert(value: Value, to: EsType, zone: Zone): Value | undefined {
	if (value.type === to) return value;
	if (value.union) return unite(value.union, to, zone);
	if (isNull(value)) return nullValue(to);
	const folded = fold(value, to, zone);
	if (folded !== undefined) return constantValue(folded, to);
	if (to === 'dense_vector' && value.multi && isNumeric(value.type))
		return { sql: `TRY_CAST(${value.sql} AS FLOAT[])`, type: to, multi: false };
	const one = convertSql('e', value.type, to, zone);
	if (one === undefined) return undefined;
	if (value.multi) {
		const sql =
			one === 'e' ? value.sql : mapList(value.sql, (item) => convertSql(item, value.type, to, zone) ?? item);
		return { sql, type: to, multi: true, constant: one === 'e' ? value.constant : undefined };
	}
	const sql = convertSql(value.sql, value.type, to, zone) ?? value.sql;
	return { sql, type: to, multi: false, constant: one === 'e' ? value.constant : undefined };
}
