import type { EsType } from '$lib/esql/analysis/schema';
import type { Binary, BinaryOperator, Expression, Span } from '$lib/esql/syntax/ast';
import { convert } from './cast';
import type { Emit } from './emit';
import type { Interval } from './interval';
import { addInterval, intervalSql, negateInterval, shifted } from './interval';
import { gaugeType, isDate, isNumeric, isSpan, isString, isWhole, sqlType } from './types';
import type { Constant, Value } from './value';
import { constantValue, isNull, nullValue } from './value';

const boolean = (sql: string): Value => ({ sql: `(${sql})`, type: 'boolean', multi: false });

/** The type of `a ∘ b` on numbers. */
export function numericType(a: EsType, b: EsType): EsType {
	const [left, right] = [gaugeType(a), gaugeType(b)];
	for (const type of ['double', 'unsigned_long', 'long'] as const)
		if (left === type || right === type) return type;
	return 'integer';
}

function foldWhole(operator: BinaryOperator, a: bigint, b: bigint, type: EsType): Constant | undefined {
	const result = operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : undefined;
	if (result === undefined) return undefined;
	const bits = type === 'integer' ? 32 : 64;
	const held = type === 'unsigned_long' ? BigInt.asUintN(64, result) : BigInt.asIntN(bits, result);
	return held === result ? result : undefined;
}

function foldDouble(operator: BinaryOperator, a: number, b: number): Constant | undefined {
	const result =
		operator === '+'
			? a + b
			: operator === '-'
				? a - b
				: operator === '*'
					? a * b
					: operator === '/'
						? a / b
						: a % b;
	return Number.isFinite(result) ? result : undefined;
}

function foldArithmetic(
	operator: BinaryOperator,
	left: Value,
	right: Value,
	type: EsType
): Constant | undefined {
	const [a, b] = [left.constant, right.constant];
	if (isWhole(type))
		return typeof a === 'bigint' && typeof b === 'bigint' ? foldWhole(operator, a, b, type) : undefined;
	const numbers = [a, b].every((c) => typeof c === 'number' || typeof c === 'bigint');
	return numbers ? foldDouble(operator, Number(a), Number(b)) : undefined;
}

/** Above this, adding a constant can take a double out of its range. */
const FAR = 1e290;

/** False where one side is a constant too small to take a double out of its range. */
function canOverflow(operator: BinaryOperator, left: Value, right: Value): boolean {
	if (left.unbounded || right.unbounded) return true;
	const harmless = operator === '*' ? 1 : FAR;
	return ![left, right].some(
		({ constant }) =>
			(typeof constant === 'number' || typeof constant === 'bigint') && Math.abs(Number(constant)) <= harmless
	);
}

const sidesOf = (type: EsType, ...sides: readonly Value[]): readonly string[] =>
	sides.map((side) => (side.type === type ? side.sql : `${side.sql}::${sqlType(type)}`));

/** Longer operands are not written a second time. */
const REPEATED_LENGTH = 200;

/** The least number divided by -1 is itself again, as Java has it. */
function wholeQuotient(a: string, b: string, operator: string, type: EsType): string {
	const divided = `TRY(${a} ${operator} ${b})`;
	if (type === 'unsigned_long' || a.length + b.length > REPEATED_LENGTH) return divided;
	return `coalesce(${divided}, CASE WHEN ${b} = -1 THEN ${operator === '%' ? `${a} - ${a}` : a} END)`;
}

function quotient(node: Binary, left: Value, right: Value, type: EsType, emit: Emit): Value {
	const [a, b] = sidesOf(type, left, right);
	const operator = node.operator === '/' && isWhole(type) ? '//' : node.operator;
	if (right.constant !== undefined && Number(right.constant) >= 1)
		return { sql: `(${a} ${operator} ${b})`, type, multi: false };
	const failure = 'java.lang.ArithmeticException: / by zero';
	const result = isWhole(type)
		? wholeQuotient(a, b, operator, type)
		: finite(`${a} ${operator} nullif(${b}, 0)`);
	return { sql: `(${emit.guard(result, [left, right], node, failure)})`, type, multi: false };
}

/** NULL where a double is infinite or no number. */
const finite = (sql: string): string => `CASE WHEN isfinite(${sql}) THEN ${sql} END`;

/** A value that is NULL, with a warning, where it has left the range of a double. */
export function bounded(value: Value, span: Span, emit: Emit): Value {
	if (!value.unbounded) return value;
	const { sql, type, multi } = value;
	const failure = 'java.lang.ArithmeticException: not a finite double number: {}';
	const note = emit.note(span, failure, `esql_double_text(${sql})`);
	return {
		sql: `CASE WHEN isfinite(${sql}) THEN ${sql} WHEN ${sql} IS NOT NULL THEN ${note} END`,
		type,
		multi
	};
}

function arithmetic(node: Binary, left: Value, right: Value, type: EsType, emit: Emit): Value {
	const folded = foldArithmetic(node.operator, left, right, type);
	if (folded !== undefined) return constantValue(folded, type);
	if (node.operator === '/' || node.operator === '%') return quotient(node, left, right, type, emit);
	const [a, b] = sidesOf(type, left, right);
	if (!isWhole(type)) {
		const sql = `(${a} ${node.operator} ${b})`;
		return { sql, type, multi: false, unbounded: canOverflow(node.operator, left, right) };
	}
	const failure = `java.lang.ArithmeticException: ${type} overflow`;
	const sql = emit.guard(`TRY(${a} ${node.operator} ${b})`, [left, right], node, failure);
	return { sql: `(${sql})`, type, multi: false };
}

const toInterval = (value: Value, emit: Emit): Value =>
	isSpan(value.type) ? value : (convert(value, 'date_period', emit.zone) ?? value);

function shift(node: Binary, left: Value, right: Value, emit: Emit): Value {
	const [date, other] = isDate(left.type) ? [left, right] : [right, left];
	const span = toInterval(other, emit);
	const negative = node.operator === '-';
	const known = span.constant as Interval | undefined;
	if (date.type === 'date' && typeof date.constant === 'bigint' && known) {
		const shifted = addInterval(Number(date.constant), negative ? negateInterval(known) : known);
		return constantValue(Number.isFinite(shifted) ? BigInt(shifted) : null, 'date');
	}
	const sql = known
		? intervalSql(negative ? negateInterval(known) : known)
		: `${negative ? '-' : ''}(${span.sql})`;
	return { sql: `(${shifted(date.sql, sql, date.type === 'date_nanos')})`, type: date.type, multi: false };
}

/** Both sides in a form that SQL compares as ES|QL does: constant texts take the other side's type. */
export function comparable(left: Value, right: Value, emit: Emit): readonly [Value, Value] {
	if (left.type === right.type || isNull(left) || isNull(right)) return [left, right];
	if (isString(left.type) && !isString(right.type))
		return [convert(left, right.type, emit.zone) ?? left, right];
	if (isString(right.type) && !isString(left.type))
		return [left, convert(right, left.type, emit.zone) ?? right];
	if (left.type === 'date' && right.type === 'date_nanos')
		return [convert(left, 'date_nanos', emit.zone) ?? left, right];
	if (left.type === 'date_nanos' && right.type === 'date')
		return [left, convert(right, 'date_nanos', emit.zone) ?? right];
	return [left, right];
}

const COMPARISONS: Partial<Record<BinaryOperator, string>> = {
	'==': '=',
	'!=': '<>',
	'<': '<',
	'<=': '<=',
	'>': '>',
	'>=': '>='
};

function compare(node: Binary, left: Value, right: Value, emit: Emit): Value {
	if (isNull(left) || isNull(right)) return nullValue('boolean');
	const [a, b] = comparable(left, right, emit);
	if (node.operator === '=~') return boolean(`lower(${a.sql}) = lower(${b.sql})`);
	return boolean(`${a.sql} ${COMPARISONS[node.operator]} ${b.sql}`);
}

/** Operators that give an infinite double for one; all others must not see it. */
const STAYS_OPEN: ReadonlySet<BinaryOperator> = new Set(['+', '-', '*']);

/** `known` is the type the analysis found for the whole. Operands are single values. */
export function binary(
	node: Binary,
	sides: readonly [Value, Value],
	known: EsType | undefined,
	emit: Emit
): Value {
	const keeps = STAYS_OPEN.has(node.operator);
	const [left, right] = keeps
		? sides
		: [bounded(sides[0], node.left, emit), bounded(sides[1], node.right, emit)];
	if (node.operator === 'and' || node.operator === 'or') {
		const [a, b] = sides.map((side) => (isNull(side) ? nullValue('boolean') : side));
		return boolean(`${a.sql} ${node.operator.toUpperCase()} ${b.sql}`);
	}
	if (COMPARISONS[node.operator] || node.operator === '=~') return compare(node, left, right, emit);
	if (isNull(left) || isNull(right)) return nullValue(known ?? (isNull(left) ? right.type : left.type));
	if (isDate(left.type) || isDate(right.type)) return shift(node, left, right, emit);
	if (isSpan(left.type) && isSpan(right.type)) {
		return { sql: `(${left.sql} ${node.operator} ${right.sql})`, type: left.type, multi: false };
	}
	if (!isNumeric(left.type) || !isNumeric(right.type)) {
		emit.refuse(
			node,
			`[${node.operator}] has arguments with incompatible types [${left.type}] and [${right.type}]`
		);
	}
	return arithmetic(node, left, right, known ?? numericType(left.type, right.type), emit);
}

/** `-x`. */
export function negative(node: Expression, value: Value, emit: Emit): Value {
	const { constant, type } = value;
	if (isNull(value)) return nullValue(type);
	if (isSpan(type)) {
		return constant
			? constantValue(negateInterval(constant as Interval), type)
			: { ...value, sql: `(-${value.sql})` };
	}
	if (typeof constant === 'number') return constantValue(-constant, type);
	if (typeof constant === 'bigint' && type !== 'unsigned_long') {
		const bits = type === 'integer' ? 32 : 64;
		if (BigInt.asIntN(bits, -constant) === -constant) return constantValue(-constant, type);
	}
	const failure = `java.lang.ArithmeticException: ${type} overflow`;
	return { sql: `(${emit.guard(`TRY(-${value.sql})`, [value], node, failure)})`, type, multi: false };
}
