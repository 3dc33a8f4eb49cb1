import type { Binary, Expression, In, Unary } from '../syntax/ast';
import type { EsType } from './schema';
import type { Findings } from './scope';
import { isDate, isNumeric, isOpen, isSpan, isString, typeName, widest } from './types';

const ordered = [
	'date_nanos',
	'datetime',
	'double',
	'integer',
	'ip',
	'keyword',
	'long',
	'text',
	'unsigned_long'
];
const equatable = [
	...['boolean', 'cartesian_point', 'cartesian_shape', ...ordered],
	...['geo_point', 'geo_shape', 'geohash', 'geohex', 'geotile']
];

const list = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;

const comparable: Readonly<Record<'equal' | 'order', readonly string[]>> = {
	equal: [...equatable, 'version'].sort(),
	order: [...ordered, 'version']
};

/** `argument of [abs(x)] must be [numeric], found value [x] type [keyword]`; `which` is `first argument` and so on. */
export function mismatch(
	node: Expression,
	which: string,
	expected: string,
	argument: Expression,
	type: EsType,
	findings: Findings
): void {
	findings.error(
		node,
		'type_mismatch',
		`${which} of [${findings.source(node)}] must be [${expected}], found value [${findings.name(argument)}] type [${typeName(type)}]`
	);
}

/** Notes what keeps two types from being compared. */
export function compare(node: Binary, a: EsType, b: EsType, findings: Findings): void {
	const types = comparable[['==', '!=', '=~'].includes(node.operator) ? 'equal' : 'order'];
	for (const [which, operand, type] of [
		['first argument', node.left, a],
		['second argument', node.right, b]
	] as const)
		if (!isOpen(type) && !types.includes(typeName(type)))
			return mismatch(node, which, list(types), operand, type, findings);
	if (isOpen(a) || isOpen(b) || areComparable(a, b)) return;
	const name = isNumeric(a) ? 'numeric' : typeName(a);
	const source = findings.source(node);
	findings.error(
		node,
		'type_mismatch',
		a === 'unsigned_long' || b === 'unsigned_long'
			? `first argument of [${source}] is [${typeName(a)}] and second is [${typeName(b)}]. [unsigned_long] can only be operated on together with another [unsigned_long]`
			: `first argument of [${source}] is [${name}] so second argument must also be [${name}] but was [${typeName(b)}]`
	);
}

function areComparable(a: EsType, b: EsType): boolean {
	if (a === 'unsigned_long' || b === 'unsigned_long') return a === b;
	return (
		a === b || (isNumeric(a) && isNumeric(b)) || (isString(a) && isString(b)) || (isDate(a) && isDate(b))
	);
}

/** Notes the first item of IN that can't be compared with the value. */
export function member(
	node: In & { list: readonly Expression[] },
	type: EsType,
	items: readonly EsType[],
	findings: Findings
): void {
	if (isOpen(type)) return;
	for (const [at, item] of items.entries()) {
		if (isOpen(item) || areComparable(type, item)) continue;
		return mismatch(
			node,
			`${at + 1}${['st', 'nd', 'rd'][at] ?? 'th'} argument`,
			typeName(type),
			node.list[at],
			item,
			findings
		);
	}
}

/** The type of a sum, difference, product, quotient or remainder. */
export function arithmetic(node: Binary, a: EsType, b: EsType, findings: Findings): EsType {
	const temporal = node.operator === '+' || node.operator === '-';
	const expected = temporal ? 'date_nanos, datetime, numeric or dense_vector' : 'numeric';
	const fits = (type: EsType) =>
		isNumeric(type) ||
		isOpen(type) ||
		(temporal && (isDate(type) || isSpan(type) || type === 'dense_vector'));
	for (const [which, operand, type] of [
		['first argument', node.left, a],
		['second argument', node.right, b]
	] as const) {
		if (fits(type)) continue;
		mismatch(node, which, expected, operand, type, findings);
		return 'unknown';
	}
	if (a === 'unknown' || b === 'unknown') return 'unknown';
	if (a === 'null' || b === 'null') return a === 'null' ? b : a;
	if (isNumeric(a) && isNumeric(b) && (a === 'unsigned_long') === (b === 'unsigned_long'))
		return widest(a, b);
	if (isDate(a) && isSpan(b)) return a;
	if (isSpan(a) && isDate(b) && node.operator === '+') return b;
	if (a === b && (isSpan(a) || a === 'dense_vector')) return a;
	findings.error(
		node,
		'type_mismatch',
		isSpan(a) && isDate(b)
			? `[-] arguments are in unsupported order: cannot subtract a [${typeName(b).toUpperCase()}] value [${findings.source(node.right)}] from a [${a.toUpperCase()}] amount [${findings.source(node.left)}]`
			: `[${node.operator}] has arguments with incompatible types [${typeName(a)}] and [${typeName(b)}]`
	);
	return 'unknown';
}

/** The type of NOT and of a sign. */
export function unary(node: Unary, type: EsType, findings: Findings): EsType {
	if (node.operator === 'not') {
		if (type !== 'boolean' && !isOpen(type))
			mismatch(node, 'argument', 'boolean', node.operand, type, findings);
		return 'boolean';
	}
	const fits =
		isOpen(type) || isSpan(type) || type === 'dense_vector' || (isNumeric(type) && type !== 'unsigned_long');
	if (fits) return type;
	mismatch(node, 'argument', 'numeric, date_period or time_duration', node.operand, type, findings);
	return 'unknown';
}
