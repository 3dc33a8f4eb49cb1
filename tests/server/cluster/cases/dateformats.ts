import type { Case } from './case';
import { value } from './case';

const AT = '"2026-05-17T13:45:30.123Z"::date';
const NANOS = '"2026-05-17T13:45:30.123456789Z"::date_nanos';
const written = (format: string, text: string) => value(`DATE_FORMAT("${format}", ${AT})`, text);
const read = (format: string, text: string, result: string | null) =>
	value(`DATE_PARSE("${format}", "${text}")`, result);

/** Named formats, several formats, optional parts, and rare letters of date patterns. */
export const dateFormats: readonly Case[] = [
	written('strict_date_optional_time', '2026-05-17T13:45:30.123Z'),
	written('epoch_millis', '1779025530123'),
	written('epoch_second', '1779025530.123'),
	written('basic_date', '20260517'),
	written('strict_date_time_no_millis', '2026-05-17T13:45:30Z'),
	written('weekyear_week_day', '2026-W20-7'),
	written('yyyy||epoch_millis', '2026'),
	written('yyyy[-MM]', '2026-05'),
	written('G GGGG', 'AD Anno Domini'),
	written('A N W F', '49530123 49530123000000 3 3'),
	written('MMMMM EEEEE', 'M S'),
	written('O', 'GMT'),
	value(`DATE_FORMAT("ss.SSSSSSSSS n", ${NANOS})`, '30.123456789 123456789'),
	value(`DATE_EXTRACT("nano_of_second", ${NANOS})`, 123456789),
	read('epoch_millis', '1779025530123', '2026-05-17T13:45:30.123Z'),
	read('epoch_second', '1779025530', '2026-05-17T13:45:30.000Z'),
	read('strict_date_optional_time', '2026-05', '2026-05-01T00:00:00.000Z'),
	read("yyyy-MM-dd['T'HH:mm]", '2026-05-17', '2026-05-17T00:00:00.000Z'),
	read("yyyy-MM-dd['T'HH:mm]", '2026-05-17T13:45', '2026-05-17T13:45:00.000Z'),
	read('yyyy||yyyy-MM', '2026-05', '2026-05-01T00:00:00.000Z'),
	read("YYYY-'W'ww-e", '2026-W01-1', '2025-12-29T00:00:00.000Z'),
	read("YYYY-'W'ww-e", '2026-W54-1', null),
	read('yyyy||yyyy-MM', 'May', null),
	value(
		'DATE_PARSE("yyyy-MM-dd HH:mm", "2026-05-17 13:45", {"time_zone": "+02:00"})',
		'2026-05-17T11:45:00.000Z'
	),
	{
		query:
			'SET time_zone = "America/New_York"; ROW d = "2026-01-01T12:00:00Z"::date, n = "2026-01-01T12:00:00.000000001Z"::date_nanos | EVAL a = d::string, b = DATE_FORMAT(d), c = n::string | KEEP a, b, c',
		rows: [
			[
				'2026-01-01T07:00:00.000-05:00',
				'2026-01-01T07:00:00.000-05:00',
				'2026-01-01T07:00:00.000000001-05:00'
			]
		]
	},
	{ query: 'ROW r = DATE_PARSE("yyyy{", "2026")', refused: /yyyy\{/ },
	{ query: `ROW r = DATE_FORMAT("yyyy]", ${AT})`, refused: /yyyy\]/ }
];
