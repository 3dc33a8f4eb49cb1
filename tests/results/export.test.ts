import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC, type Vector } from 'apache-arrow';
import { afterEach, describe, expect, it } from 'vitest';
import type { FileFormat } from '$lib/results/questions';
import type { ExportOptions } from '$lib/results/store';
import { opened, type Opened, type TestColumn } from './opened';

const open: Opened[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

async function answerOf(columns: readonly TestColumn[], layout?: 'rows' | 'columns') {
	const one = await opened(columns, layout);
	open.push(one);
	return one;
}

async function bytesOf(one: Opened, format: FileFormat, options?: ExportOptions): Promise<Uint8Array> {
	return new Uint8Array(await new Response(one.answer.export(format, options)).arrayBuffer());
}

const textOf = async (one: Opened, format: FileFormat, options?: ExportOptions) =>
	new TextDecoder().decode(await bytesOf(one, format, options));

const columns: readonly TestColumn[] = [
	['small', 'integer', ['1', 'null', '-2147483648']],
	['id', 'long', ['9007199254740993', 'null', '-9223372036854775808']],
	['big', 'unsigned_long', ['18446744073709551615', '0', 'null']],
	['price', 'double', ['0.1', '44.0', 'null']],
	['ok', 'boolean', ['true', 'null', 'false']],
	['at', 'date', ['"2026-01-01T00:00:00.123Z"', 'null', '"1969-12-31T23:59:59.999Z"']],
	['exact', 'date_nanos', ['"2026-01-01T00:00:00.123456789Z"', 'null', 'null']],
	['name', 'keyword', ['"é🦊"', '""', 'null']],
	['tags', 'keyword', ['["a","b"]', 'null', '"c"']],
	['counts', 'long', ['[1,9007199254740993]', 'null', '3']],
	['odd', 'long', ['1', '"not a number"', 'null']],
	['_source', '_source', ['{"k": 1.0}', 'null', 'null']]
];

async function duckdb(bytes: Uint8Array, sql: string): Promise<Record<string, unknown>[]> {
	const folder = await mkdtemp(join(tmpdir(), 'results-export-'));
	const path = join(folder, 'result.parquet');
	await writeFile(path, bytes);
	const instance = await DuckDBInstance.create();
	const connection = await instance.connect();
	try {
		const reader = await connection.runAndReadAll(sql.replace('$file', `'${path}'`));
		return reader.getRowObjectsJson() as Record<string, unknown>[];
	} finally {
		connection.closeSync();
		instance.closeSync();
		await rm(folder, { recursive: true });
	}
}

describe('text files', () => {
	it('hold all rows, in pieces of one or more', async () => {
		const count = 60_000;
		const one = await answerOf([['n', 'long', Array.from({ length: count }, (_, i) => String(i))]]);
		const pieces: number[] = [];
		let text = '';
		for await (const piece of one.answer.export({ kind: 'csv', header: true })) {
			pieces.push(piece.length);
			text += new TextDecoder().decode(piece);
		}
		expect(pieces.length).toBeGreaterThan(1);
		expect(Math.max(...pieces)).toBeLessThan(600_000);
		const lines = text.split('\r\n');
		expect(lines).toHaveLength(count + 2);
		expect([lines[0], lines[1], lines[count], lines[count + 1]]).toEqual(['n', '0', String(count - 1), '']);
	});

	it('hold a view, and the columns in the order asked for', async () => {
		const one = await answerOf(columns);
		const { view } = await one.arranged({ sort: [{ column: 1, descending: false, nulls: 'last' }] });
		expect(await textOf(one, { kind: 'tsv', header: false }, { view, columns: [8, 1] })).toBe(
			'c\t-9223372036854775808\n"[""a"",""b""]"\t9007199254740993\n\t\n'
		);
	});

	it('NDJSON says what the cluster said', async () => {
		for (const layout of ['rows', 'columns'] as const) {
			const one = await answerOf(columns, layout);
			const lines = (await textOf(one, { kind: 'ndjson' })).trimEnd().split('\n');
			expect(lines).toHaveLength(3);
			expect(lines[0]).toBe(`{${columns.map(([name, , cells]) => `"${name}":${cells[0]}`).join(',')}}`);
		}
	});

	it('Markdown has a header also when there are no rows', async () => {
		const one = await answerOf([['n', 'long', []]]);
		expect(await textOf(one, { kind: 'markdown' })).toBe('| n |\n| --: |\n');
		expect(await textOf(one, { kind: 'csv', header: true })).toBe('n\r\n');
		expect(await textOf(one, { kind: 'ndjson' })).toBe('');
	});
});

describe('Parquet', () => {
	it('is exact in DuckDB: types, 64-bit integers, dates, multi-values, null', async () => {
		for (const layout of ['rows', 'columns'] as const) {
			const bytes = await bytesOf(await answerOf(columns, layout), { kind: 'parquet' });
			const types = await duckdb(bytes, 'DESCRIBE SELECT * FROM $file');
			expect(
				Object.fromEntries(types.map(({ column_name, column_type }) => [column_name, column_type]))
			).toEqual({
				small: 'INTEGER',
				id: 'BIGINT',
				big: 'UBIGINT',
				price: 'DOUBLE',
				ok: 'BOOLEAN',
				at: 'TIMESTAMP WITH TIME ZONE',
				exact: 'TIMESTAMP_NS',
				name: 'VARCHAR',
				tags: 'VARCHAR[]',
				counts: 'BIGINT[]',
				odd: 'VARCHAR',
				_source: 'VARCHAR'
			});
			const rows = await duckdb(
				bytes,
				'SELECT * REPLACE (epoch_ms("at") AS "at", exact::VARCHAR AS exact) FROM $file'
			);
			expect(rows[0]).toEqual({
				small: 1,
				id: '9007199254740993',
				big: '18446744073709551615',
				price: 0.1,
				ok: true,
				at: String(Date.parse('2026-01-01T00:00:00.123Z')),
				exact: '2026-01-01 00:00:00.123456789',
				name: 'é🦊',
				tags: ['a', 'b'],
				counts: ['1', '9007199254740993'],
				odd: '1',
				_source: '{"k": 1.0}'
			});
			expect(rows[1]).toMatchObject({
				small: null,
				id: null,
				big: '0',
				price: 44,
				ok: null,
				name: '',
				tags: null,
				counts: null,
				odd: 'not a number'
			});
			expect(rows[2]).toMatchObject({
				small: -2147483648,
				id: '-9223372036854775808',
				at: '-1',
				tags: ['c'],
				counts: ['3']
			});
		}
	});

	it('has a row group per batch and as many rows as there are', async () => {
		const count = 250_000;
		const one = await answerOf([['n', 'long', Array.from({ length: count }, (_, i) => String(i))]]);
		const bytes = await bytesOf(one, { kind: 'parquet' });
		const [{ rows, sum }] = await duckdb(bytes, 'SELECT count(*) AS rows, sum(n)::VARCHAR AS sum FROM $file');
		expect([rows, sum]).toEqual([String(count), String((count * (count - 1)) / 2)]);
		const groups = await duckdb(
			bytes,
			'SELECT count(DISTINCT row_group_id) AS groups FROM parquet_metadata($file)'
		);
		expect(Number(groups[0].groups)).toBeGreaterThan(1);
	});

	it('can be empty', async () => {
		const bytes = await bytesOf(await answerOf([['n', 'long', []]]), { kind: 'parquet' });
		expect(await duckdb(bytes, 'SELECT * FROM $file')).toEqual([]);
	});
});

describe('Arrow', () => {
	it('is exact: types, 64-bit integers, dates, multi-values, null', async () => {
		for (const layout of ['rows', 'columns'] as const) {
			const table = tableFromIPC(await bytesOf(await answerOf(columns, layout), { kind: 'arrow' }));
			expect(Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]))).toEqual({
				small: 'Int32',
				id: 'Int64',
				big: 'Uint64',
				price: 'Float64',
				ok: 'Bool',
				at: 'Timestamp<MILLISECOND, UTC>',
				exact: 'Timestamp<NANOSECOND, UTC>',
				name: 'Utf8',
				tags: 'List<Utf8>',
				counts: 'List<Int64>',
				odd: 'Utf8',
				_source: 'Utf8'
			});
			expect(table.schema.fields[2].metadata.get('elastic:type')).toBe('unsigned_long');
			const values = (name: string) => Array.from(table.getChild(name) as Vector, plain);
			expect(values('small')).toEqual([1, null, -2147483648]);
			expect(values('id')).toEqual([9007199254740993n, null, -(2n ** 63n)]);
			expect(values('big')).toEqual([2n ** 64n - 1n, 0n, null]);
			expect(values('price')).toEqual([0.1, 44, null]);
			expect(values('ok')).toEqual([true, null, false]);
			expect(values('at')).toEqual([Date.parse('2026-01-01T00:00:00.123Z'), null, -1]);
			expect(table.getChild('exact')?.data[0].values[0]).toBe(
				BigInt(Date.parse('2026-01-01T00:00:00.123Z')) * 1_000_000n + 456_789n
			);
			expect(values('name')).toEqual(['é🦊', '', null]);
			expect(values('tags')).toEqual([['a', 'b'], null, ['c']]);
			expect(values('counts')).toEqual([[1n, 9007199254740993n], null, [3n]]);
			expect(values('odd')).toEqual(['1', 'not a number', null]);
			expect(values('_source')).toEqual(['{"k": 1.0}', null, null]);
		}
	});

	it('comes in batches, and can be empty', async () => {
		const count = 250_000;
		const one = await answerOf([['n', 'long', Array.from({ length: count }, (_, i) => String(i))]]);
		const table = tableFromIPC(await bytesOf(one, { kind: 'arrow' }));
		expect(table.numRows).toBe(count);
		expect(table.batches.length).toBeGreaterThan(1);
		expect(table.getChild('n')?.get(count - 1)).toBe(BigInt(count - 1));
		expect(tableFromIPC(await bytesOf(await answerOf([['n', 'long', []]]), { kind: 'arrow' })).numRows).toBe(
			0
		);
	});
});

function plain(value: unknown): unknown {
	return value !== null && typeof value === 'object' && Symbol.iterator in value
		? [...(value as Iterable<unknown>)]
		: value;
}

describe('a stream that is not read to its end', () => {
	const many = (): Promise<Opened> =>
		answerOf([['n', 'long', Array.from({ length: 200_000 }, (_, i) => String(i))]]);

	it('makes nothing until it is read on, and stops when cancelled', async () => {
		const one = await many();
		const reader = one.answer.export({ kind: 'csv', header: false }).getReader();
		expect((await reader.read()).value?.length).toBeGreaterThan(0);
		await reader.cancel();
		expect((await reader.read()).done).toBe(true);
		expect(await one.answer.rows(0, 1)).toEqual([['0']]);
	});

	it('breaks off when called off, and when the answer is dropped', async () => {
		const one = await many();
		const abort = new AbortController();
		const called = one.answer.export({ kind: 'ndjson' }, { signal: abort.signal }).getReader();
		await called.read();
		abort.abort(new Error('enough'));
		await expect(called.read()).rejects.toThrow('enough');
		const dropped = one.answer.export({ kind: 'parquet' }).getReader();
		const next = dropped.read();
		one.answer.drop();
		await expect(next).rejects.toThrow('no longer kept');
		await expect(one.answer.export({ kind: 'arrow' }).getReader().read()).rejects.toThrow('no longer kept');
	});
});
