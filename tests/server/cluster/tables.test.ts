import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '$lib/server/cluster/database';
import { matchesPattern, matchNames } from '$lib/server/cluster/patterns';
import { openTables, type OpenTables } from '$lib/server/cluster/tables';
import { registerFunctions } from '$lib/server/cluster/udf';

let folder: string;
let database: Database;
let tables: OpenTables;
const said: string[] = [];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'workbench-tables-'));
	const [cacheDir, dataDir] = [join(folder, 'cache'), join(folder, 'data')];
	mkdirSync(dataDir);
	writeFileSync(join(dataDir, 'mine.csv'), 'a\n1\n2\n');
	writeFileSync(join(dataDir, 'orders.ndjson'), '{"own":true}\n');
	writeFileSync(join(dataDir, 'broken.parquet'), 'no');
	database = await openDatabase({ folders: [cacheDir, dataDir], threads: 1 });
	const connection = await database.connect();
	registerFunctions(connection.native);
	tables = await openTables({
		database,
		cacheDir,
		dataDir,
		scale: 0.01,
		baseDate: Date.UTC(2026, 0, 15),
		log: (sentence) => said.push(sentence)
	});
});

afterAll(async () => {
	await tables.close();
	await database.close();
	rmSync(folder, { recursive: true });
});

const names = (patterns: string) => tables.match(patterns).tables.map(({ index }) => index);

describe('openTables', () => {
	it('lists generated sets and files by name, before they are loaded', () => {
		expect(tables.list().map(({ index }) => index)).toEqual([
			'auth-events',
			'countries',
			'employees',
			'logs-web-1',
			'logs-web-2',
			'logs-web-3',
			'logs-web-4',
			'metrics-host',
			'mine',
			'orders',
			'services',
			'status_codes'
		]);
		for (const { fields } of tables.list()) {
			const sorted = [...fields].sort((a, b) => (a.name < b.name ? -1 : 1));
			expect(fields).toEqual(sorted);
		}
	});

	it('prefers a file of the user to a generated set of the same name', async () => {
		const [orders] = tables.match('orders').tables;
		await orders.ready;
		expect(orders.fields.map(({ name }) => name)).toEqual(['own']);
		expect(orders.documents).toBe(1);
	});

	it('tells what could not be offered', async () => {
		await tables.idle();
		expect(tables.problems().map(({ name }) => name)).toEqual(['broken.parquet']);
		expect(said).toEqual(tables.problems().map(({ sentence }) => sentence));
	});

	it('has lookups for joins', () => {
		const lookups = tables.list().filter(({ mode }) => mode === 'lookup');
		expect(lookups.map(({ index }) => index)).toEqual(['countries', 'services', 'status_codes']);
	});

	it('knows the logs under one name too', async () => {
		expect(names('logs-web')).toEqual(['logs-web-1', 'logs-web-2', 'logs-web-3', 'logs-web-4']);
		expect(names('logs-web,-*-1')).toEqual(['logs-web-2', 'logs-web-3', 'logs-web-4']);
		expect(tables.aliases().get('logs-web')).toHaveLength(4);
	});

	it('matches patterns and tells what is missing', () => {
		expect(names('logs-web-*')).toEqual(['logs-web-1', 'logs-web-2', 'logs-web-3', 'logs-web-4']);
		expect(tables.match('logs-*,nope,-logs-web-3')).toMatchObject({ missing: ['nope'] });
		expect(names('logs-*,nope,-logs-web-3')).toEqual(['logs-web-1', 'logs-web-2', 'logs-web-4']);
		expect(tables.match('nothing-*')).toEqual({ tables: [], missing: [] });
	});
});

describe('matchNames', () => {
	const known = ['.secret', 'a-1', 'a-2', 'b-1', 'logs.2024'];
	const aliases = new Map([
		['a', ['a-1', 'a-2']],
		['.hidden-alias', ['b-1']]
	]);
	it.each<[patterns: string, names: string[], missing: string[]]>([
		['a-1', ['a-1'], []],
		['b-1,a-1,b-1', ['a-1', 'b-1'], []],
		[' a-1 , b-1 ', ['a-1', 'b-1'], []],
		['*', ['a-1', 'a-2', 'b-1', 'logs.2024'], []],
		['_all', ['a-1', 'a-2', 'b-1', 'logs.2024'], []],
		['.*', ['.secret', 'b-1'], []],
		['.secret', ['.secret'], []],
		['*-1', ['a-1', 'b-1'], []],
		['*,-*-1', ['a-2', 'logs.2024'], []],
		['-a-1,*-1', ['a-1', 'b-1'], []],
		['a,-a-2', ['a-1'], []],
		['*,-a', ['b-1', 'logs.2024'], []],
		['a-1,-nope', ['a-1'], []],
		['nope', [], ['nope']],
		['nope,a-1,remote:b', ['a-1'], ['nope', 'remote:b']],
		['A-1', [], ['A-1']],
		['logs?2024', [], ['logs?2024']],
		['', [], []]
	])('%j → %j', (patterns, names, missing) => {
		expect(matchNames(patterns, known, aliases)).toEqual({ names, missing });
	});
});

describe('matchesPattern', () => {
	it.each<[name: string, pattern: string, matches: boolean]>([
		['abc', '*', true],
		['', '*', true],
		['abc', 'a*c', true],
		['abc', 'a*b', false],
		['abc', '*b*', true],
		['aba', 'ab*ba', false],
		['abba', 'ab*ba', true],
		['abc', '***', true],
		['a.c', 'a.c', true],
		['abc', 'a.c', false],
		['a'.repeat(5000), `${'a*'.repeat(30)}b`, false]
	])('%s like %s: %s', (name, pattern, matches) => expect(matchesPattern(name, pattern)).toBe(matches));
});
