import type { Case } from './case';
import { value } from './case';

const failed = (text: string, failure: string) => [
	`Line 1:9: evaluation of [${text}] failed, treating result as null. Only first 20 failures recorded.`,
	`Line 1:9: ${failure}`
];

/** Parts of texts, numbers in other bases, scores by distance. */
export const passages: readonly Case[] = [
	{
		query:
			'FROM shelf | WHERE id < 4 | STATS n = COUNT(*) BY c = CATEGORIZE(note, {"output_format": "tokens", "similarity_threshold": 60}) | SORT c | KEEP c | LIMIT 1',
		rows: [['A heavy block of iron for smiths']]
	},
	{
		query: 'FROM shelf | STATS n = COUNT(*) BY c = CATEGORIZE(note, {"output_format": "words"})',
		refused: /not a valid \[output_format\]/
	},
	value(
		'CHUNK("One two three. Four five six! Seven?", {"strategy": "sentence", "max_chunk_size": 4})',
		['One two three. ', 'Four five six! Seven?'].map((text) => text.trim()),
		'r:keyword'
	),
	value('CHUNK("a b c d e f g", {"strategy": "word", "max_chunk_size": 3, "overlap": 1})', [
		'a b c',
		'c d e',
		'e f g'
	]),
	value('CHUNK("a\\n\\nb", {"strategy": "recursive"})', ['a', 'b']),
	value('CHUNK("just this", {"strategy": "none"})', 'just this'),
	value('CHUNK("")', null),
	{ query: 'ROW r = CHUNK("a", {"strategy": "line"})', refused: /Invalid chunkingStrategy: \[line\]/ },
	value(
		'TOP_SNIPPETS("Iron rusts. Brass does not. Iron is iron.", "iron", {"num_snippets": 1, "num_words": 3})',
		'Iron is iron.'
	),
	value('TOP_SNIPPETS("Brass does not.", "iron")', null),
	value(
		'JSON_EXTRACT("""{"a": {"b.c": [1, 9007199254740993]}}""", "$.a[\'b.c\'][1]")',
		'9007199254740993',
		'r:keyword'
	),
	value('JSON_EXTRACT("""{"a": {"b": [1, 2]}}""", "a")', '{"b":[1,2]}'),
	value('JSON_EXTRACT("""["x", "y"]""", "$[1]")', 'y'),
	{ query: 'ROW r = JSON_EXTRACT("""{"a": null}""", "a")', rows: [[null]], warnings: [] },
	{
		query: 'ROW r = JSON_EXTRACT("{}", "a")',
		rows: [[null]],
		warnings: failed('JSON_EXTRACT("{}", "a")', 'java.lang.IllegalArgumentException: path [a] does not exist')
	},
	{
		query: 'ROW r = JSON_EXTRACT("{", "a")',
		rows: [[null]],
		warnings: failed('JSON_EXTRACT("{", "a")', 'java.lang.IllegalArgumentException: invalid JSON input')
	},
	{ query: 'ROW r = JSON_EXTRACT("{}", "a[")', refused: /Invalid JSON path \[a\[\]/ },
	{
		query: 'FROM shelf METADATA _source | WHERE id == 2 | EVAL j = JSON_EXTRACT(_source, "tags[0]") | KEEP j',
		rows: [['brass']]
	},
	{
		query:
			'ROW m = ["disk 12 failed", "disk 7 failed", "all well"] | MV_EXPAND m | STATS n = COUNT(*) BY c = CATEGORIZE(m) | SORT n | KEEP n',
		rows: [[1], [2]]
	},

	value('DECAY(10, 0, 10)', 0.5, 'r:double'),
	value('DECAY(30, 0, 10)', 0),
	value('DECAY(15, 0, 10, {"offset": 5, "decay": 0.25, "type": "exp"})', 0.25),
	value('ROUND(DECAY(20.0, 0.0, 10.0, {"type": "gauss"}), 4)', 0.0625),
	value('DECAY("2026-01-02"::date, "2026-01-01"::date, 24 hours, {"type": "exp"})', 0.5),
	value('ROUND(DECAY(TO_GEOPOINT("POINT(0 1)"), TO_GEOPOINT("POINT(0 0)"), "111.195km"), 3)', 0.5),
	{ query: 'ROW r = DECAY(1, 0, 10, {"type": "cliff"})', refused: /Invalid decay function type \[cliff\]/ },

	value('DATE_UNIT_COUNT("day", "month", "2024-02-10"::date)', 29, 'r:long'),
	value('DATE_UNIT_COUNT("hours", "day", "2024-02-10"::date)', 24),
	{ query: 'ROW r = DATE_UNIT_COUNT("year", "day", NOW())', refused: /\[year\] is longer than \[day\]/ },

	value('REPLACE("a+b", """a\\++b""", "x")', 'x'),
	value('REPLACE("aab", "a++", "x")', 'xb'),
	{
		query: 'ROW l = "HTTPS://host.example/" | GROK l """(?i:https?)://(?<server>[a-z.]+)""" | KEEP server',
		rows: [['host.example']]
	},

	{
		query:
			'ROW l = "2001:db8::1 10.0.0.7 ::1 ::ffff:1.2.3.4 12:34:56 1:2:3:4:5:6:7:8" | GROK l "%{IP:a} %{IP:b} %{IP:c} %{IP:d} %{TIME:t} %{IP:e}" | KEEP a, b, c, d, e',
		rows: [['2001:db8::1', '10.0.0.7', '::1', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8']]
	},
	{ query: 'ROW l = "at 12:34:56" | GROK l "%{IP:a}" | KEEP a', rows: [[null]] },
	{
		query: 'ROW t = "é|  ü|->x" | DISSECT t "%{a}|%{?skip->}|%{+b}->%{+b}" APPEND_SEPARATOR="+" | KEEP a, b',
		rows: [['é', '+x']]
	},
	{ query: 'ROW t = "[x] y" | DISSECT t "[%{a}]   %{b}" | KEEP a, b', rows: [[null, null]] },
	{ query: 'ROW t = "[x]   y z" | DISSECT t "[%{a}] %{b}" | KEEP a, b', rows: [['x', '  y z']] },
	{ query: 'ROW t = "x   y z" | DISSECT t "%{a->} %{b}" | KEEP a, b', rows: [['x', 'y z']] },
	{
		query: 'FROM shelf | SORT id | DISSECT note "%{a} %{b}" | LIMIT 3 | KEEP a',
		rows: [['A'], ['Rings'], ['Small']]
	},

	value('ROUND(1.5, 4000000000)', 1.5),
	value('MV_SLICE([1, 2, 3], 1, 2147483647)', [2, 3]),
	value('9007199254740992::date', '+287396-10-12T08:59:00.992Z'),
	value('DATE_FORMAT("yyyy-MM-dd", 9007199254740992::date)', '287396-10-12'),
	value('TO_DENSE_VECTOR(-1e300)', null),

	value('TO_INTEGER("ff", 16)', 255, 'r:integer'),
	value('TO_LONG("-0x1F", 16)', -31, 'r:long'),
	value('TO_INTEGER("101", 2)', 5),
	{
		query: 'ROW r = TO_INTEGER("zz", 16)',
		rows: [[null]],
		warnings: failed(
			'TO_INTEGER("zz", 16)',
			'org.elasticsearch.xpack.esql.core.InvalidArgumentException: Unable to convert [zz] to number'
		)
	},
	{
		query: 'FROM shelf | EVAL s = SCORE(MATCH(note, "iron")) | SORT id | LIMIT 2 | KEEP s',
		rows: [[1], [0]]
	}
];
