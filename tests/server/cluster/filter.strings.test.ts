import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseJson } from '$lib/protocol/json';
import { type Connection, type Database, openDatabase } from '$lib/server/cluster/database';
import { Refusal } from '$lib/server/cluster/failure';
import { filterCondition } from '$lib/server/cluster/filter';
import { columnType } from '$lib/server/cluster/sql/types';
import type { Table, TableField } from '$lib/server/cluster/table';

const field = (name: string, type: TableField['type'], at: number, multi = false): TableField => ({
	name,
	type,
	multi,
	column: `c${at}`
});

const table: Table = {
	index: 'places',
	relation: 'places',
	mode: 'standard',
	numbered: true,
	fields: [
		field('id', 'integer', 0),
		field('title', 'text', 1),
		field('body.text', 'text', 2),
		field('tag', 'keyword', 3, true),
		field('n', 'long', 4),
		field('at', 'date', 5),
		field('point', 'geo_point', 6)
	],
	documents: 4,
	ready: Promise.resolve(),
	loading: false
};

const rows = [
	"(1, 'Quick brown fox', 'jumps over the lazy dog', ['red', 'sly'], 10, '2026-01-01 00:00:00', {x: 10, y: 50})",
	"(2, 'Slow green turtle', 'a fox is quick', ['green'], 20, '2026-02-01 10:30:00', {x: -170, y: 0})",
	"(3, 'Lazy dog', NULL, ['red'], 30, '2026-03-01 00:00:00', {x: 179, y: -10})",
	'(4, NULL, NULL, NULL, NULL, NULL, NULL)'
];

let database: Database;
let connection: Connection;

beforeAll(async () => {
	database = await openDatabase({ threads: 1 });
	connection = await database.connect();
	const columns = table.fields.map(({ column, type, multi }) => `${column} ${columnType(type, multi)}`);
	await connection.run(`CREATE TABLE places (${columns.join(', ')})`);
	await connection.run(`INSERT INTO places VALUES ${rows.join(', ')}`);
});

afterAll(() => database.close());

const condition = (dsl: object) =>
	filterCondition(parseJson(JSON.stringify(dsl)), { now: Date.UTC(2026, 3, 1), timeZone: 'UTC' })(table);

async function ids(dsl: object): Promise<unknown[]> {
	return (await connection.rows(`SELECT c0 FROM places WHERE ${condition(dsl)} ORDER BY c0`)).flat();
}

function refusal(dsl: object): string {
	try {
		condition(dsl);
	} catch (error) {
		if (error instanceof Refusal)
			return `${error.failure.status} ${error.failure.type}: ${error.failure.reason}`;
		throw error;
	}
	throw new Error('was not refused');
}

describe('ids', () => {
	it.each<[string, object, number[]]>([
		['documents by name', { ids: { values: ['places#1', 'places#3'] } }, [1, 3]],
		['one document', { ids: { values: 'places#2' } }, [2]],
		['those of this index only', { ids: { values: ['other#1', 'places#0', 'places#x', '3'] } }, []],
		['nothing', { ids: {} }, []],
		['a term of _id', { terms: { _id: ['places#4', 'places#4'] } }, [4]],
		['all others', { bool: { must_not: { ids: { values: ['places#1'] } } } }, [2, 3, 4]]
	])('finds %s', async (_, dsl, expected) => expect(await ids(dsl)).toEqual(expected));

	it('refuses what is no list of names, and documents without a number', () => {
		expect(refusal({ ids: { values: [['a']] } })).toMatch(/^400 parsing_exception: \[ids\]/);
		expect(refusal({ ids: { type: 'x', values: [] } })).toMatch(/\[ids\] query does not support \[type\]/);
		const lying = { ...table, numbered: false };
		const dsl = parseJson('{"ids":{"values":["places#1"]}}');
		expect(() => filterCondition(dsl, { now: 0, timeZone: 'UTC' })(lying)).toThrow(Refusal);
	});
});

describe('multi_match', () => {
	const multi = (rest: object) => ({ multi_match: { query: 'quick fox', ...rest } });
	it.each<[string, object, number[]]>([
		['any word in any field', multi({ fields: ['title', 'body.text'] }), [1, 2]],
		['a boosted field', multi({ fields: ['title^3'] }), [1]],
		['fields by pattern', multi({ fields: ['body.*'] }), [2]],
		['no field named: all', multi({}), [1, 2]],
		['all words in one field', multi({ fields: ['title', 'body.text'], operator: 'and' }), [1, 2]],
		['a phrase', { multi_match: { query: 'lazy dog', type: 'phrase', fields: ['*'] } }, [1, 3]],
		['a keyword field, exactly', { multi_match: { query: 'red', fields: ['tag', 'title'] } }, [1, 3]],
		['a number', { multi_match: { query: 20, fields: ['n'] } }, [2]],
		['no such field', multi({ fields: ['nothing', 'nothing.*'] }), []]
	])('finds %s', async (_, dsl, expected) => {
		expect(await ids(dsl)).toEqual(expected);
	});

	it.each([
		[
			multi({ type: 'worst_fields' }),
			'400 parse_exception: failed to parse [multi_match] query type [worst_fields]'
		],
		[
			multi({ type: 'phrase_prefix' }),
			'The type [phrase_prefix] of the [multi_match] query is not available'
		],
		[multi({ field: 'title' }), '400 parsing_exception: [multi_match] query does not support [field]'],
		[{ multi_match: { fields: ['title'] } }, 'value cannot be null'],
		[{ multi_match: { query: 'x', fields: ['n'] } }, 'For input string: "x"']
	])('refuses %j', (dsl, sentence) => {
		expect(refusal(dsl)).toContain(sentence);
	});
});

describe('query_string', () => {
	it.each<[string, number[]]>([
		['fox', [1, 2]],
		['title:fox', [1]],
		['title:(fox OR turtle)', [1, 2]],
		['quick AND NOT green', [1]],
		['+dog -brown', [3]],
		['"lazy dog"', [1, 3]],
		['tag:r*', [1, 3]],
		['turt*', [2]],
		['n:>=20', [2, 3]],
		['n:[10 TO 20}', [1]],
		['at:{2026-01-15 TO *]', [2, 3]],
		['_exists_:tag', [1, 2, 3]],
		['body.text:*', [1, 2]],
		['*', [1, 2, 3, 4]],
		['body.*:fox', [2]]
	])('%s', async (query, expected) => {
		expect(await ids({ query_string: { query } })).toEqual(expected);
	});

	it('looks in the fields it is told', async () => {
		expect(await ids({ query_string: { query: 'fox', default_field: 'title' } })).toEqual([1]);
		expect(await ids({ query_string: { query: 'fox', fields: ['body.text', 'tag'] } })).toEqual([2]);
	});

	it.each([
		[{ query: 'a AND (' }, '400 query_shard_exception: Failed to parse query [a AND (]'],
		[{ query: 'a b', default_operator: 'AND' }, '[default_operator: and] of the [query_string] query'],
		[{ query: 'a', default_operator: 'NOT' }, 'operator needs to be either OR or AND'],
		[{ query: 'a', wildcards: true }, '[query_string] query does not support [wildcards]']
	])('refuses %j', (body, sentence) => {
		expect(refusal({ query_string: body })).toContain(sentence);
	});
});

describe('simple_query_string', () => {
	it.each<[string, number[]]>([
		['fox', [1, 2]],
		['fox turtle', [1, 2]],
		['fox + turtle', [2]],
		['(brown | green) + quick', [1, 2]],
		['-fox', [3, 4]],
		['dog + -fox', [3]],
		['"lazy dog"', [1, 3]],
		['turt*', [2]],
		['((("', []],
		['', []],
		['| + -', []],
		['fox)) turtle', [1, 2]]
	])('%s', async (query, expected) => {
		expect(await ids({ simple_query_string: { query, fields: ['title', 'body.text'] } })).toEqual(expected);
	});

	it('may want every word', async () => {
		expect(await ids({ simple_query_string: { query: 'slow fox', default_operator: 'and' } })).toEqual([2]);
	});
});

describe('geo_bounding_box', () => {
	const europe = { top_left: { lat: 60, lon: 0 }, bottom_right: { lat: 40, lon: 20 } };
	it.each<[string, object, number[]]>([
		['two corners', europe, [1]],
		['the other corners', { bottom_left: [0, 40], top_right: '60,20' }, [1]],
		['text corners', { top_left: 'POINT (0 60)', bottom_right: '40, 20' }, [1]],
		['sides', { top: 60, left: 0, bottom: 40, right: 20 }, [1]],
		['WKT', { wkt: 'BBOX (0, 20, 60, 40)' }, [1]],
		['over the date line', { top: 10, left: 170, bottom: -20, right: -160 }, [2, 3]]
	])('by %s', async (_, box, expected) => {
		expect(await ids({ geo_bounding_box: { point: box } })).toEqual(expected);
	});

	it.each([
		[{ point: { top: 0, left: 0, bottom: 10, right: 1 } }, 'top is below bottom corner: 0 vs. 10'],
		[{ point: { top: 0 } }, '[left] is missing'],
		[{ point: { ...europe, corner: 1 } }, 'does not support [corner]'],
		[{ point: { wkt: 'BOX (1)' } }, 'failed to parse WKT bounding box'],
		[{ title: europe }, 'failed to find geo field [title]'],
		[{}, 'names no field, or several']
	])('refuses %j', (body, sentence) => {
		expect(refusal({ geo_bounding_box: body })).toContain(sentence);
	});
});

describe('nested', () => {
	it('finds no nested object, as no index has one', async () => {
		const query = { match_all: {} };
		expect(refusal({ nested: { path: 'a.b', query } })).toBe(
			'400 query_shard_exception: failed to create query: [nested] failed to find nested object under path [a.b]'
		);
		expect(await ids({ nested: { path: 'a.b', query, ignore_unmapped: true } })).toEqual([]);
	});
});

describe('dates', () => {
	it.each([
		['date_hour_minute', '2026-02-01T10:30'],
		['strict_date_hour', '2026-02-01T10'],
		['basic_date_time_no_millis', '20260201T103000Z'],
		['strict_year_month_day', '2026-02-01'],
		['date_hour_minute_second_millis', '2026-02-01T10:30:00.000']
	])('are read in the format %s', async (format, gte) => {
		expect(await ids({ range: { at: { gte, format } } })).toEqual([2, 3]);
	});
});
