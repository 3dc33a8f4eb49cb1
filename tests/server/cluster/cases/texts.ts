import type { Case } from './case';
import { failed, value } from './case';

/** Texts: case, splitting, addresses. */
export const texts: readonly Case[] = [
	{ query: 'ROW r = "x" RLIKE "a{1001}"', refused: /repeated more than 1000 times/ },
	{ query: 'ROW r = "x" RLIKE "(?:(a{100}){11})b"', refused: /repeated more than 1000 times/ },
	{ query: 'ROW r = "x" RLIKE "(a"', refused: /Unterminated group/ },
	{ query: 'ROW r = "x" RLIKE "a{2,1}"', refused: /numbers out of order/ },
	value('"aaa" RLIKE "(a{1,100}){1,9}" AND "{" RLIKE "\\\\{"', true),
	value('URL_DECODE("%zz")', null),
	value('URL_DECODE("a%2")', null),
	value('URL_DECODE("%E2%82%AC+b")', '€ b'),
	value('MV_ZIP(["a"], ["b"], null)', null),
	value('TO_GEOPOINT("POINT(1e400 2)")', null),
	value('TO_UPPER(["a", "é"])', ['A', 'É']),
	value('TO_UPPER("straße")', 'STRASSE'),
	value('TO_LOWER(["A", "B"])', ['a', 'b']),
	value('TO_LOWER(null)', null, 'r:keyword'),
	{ query: 'FROM shelf | WHERE id == 1 | EVAL t = TO_UPPER(tags) | KEEP t', rows: [[['HEAVY', 'IRON']]] },
	value('SPLIT("a;b", null)', null),
	value('SPLIT(null, ";")', null),
	value('SPLIT("a;;b", ";")', ['a', '', 'b']),
	{ query: 'ROW r = SPLIT("a--b", "--")', refused: /delimiter must be a single byte for now/ },
	{
		query: 'FROM shelf | SORT id | LIMIT 1 | EVAL r = SPLIT("a-b", name) | KEEP r',
		rows: [[null]],
		warnings: failed(
			'1:43',
			'SPLIT("a-b", name)',
			'org.elasticsearch.xpack.esql.core.InvalidArgumentException: delimiter must be a single byte for now'
		)
	},
	value('TO_IP("1.1.010.1", {"leading_zeros": "octal"})', '1.1.8.1'),
	value('TO_IP("1.1.010.1", {"leading_zeros": "decimal"})', '1.1.10.1'),
	value('TO_IP(["1.1.010.1", "9.9.9.9"], {"leading_zeros": "decimal"})', ['1.1.10.1', '9.9.9.9']),
	value('TO_IP("1.1.08.1", {"leading_zeros": "octal"})', null),
	value('TO_IP("1.1.010.1")', null),
	{ query: 'ROW r = TO_IP("1.1.1.1", {"leading_zeros": "hex"})', refused: /Illegal leading_zeros \[hex\]/ }
];
