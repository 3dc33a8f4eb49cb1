import { type List, tableFromIPC } from 'apache-arrow';
import { decode } from 'cborg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type OpenDemo, openDemo } from '../../support/demo';

let demo: OpenDemo;

beforeAll(async () => {
	demo = await openDemo({ maxRows: 100_000 });
	await demo.ready;
});

afterAll(() => demo.close());

function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
	return demo.upstream(
		new Request(`http://x${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body)
		})
	);
}

async function answer(search: string, query: string, options: object = {}): Promise<Buffer> {
	const response = await post(`/_query?${search}`, { query, ...options });
	const bytes = Buffer.from(await response.arrayBuffer());
	expect([response.status, response.status === 200 ? '' : bytes.toString()]).toEqual([200, '']);
	return bytes;
}

async function refusal(path: string, body: object): Promise<string> {
	const response = await post(path, body);
	const { error } = (await response.json()) as { error: { type: string; reason: string } };
	return `${response.status} ${error.type}: ${error.reason}`;
}

const MIXED =
	'ROW i = 1, l = 9007199254740993, u = to_unsigned_long("18446744073709551615"), d = 44.0, ' +
	'k = "a: \\"b\\"\\n# c", t = true, list = [3, 1, 2], names = ["x, y", "z|w"], nothing = null, ' +
	'at = to_datetime("2026-01-15T10:00:00.123Z"), ip = to_ip("10.0.0.1"), p = to_geopoint("POINT (12.5 56)")';

describe('yaml', () => {
	it('holds the tree of the JSON', async () => {
		const json = JSON.parse((await answer('format=json', MIXED)).toString()) as { values: unknown[][] };
		const text = (await answer('format=yaml', MIXED)).toString();
		const yaml = parse(text, { intAsBigInt: true }) as typeof json & { columns: unknown };
		expect(Object.keys(yaml)).toEqual(Object.keys(json));
		expect(yaml.columns).toEqual((json as unknown as { columns: unknown }).columns);
		expect(yaml.values[0].slice(0, 6)).toEqual([
			1n,
			9007199254740993n,
			18446744073709551615n,
			44,
			'a: "b"\n# c',
			true
		]);
		expect(yaml.values[0].slice(7)).toEqual(json.values[0].slice(7));
		expect(text).toContain('\n  - 44.0\n');
	});

	it('writes what is empty', async () => {
		expect(parse((await answer('format=yaml', 'ROW a = 1 | WHERE a > 1')).toString())).toMatchObject({
			values: []
		});
		expect(
			parse((await answer('format=yaml&drop_null_columns=true', 'ROW a = null | LIMIT 1')).toString())
		).toMatchObject({ all_columns: [{ name: 'a' }], columns: [], values: [[]] });
	});
});

describe('cbor', () => {
	it('keeps 64-bit numbers, and doubles apart from whole numbers', async () => {
		const bytes = await answer('format=cbor', MIXED);
		const body = decode(bytes, { allowIndefinite: true }) as { columns: unknown[]; values: unknown[][] };
		expect(body.columns).toHaveLength(12);
		expect(body.values[0].slice(0, 8)).toEqual([
			1,
			9007199254740993n,
			18446744073709551615n,
			44,
			'a: "b"\n# c',
			true,
			[3, 1, 2],
			['x, y', 'z|w']
		]);
		expect(bytes.includes(Buffer.from('fb4046000000000000', 'hex'))).toBe(true);
	});

	it('has columns as values where they are asked for', async () => {
		const bytes = await answer('format=cbor', 'FROM employees | SORT emp_no | LIMIT 50 | KEEP emp_no', {
			columnar: true
		});
		const { values } = decode(bytes, { allowIndefinite: true }) as { values: unknown[][] };
		expect(values).toHaveLength(1);
		expect(values[0]).toHaveLength(50);
	});
});

describe('arrow', () => {
	it('has the Arrow type of each ES|QL type, which is in the metadata', async () => {
		const table = tableFromIPC(await answer('format=arrow', MIXED));
		expect(table.schema.fields.map(({ name, type }) => `${name} ${String(type)}`)).toEqual([
			'i Int32',
			'l Int64',
			'u Uint64',
			'd Float64',
			'k Utf8',
			't Bool',
			'list List<Int32>',
			'names List<Utf8>',
			'nothing Null',
			'at Timestamp<MILLISECOND>',
			'ip Binary',
			'p Binary'
		]);
		expect(table.schema.fields.map(({ metadata }) => metadata.get('elastic:type'))).toEqual([
			'integer',
			'long',
			'unsigned_long',
			'double',
			'keyword',
			'boolean',
			'integer',
			'keyword',
			'null',
			'date',
			'ip',
			'geo_point'
		]);
		const list = table.schema.fields[6].type as List;
		expect([list.valueField.name, list.valueField.nullable]).toEqual(['$data$', false]);
		const row = table.get(0);
		expect(row?.l).toBe(9007199254740993n);
		expect(row?.u).toBe(18446744073709551615n);
		expect(row?.k).toBe('a: "b"\n# c');
		expect([...(row?.names as Iterable<string>)]).toEqual(['x, y', 'z|w']);
		expect(table.getChild('at')?.get(0)).toBe(Date.parse('2026-01-15T10:00:00.123Z'));
		expect(table.getChild('ip')?.get(0)).toEqual(Uint8Array.of(10, 0, 0, 1));
		const point = Buffer.from(table.getChild('p')?.get(0) as Uint8Array);
		expect([point.readUInt32LE(1), point.readDoubleLE(5), point.readDoubleLE(13)]).toEqual([1, 12.5, 56]);
	});

	it('has a batch per piece, nulls and lists of one', async () => {
		const query = 'FROM logs-web-* | SORT event.id | LIMIT 9000 | KEEP event.id, tags, client.ip';
		const table = tableFromIPC(await answer('format=arrow', query));
		const { values } = JSON.parse((await answer('format=json', query)).toString()) as { values: unknown[][] };
		expect(table.numRows).toBe(9000);
		expect(table.batches.length).toBeGreaterThan(1);
		const tags = table.getChild('tags');
		const lists = values.map(([, cell]) => (cell === null ? null : [cell].flat()));
		expect(
			lists.map((_, row) => (tags?.get(row) === null ? null : [...(tags?.get(row) as string[])]))
		).toEqual(lists);
	});

	it('ignores columnar and writes a stream without rows', async () => {
		const table = tableFromIPC(await answer('format=arrow', 'ROW a = 1 | WHERE a > 1', { columnar: true }));
		expect([table.numRows, table.schema.fields.map(({ name }) => name)]).toEqual([0, ['a']]);
	});

	it('writes shapes as well-known binary, and null for what that has no word for', async () => {
		const query = 'ROW s = TO_GEOSHAPE("LINESTRING (1 2, 3 4)"), odd = TO_GEOSHAPE("BBOX (0, 1, 1, 0)")';
		const table = tableFromIPC(await answer('format=arrow', query));
		const line = Buffer.from(table.getChild('s')?.get(0) as Uint8Array);
		expect([line.readUInt32LE(1), line.readUInt32LE(5), line.readDoubleLE(33)]).toEqual([2, 2, 4]);
		expect(table.getChild('odd')?.get(0)).toBeNull();
	});

	it('refuses, in JSON, a type that it lacks', async () => {
		expect(await refusal('/_query?format=arrow', { query: 'ROW v = [0.5, 1]::dense_vector' })).toBe(
			'400 illegal_argument_exception: Arrow format does not yet support [dense_vector], which [v] is'
		);
	});
});

describe('markdown', () => {
	it('is a table in which pipes and line ends are escaped and null is empty', async () => {
		expect((await answer('format=md', 'ROW a = "x|y\\nz", b = null, c = [1, 2]')).toString()).toBe(
			'| a | b | c |\n| --- | --- | --- |\n| x\\|y<br>z |  | [1, 2] |\n'
		);
	});

	it('needs its header', async () => {
		expect(await refusal('/_query?format=md&header=absent', { query: 'ROW a = 1' })).toBe(
			'400 illegal_argument_exception: [header=absent] is not supported for the [md] format; markdown tables require a header row'
		);
	});
});

describe('a format', () => {
	it.each([
		['yaml', 'application/yaml'],
		['cbor', 'application/cbor'],
		['md', 'text/markdown; charset=utf-8'],
		['arrow', 'application/vnd.apache.arrow.stream']
	])('%s is sent as %s, and asked for by it', async (format, type) => {
		const byParameter = await post(`/_query?format=${format}`, { query: 'ROW a = 1' });
		const byAccept = await post('/_query', { query: 'ROW a = 1' }, { accept: type });
		expect([byParameter, byAccept].map(({ headers }) => headers.get('content-type'))).toEqual([type, type]);
		await byParameter.arrayBuffer();
		await byAccept.arrayBuffer();
	});

	it('of text cannot be columnar', async () => {
		expect(await refusal('/_query?format=md', { query: 'ROW a = 1', columnar: true })).toMatch(
			/^400 illegal_argument_exception: Invalid use of \[columnar\] argument/
		);
	});

	it('that is not written is refused with the reason', async () => {
		expect(await refusal('/_query?format=smile', { query: 'ROW a = 1' })).toContain('[smile]');
	});

	it.each([
		['csv', '\r\n'],
		['tsv', '\n'],
		['txt', ''],
		['md', '']
	])('%s of a query that still runs is %j', async (format, expected) => {
		const expand = [...'abcdefgh'].map((name) => `MV_EXPAND ${name}`).join(' | ');
		const lists = [...'abcdefgh'].map((name) => `${name} = [0,1,2,3,4,5,6,7,8,9]`).join(', ');
		const body = {
			query: `ROW ${lists} | ${expand} | STATS n = SUM(a * b * c)`,
			wait_for_completion_timeout: '0s'
		};
		const response = await post(`/_query/async?format=${format}`, body);
		expect(response.headers.get('x-elasticsearch-async-is-running')).toBe('?1');
		expect(await response.text()).toBe(expected);
		const id = response.headers.get('x-elasticsearch-async-id') ?? '';
		await demo.upstream(new Request(`http://x/_query/async/${id}`, { method: 'DELETE' }));
	});
});

describe('JSON', () => {
	it('says moments for people and stands on many lines, when asked', async () => {
		const text = (await answer('human&pretty', 'ROW a = 1, b = [1, 2]')).toString();
		const body = JSON.parse(text) as Record<string, unknown>;
		expect(body.start_time).toBe(new Date(body.start_time_in_millis as number).toISOString());
		expect(Object.keys(body)).toEqual([
			'took',
			'is_partial',
			'completion_time',
			'completion_time_in_millis',
			'documents_found',
			'values_loaded',
			'start_time',
			'start_time_in_millis',
			'expiration_time',
			'expiration_time_in_millis',
			'columns',
			'values'
		]);
		expect(text).toContain('"values" : [\n    [\n      1,\n      [1,2]\n    ]\n  ]\n}\n');
	});
});
