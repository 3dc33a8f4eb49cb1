import type { Case } from './case';
import { value } from './case';

const AT = '"2026-05-17T13:45:30.123Z"::date';

export const dates: readonly Case[] = [
	value('DATE_TRUNC(30 days, "2026-05-17"::date)', '2026-05-07T00:00:00.000Z'),
	value('DATE_TRUNC(3000 hours, "2026-05-17"::date)', '2026-02-16T00:00:00.000Z'),
	{
		query: 'ROW r = DATE_TRUNC(9999999999 months, "2026-05-17"::date)',
		refused: /Unexpected temporal amount/
	},
	value('"2026-05-17"::date - 2000000000 months', null),
	{ query: 'FROM shelf | WHERE id == 1 | EVAL d = added + 2000000000 months | KEEP d', rows: [[null]] },
	value('NOW()', '2026-05-17T12:00:00.000Z', 'r:date'),
	value(`${AT} + 1 month - 2 days`, '2026-06-15T13:45:30.123Z'),
	value('"2026-01-31"::date + 1 month', '2026-02-28T00:00:00.000Z'),
	value(`DATE_TRUNC(1 hour, ${AT})`, '2026-05-17T13:00:00.000Z'),
	value(`DATE_TRUNC(1 week, ${AT})`, '2026-05-11T00:00:00.000Z'),
	value(`DATE_TRUNC(1 quarter, ${AT})`, '2026-04-01T00:00:00.000Z'),
	value(`DATE_TRUNC(10 years, ${AT})`, '2021-01-01T00:00:00.000Z'),
	value(`DATE_TRUNC(15 minutes, ${AT})`, '2026-05-17T13:45:00.000Z'),
	value(`DATE_TRUNC(2 days, ${AT})`, '2026-05-17T00:00:00.000Z'),
	value(`DATE_EXTRACT("day_of_week", ${AT})`, 7, 'r:long'),
	value(`DATE_EXTRACT("ALIGNED_WEEK_OF_YEAR", ${AT}) + DATE_EXTRACT("hour_of_day", ${AT})`, 33),
	value(`DATE_EXTRACT("milli_of_second", ${AT})`, 123),
	value(`DATE_FORMAT("EEE d MMM yyyy, HH:mm", ${AT})`, 'Sun 17 May 2026, 13:45'),
	value(`DATE_FORMAT("yyyy-MM-dd", ${AT})`, '2026-05-17'),
	value(`DATE_FORMAT(${AT})`, '2026-05-17T13:45:30.123Z'),
	value('DATE_PARSE("dd/MM/yyyy HH:mm", "17/05/2026 13:45")', '2026-05-17T13:45:00.000Z'),
	value('DATE_PARSE("yyyy-MM-dd", "2026-02-30")', null),
	value('DATE_PARSE("2026-05-17T13:45:30+02:00")', '2026-05-17T11:45:30.000Z'),
	value('DATE_DIFF("month", "2026-01-31"::date, "2026-03-30"::date)', 1, 'r:integer'),
	value('DATE_DIFF("hours", "2026-01-01T10:30:00Z"::date, "2026-01-01T08:00:00Z"::date)', -2),
	value('DATE_DIFF("mcs", "2026-01-01"::date, "2026-01-01T00:00:00.001Z"::date)', 1000),
	value(`CONCAT(DAY_NAME(${AT}), " ", MONTH_NAME(${AT}))`, 'Sunday May'),
	value('TO_DATETIME(0)', '1970-01-01T00:00:00.000Z'),
	value('TO_DATETIME("nonsense")', null),
	value(
		'TO_DATE_NANOS("2026-05-17T00:00:00.000000001Z") + 1 hour',
		'2026-05-17T01:00:00.000000001Z',
		'r:date_nanos'
	),
	value('TO_DATETIME(TO_DATE_NANOS("2026-05-17T00:00:00.123456789Z"))', '2026-05-17T00:00:00.123Z'),
	value('"3 days"::date_period + NOW()', '2026-05-20T12:00:00.000Z'),
	{
		query: 'FROM shelf | WHERE added >= "2026-02-15" AND added < NOW() | SORT id | KEEP id',
		rows: [[3], [4]]
	},
	{ query: 'FROM shelf | WHERE added > NOW() - 1 hour | KEEP id', rows: [[4]] },
	{
		query: 'FROM shelf | WHERE seen > "2026-02-14T23:59:58Z" | SORT seen | KEEP seen',
		rows: [['2026-02-14T23:59:59.000Z'], ['2026-05-17T11:30:00.500Z']]
	},
	{ query: 'FROM shelf | WHERE DATE_TRUNC(1 month, seen) == "2026-02-01" | KEEP id', rows: [[2]] },
	{
		query:
			'SET time_zone = "Europe/Paris"; ROW d = "2026-05-17T23:30:00Z"::date | EVAL day = DATE_TRUNC(1 day, d), text = DATE_FORMAT("HH:mm", d), h = DATE_EXTRACT("hour_of_day", d) | DROP d',
		rows: [['2026-05-18T00:00:00.000+02:00', '01:30', 1]]
	},
	{ query: 'ROW d = NOW() | EVAL x = DATE_EXTRACT("nope", d)', refused: /nope/ },
	{ query: 'ROW d = NOW() | EVAL x = DATE_FORMAT("bbbb", d)', refused: /bbbb/ },
	{ query: 'ROW d = NOW() | EVAL x = DATE_DIFF("fortnight", d, d)', refused: /fortnight/ }
];
