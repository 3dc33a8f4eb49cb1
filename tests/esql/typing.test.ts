import { describe, expect, it } from 'vitest';
import type { Expression } from '$lib/esql/syntax/ast';
import { analyzed, columns, refused } from './schema';

const evaluated = (expression: string) => {
	const analysis = analyzed(`FROM shop | EVAL x = ${expression}`);
	expect(analysis.diagnostics).toEqual([]);
	return analysis.columns.at(-1)?.type;
};

describe('types of expressions', () => {
	it.each([
		['1', 'integer'],
		['-2147483648', 'integer'],
		['2147483648', 'long'],
		['-9223372036854775808', 'long'],
		['9223372036854775808', 'unsigned_long'],
		['18446744073709551616', 'double'],
		['1.0', 'double'],
		['1e3', 'double'],
		['"a"', 'keyword'],
		['true', 'boolean'],
		['null', 'null'],
		['[1, 2.5]', 'double'],
		['["a", "b"]', 'keyword'],
		['quantity + serial', 'long'],
		['quantity * price', 'double'],
		['quantity / 2', 'integer'],
		['big + big', 'unsigned_long'],
		['null + 1', 'integer'],
		['-price', 'double'],
		['quantity % null', 'integer'],
		['@timestamp + 1 day', 'date'],
		['1 hour + @timestamp', 'date'],
		['shipped - 3 minutes', 'date_nanos'],
		['@timestamp - "1 month"', 'date'],
		['"2026-01-01" + 1 day', 'date'],
		['price > 1', 'boolean'],
		['price == serial', 'boolean'],
		['sku == note', 'boolean'],
		['@timestamp > shipped', 'boolean'],
		['@timestamp > "2026-01-31"', 'boolean'],
		['client.ip == "10.0.0.1"', 'boolean'],
		['"1.2.3" < release', 'boolean'],
		['paid == "true"', 'boolean'],
		['big == null', 'boolean'],
		['paid AND NOT paid', 'boolean'],
		['sku LIKE "a*"', 'boolean'],
		['note RLIKE "a.*"', 'boolean'],
		['sku IN ("a", null)', 'boolean'],
		['@timestamp IN ("2026-01-01", "2026-01-02T03:04:05Z")', 'boolean'],
		['client.ip IS NOT NULL', 'boolean'],
		['price::int', 'integer'],
		['sku::datetime', 'date'],
		['price::STRING', 'keyword'],
		['"1.2.3"::version', 'version'],
		['ABS(quantity)', 'integer'],
		['abs("1")', 'double'],
		['ROUND(price, 1)', 'double'],
		['POW(quantity, 2)', 'double'],
		['CONCAT(sku, note)', 'keyword'],
		['SUBSTRING(note, 1)', 'keyword'],
		['TO_UPPER(null)', 'keyword'],
		['LENGTH(sku)', 'integer'],
		['NOW()', 'date'],
		['DATE_TRUNC(1 day, shipped)', 'date_nanos'],
		['DATE_TRUNC("1 day", @timestamp)', 'date'],
		['DATE_FORMAT(@timestamp)', 'keyword'],
		['DATE_EXTRACT("year", "2026-01-01")', 'long'],
		['DATE_DIFF("day", @timestamp, "2026-01-01")', 'integer'],
		['TO_LONG(sku)', 'long'],
		['TO_STR(price)', 'keyword'],
		['CASE(paid, 1, 2.5)', 'double'],
		['CASE(paid, sku, note)', 'keyword'],
		['CASE(paid, 1)', 'integer'],
		['CASE(paid, null, sku)', 'keyword'],
		['COALESCE(null, quantity, serial)', 'long'],
		['COALESCE(sku, "none")', 'keyword'],
		['GREATEST(quantity, serial)', 'long'],
		['LEAST(sku, "a")', 'keyword'],
		['MV_MAX([1, 2])', 'integer'],
		['MV_COUNT(sku)', 'integer'],
		['CIDR_MATCH(client.ip, "10.0.0.0/8")', 'boolean'],
		['IP_PREFIX(client.ip, 24, 64)', 'ip'],
		['ST_X(spot)', 'double'],
		['ST_DISTANCE(spot, TO_GEOPOINT("POINT(1 2)"))', 'double'],
		['PI()', 'double']
	])('%s is %s', (expression, type) => {
		expect(evaluated(expression)).toBe(type);
	});

	it('are unknown where a field is, and nothing is said', () => {
		const { diagnostics, columns } = analyzed(
			'FROM unread | EVAL a = x + 1, b = ABS(x), c = x == "a", d = ?p'
		);
		expect(diagnostics).toEqual([]);
		expect(columns.map(({ name, type }) => `${name}:${type}`)).toEqual([
			'a:unknown',
			'b:unknown',
			'c:boolean',
			'd:unknown'
		]);
	});
});

describe('aggregates', () => {
	it.each([
		['COUNT(*)', 'long'],
		['COUNT(sku)', 'long'],
		['SUM(quantity)', 'long'],
		['SUM(price)', 'double'],
		['AVG(quantity)', 'double'],
		['MIN(@timestamp)', 'date'],
		['MAX(note)', 'keyword'],
		['VALUES(client.ip)', 'ip'],
		['TOP(quantity, 3, "desc")', 'integer'],
		['TOP(price, 3)', 'double'],
		['PERCENTILE(serial, 95)', 'double'],
		['COUNT_DISTINCT(sku)', 'long'],
		['SUM(quantity) / COUNT(*)', 'long'],
		['ROUND(AVG(price), 2)', 'double'],
		['ST_CENTROID_AGG(spot)', 'geo_point']
	])('%s is %s', (aggregate, type) => {
		expect(columns(`FROM shop | STATS x = ${aggregate}`)).toBe(`x:${type}`);
	});
});

describe('implicit casts', () => {
	const casts = (query: string) => {
		const { casts, parsed } = analyzed(query);
		return [...casts].map(([node, type]) => `${parsed.text.slice(node.from, node.to)}→${type}`);
	};

	it.each([
		['FROM shop | WHERE @timestamp > "2026-01-01"', ['"2026-01-01"→date']],
		['FROM shop | WHERE "10.0.0.1" == client.ip', ['"10.0.0.1"→ip']],
		['FROM shop | WHERE release IN ("1.0", "2.0")', ['"1.0"→version', '"2.0"→version']],
		['FROM shop | EVAL x = @timestamp + "2 days"', ['"2 days"→date_period']],
		['FROM shop | WHERE sku == "2026-01-01"', []]
	])('%s', (query, expected) => {
		expect(casts(query)).toEqual(expected);
	});

	it('of arguments are in the call', () => {
		const { calls } = analyzed('ROW x = DATE_EXTRACT("year", "2026-01-01"), y = POW(2, 3)');
		expect([...calls.values()].map(({ types }) => types)).toEqual([
			['keyword', 'date'],
			['integer', 'integer']
		]);
	});

	it('read a constant beside a value only', () => {
		const { types, casts } = analyzed('ROW a = "x" | EVAL b = a == "y"');
		expect(casts.size).toBe(0);
		const known = [...types].map(([node, type]) => [(node as Expression).kind, type]);
		expect(known).toContainEqual(['binary', 'boolean']);
	});
});

describe('type errors, in place and words', () => {
	it.each([
		[
			'ROW a = 1, c = "x" | EVAL y = a + c',
			'line 1:31: second argument of [a + c] must be [date_nanos, datetime, numeric or dense_vector], found value [c] type [keyword]'
		],
		[
			'FROM shop | WHERE price > "a"',
			'line 1:19: first argument of [price > "a"] is [numeric] so second argument must also be [numeric] but was [keyword]'
		],
		[
			'FROM shop | WHERE sku == 1',
			'line 1:19: first argument of [sku == 1] is [keyword] so second argument must also be [keyword] but was [integer]'
		],
		[
			'FROM shop | WHERE big > serial',
			'line 1:19: first argument of [big > serial] is [unsigned_long] and second is [long]. [unsigned_long] can only be operated on together with another [unsigned_long]'
		],
		[
			'FROM shop | EVAL big * 2',
			'line 1:18: [*] has arguments with incompatible types [unsigned_long] and [integer]'
		],
		[
			'FROM shop | EVAL x = -big',
			'line 1:22: argument of [-big] must be [numeric, date_period or time_duration], found value [big] type [unsigned_long]'
		],
		[
			'FROM shop | EVAL @timestamp + 1',
			'line 1:18: [+] has arguments with incompatible types [datetime] and [integer]'
		],
		[
			'ROW x = 1 hour - NOW()',
			'line 1:9: [-] arguments are in unsupported order: cannot subtract a [DATETIME] value [NOW()] from a [TIME_DURATION] amount [1 hour]'
		],
		[
			'FROM shop | EVAL x = sku * 2',
			'line 1:22: first argument of [sku * 2] must be [numeric], found value [sku] type [keyword]'
		],
		[
			'FROM shop | WHERE paid AND price',
			'line 1:19: second argument of [paid AND price] must be [boolean], found value [price] type [double]'
		],
		[
			'FROM shop | WHERE NOT sku',
			'line 1:19: argument of [NOT sku] must be [boolean], found value [sku] type [keyword]'
		],
		[
			'FROM shop | WHERE quantity LIKE "1*"',
			'line 1:19: argument of [quantity LIKE "1*"] must be [string], found value [quantity] type [integer]'
		],
		[
			'FROM shop | WHERE quantity IN (1, "two")',
			'line 1:19: 2nd argument of [quantity IN (1, "two")] must be [integer], found value ["two"] type [keyword]'
		],
		[
			'FROM shop | WHERE big IN (1)',
			'line 1:19: 1st argument of [big IN (1)] must be [unsigned_long], found value [1] type [integer]'
		],
		[
			'FROM shop | WHERE spot < spot',
			'line 1:19: first argument of [spot < spot] must be [date_nanos, datetime, double, integer, ip, keyword, long, text, unsigned_long or version], found value [spot] type [geo_point]'
		],
		[
			'FROM shop | EVAL x = ABS(sku)',
			'line 1:22: argument of [ABS(sku)] must be [numeric], found value [sku] type [keyword]'
		],
		[
			'FROM shop | EVAL x = ROUND(sku, 2)',
			'line 1:22: first argument of [ROUND(sku, 2)] must be [numeric], found value [sku] type [keyword]'
		],
		[
			'FROM shop | EVAL x = ROUND(price, 1.5)',
			'line 1:22: second argument of [ROUND(price, 1.5)] must be [whole number except unsigned_long or counter types], found value [1.5] type [double]'
		],
		[
			'FROM shop | EVAL x = CASE(price, 1, 2)',
			'line 1:22: first argument of [CASE(price, 1, 2)] must be [boolean], found value [price] type [double]'
		],
		[
			'FROM shop | EVAL x = COALESCE(price, sku)',
			'line 1:22: second argument of [COALESCE(price, sku)] must be [double], found value [sku] type [keyword]'
		],
		[
			'FROM shop | STATS x = SUM(@timestamp)',
			'line 1:23: argument of [SUM(@timestamp)] must be [aggregate_metric_double, dense_vector, exponential_histogram, tdigest or numeric except unsigned_long or counter types], found value [@timestamp] type [datetime]'
		],
		[
			'ROW false::ip',
			'line 1:5: argument of [false::ip] must be [ip or string], found value [false] type [boolean]'
		],
		['ROW x = "a"::number', 'line 1:14: Unknown data type named [number]'],
		['ROW x = 1 day', 'line 1:9: cannot use [1 day] directly in a row assignment'],
		[
			'ROW x = 1 | EVAL y = 1 hour',
			'line 1:18: EVAL does not support type [time_duration] as the return data type of expression [1 hour]'
		],
		[
			'ROW x = ACOS("c")',
			'line 1:14: Cannot convert string [c] to [DOUBLE], error [Cannot parse number [c]]'
		],
		[
			'ROW x = ROUND(1.5, "c")',
			'line 1:20: Cannot convert string [c] to [LONG], error [Cannot parse number [c]]'
		],
		[
			'FROM shop | WHERE @timestamp > "yesterday"',
			'line 1:32: Cannot convert string [yesterday] to [DATETIME], error [failed to parse date field [yesterday] with format [strict_date_optional_time]]'
		],
		[
			'FROM shop | WHERE client.ip == "10.0.0.300"',
			"line 1:32: Cannot convert string [10.0.0.300] to [IP], error ['10.0.0.300' is not an IP string literal.]"
		],
		[
			'FROM shop | WHERE paid == "maybe"',
			'line 1:27: Cannot convert string [maybe] to [BOOLEAN], error [Failed to parse value [maybe] as only [true] or [false] are allowed.]'
		],
		['ROW x = ABS()', 'line 1:9: error building [abs]: expects exactly one argument'],
		['ROW x = ABS(1, 2)', 'line 1:9: error building [abs]: expects exactly one argument'],
		['ROW x = POW(1)', 'line 1:9: error building [pow]: expects exactly two arguments'],
		['ROW x = NOW(1)', 'line 1:9: error building [now]: expects no arguments'],
		['ROW x = ROUND()', 'line 1:9: error building [round]: expects one or two arguments'],
		['ROW x = SUBSTRING("a")', 'line 1:9: error building [substring]: expects two or three arguments'],
		['ROW x = CONCAT("a")', 'line 1:9: error building [concat]: expects at least two arguments'],
		['ROW x = CASE(true)', 'line 1:9: error building [case]: expects at least two arguments'],
		['FROM shop | WHERE price', 'line 1:19: Condition expression needs to be boolean, found [DOUBLE]'],
		['FROM shop | WHERE @timestamp', 'line 1:19: Condition expression needs to be boolean, found [DATETIME]'],
		['ROW x = 1 | EVAL y = abz(x)', 'line 1:22: Unknown function [abz], did you mean [abs]?'],
		['ROW x = 1 | EVAL y = frobnicate(x)', 'line 1:22: Unknown function [frobnicate]'],
		['FROM shop | WHERE quantiti > 1', 'line 1:19: Unknown column [quantiti], did you mean [quantity]?'],
		[
			'FROM shop | EVAL x = `client.i`',
			'line 1:22: Unknown column [client.i], did you mean any of [client.ip, client.name]?'
		],
		['FROM odd | EVAL x = shape', 'line 1:21: Cannot use field [shape] with unsupported type [percolator]'],
		[
			'FROM odd | WHERE mixed IS NULL',
			'line 1:18: Cannot use field [mixed] due to ambiguities being mapped as [2] incompatible types: [integer], [keyword]'
		]
	])('%s', (query, message) => {
		expect(refused(query)).toBe(message);
	});

	it.each([
		'FROM odd | EVAL x = mixed::keyword, y = TO_LONG(mixed)',
		'FROM odd | KEEP mixed, shape | DROP shape',
		'FROM shop | WHERE null',
		'FROM shop | EVAL x = null | WHERE x',
		'FROM shop | WHERE big == null OR null > @timestamp',
		'ROW x = null, y = 1 | WHERE x > y AND x IN (1, 2)',
		'FROM shop | WHERE note : "a" AND MATCH(sku, "b")',
		'ROW x = "1" | EVAL y = x::double + 1',
		'ROW x = "abc"::integer'
	])('nothing is wrong with %s', (query) => {
		expect(refused(query)).toBeUndefined();
	});

	it('one wrong operand is told once, not again by what is around it', () => {
		const { diagnostics } = analyzed(
			'FROM shop | EVAL x = ABS(nope + 1) > 2 | WHERE x AND LENGTH(x) > 3 AND nope == 1'
		);
		expect(diagnostics.map(({ message }) => message)).toEqual([
			'Unknown column [nope], did you mean [note]?',
			'argument of [LENGTH(x)] must be [string], found value [x] type [boolean]',
			'Unknown column [nope], did you mean [note]?'
		]);
	});
});
