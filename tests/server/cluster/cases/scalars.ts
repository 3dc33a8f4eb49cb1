import type { Case } from './case';
import { failed, value } from './case';

const SINGLE = 'java.lang.IllegalArgumentException: single-value function encountered multi-value';
export const scalars: readonly Case[] = [
	value('COPY_SIGN(-2147483648, 1.0)', null),
	value('DATE_FORMAT("", "2026-05-17"::date)', ''),
	value('DATE_TRUNC(1000 years, TO_DATE_NANOS(0))', null),
	value('DECAY(0.0, 0.5, 1.7976931348623157E308)', 1),
	value('TO_INTEGER("7", 18446744073709551615)', null),
	{ query: 'ROW r = JSON_EXTRACT("{}", "a\\\\")', refused: /Invalid JSON path/ },
	{ query: 'ROW r = MATCH(1, [1, 2])', refused: /takes one value/ },
	{ query: 'ROW r = MV_RLIKE("a", "(")', refused: /Invalid regex pattern/ },
	{ query: 'ROW a = 5 | STATS r = TOP(a, 2147483647)', rows: [[5]] },
	value('1 + 2 * 3 - 4 / 3', 6),
	value('-7 / 2', -3),
	value('-7 % 2', -1),
	value('7 / 2.0', 3.5, 'r:double'),
	value('NOT (1 > 2 OR 3 == 3 AND 2 != 2)', true),
	value('"b" > "a" AND "B" < "a"', true),
	value('5 IN (1, 5) AND 5 NOT IN (2, 3)', true),
	value('5 IN (1, null)', null),
	value('null == null', null),
	value('1 IS NOT NULL AND null IS NULL', true),
	value('"anvil" LIKE "a*l" AND "anvil" NOT LIKE "b*"', true),
	value('"anvil" LIKE ("x*", "an?il")', true),
	value('"anvil" RLIKE "an.+|z"', true),
	value('"Anvil" == "anvil" OR TO_LOWER("Anvil") == "anvil"', true),
	value('2147483647 + 1', null, 'r:integer'),
	value('9223372036854775807 + 1', null, 'r:long'),
	{
		query: 'ROW a = 1, b = 0 | EVAL c = a / b | KEEP c',
		rows: [[null]],
		warnings: failed('1:29', 'a / b', 'java.lang.ArithmeticException: / by zero')
	},
	{
		query: 'ROW a = 2147483647 | EVAL b = a + 1 | KEEP b',
		rows: [[null]],
		warnings: failed('1:31', 'a + 1', 'java.lang.ArithmeticException: integer overflow')
	},
	{
		query: 'FROM shelf | WHERE stock > 3 | SORT id | KEEP id',
		rows: [[2], [5]],
		warnings: failed('1:20', 'stock', SINGLE)
	},
	{
		query: 'FROM shelf | SORT id | EVAL s = stock + 1, l = LENGTH(tags) | KEEP s, l | LIMIT 3',
		rows: [
			[null, null],
			[11, 5],
			[null, null]
		]
	},
	{
		query: 'ROW t = ["12", "x"] | MV_EXPAND t | EVAL n = TO_INTEGER(t) | KEEP n',
		rows: [[12], [null]],
		warnings: failed(
			'1:46',
			'TO_INTEGER(t)',
			'org.elasticsearch.xpack.esql.core.InvalidArgumentException: Cannot parse number [x]'
		)
	},

	value('ABS(-3) + CEIL(1.2) + FLOOR(1.8) + SIGNUM(-2)', 5),
	value('ROUND(2.345, 2)', 2.35),
	value('ROUND(-2.5)', -3),
	value('ROUND(1250, -2)', 1300, 'r:integer'),
	value('POW(2, 10) + SQRT(16) + CBRT(27) + HYPOT(3, 4)', 1036),
	value('SQRT(-1)', null),
	value('LOG(2, 8)', 3),
	value('LOG(0)', null),
	value('GREATEST(1, 3, 2) - LEAST(4, 2)', 1),
	value('GREATEST(1, null)', null),
	value('ROUND(SIN(PI() / 2) + COS(0) + TAN(0) + ATAN2(0, 1) + E() - EXP(1), 6)', 2),
	value('TO_DEGREES(TAU())', 360),
	value('COPY_SIGN(3.0, -1.0)', -3),
	value('SCALB(1.5, 2)', 6),

	value('CONCAT("a", "b", "c")', 'abc'),
	value('LENGTH("a💡") + BYTE_LENGTH("é") + BIT_LENGTH("a")', 12),
	value('SUBSTRING("anvil", 2, 3)', 'nvi'),
	value('SUBSTRING("anvil", -3)', 'vil'),
	value('SUBSTRING("anvil", 0, 2)', 'an'),
	value('SUBSTRING("anvil", -9, 2)', 'an'),
	value('CONCAT(LEFT("anvil", 2), RIGHT("anvil", 2), LEFT("a", -1))', 'anil'),
	value('TRIM("\\t a ")', 'a'),
	value('CONCAT(LTRIM(" a "), "|", RTRIM(" a "))', 'a | a'),
	value('REPLACE("a1b22", "[0-9]+", "#")', 'a#b#'),
	value('REPLACE("john smith", "(\\\\w+) (\\\\w+)", "$2 $1")', 'smith john'),
	value('SPLIT("a,b,c", ",")', ['a', 'b', 'c'], 'r:keyword'),
	value('LOCATE("banana", "an") + LOCATE("banana", "an", 3) + LOCATE("banana", "x")', 6),
	value('STARTS_WITH("anvil", "an") AND ENDS_WITH("anvil", "il") AND CONTAINS("anvil", "vi")', true),
	value('CONCAT(TO_UPPER("a"), TO_LOWER("B"), REVERSE("cd"), REPEAT("e", 2), SPACE(1))', 'Abdcee '),
	value('CONCAT(TO_BASE64("hi"), FROM_BASE64("aGk="))', 'aGk=hi'),
	value('MD5("a")', '0cc175b9c0f1b6a831c399e269772661'),
	value('HASH("sha-1", "a")', '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'),
	value('URL_ENCODE("a b&c~*")', 'a+b%26c%7E*'),
	value('URL_DECODE("a+b%26c")', 'a b&c'),

	value('CASE(1 > 2, "a", 2 > 1, "b", "c")', 'b'),
	value('CASE(null, 1)', null),
	value('COALESCE(null, null, 3)', 3),
	value('CLAMP(15, 1, 10)', 10),

	value('TO_INTEGER("42") + TO_INTEGER(41.5)', 84),
	value('TO_LONG("9007199254740993") == 9007199254740993', true),
	value('TO_DOUBLE("1.5") + "2"::double', 3.5),
	value('TO_STRING(10000000.0)', '1.0E7'),
	value('TO_STRING(1.0)', '1.0'),
	value('TO_STRING(TO_DATETIME("2026-05-17"))', '2026-05-17T00:00:00.000Z'),
	value('TO_STRING(TO_IP("::FFFF:10.0.0.1"))', '10.0.0.1'),
	value('TO_BOOLEAN("TRUE") AND TO_BOOLEAN(1) AND NOT TO_BOOLEAN("x")', true),
	value('TO_INTEGER(2147483648)', null),
	value('TO_LONG(TO_DATETIME("1970-01-01T00:00:01Z"))', 1000),
	value('["1", "2"]::integer', [1, 2], 'r:integer'),
	value('TO_VERSION("1.10.0") > TO_VERSION("1.9.0")', true),
	value('TO_UNSIGNED_LONG("18446744073709551615") > 5::unsigned_long', true),
	value('TO_GEOPOINT("POINT (1 2)")', 'POINT (1.0 2.0)'),
	value('ST_X(TO_GEOPOINT("POINT (1 2)")) + ST_Y(TO_GEOPOINT("POINT (1 2)"))', 3),

	value('MV_COUNT([1, 2]) + MV_MAX([3, 1]) + MV_MIN([3, 1]) + MV_FIRST([7, 8]) + MV_LAST([7, 8])', 21),
	value('MV_AVG([1, 2])', 1.5),
	value('MV_SUM([1, 2])', 3),
	value('MV_MEDIAN([1, 2, 4, 9])', 3),
	value('MV_CONCAT(["a", "b"], "-")', 'a-b'),
	value('MV_SORT([3, 1, 2], "desc")', [3, 2, 1]),
	value('MV_DEDUPE(["b", "a", "b"])', ['b', 'a']),
	value('MV_SLICE([1, 2, 3, 4], 1, 2)', [2, 3]),
	value('MV_SLICE([1, 2, 3, 4], -2, -1)', [3, 4]),
	value('MV_ZIP(["a", "b"], ["1", "2", "3"], "=")', ['a=1', 'b=2', '3']),
	value('MV_APPEND([1], [2, 3])', [1, 2, 3]),
	value('MV_CONTAINS([1, 2, 3], [3, 1])', true),
	value('MV_PERCENTILE([1, 2, 3, 4, 5], 50)', 3),
	value('MV_UNION([1, 2], [2, 3])', [1, 2, 3]),
	value('MV_INTERSECTION([1, 2], [2, 3])', 2),
	value('MV_DIFFERENCE([1, 2], [2, 3])', 1),

	value('CIDR_MATCH(TO_IP("10.1.2.3"), "192.168.0.0/16", "10.0.0.0/8")', true),
	value('IP_PREFIX(TO_IP("10.1.2.3"), 16, 0)', '10.1.0.0'),
	value('IP_PREFIX(TO_IP("2001:db8:1:2::3"), 0, 48)', '2001:db8:1::'),
	{
		query: 'FROM shelf | WHERE origin == "10.0.0.1" OR origin > "2001::" | SORT id | KEEP id',
		rows: [[1], [3]]
	},
	{
		query: 'FROM shelf | WHERE release >= "1.2.0" | SORT release, id | KEEP release',
		rows: [['1.2.0'], ['1.10.0'], ['2.0'], ['odd']]
	},
	{
		query: 'FROM shelf | SORT id | LIMIT 1 | KEEP big, huge, seen',
		texts: [['9007199254740993', '18446744073709551615', '"2026-01-31T08:15:00.123456789Z"']]
	},
	{ query: 'FROM shelf | WHERE huge > 9223372036854775807::unsigned_long | KEEP id', rows: [[1]] },
	{ query: 'ROW r = REPLACE("a", "(", "b")', refused: /Invalid regex pattern for REPLACE/ }
];
