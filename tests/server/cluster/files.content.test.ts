import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '$lib/server/cluster/database';
import { type OpenDemo, openDemo } from '../../support/demo';

let folder: string;
let demo: OpenDemo | undefined;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'workbench-content-'));
});

afterEach(async () => {
	await demo?.close();
	demo = undefined;
	rmSync(folder, { recursive: true });
});

function put(name: string, content: string): void {
	const path = join(folder, name);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
}

async function call(path: string, body?: object): Promise<unknown> {
	const response = await demo?.upstream(
		new Request(`http://x${path}`, {
			method: body ? 'POST' : 'GET',
			headers: body && { 'content-type': 'application/json' },
			body: body && JSON.stringify(body)
		})
	);
	return response?.json();
}

async function open(): Promise<void> {
	demo = await openDemo({ dataDir: folder });
	await demo.ready;
}

interface Caps {
	readonly fields: Readonly<Record<string, Readonly<Record<string, { readonly meta?: object }>>>>;
}

async function types(index: string): Promise<Record<string, string>> {
	const { fields } = (await call(`/${index}/_field_caps?fields=*&filters=-metadata,-parent`)) as Caps;
	return Object.fromEntries(
		Object.entries(fields).map(([name, byType]) => [name, Object.keys(byType).join()])
	);
}

const values = async (query: string) =>
	((await call('/_query', { query })) as { values?: unknown[][] }).values;

describe('types found in values', () => {
	it('are ip, version and date, with the reason in the catalog', async () => {
		put(
			'net.csv',
			'from,agent,seen,name\n10.0.0.1,1.2.3,2024-05-01T10:00:00+0200,a\n::1,1.10.0-rc1,2024-05-02,b\n,,,\n'
		);
		await open();
		expect(await types('net')).toEqual({ agent: 'version', from: 'ip', name: 'keyword', seen: 'date' });
		expect(await values('FROM net | SORT agent | KEEP agent, from | LIMIT 2')).toEqual([
			['1.2.3', '10.0.0.1'],
			['1.10.0-rc1', '::1']
		]);
		const { fields } = (await call('/net/_field_caps?fields=from')) as Caps;
		expect(fields.from.ip.meta).toEqual({
			inferred: [
				'All values in the file are IP addresses, so the field is of the type ip; a mapping file can say otherwise.'
			]
		});
	});

	it('hold in lists, in which they are sorted and stand once', async () => {
		put('lists.ndjson', '{"ips":["10.0.0.9","10.0.0.10","10.0.0.9"]}\n{"ips":["::1"]}\n');
		await open();
		expect(await types('lists')).toEqual({ ips: 'ip' });
		expect(await values('FROM lists | KEEP ips | LIMIT 1')).toEqual([[['10.0.0.9', '10.0.0.10']]]);
	});

	it('are not what only looks so, or only at the start', async () => {
		put('odd.csv', 'a,b,c\n1.2.3.4,2024-13-45x,1.2\n999.1.1.1,2024-01-01x,3.4.x\n');
		put('late.csv', `ip\n${'10.0.0.1\n'.repeat(120_000)}localhost\n`);
		await open();
		expect(await types('odd')).toEqual({ a: 'keyword', b: 'keyword', c: 'keyword' });
		expect(await types('late')).toEqual({ ip: 'keyword' });
		expect(await values('FROM late | STATS n = COUNT(*) BY ip | SORT n | LIMIT 1')).toEqual([
			[1, 'localhost']
		]);
	});

	it('give way to a mapping, and nothing is guessed of an empty column', async () => {
		put('own.csv', 'ip,none\n10.0.0.1,\n10.0.0.2,\n');
		put('own.mapping.json', '{"ip":"keyword"}');
		await open();
		expect(await types('own')).toEqual({ ip: 'keyword', none: 'keyword' });
	});
});

describe('a mapping file', () => {
	it('gives its index mode and other names', async () => {
		put('codes.csv', 'code,name\n1,one\n');
		put(
			'codes.mapping.json',
			'{"index.mode":"lookup","index.aliases":["names","all-codes"],"code":"integer"}'
		);
		put('more.csv', 'code\n2\n');
		put('more.mapping.json', '{"index.aliases":"all-codes","code":"integer"}');
		await open();
		expect(await call('/_resolve/index/all-codes')).toMatchObject({
			indices: [
				{ name: 'codes', aliases: ['all-codes', 'names'], mode: 'lookup' },
				{ name: 'more', aliases: ['all-codes'], mode: 'standard' }
			],
			aliases: [{ name: 'all-codes', indices: ['codes', 'more'] }]
		});
		expect(await values('FROM all-codes | STATS s = SUM(code)')).toEqual([[3]]);
		expect(await values('ROW code = 1 | LOOKUP JOIN codes ON code | KEEP name')).toEqual([['one']]);
	});
});

describe('partitioned Parquet', () => {
	it('has the names of its folders as fields', async () => {
		const database = await openDatabase({ folders: [folder], threads: 1 });
		const connection = await database.connect();
		await connection.run(
			`COPY (SELECT range AS n, 2020 + range % 2 AS year, chr(97 + (range % 3)::INTEGER) AS part FROM range(12)) TO '${join(folder, 'sales')}' (FORMAT parquet, PARTITION_BY (year, part))`
		);
		await database.close();
		await open();
		expect(await types('sales')).toEqual({ n: 'long', part: 'keyword', year: 'long' });
		expect(await values('FROM sales | WHERE year == 2020 | STATS n = COUNT(*) BY part | SORT part')).toEqual([
			[2, 'a'],
			[2, 'b'],
			[2, 'c']
		]);
	});
});
