import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cells } from '$lib/server/cluster/convert';
import { type Connection, type Database, openDatabase } from '$lib/server/cluster/database';
import { type DataFiles, openFiles } from '$lib/server/cluster/files';
import { indexName } from '$lib/server/cluster/files/scan';
import { readMapping } from '$lib/server/cluster/mappings';
import { registerFunctions } from '$lib/server/cluster/udf';

let folder: string;
let database: Database;
let connection: Connection;
let said: string[];
let opened: DataFiles | undefined;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'workbench-files-'));
	said = [];
	await start([folder]);
});

async function start(folders: readonly string[]) {
	database = await openDatabase({ folders, threads: 1 });
	connection = await database.connect();
	registerFunctions(connection.native);
}

async function stop() {
	await opened?.close();
	opened = undefined;
	await database.close();
}

afterEach(async () => {
	await stop();
	rmSync(folder, { recursive: true });
});

function put(name: string, content: string | Buffer): void {
	const path = join(folder, name);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
}

async function open(from = folder): Promise<DataFiles> {
	opened = await openFiles(database, { folder: from, log: (sentence) => said.push(sentence) });
	await opened.idle();
	return opened;
}

/** Field → [type, values as JSON texts, row by row]. */
async function read(
	files: DataFiles,
	index: string
): Promise<Record<string, [type: string, ...values: unknown[]]>> {
	const table = files.tables.find((candidate) => candidate.index === index);
	if (!table) throw new Error(`no index ${index}; problems: ${said.join(' | ')}`);
	await table.ready;
	const found: string[][] = table.fields.map(() => []);
	await connection.chunks(
		`SELECT ${table.fields.map(({ column }) => column).join(', ')} FROM ${table.relation}`,
		{
			onChunk(chunk) {
				cells(chunk, table.fields, 'UTC').forEach((texts, at) =>
					found[at].push(...texts.slice(0, chunk.rowCount))
				);
			}
		}
	);
	return Object.fromEntries(
		table.fields.map(({ name, type, multi }, at) => [name, [type + (multi ? '[]' : ''), ...found[at]]])
	);
}

describe('CSV', () => {
	it('infers the types of columns', async () => {
		put(
			'My Sales, 2024.csv',
			'id,price,sold,day,at,name,note\n' +
				`1,2.5,true,2024-05-01,2024-05-01T10:00:00+02:00,Anna,"${'long prose '.repeat(12)}"\n` +
				`2,,false,2024-05-02,2024-05-02T10:00:00Z,"B, ""the"" C","${'more words '.repeat(12)}"\n`
		);
		const rows = await read(await open(), 'my-sales-2024');
		expect(rows.id).toEqual(['long', '1', '2']);
		expect(rows.price).toEqual(['double', '2.5', 'null']);
		expect(rows.sold).toEqual(['boolean', 'true', 'false']);
		expect(rows.day).toEqual(['date', '"2024-05-01T00:00:00.000Z"', '"2024-05-02T00:00:00.000Z"']);
		expect(rows.at).toEqual(['date', '"2024-05-01T08:00:00.000Z"', '"2024-05-02T10:00:00.000Z"']);
		expect(rows.name).toEqual(['keyword', '"Anna"', '"B, \\"the\\" C"']);
		expect(rows.note[0]).toBe('text');
		expect(said).toEqual([]);
	});

	it('reads tabs, and packed files', async () => {
		put('tabs.tsv', 'a\tb\n1\tx y\n');
		put('packed.csv.gz', gzipSync('a,b\n9007199254740993,z\n'));
		const files = await open();
		expect((await read(files, 'tabs')).b).toEqual(['keyword', '"x y"']);
		expect((await read(files, 'packed')).a).toEqual(['long', '9007199254740993']);
	});

	it('fills rows that are too short up, rather than losing names, rows or columns', async () => {
		put('late.csv', `a,b\n${'1,2\n'.repeat(50)}1,2,3\n`);
		put('first.csv', 'a,b\n1\n1,2,3\n');
		put('short.csv', 'a,b,c\n1,2\n1,"x\ny",3\n');
		put('short.mapping.json', '{"a":"keyword"}');
		put('plain.csv', '1,2\n3,4\n');
		const files = await open();
		expect((await read(files, 'late')).b).toHaveLength(52);
		expect(await read(files, 'first')).toEqual({
			a: ['long', '1', '1'],
			b: ['long', 'null', '2'],
			column2: ['long', 'null', '3']
		});
		expect(await read(files, 'short')).toEqual({
			a: ['keyword', '"1"', '"1"'],
			b: ['keyword', '"2"', '"x\\ny"'],
			c: ['long', 'null', '3']
		});
		expect(Object.keys(await read(files, 'plain'))).toEqual(['column0', 'column1']);
	});

	it('reads mapped columns as they are written', async () => {
		put('zip.csv', 'code,address,v,at,big\n00701,10.1.2.3,1.10.0,1700000000123,18446744073709551615\n,,,,\n');
		put(
			'zip.mapping.json',
			'{"code":"keyword","address":"ip","v":"version","at":"date","big":"unsigned_long","later":"long"}'
		);
		expect(await read(await open(), 'zip')).toEqual({
			address: ['ip', '"10.1.2.3"', 'null'],
			at: ['date', '"2023-11-14T22:13:20.123Z"', 'null'],
			big: ['unsigned_long', '18446744073709551615', 'null'],
			code: ['keyword', '"00701"', 'null'],
			later: ['long', 'null', 'null'],
			v: ['version', '"1.10.0"', 'null']
		});
	});
});

describe('JSON', () => {
	it('flattens objects, keeps lists sorted and exact', async () => {
		put(
			'events.ndjson',
			[
				{
					user: { name: 'b', address: { city: 'X' } },
					tags: ['z', 'a', 'z', null],
					sizes: [3, 1, 3],
					items: [{ sku: 'q', n: 2 }, { sku: 'p' }],
					nested: [[2], [1, 3]],
					'dotted.name': 1
				},
				{ user: { name: null }, tags: [], sizes: null, 'dotted.name': 9007199254740993n }
			]
				.map((row) =>
					JSON.stringify(row, (_, value: unknown) =>
						typeof value === 'bigint' ? `#${value}#` : value
					).replace(/"#(\d+)#"/g, '$1')
				)
				.join('\n')
		);
		expect(await read(await open(), 'events')).toEqual({
			'dotted.name': ['long', '1', '9007199254740993'],
			'items.n': ['long[]', '2', 'null'],
			'items.sku': ['keyword[]', '["p","q"]', 'null'],
			nested: ['long[]', '[1,2,3]', 'null'],
			sizes: ['long[]', '[1,3,3]', 'null'],
			tags: ['keyword[]', '["a","z"]', 'null'],
			'user.address.city': ['keyword', '"X"', 'null'],
			'user.name': ['keyword', '"b"', 'null']
		});
	});

	it('reads a member that is now a value and now a list', async () => {
		put('mixed.ndjson', '{"a":"x","n":1,"o":{"k":1}}\n{"a":["y","x"],"n":[2,3.5],"o":"s"}\n{"a":null}\n');
		const rows = await read(await open(), 'mixed');
		expect(rows.a).toEqual(['keyword[]', '"x"', '["x","y"]', 'null']);
		expect(rows.n).toEqual(['double[]', '1.0', '[2.0,3.5]', 'null']);
		expect(rows.o).toEqual(['keyword', '"{\\"k\\":1}"', '"s"', 'null']);
	});

	it('takes mapped types, also of nested members', async () => {
		put(
			'places.json',
			JSON.stringify([
				{
					at: { lat: 1.5, lon: 2.5 },
					net: { ip: '::1' },
					day: '2024-01-02',
					n: '7',
					t: '2024-01-01T00:00:00.123456789Z',
					m: ['10.0.0.2', '10.0.0.1']
				},
				{ at: [3, 4], net: { ip: null }, day: 1700000000123, n: 8, m: '10.0.0.9' },
				{ at: 'POINT (5 -6.5)' },
				{ at: '8,7' }
			])
		);
		put(
			'places.mapping.json',
			'{"at":"geo_point","net.ip":"ip","day":"date","n":"integer","t":"date_nanos","m":"ip"}'
		);
		expect(await read(await open(), 'places')).toEqual({
			at: ['geo_point', '"POINT (2.5 1.5)"', '"POINT (3.0 4.0)"', '"POINT (5.0 -6.5)"', '"POINT (7.0 8.0)"'],
			day: ['date', '"2024-01-02T00:00:00.000Z"', '"2023-11-14T22:13:20.123Z"', 'null', 'null'],
			m: ['ip[]', '["10.0.0.1","10.0.0.2"]', '"10.0.0.9"', 'null', 'null'],
			n: ['integer', '7', '8', 'null', 'null'],
			'net.ip': ['ip', '"::1"', 'null', 'null', 'null'],
			t: ['date_nanos', '"2024-01-01T00:00:00.123456789Z"', 'null', 'null', 'null']
		});
	});

	it('takes unsigned and huge numbers for what they are', async () => {
		put('numbers.ndjson', '{"u":18446744073709551615,"n":-1,"f":1e300}\n{"u":1,"n":1,"f":1}\n');
		const rows = await read(await open(), 'numbers');
		expect(rows.u).toEqual(['unsigned_long', '18446744073709551615', '1']);
		expect(rows.n).toEqual(['long', '-1', '1']);
		expect(rows.f[0]).toBe('double');
	});
});

describe('Parquet', () => {
	it('is queried where it lies, with all of its types', async () => {
		await connection.run(
			`COPY (SELECT 1::TINYINT AS i, 2::BIGINT AS l, 3::UBIGINT AS u, 1.25::DECIMAL(9,2) AS d, 0.5::FLOAT AS f,
			'2024-01-02'::DATE AS day, '2024-01-02 03:04:05.678901'::TIMESTAMP AS at, '2024-01-02 03:04:05.678901234'::TIMESTAMP_NS AS ns,
			'2024-01-02 03:04:05+02'::TIMESTAMPTZ AS tz, ['b', 'a', 'b'] AS tags, {'x': {'y': 1}, 'z': 'q'} AS o, MAP {'k': 1} AS m,
			'ab'::BLOB AS bin, uuid() AS id, '10:11:12'::TIME AS clock) TO '${join(folder, 'all.parquet')}'`
		);
		const files = await open();
		const rows = await read(files, 'all');
		expect(rows).toMatchObject({
			at: ['date', '"2024-01-02T03:04:05.678Z"'],
			bin: ['keyword', '"YWI="'],
			clock: ['keyword', '"10:11:12"'],
			d: ['double', '1.25'],
			day: ['date', '"2024-01-02T00:00:00.000Z"'],
			f: ['double', '0.5'],
			i: ['integer', '1'],
			l: ['long', '2'],
			m: ['keyword', '"{\\"k\\":1}"'],
			ns: ['date_nanos', '"2024-01-02T03:04:05.678901234Z"'],
			'o.x.y': ['integer', '1'],
			'o.z': ['keyword', '"q"'],
			tags: ['keyword[]', '["a","b"]'],
			tz: ['date', '"2024-01-02T01:04:05.000Z"'],
			u: ['unsigned_long', '3']
		});
		expect(await connection.rows("SELECT view_name FROM duckdb_views() WHERE schema_name = 'files'")).toEqual(
			[['all']]
		);
	});
});

describe('folders', () => {
	it('are one index, whatever the formats and depth of their files', async () => {
		put('logs/2024/a.csv', 'n,s\n1,a\n');
		put('logs/2025/b.ndjson', '{"n":2,"t":"x"}\n');
		put('logs/.hidden.csv', 'n\nnot a number\n');
		put('logs/readme.txt', 'no data');
		put('notes.txt', 'no data');
		const files = await open();
		expect(files.tables.map(({ index, documents }) => [index, documents])).toEqual([['logs', 2]]);
		expect(await read(files, 'logs')).toEqual({
			n: ['long', '1', '2'],
			s: ['keyword', '"a"', 'null'],
			t: ['keyword', 'null', '"x"']
		});
	});

	it('may be linked to, and links to nowhere are told', async () => {
		put('data.csv', 'a\n1\n');
		symlinkSync(join(folder, 'data.csv'), join(folder, 'linked.csv'));
		symlinkSync(join(folder, 'gone.csv'), join(folder, 'broken.csv'));
		const files = await open();
		expect(files.tables.map(({ index }) => index)).toEqual(['data', 'linked']);
		expect(files.problems).toMatchObject([{ name: 'broken.csv' }]);
	});
});

describe('bad input', () => {
	it('does not stop the other files, and is told in a sentence', async () => {
		put('good.csv', 'a\n1\n');
		put('bad.parquet', 'this is no Parquet');
		put('cut.ndjson', '{"a":1}\n{"a":');
		put('empty.csv', '');
		put('same.csv', 'a\n1\n');
		put('same.json', '[{"a":1}]');
		put('typed.csv', 'a\nx\n');
		put('typed.mapping.json', '{"a":"integer"}');
		put('unknown.csv', 'a\n1\n');
		put('unknown.mapping.json', '{"a":"colour"}');
		put('nonsense.csv', 'a\n1\n');
		put('nonsense.mapping.json', '{');
		put('---.csv', 'a\n1\n');
		mkdirSync(join(folder, 'hollow'));
		const files = await open();
		expect((await read(files, 'good')).a).toEqual(['long', '1']);
		const sentences = Object.fromEntries(files.problems.map(({ name, sentence }) => [name, sentence]));
		expect(sentences).toEqual({
			'---.csv': '---.csv gives no index name.',
			'bad.parquet': expect.stringContaining('bad.parquet cannot be read: Invalid Input Error: '),
			'cut.ndjson': expect.stringContaining('cut.ndjson cannot be read: Invalid Input Error: Malformed JSON'),
			'empty.csv': 'empty.csv is empty.',
			hollow: 'hollow holds no file that can be read.',
			'nonsense.csv': expect.stringContaining('nonsense.csv cannot be read: its mapping is wrong.'),
			'same.json': 'same.json would be the index [same], as same.csv already is.',
			'typed.csv': 'typed.csv cannot be loaded: Invalid Input Error: [x] is no integer',
			'unknown.csv':
				'unknown.csv cannot be read: its mapping is wrong. The type "colour" of the field [a] is not known.'
		});
		expect(said).toEqual(files.problems.map(({ sentence }) => sentence));
		const typed = files.tables.find(({ index }) => index === 'typed');
		await expect(typed?.ready).rejects.toThrow('[x] is no integer');
		expect(typed?.loading).toBe(false);
	});

	it('a folder that is not there is a problem, not a crash', async () => {
		const files = await open(join(folder, 'nowhere'));
		expect(files.tables).toEqual([]);
		expect(files.problems[0].sentence).toMatch(/The data folder cannot be read: ENOENT/);
	});

	it('names with quotes and brackets are names', async () => {
		put(`o'hara "x" [1].csv`, `"it's ""it""",b\n1,2\n`);
		const files = await open();
		expect(files.tables).toHaveLength(1);
		expect((await read(files, files.tables[0].index))[`it's "it"`]).toEqual(['long', '1']);
	});
});

describe('indexName', () => {
	it.each([
		['Orders.CSV', 'orders'],
		['a b,c#d:e.csv', 'a-b-c-d-e'],
		['_hidden-+x.parquet', 'hidden-+x'],
		['web.2024.ndjson.gz', 'web.2024'],
		['Ünïcode.json', 'ünïcode'],
		['a*?"<>|.csv', 'a-']
	])('%s → %s', (file, index) => expect(indexName(file)).toBe(index));
});

describe('readMapping', () => {
	it('takes what Elasticsearch takes to create an index', () => {
		const mapping = readMapping(
			JSON.stringify({
				mappings: {
					properties: {
						at: { type: 'date', format: 'epoch_millis' },
						host: { properties: { name: { type: 'keyword' }, ip: { type: 'ip' } } },
						title: { type: 'text', fields: { raw: { type: 'keyword' } } }
					}
				},
				settings: { index: { mode: 'lookup' } },
				aliases: { hosts: {} }
			})
		);
		expect([...mapping.fields]).toEqual([
			['at', 'date'],
			['host.name', 'keyword'],
			['host.ip', 'ip'],
			['title', 'text']
		]);
		expect([mapping.mode, mapping.aliases]).toEqual(['lookup', ['hosts']]);
		expect(() => readMapping('{"mappings":{"properties":{"a":{"type":"no"}}}}')).toThrow(
			'The type "no" of the field [a] is not known.'
		);
	});

	it('knows the types of Elasticsearch and the mode of an index', () => {
		const mapping = readMapping('{"a":"scaled_float","b":"wildcard","index.mode":"lookup"}');
		expect([...mapping.fields]).toEqual([
			['a', 'double'],
			['b', 'keyword']
		]);
		expect(mapping.mode).toBe('lookup');
	});

	it.each([
		['[]', 'It must be an object of field names and types.'],
		['{"a":1}', 'The type 1 of the field [a] is not known.'],
		['{"index.mode":"x"}', 'index.mode must be standard or lookup, not "x".'],
		['{"a":"constructor"}', 'The type "constructor" of the field [a] is not known.']
	])('refuses %s', (text, sentence) => expect(() => readMapping(text)).toThrow(sentence));
});

const corpus = resolve(import.meta.dirname, '../../../../shared/corpus/cases');
if (!existsSync(corpus)) console.log(`skipped: ${corpus} is not there, so its tables are not loaded`);

describe.skipIf(!existsSync(corpus))('the tables of the conformance cases', () => {
	it('load with the values that they have', async () => {
		await stop();
		await start([corpus]);
		const files = await open(corpus);
		for (const name of readdirSync(corpus).filter((file) => file.endsWith('.ndjson'))) {
			const index = name.replace('.ndjson', '');
			const mapping = JSON.parse(readFileSync(join(corpus, `${index}.mapping.json`), 'utf8')) as object;
			const documents = readFileSync(join(corpus, name), 'utf8')
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line) as Record<string, unknown>);
			const rows = await read(files, index);
			expect(Object.keys(rows).sort()).toEqual(Object.keys(mapping).sort());
			for (const [field, [type, ...values]] of Object.entries(rows)) {
				const loaded = values.map((text) => [JSON.parse(String(text))].flat() as unknown[]);
				const plain = (value: unknown) =>
					type.startsWith('date')
						? new Date(String(value)).toISOString()
						: type.startsWith('ip')
							? String(value)
							: value;
				const kept = type.startsWith('keyword')
					? (list: unknown[]) => [...new Set(list)]
					: (list: unknown[]) => list;
				const meant = documents.map((row) =>
					kept([row[field] ?? null].flat().map((value) => (value === null ? null : plain(value))))
				);
				const bySize = (list: readonly unknown[]) => [...list].map(String).sort();
				expect(loaded.map(bySize), `${index}.${field}`).toEqual(meant.map(bySize));
			}
		}
	});
});
