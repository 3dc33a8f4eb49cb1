import type { EsType } from '$lib/esql/analysis/schema';
import { textLiteral } from '../literal';
import { ipSql, parseCidr, parseIp } from '../sql/ip';
import { isDate, isString, isWhole } from '../sql/types';
import { constantSql } from '../sql/value';
import { encodeVersion } from '../sql/version';
import { containsWords, wordsOf } from '../sql/search';
import type { TableField } from '../table';
import type { Bound, Clause, Sought } from './clause';
import { cannotCreate, fractionalNumber, limitsOf, truth, wholeNumber } from './constant';
import { defaultFormat, type Moments, readMoments, requiredZone } from './datemath';
import { textOf } from './members';

/** Turns an SQL expression of one value into a condition; `always` and `never` for what no value changes. */
export type Test = ((value: string) => string) | 'always' | 'never';

export interface Times {
	/** Epoch milliseconds of `now`. */
	readonly now: number;
	/** Zone of dates that name none. */
	readonly timeZone: string;
}

type Range = Extract<Clause, { kind: 'range' }>;
const isFraction = (type: EsType) => type === 'double' || type === 'counter_double';

/** The value is one of those sought. */
export function termTest(field: TableField, values: readonly Sought[], anyCase: boolean, times: Times): Test {
	const terms = values.map((value) => termOf(field, value, anyCase, times)).filter((term) => term !== never);
	if (terms.length === 0) return 'never';
	const equal = terms.filter((term) => typeof term === 'string');
	const other = terms.filter((term) => typeof term === 'function');
	return (x) => {
		const parts = other.map((test) => (terms.length === 1 ? test(x) : `(${test(x)})`));
		if (equal.length === 1) parts.push(`${x} = ${equal[0]}`);
		else if (equal.length > 1) parts.push(`${x} IN (${equal.join(', ')})`);
		return parts.join(' OR ');
	};
}

/** What no value can be. */
const never = Symbol('never');

/** The SQL literal that a value must equal, or a condition of its own. */
type Term = string | ((value: string) => string) | typeof never;

function termOf({ name, type }: TableField, value: Sought, anyCase: boolean, times: Times): Term {
	const text = textOf(value);
	if (type === 'text') {
		const [word, ...more] = wordsOf(text);
		const single = word !== undefined && more.length === 0 && (anyCase || word === text);
		return single ? (x) => containsWords(x, [word], true) : never;
	}
	if (isString(type)) {
		return anyCase ? (x) => `lower(${x}) = ${textLiteral(text.toLowerCase())}` : textLiteral(text);
	}
	const limits = limitsOf(type);
	if (limits) {
		const { below, above } = wholeNumber(value);
		const fits = below === above && below >= limits[0] && below <= limits[1];
		return fits ? constantSql(below, type) : never;
	}
	if (isFraction(type)) return constantSql(fractionalNumber(value), 'double');
	if (type === 'boolean') return String(truth(value));
	if (type === 'version') return textLiteral(encodeVersion(text));
	if (type === 'ip') {
		const { first, last } = parseCidr(text) ?? noAddress(text);
		return first === last ? ipSql(first) : between(ipSql(first), ipSql(last));
	}
	if (isDate(type)) {
		const { first, last } = moments(value, type, undefined, undefined, times);
		return between(instantSql(first, type), instantSql(last, type));
	}
	return cannotCreate(`Field [${name}] of type [${type}] does not support term queries`);
}

const between = (first: string, last: string) => (x: string) => `${x} >= ${first} AND ${x} <= ${last}`;

/** The value lies between the bounds. */
export function rangeTest(field: TableField, range: Range, times: Times): Test {
	const { type, name } = field;
	if (isWhole(type)) return wholeRange(type, range);
	const sql = boundSql(field, range, times);
	if (!sql) return cannotCreate(`Field [${name}] of type [${type}] does not support range queries`);
	const { lower, upper } = range;
	const sides = [
		lower && { operator: lower.inclusive ? '>=' : '>', bound: sql(lower, 'lower') },
		upper && { operator: upper.inclusive ? '<=' : '<', bound: sql(upper, 'upper') }
	].filter((side) => side !== undefined);
	if (sides.length === 0) return 'always';
	return (x) => sides.map(({ operator, bound }) => `${x} ${operator} ${bound}`).join(' AND ');
}

/** Whole numbers have whole bounds: `> 5.5` is `>= 6`, and what lies beyond the type's limits bounds nothing. */
function wholeRange(type: EsType, { lower, upper }: Range): Test {
	const [least, most] = limitsOf(type) ?? [0n, 0n];
	const first = lower ? smallest(lower) : least;
	const last = upper ? largest(upper) : most;
	if (first > last || first > most || last < least) return 'never';
	const sides = [
		...(first > least ? [['>=', first] as const] : []),
		...(last < most ? [['<=', last] as const] : [])
	];
	if (sides.length === 0) return 'always';
	return (x) =>
		sides.map(([operator, bound]) => `${x} ${operator} ${constantSql(bound, type)}`).join(' AND ');
}

function smallest({ value, inclusive }: Bound): bigint {
	const { below, above } = wholeNumber(value);
	return below === above && !inclusive ? above + 1n : above;
}

function largest({ value, inclusive }: Bound): bigint {
	const { below, above } = wholeNumber(value);
	return below === above && !inclusive ? below - 1n : below;
}

type BoundSql = (bound: Bound, side: 'lower' | 'upper') => string;

/** How bounds of a type become SQL; undefined when the type has no order. */
function boundSql({ type }: TableField, range: Range, times: Times): BoundSql | undefined {
	if (isString(type)) return ({ value }) => textLiteral(textOf(value));
	if (isFraction(type)) return ({ value }) => constantSql(fractionalNumber(value), 'double');
	if (type === 'boolean') return ({ value }) => String(truth(value));
	if (type === 'version') return ({ value }) => textLiteral(encodeVersion(textOf(value)));
	if (type === 'ip') return ({ value }) => ipSql(parseIp(textOf(value)) ?? noAddress(textOf(value)));
	if (!isDate(type)) return undefined;
	return ({ value, inclusive }, side) => {
		const { first, last } = moments(value, type, range.format, range.timeZone, times);
		return instantSql((side === 'lower') === inclusive ? first : last, type);
	};
}

function moments(
	value: Sought,
	type: EsType,
	format: string | undefined,
	timeZone: string | undefined,
	{ now, timeZone: otherwise }: Times
): Moments {
	return readMoments(textOf(value), {
		now,
		zone: requiredZone(timeZone ?? otherwise),
		format: format ?? (type === 'date_nanos' ? defaultFormat.date_nanos : defaultFormat.date)
	});
}

const LAST_NANO = 2n ** 63n - 1n;
/** JavaScript's last moment, in milliseconds; DuckDB's is later. */
const LAST_MILLI = 8_640_000_000_000_000n;

const clamp = (value: bigint, least: bigint, most: bigint) =>
	value < least ? least : value > most ? most : value;

function instantSql(nanos: bigint, type: EsType): string {
	if (type === 'date_nanos') return constantSql(clamp(nanos, 0n, LAST_NANO), type);
	const millis = nanos / 1_000_000n - (nanos % 1_000_000n < 0n ? 1n : 0n);
	return constantSql(clamp(millis, -LAST_MILLI, LAST_MILLI), type);
}

const noAddress = (text: string): never => cannotCreate(`'${text}' is not an IP string literal.`);
