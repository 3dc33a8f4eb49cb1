import type { EsType } from '$lib/esql/analysis/schema';
import { textLiteral } from '../literal';
import type { Interval } from './interval';
import { intervalSql } from './interval';
import { ipSql } from './ip';
import { columnType, sqlType } from './types';

/**
 * What is known of a value before running: booleans, texts (also encoded versions), doubles as number, whole numbers
 * as bigint (also addresses; dates in milliseconds, date_nanos in nanoseconds), spans of time, and lists of these.
 */
export type Constant = null | boolean | number | bigint | string | Interval | readonly Constant[];

/** An SQL expression with the ES|QL type of its result. `multi`: a LIST, never empty and without nulls. */
export interface Value {
	readonly sql: string;
	readonly type: EsType;
	readonly multi: boolean;
	readonly constant?: Constant;
	/** A LIST without duplicates. */
	readonly distinct?: boolean;
	/** A double that may be infinite or no number, which only further arithmetic may see. */
	readonly unbounded?: boolean;
	/** The values of a field that indices map to several types, one by type; only a conversion can use them. */
	readonly union?: readonly Value[];
}

/** SQL string literal. */
export const quote = textLiteral;

const timestamp = (millis: number): string => `make_timestamp(${BigInt(millis) * 1000n})`;

function literal(constant: Exclude<Constant, null | readonly Constant[]>, type: EsType): string {
	if (typeof constant === 'boolean') return String(constant);
	if (typeof constant === 'string') return quote(constant);
	if (typeof constant === 'number') return `'${constant}'::DOUBLE`;
	if (typeof constant === 'object') return intervalSql(constant as Interval);
	if (type === 'date') return timestamp(Number(constant));
	if (type === 'date_nanos') return `make_timestamp_ns(${constant})`;
	if (type === 'ip') return ipSql(constant);
	return `'${constant}'::${sqlType(type)}`;
}

const isList = (constant: Constant): constant is readonly Constant[] => Array.isArray(constant);

/** SQL of a constant of a type. */
export function constantSql(constant: Constant, type: EsType): string {
	if (constant === null) return `NULL::${sqlType(type)}`;
	if (!isList(constant)) return literal(constant, type);
	return `[${constant.map((item) => constantSql(item, type)).join(', ')}]::${columnType(type, true)}`;
}

/** A value that is known before running. Lists of one become the item, empty lists null. */
export function constantValue(constant: Constant, type: EsType): Value {
	const plain = isList(constant) && constant.length < 2 ? (constant[0] ?? null) : constant;
	return { sql: constantSql(plain, type), type, multi: isList(plain), constant: plain };
}

export const nullValue = (type: EsType): Value => constantValue(null, type);

/** True for a value that is null in every row. */
export const isNull = (value: Value): boolean => value.constant === null || value.type === 'null';

/** The value as a LIST (null stays null). */
export function listSql(value: Value): string {
	if (value.multi) return value.sql;
	if (isNull(value)) return `NULL::${columnType(value.type, true)}`;
	return `CASE WHEN ${value.sql} IS NOT NULL THEN [${value.sql}] END`;
}

/** A list without nulls that is null when empty. */
export const nonEmpty = (list: string): string => `nullif(${list}, [])`;

/** `items` are mapped one by one; results that are null disappear. */
export const mapList = (list: string, each: (item: string) => string): string =>
	nonEmpty(`list_filter(list_transform(${list}, lambda e: ${each('e')}), lambda f: f IS NOT NULL)`);

/** The values of a list in the order of their first appearance. */
export const distinctList = (list: string): string =>
	`list_transform([${list}], lambda s: list_filter(s, lambda e, i: list_position(s, e) = i))[1]`;
