import { isWhole, sqlType } from '../sql/types';
import type { CallSite, Rules } from './rule';
import { call, scalar, value } from './rule';
import { constantValue } from '../sql/value';

const OVERFLOW = (site: CallSite) => `java.lang.ArithmeticException: ${site.returns} overflow`;
const NOT_FINITE = 'java.lang.ArithmeticException: not a finite double number';

const double = (sql: string) => `(${sql})::DOUBLE`;
const finite = (sql: string) => `CASE WHEN isfinite(${sql}) THEN ${sql} END`;
const total = (name: string) => scalar(([x]) => `${name}(${double(x)})`);
const partial = (name: string, fails: string) => scalar(([x]) => `TRY(${name}(${double(x)}))`, fails);
const wholeAsIs = (name: string) => scalar(([x], { types }) => (isWhole(types[0]) ? x : `${name}(${x})`));
const constant = (number: number) => value(() => constantValue(number, 'double'));

function round([x, digits = '0']: readonly string[], { types }: CallSite): string {
	if (types.length < 2) return isWhole(types[0]) ? x : `round(${x}, 0)`;
	const places = `greatest(-400, least(400, ${digits}))::INTEGER`;
	if (isWhole(types[0])) {
		const rounded = `TRY_CAST(round((${x})::HUGEINT, ${places}) AS ${sqlType(types[0])})`;
		return `CASE WHEN ${digits} >= 0 THEN ${x} ELSE ${rounded} END`;
	}
	return `round(${x}, ${places})`;
}

/** One step of Newton's method takes the last bit's error from DuckDB's cube root. */
function cubeRoot(x: string): string {
	const root = `cbrt(${x})`;
	return `CASE WHEN ${x} = 0 THEN ${x} ELSE ${root} - (${root} * ${root} * ${root} - ${x}) / (3 * ${root} * ${root}) END`;
}

function logarithm(args: readonly string[]): string {
	const [base, x] = args.length === 2 ? args : [undefined, args[0]];
	const natural = `TRY(ln(${double(x)}))`;
	return base === undefined ? natural : `${natural} / nullif(TRY(ln(${double(base)})), 0)`;
}

export const math: Rules = {
	ABS: scalar(([x], { types }) => (types[0] === 'unsigned_long' ? x : `TRY(abs(${x}))`), OVERFLOW),
	ACOS: partial('acos', 'java.lang.ArithmeticException: Acos input out of range'),
	ACOSH: partial('acosh', 'java.lang.ArithmeticException: Acosh input out of range'),
	ASIN: partial('asin', 'java.lang.ArithmeticException: Asin input out of range'),
	ASINH: total('asinh'),
	ATAN: total('atan'),
	ATAN2: scalar(([y, x]) => `atan2(${double(y)}, ${double(x)})`),
	ATANH: partial('atanh', 'java.lang.ArithmeticException: Atanh input out of range'),
	CBRT: scalar(([x]) => cubeRoot(double(x))),
	CEIL: wholeAsIs('ceil'),
	COPY_SIGN: scalar(
		([x, sign]) =>
			`CASE WHEN ${sign} < 0 OR (${sign}) = 0 AND (${double(sign)})::VARCHAR LIKE '-%' THEN TRY(-abs(${x})) ELSE TRY(abs(${x})) END`
	),
	COS: total('cos'),
	COSH: scalar(([x]) => finite(`cosh(${double(x)})`), NOT_FINITE),
	E: constant(Math.E),
	EXP: scalar(([x]) => finite(`exp(${double(x)})`), NOT_FINITE),
	FLOOR: wholeAsIs('floor'),
	HYPOT: scalar(
		([a, b]) => finite(`sqrt(${double(a)} * ${double(a)} + ${double(b)} * ${double(b)})`),
		NOT_FINITE
	),
	LOG: scalar(logarithm, ({ values }) =>
		values.length === 2 && Number(values[0].constant) === 1
			? 'java.lang.ArithmeticException: Log of base 1'
			: 'java.lang.ArithmeticException: Log of non-positive number'
	),
	LOG10: partial('log10', 'java.lang.ArithmeticException: Log of non-positive number'),
	PI: constant(Math.PI),
	POW: scalar(([base, exponent]) => finite(`pow(${double(base)}, ${double(exponent)})`), NOT_FINITE),
	ROUND: scalar(round),
	ROUND_TO: scalar(([x, ...points], { returns }) => {
		const below = points.map((point) => `CASE WHEN ${point} <= ${x} THEN ${point} END`);
		return `coalesce(greatest(${below.join(', ')}), least(${points.join(', ')}))::${sqlType(returns)}`;
	}),
	SCALB: scalar(([x, factor]) => finite(`(${x} * pow(2.0, ${double(factor)}))`), NOT_FINITE),
	SIGNUM: scalar(([x]) => double(`sign(${x})`)),
	SIN: total('sin'),
	SINH: scalar(([x]) => finite(`sinh(${double(x)})`), NOT_FINITE),
	SQRT: partial('sqrt', 'java.lang.ArithmeticException: Square root of negative'),
	TAN: total('tan'),
	TANH: total('tanh'),
	TAU: constant(2 * Math.PI),
	TO_DEGREES: scalar(([x]) => finite(`degrees(${double(x)})`), NOT_FINITE),
	TO_RADIANS: call('radians')
};
