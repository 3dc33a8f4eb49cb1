import type { Case } from './case';
import { failed, value } from './case';

const INFINITE = 'java.lang.ArithmeticException: not a finite double number: Infinity';

/** Arithmetic at the edges of the number types. */
export const numbers: readonly Case[] = [
	{
		query:
			'ROW x = -2147483648, y = -1, z = 0, n = null | EVAL a = x / y, b = x % y, c = (n::integer) % y, d = x / z | KEEP a, b, c, d',
		rows: [[-2147483648, 0, null, null]]
	},
	{
		query: 'ROW x = 9223372036854775807 | EVAL d = TO_DATETIME(x), n = TO_DATE_NANOS(x) | KEEP d, n',
		rows: [[null, null]]
	},
	{ query: 'ROW r = POW(2.0, -1074)', texts: [['4.9E-324']] },
	{
		query: 'ROW a = 1.0e308 | EVAL b = a * 10 | KEEP b',
		rows: [[null]],
		warnings: failed('1:28', 'a * 10', INFINITE)
	},
	{
		query:
			'ROW a = 1.0e308 | EVAL sum = a * 10 - a * 10, less = a * 10 / 1.0e10, text = (a * 10)::string | DROP a',
		rows: [[null, null, null]]
	},
	{ query: 'ROW a = 1.0e308 | WHERE a * 10 > 1', rows: [] },
	{ query: 'ROW a = 1.0e308 | STATS m = MAX(a * 10), n = COUNT(a * 10)', rows: [[null, 0]] },
	{ query: 'ROW a = 1.0e308 | EVAL b = a / 0.01 IS NULL | KEEP b', rows: [[true]] },
	value('1.5 * 2 + 0.25 - 1', 2.25),
	value('-5.5 % 2', -1.5),
	value('5.0 / 2 * 2', 5),
	value('TO_INTEGER([" 12 ", "+7", "007", "2.5", "-2.5", "1e3", "1_000", "0x1F"])', [12, 7, 7, 3, -2, 1000]),
	value('TO_UNSIGNED_LONG(["2.5", "-1", "9"])', [2, 9]),
	value('TO_UNSIGNED_LONG(2.9)', 2),
	value('TO_DOUBLE(["1.5", "inf", "NaN", "1_0", ""])', 1.5),
	value('CBRT(27.0)', 3),
	value('CBRT(-1000)', -10),
	value('CBRT(0.0)', 0),
	{
		query: 'ROW r = LOG(1, 5)',
		rows: [[null]],
		warnings: failed('1:9', 'LOG(1, 5)', 'java.lang.ArithmeticException: Log of base 1')
	}
];
