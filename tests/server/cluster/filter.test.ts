import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EsType } from '$lib/esql/analysis/schema';
import { parseJson } from '$lib/protocol/json';
import { type Connection, type Database, openDatabase } from '$lib/server/cluster/database';
import { Refusal } from '$lib/server/cluster/failure';
import { filterCondition } from '$lib/server/cluster/filter';
import { parseIp } from '$lib/server/cluster/sql/ip';
import { columnType } from '$lib/server/cluster/sql/types';
import { encodeVersion } from '$lib/server/cluster/sql/version';
import type { Table } from '$lib/server/cluster/table';

const NOW = Date.UTC(2026, 2, 18, 14, 30, 15, 500);

const shape: readonly (readonly [name: string, type: EsType, multi: boolean])[] = [
	['id', 'integer', false],
	['host.name', 'keyword', false],
	['tags', 'keyword', true],
	['message', 'text', false],
	['notes', 'text', true],
	['big', 'long', false],
	['huge', 'unsigned_long', false],
	['pct', 'double', false],
	['counts', 'long', true],
	['ok', 'boolean', false],
	['ip', 'ip', false],
	['ips', 'ip', true],
	['v', 'version', false],
	['@timestamp', 'date', false],
	['at', 'date_nanos', false],
	['where', 'geo_point', false]
];

const address = (text: string) => `'${parseIp(text)}'::UHUGEINT`;
const version = (text: string) => `'${encodeVersion(text)}'`;

/** Three documents; the third has an id and nothing else. */
const rows = [
	[
		'1',
		"'web-1'",
		"['a', 'b']",
		"'GET /index.html took 12 ms, Status OK'",
		"['first note', 'Second thing']",
		'9007199254740993',
		'18446744073709551615',
		'0.5',
		'[1, 10]',
		'true',
		address('10.0.0.7'),
		`[${address('10.0.0.7')}, ${address('2001:db8::1')}]`,
		version('1.10.0'),
		"'2026-03-18 12:00:00'",
		"'2026-03-18 12:00:00.123456789'",
		'{x: 1, y: 2}'
	],
	[
		'2',
		"'db-1'",
		"['b']",
		`'it''s "quoted" 100% _fine_ é'`,
		'NULL',
		'9007199254740992',
		'5',
		'-1.5',
		'[5]',
		'false',
		address('192.168.1.1'),
		`[${address('192.168.1.1')}]`,
		version('1.9.0'),
		"'2026-03-17 23:30:00.250'",
		"'2026-03-17 23:30:00.000000001'",
		'NULL'
	],
	['3', ...Array.from({ length: shape.length - 1 }, () => 'NULL')]
];

const table: Table = {
	index: 'things',
	relation: 'things',
	mode: 'standard',
	numbered: true,
	fields: shape.map(([name, type, multi], position) => ({ name, type, multi, column: `c${position}` })),
	documents: rows.length,
	ready: Promise.resolve(),
	loading: false
};

let database: Database;
let connection: Connection;

beforeAll(async () => {
	database = await openDatabase();
	connection = await database.connect();
	const columns = table.fields.map(({ column, type, multi }) => `${column} ${columnType(type, multi)}`);
	await connection.run(`CREATE TABLE things (${columns.join(', ')})`);
	await connection.run(`INSERT INTO things VALUES ${rows.map((row) => `(${row.join(', ')})`).join(', ')}`);
});

afterAll(() => database.close());

const condition = (dsl: string, timeZone = 'UTC') =>
	filterCondition(parseJson(dsl), { now: NOW, timeZone })(table);

/** Ids of the documents that a filter lets pass. */
async function ids(dsl: string | object, timeZone?: string): Promise<unknown[]> {
	const where = condition(typeof dsl === 'string' ? dsl : JSON.stringify(dsl), timeZone);
	return (await connection.rows(`SELECT c0 FROM things WHERE ${where} ORDER BY c0`)).flat();
}

function refusal(dsl: string | object): string {
	try {
		condition(typeof dsl === 'string' ? dsl : JSON.stringify(dsl));
	} catch (error) {
		if (error instanceof Refusal)
			return `${error.failure.status} ${error.failure.type}: ${error.failure.reason}`;
		throw error;
	}
	throw new Error('was not refused');
}

describe('matching', () => {
	it.each<[string, object | string, number[]]>([
		['match_all', { match_all: {} }, [1, 2, 3]],
		['match_none', { match_none: { boost: 2 } }, []],
		['term on a keyword', { term: { 'host.name': 'web-1' } }, [1]],
		['term is exact', { term: { 'host.name': 'WEB-1' } }, []],
		[
			'term without regard to case',
			{ term: { 'host.name': { value: 'WEB-1', case_insensitive: true } } },
			[1]
		],
		['term on any of several values', { term: { tags: 'b' } }, [1, 2]],
		['term on a text is one analysed word', { term: { message: 'status' } }, [1]],
		['term on a text is not analysed itself', { term: { message: 'Status' } }, []],
		['term on a long, to the last digit', '{"term": {"big": 9007199254740993}}', [1]],
		['term on a long as text', { term: { big: '9007199254740992' } }, [2]],
		['term on an unsigned long', '{"term": {"huge": 18446744073709551615}}', [1]],
		['term on a whole number with fraction', { term: { id: 1.5 } }, []],
		['term on a whole number with empty fraction', '{"term": {"id": 1.0}}', [1]],
		['term beyond the type', { term: { id: 3000000000 } }, []],
		['term on a double', '{"term": {"pct": 5e-1}}', [1]],
		['term on a boolean', { term: { ok: 'false' } }, [2]],
		['term on an address', { term: { ip: '10.0.0.7' } }, [1]],
		['term on a block of addresses', { term: { ip: '10.0.0.0/8' } }, [1]],
		['term on a block, several values', { term: { ips: '2001:db8::/32' } }, [1]],
		['term on a version', { term: { v: '1.9.0' } }, [2]],
		['term on a day', { term: { '@timestamp': '2026-03-18' } }, [1]],
		['term on a date to the millisecond', { term: { '@timestamp': '2026-03-17T23:30:00.250Z' } }, [2]],
		['term on date_nanos', { term: { at: '2026-03-18T12:00:00.123456789Z' } }, [1]],
		['terms', { terms: { 'host.name': ['web-1', 'db-1', 'x'] } }, [1, 2]],
		['terms of nothing', { terms: { 'host.name': [] } }, []],
		['terms of addresses and blocks', { terms: { ip: ['192.168.0.0/16', '10.0.0.7'] } }, [1, 2]],
		['a field that is not there', { term: { nope: 1 } }, []],
		['range of a field that is not there', { range: { nope: { gte: 1 } } }, []],
		['exists', { exists: { field: 'tags' } }, [1, 2]],
		['exists of an object', { exists: { field: 'host' } }, [1, 2]],
		['exists of nothing', { exists: { field: 'nope' } }, []],
		['_index', { term: { _index: 'things' } }, [1, 2, 3]],
		['another _index', { wildcard: { _index: 'thongs*' } }, []],
		['match on words, any of them', { match: { message: 'STATUS nothing' } }, [1]],
		['match on words, all of them', { match: { message: { query: 'status nothing', operator: 'and' } } }, []],
		[
			'match on at least so many words',
			{ match: { message: { query: 'get ok xx', minimum_should_match: 2 } } },
			[1]
		],
		['match is no part of a word', { match: { message: 'stat' } }, []],
		['match on text with quotes and signs', { match: { message: `it's "quoted" 100%` } }, [2]],
		['match beyond ASCII', { match: { message: 'É' } }, [2]],
		['match of no words', { match: { message: '...' } }, []],
		[
			'match of no words, all wanted',
			{ match: { message: { query: '...', zero_terms_query: 'all' } } },
			[1, 2]
		],
		['match on a keyword', { match: { 'host.name': 'db-1' } }, [2]],
		['match on a number', { match: { big: '9007199254740993' } }, [1]],
		['match on several texts', { match: { notes: 'thing' } }, [1]],
		['match_phrase', { match_phrase: { message: 'took 12 MS' } }, [1]],
		['match_phrase in another order', { match_phrase: { message: '12 took' } }, []],
		['prefix', { prefix: { 'host.name': 'we' } }, [1]],
		['prefix with signs of a pattern', { prefix: { 'host.name': 'we*' } }, []],
		['prefix of a word', { prefix: { message: { value: 'ind' } } }, [1]],
		['wildcard', { wildcard: { 'host.name': { value: '?b-*' } } }, [2]],
		['wildcard, SQL signs are plain', { wildcard: { 'host.name': 'w%' } }, []],
		['regexp', { regexp: { 'host.name': '(web|db)-[0-9]+' } }, [1, 2]],
		['regexp matches the whole', { regexp: { 'host.name': 'web' } }, []],
		['constant_score', { constant_score: { filter: { term: { ok: true } } } }, [1]],
		['dis_max', { dis_max: { queries: [{ term: { id: 1 } }, { term: { id: 3 } }] } }, [1, 3]]
	])('%s', async (_, dsl, expected) => {
		expect(await ids(dsl)).toEqual(expected);
	});
});

describe('range', () => {
	it.each<[string, object | string, number[]]>([
		['whole numbers', { range: { id: { gt: 1, lte: 3 } } }, [2, 3]],
		['whole numbers between fractions', { range: { id: { gt: 1.5, lt: 2.5 } } }, [2]],
		['exclusive at a fraction', { range: { id: { gte: 1.5 } } }, [2, 3]],
		['beyond 2^53', '{"range": {"big": {"gt": 9007199254740992}}}', [1]],
		['beyond the type', '{"range": {"id": {"gte": -1e300, "lt": 1e300}}}', [1, 2, 3]],
		['beyond the type on one side', '{"range": {"big": {"gt": 1e30}}}', []],
		['unsigned', '{"range": {"huge": {"gt": 18446744073709551614}}}', [1]],
		['unsigned below zero', { range: { huge: { gte: -5 } } }, [1, 2]],
		['doubles', { range: { pct: { gte: -1.5, lt: 0.5 } } }, [2]],
		['any of several values within both bounds', { range: { counts: { gt: 1, lt: 10 } } }, [2]],
		['texts', { range: { 'host.name': { gte: 'e' } } }, [1]],
		['versions by value', { range: { v: { gt: '1.9.9' } } }, [1]],
		['addresses', { range: { ip: { gte: '10.0.0.0', lt: '11.0.0.0' } } }, [1]],
		['no bounds', { range: { tags: {} } }, [1, 2]],
		['null bounds', { range: { id: { gte: null, lt: 2 } } }, [1]],
		['to the end of a day', { range: { '@timestamp': { lte: '2026-03-17' } } }, [2]],
		['before a day', { range: { '@timestamp': { lt: '2026-03-17' } } }, []],
		['after a day', { range: { '@timestamp': { gt: '2026-03-17' } } }, [1]],
		['from now', { range: { '@timestamp': { gte: 'now-3h' } } }, [1]],
		['from today', { range: { '@timestamp': { gte: 'now/d' } } }, [1]],
		['yesterday', { range: { '@timestamp': { gte: 'now-1d/d', lt: 'now/d' } } }, [2]],
		['to the end of yesterday', { range: { '@timestamp': { lte: 'now-1d/d' } } }, [2]],
		['from a date with math', { range: { '@timestamp': { gte: '2026-02-18||+1M/d' } } }, [1]],
		['this week', { range: { '@timestamp': { gte: 'now/w', lte: 'now/w' } } }, [1, 2]],
		[
			'years that DuckDB does not know',
			'{"range": {"@timestamp": {"gte": -99999999999999999999, "lt": 99999999999999999999}}}',
			[1, 2]
		],
		['epoch milliseconds', { range: { '@timestamp': { gte: Date.UTC(2026, 2, 18) } } }, [1]],
		['epoch seconds', { range: { '@timestamp': { gte: 1773792000, format: 'epoch_second' } } }, [1]],
		['a format of its own', { range: { '@timestamp': { gte: '18.03.2026', format: 'dd.MM.yyyy' } } }, [1]],
		[
			'several formats',
			{ range: { '@timestamp': { lt: '20260318', format: 'dd.MM.yyyy||basic_date' } } },
			[2]
		],
		['nanoseconds', { range: { at: { gt: '2026-03-17T23:30:00.000000001Z' } } }, [1]],
		['nanoseconds, inclusive', { range: { at: { gte: '2026-03-17T23:30:00.000000001Z' } } }, [1, 2]],
		['a zone of its own', { range: { '@timestamp': { gte: '2026-03-18', time_zone: '+01:00' } } }, [1, 2]],
		[
			'an offset in the date',
			{ range: { '@timestamp': { lt: '2026-03-18T00:00+01:00', time_zone: 'Asia/Tokyo' } } },
			[]
		]
	])('%s', async (_, dsl, expected) => {
		expect(await ids(dsl)).toEqual(expected);
	});

	it("takes the request's time zone where the filter names none", async () => {
		const today = { range: { '@timestamp': { gte: 'now/d' } } };
		expect(await ids(today)).toEqual([1]);
		expect(await ids(today, 'Europe/Berlin')).toEqual([1, 2]);
	});
});

describe('bool', () => {
	const one = { term: { id: 1 } };
	const two = { term: { id: 2 } };
	it.each<[string, object, number[]]>([
		['of nothing', { bool: {} }, [1, 2, 3]],
		['must and filter', { bool: { must: [one], filter: { exists: { field: 'tags' } } } }, [1]],
		['should', { bool: { should: [one, two] } }, [1, 2]],
		['should beside filter is a wish', { bool: { should: [one], filter: [{ match_all: {} }] } }, [1, 2, 3]],
		[
			'should beside filter, required',
			{ bool: { should: [one], filter: [{ match_all: {} }], minimum_should_match: 1 } },
			[1]
		],
		[
			'two of three',
			{ bool: { should: [one, { exists: { field: 'tags' } }, two], minimum_should_match: 2 } },
			[1, 2]
		],
		[
			'a share of three',
			{ bool: { should: [one, two, { exists: { field: 'ip' } }], minimum_should_match: '67%' } },
			[1, 2]
		],
		[
			'all but one',
			{ bool: { should: [one, two, { exists: { field: 'ip' } }], minimum_should_match: '-1' } },
			[1, 2]
		],
		['must_not', { bool: { must_not: one } }, [2, 3]],
		['must_not where the field is missing', { bool: { must_not: { term: { tags: 'a' } } } }, [2, 3]],
		[
			'must_not of a range where the field is missing',
			{ bool: { must_not: [{ range: { pct: { gt: 0 } } }] } },
			[2, 3]
		],
		['must_not twice', { bool: { must_not: { bool: { must_not: { term: { tags: 'a' } } } } } }, [1]],
		['must_not of a field that is not there', { bool: { must_not: { term: { nope: 1 } } } }, [1, 2, 3]]
	])('%s', async (_, dsl, expected) => {
		expect(await ids(dsl)).toEqual(expected);
	});
});

describe('refusals', () => {
	it.each<[object | string, string]>([
		[{ foo: {} }, '400 parsing_exception: unknown query [foo]'],
		[{ mach: { a: 1 } }, '400 parsing_exception: unknown query [mach] did you mean [match]?'],
		[
			{ has_child: {} },
			'400 illegal_argument_exception: The [has_child] query is not available on the demo cluster'
		],
		[{}, '400 parsing_exception: query malformed, empty clause found'],
		['[]', '400 parsing_exception: [_na] query malformed, must start with start_object'],
		[{ term: 'x' }, '400 parsing_exception: [term] query malformed, no start_object after query name'],
		[
			{ term: { a: 1 }, match: { a: 1 } },
			'400 parsing_exception: [term] malformed query, expected [END_OBJECT] but found [FIELD_NAME]'
		],
		[
			{ term: { a: 1, b: 2 } },
			"400 parsing_exception: [term] query doesn't support multiple fields, found [a] and [b]"
		],
		[{ term: { id: [1] } }, '400 parsing_exception: [term] query does not support array of values'],
		[{ term: { id: null } }, '400 illegal_argument_exception: value cannot be null'],
		[{ term: { id: { value: 1, foo: 2 } } }, '400 parsing_exception: [term] query does not support [foo]'],
		[{ terms: { id: 1 } }, '400 parsing_exception: [terms] query does not support [id]'],
		[{ terms: { id: [1, null] } }, '400 illegal_argument_exception: No value specified for terms query'],
		[{ range: { id: { foo: 1 } } }, '400 parsing_exception: [range] query does not support [foo]'],
		[{ range: { id: 5 } }, '400 parsing_exception: [range] query does not support [id]'],
		[
			{ range: { id: { gte: 'abc' } } },
			'400 query_shard_exception: failed to create query: For input string: "abc"'
		],
		[
			{ range: { where: { gte: 1 } } },
			'400 query_shard_exception: failed to create query: Field [where] of type [geo_point] does not support range queries'
		],
		[
			{ range: { '@timestamp': { gte: 'yesterday' } } },
			'400 parse_exception: failed to parse date field [yesterday] with format [strict_date_optional_time||epoch_millis]'
		],
		[
			{ range: { '@timestamp': { gte: '2026-02-30' } } },
			'400 parse_exception: failed to parse date field [2026-02-30] with format [strict_date_optional_time||epoch_millis]'
		],
		[
			{ range: { '@timestamp': { gte: 'now-1x' } } },
			'400 parse_exception: operator not supported for date math [-1x]: [failed to parse date field [now-1x] with format [strict_date_optional_time||epoch_millis]]'
		],
		[
			{ range: { '@timestamp': { gte: 'now', time_zone: 'Mars/Olympus' } } },
			'400 illegal_argument_exception: Unknown time-zone ID: Mars/Olympus'
		],
		[
			{ term: { ip: '1.2.3' } },
			"400 query_shard_exception: failed to create query: '1.2.3' is not an IP string literal."
		],
		[
			{ term: { ok: 'maybe' } },
			"400 query_shard_exception: failed to create query: Can't parse boolean value [maybe], expected [true] or [false]"
		],
		[{ exists: {} }, '400 parsing_exception: [exists] must be provided with a [field]'],
		[{ bool: { most: [] } }, '400 parsing_exception: [bool] query does not support [most]'],
		[{ bool: { must: [{ foo: {} }] } }, '400 parsing_exception: unknown query [foo]'],
		[
			{ bool: { should: [], minimum_should_match: 'x' } },
			'400 number_format_exception: For input string: "x"'
		],
		[
			{ match: { message: { query: 'a', operator: 'xor' } } },
			'400 illegal_argument_exception: operator needs to be either OR or AND, but not [xor]'
		],
		[
			{ prefix: { id: '1' } },
			'400 query_shard_exception: failed to create query: Can only use prefix queries on keyword, text and wildcard fields - not on [id] which is of type [integer]'
		],
		[
			{ regexp: { 'host.name': '~a' } },
			'400 query_shard_exception: failed to create query: the operator [~] of regular expressions is not available on this cluster'
		]
	])('%j', (dsl, sentence) => {
		expect(refusal(dsl)).toBe(sentence);
	});
});

describe('SQL', () => {
	it('is plain comparisons that DuckDB pushes into the scan', () => {
		const sql = condition(
			'{"bool": {"filter": [{"range": {"@timestamp": {"gte": "2026-03-18"}}}, {"term": {"host.name": "web-1"}}]}}'
		);
		expect(sql).toBe("((c13 >= make_timestamp(1773792000000000)) AND (c1 = 'web-1'))");
	});

	it('asks for many values at once', () => {
		expect(condition('{"terms": {"id": [1, 2, 3]}}')).toBe(
			"(c0 IN ('1'::INTEGER, '2'::INTEGER, '3'::INTEGER))"
		);
	});

	it.each([
		['a closing quote', `' OR 1=1 --`],
		['a second statement', `'); DROP TABLE things; --`],
		['a backslash', `\\' OR true OR '`],
		['a NUL', 'nul\0byte'],
		['double quotes', '"; SELECT 1'],
		['half a surrogate pair', '\ud800'],
		['a template', '${x}'],
		['100,000 letters', 'a'.repeat(100_000)]
	])('keeps a value with %s a value', async (_, value) => {
		for (const field of ['host.name', 'tags', 'message', 'v', '_index']) {
			const queries = [
				{ term: { [field]: value } },
				{ range: { [field]: { gte: value, lte: value } } },
				{ match: { [field]: value } },
				{ match_phrase: { [field]: value } },
				{ terms: { [field]: [value, 'x'] } }
			];
			if (field !== 'v' && value.length < 1000) queries.push({ prefix: { [field]: value } } as never);
			for (const dsl of queries) {
				const found = await connection.rows(`SELECT c0 FROM things WHERE ${condition(JSON.stringify(dsl))}`);
				expect(found.length).toBeLessThanOrEqual(1);
			}
		}
		expect(await connection.rows('SELECT count(*) FROM things')).toEqual([[3n]]);
	});

	it('takes a deep filter and a wide one', async () => {
		let deep = '{"match_all":{}}';
		for (let level = 0; level < 200; level++) deep = `{"bool":{"must_not":{"bool":{"must_not":${deep}}}}}`;
		expect(await ids(deep)).toEqual([1, 2, 3]);
		const wide = { bool: { should: Array.from({ length: 2000 }, (_, id) => ({ term: { id } })) } };
		expect(await ids(wide)).toEqual([1, 2, 3]);
		expect(await ids({ terms: { id: Array.from({ length: 10_000 }, (_, id) => id) } })).toEqual([1, 2, 3]);
	});
});
