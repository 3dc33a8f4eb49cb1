import type { Rows } from './signature';

/** Signatures of the math functions. Kind: scalar. */
export const math: Rows = {
	ABS: ['number:T -> T | double integer long unsigned_long'],
	ACOS: ['number:double|integer|long|unsigned_long -> double'],
	ACOSH: ['number:double|integer|long|unsigned_long -> double'],
	ASIN: ['number:double|integer|long|unsigned_long -> double'],
	ASINH: ['number:double|integer|long|unsigned_long -> double'],
	ATAN: ['number:double|integer|long|unsigned_long -> double'],
	ATAN2: [
		'y_coordinate:double|integer|long|unsigned_long, x_coordinate:double|integer|long|unsigned_long -> double'
	],
	ATANH: ['number:double|integer|long|unsigned_long -> double'],
	CBRT: ['number:double|integer|long|unsigned_long -> double'],
	CEIL: ['number:T -> T | double integer long unsigned_long'],
	COPY_SIGN: [
		'magnitude:double, sign:double|integer|long -> double',
		'magnitude:integer, sign:double|integer|long -> integer',
		'magnitude:long, sign:double|integer|long -> long'
	],
	COS: ['angle:double|integer|long|unsigned_long -> double'],
	COSH: ['number:double|integer|long|unsigned_long -> double'],
	E: [' -> double'],
	EXP: ['number:double|integer|long|unsigned_long -> double'],
	FLOOR: ['number:T -> T | double integer long unsigned_long'],
	HYPOT: ['number1:double|integer|long|unsigned_long, number2:double|integer|long|unsigned_long -> double'],
	LOG: [
		'number:double|integer|long|unsigned_long -> double',
		'base?:double|integer|long|unsigned_long, number:double|integer|long|unsigned_long -> double'
	],
	LOG10: ['number:double|integer|long|unsigned_long -> double'],
	PI: [' -> double'],
	POW: ['base:double|integer|long|unsigned_long, exponent:double|integer|long|unsigned_long -> double'],
	ROUND: [
		'number:T -> T | double integer long unsigned_long',
		'number:T, decimals?:integer -> T | double long unsigned_long',
		'number:T, decimals?:long -> T | double integer unsigned_long',
		'number:T, decimals?:T -> T | integer long'
	],
	ROUND_TO: [
		'field:T, points:T... -> T | date date_nanos double integer long',
		'field:T, points:integer... -> T | double long',
		'field:double, points:long... -> double',
		'field:integer, points:T... -> T | double long',
		'field:long, points:double... -> double'
	],
	SCALB: ['d:double|integer|long|unsigned_long, scaleFactor:integer|long -> double'],
	SIGNUM: ['number:double|integer|long|unsigned_long -> double'],
	SIN: ['angle:double|integer|long|unsigned_long -> double'],
	SINH: ['number:double|integer|long|unsigned_long -> double'],
	SQRT: ['number:double|integer|long|unsigned_long -> double'],
	TAN: ['angle:double|integer|long|unsigned_long -> double'],
	TANH: ['number:double|integer|long|unsigned_long -> double'],
	TAU: [' -> double']
};
