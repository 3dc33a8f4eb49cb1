import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatDate, parsePattern } from '$lib/server/cluster/sql/datepattern';
import { dateReader, readDate } from '$lib/server/cluster/sql/dateread';
import { dissectPattern } from '$lib/server/cluster/sql/dissect';
import { grokPattern } from '$lib/server/cluster/sql/grok';
import { isoMillis, parseIsoMillis, parseIsoNanos } from '$lib/server/cluster/sql/isodate';
import { likeSql, PatternError, regexProblem, rlikeSql } from '$lib/server/cluster/sql/pattern';
import { parseQueryString } from '$lib/server/cluster/sql/querystring';
import { automaticRounding, automaticWidth } from '$lib/server/cluster/sql/rounding';
import { quote } from '$lib/server/cluster/sql/value';
import { UTC, zoneOf } from '$lib/server/cluster/sql/zone';

let connection: DuckDBConnection;
beforeAll(async () => {
	connection = await (await DuckDBInstance.create(':memory:')).connect();
});
const first = async (sql: string) => (await connection.runAndReadAll(`SELECT ${sql}`)).getRows()[0][0];

describe('LIKE and RLIKE', () => {
	it.each([
		['Anna', 'A*', true],
		['Anna', 'a*', false],
		['Anna', '?nn?', true],
		['100%', '100%', true],
		['1000', '100%', false],
		['a_b', 'a_b', true],
		['axb', 'a_b', false],
		['a*b', 'a\\*b', true],
		['axb', 'a\\*b', false],
		["it's", "it's", true],
		['a\\b', 'a\\\\b', true],
		['line\nbreak', 'line*', true]
	])('%j LIKE %j is %s', async (text, pattern, expected) => {
		expect(await first(likeSql(quote(text), pattern))).toBe(expected);
	});

	it.each([
		['foo', 'fo+', true],
		['xfoo', 'fo+', false],
		['a.b', 'a\\.b', true],
		['axb', 'a\\.b', false],
		['a^b$', 'a^b$', true],
		['v42', 'v<1-50>', true],
		['v51', 'v<1-50>', false],
		['a+b', '"a+b"', true],
		['anything', '@', true],
		['b', '[a-c]', true],
		['two\nlines', 'two.lines', true],
		["it's", 'it.s', true]
	])('%j RLIKE %j is %s', async (text, pattern, expected) => {
		expect(await first(rlikeSql(quote(text), pattern))).toBe(expected);
	});

	it.each(['~a', 'a&b', '"open', '[open', '<a-b>'])('refuses the pattern %j', (pattern) => {
		expect(() => rlikeSql("'x'", pattern)).toThrow(PatternError);
	});

	it('knows what RE2 can not do', () => {
		expect(regexProblem('a(?=b)')).toMatch(/look-around/);
		expect(regexProblem('(a)\\1')).toMatch(/back-references/);
		expect(regexProblem('(')).toBeDefined();
		expect(regexProblem('a|b')).toBeUndefined();
	});
});

describe('dates', () => {
	it.each([
		['yyyy-MM-dd HH:mm:ss.SSS', '2026-03-05 14:07:09.042'],
		["EEE, d MMM yy 'at' h:mm a", 'Thu, 5 Mar 26 at 2:07 PM'],
		['EEEE MMMM DDD Q', 'Thursday March 064 1'],
		["yyyy''MM", "2026'03"],
		["YYYY-'W'ww-e", '2026-W10-4'],
		['HH:mmX xxx Z', '14:07Z +00:00 +0000']
	])('formats by %s', (pattern, expected) => {
		expect(formatDate(parsePattern(pattern) ?? [], Date.UTC(2026, 2, 5, 14, 7, 9, 42))).toBe(expected);
	});

	it('refuses letters that mean nothing', () => expect(parsePattern('yyyy-bb')).toBeUndefined());

	it.each([
		['yyyy-MM-dd', '2026-03-05', Date.UTC(2026, 2, 5)],
		['yyyy-MM-dd', '2026-02-30', undefined],
		['yyyy-MM-dd', '2026-03-05 foo', undefined],
		['yyyy-MM', '2026-03-05', undefined],
		['dd/MMM/yyyy:HH:mm:ss Z', '05/Mar/2026:14:07:09 +0200', Date.UTC(2026, 2, 5, 12, 7, 9)],
		['hh:mm a', '12:30 AM', 30 * 60_000],
		['yyyyMMdd', '20260305', Date.UTC(2026, 2, 5)],
		['yyyy-MM-dd VV', '2026-07-05 Europe/Paris', Date.UTC(2026, 6, 4, 22)],
		['yyyy-MM-dd VV', '2026-07-05 Nowhere/Else', undefined]
	])('reads %s from %s', (pattern, text, expected) => {
		const reader = dateReader(pattern);
		expect(reader && readDate(reader, text)).toBe(expected);
	});

	it.each([
		['2026', Date.UTC(2026, 0)],
		['2026-03', Date.UTC(2026, 2)],
		['2026-03-05T14:07:09.042Z', Date.UTC(2026, 2, 5, 14, 7, 9, 42)],
		['2026-03-05T14:07+01:00', Date.UTC(2026, 2, 5, 13, 7)],
		['2026-03-05 14:07', undefined],
		['2026-13-01', undefined],
		['yesterday', undefined]
	])('reads the ISO date %s', (text, expected) => expect(parseIsoMillis(text)).toBe(expected));

	it('keeps nanoseconds', () =>
		expect(parseIsoNanos('2026-01-01T00:00:00.123456789Z')).toBe(1767225600123456789n));

	it('follows the clock changes of a zone', () => {
		const paris = zoneOf('Europe/Paris') ?? UTC;
		expect(isoMillis(Date.UTC(2026, 2, 29, 0, 59), paris)).toBe('2026-03-29T01:59:00.000+01:00');
		expect(isoMillis(Date.UTC(2026, 2, 29, 1, 0), paris)).toBe('2026-03-29T03:00:00.000+02:00');
		expect(zoneOf('Mars/Olympus')).toBeUndefined();
	});

	it('picks human steps', () => {
		const day = (from: string, to: string, n: number) =>
			automaticRounding(n, Date.parse(from), Date.parse(to), UTC);
		expect(day('2025-01-01', '2026-01-01', 20)).toEqual({ kind: 'months', count: 1 });
		expect(day('2025-01-01', '2026-01-01', 55)).toEqual({ kind: 'week' });
		expect(day('2025-01-01', '2025-01-02', 24)).toEqual({ kind: 'step', millis: 3_600_000 });
		expect(day('2000-01-01', '2026-01-01', 2)).toEqual({ kind: 'months', count: 12 });
		expect(automaticWidth(20, 25_324, 74_999)).toBe(5000);
	});
});

describe('DISSECT and GROK', () => {
	const groups = async (regex: string, text: string, count: number) => {
		const names = Array.from({ length: count }, (_, index) => `'g${index}'`);
		const found = await first(
			`to_json(regexp_extract(${quote(text)}, ${quote(regex)}, [${names.join(', ')}]))::VARCHAR`
		);
		return Object.values(JSON.parse(String(found)) as Record<string, string>);
	};

	it('takes texts apart at their delimiters', async () => {
		const { regex, parts } = dissectPattern('%{a} [%{b}] %{?skip} %{c->} %{d}');
		expect(parts.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
		expect(await groups(regex, 'one [two three] x four    five', 4)).toEqual([
			'one',
			'two three',
			'four',
			'five'
		]);
	});

	it('says what is wrong with a pattern', () => {
		expect(() => dissectPattern('no keys')).toThrow(/Unable to find/);
		expect(() => dissectPattern('%{*a} %{&a}')).toThrow(/Reference keys/);
		expect(() => grokPattern('%{NOTHING:x}')).toThrow(/NOTHING/);
		expect(() => grokPattern('%{INT:x:shape}')).toThrow(/shape/);
		expect(() => grokPattern('(?<=a)%{INT:x}')).toThrow(/look-around/);
	});

	it('reads an access log line', async () => {
		const line =
			'203.0.113.7 - kim [05/Mar/2026:14:07:09 +0000] "GET /a?b=1 HTTP/1.1" 200 5120 "-" "Mozilla/5.0 (X11)"';
		const { regex, fields } = grokPattern('%{COMBINEDAPACHELOG}');
		const found = await groups(regex, line, fields.length);
		const record = Object.fromEntries(fields.map(({ name }, index) => [name, found[index]]));
		expect(record).toMatchObject({
			'source.address': '203.0.113.7',
			'user.name': 'kim',
			'http.request.method': 'GET',
			'url.original': '/a?b=1',
			'http.response.status_code': '200',
			'user_agent.original': 'Mozilla/5.0 (X11)'
		});
	});
});

describe('query strings', () => {
	it('reads Lucene syntax', () => {
		expect(parseQueryString('a AND NOT (b OR c:"d e")', 'lucene')).toEqual({
			kind: 'and',
			items: [
				{ kind: 'text', field: undefined, text: 'a', phrase: false },
				{
					kind: 'not',
					item: {
						kind: 'or',
						items: [
							{ kind: 'text', field: undefined, text: 'b', phrase: false },
							{ kind: 'text', field: 'c', text: 'd e', phrase: true }
						]
					}
				}
			]
		});
		expect(parseQueryString('n:[1 TO 5}', 'lucene')).toEqual({
			kind: 'range',
			field: 'n',
			from: '1',
			to: '5',
			open: [false, true]
		});
		expect(parseQueryString('x:*', 'lucene')).toEqual({ kind: 'exists', field: 'x' });
	});

	it('reads KQL', () => {
		expect(parseQueryString('status >= 500 and not host: "web 1"', 'kql')).toEqual({
			kind: 'and',
			items: [
				{ kind: 'range', field: 'status', from: '500', open: [false, true] },
				{ kind: 'not', item: { kind: 'text', field: 'host', text: 'web 1', phrase: true } }
			]
		});
	});

	it.each(['(a', 'a AND', 'f:', '"open'])('refuses %j', (text) => {
		expect(() => parseQueryString(text, 'lucene')).toThrow(/Failed to parse query/);
	});
});
