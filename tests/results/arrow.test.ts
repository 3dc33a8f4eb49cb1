import { RecordBatch, RecordBatchStreamWriter, Schema, Struct, makeData } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EsType } from '$lib/esql/analysis/schema';
import { Reading } from '$lib/results/reading';
import { arrowColumn } from '$lib/server/cluster/formats/arrowcolumn';
import { cuts, split } from './answers';
import { answerText, type TestColumn } from './opened';

/** The rows as the demo cluster writes them in Arrow, in batches of three. */
function arrowBytes(columns: readonly TestColumn[]): Uint8Array {
	const plan = columns.map(([name, type, cells]) => {
		const column = arrowColumn(
			name,
			type as EsType,
			cells.some((cell) => cell.startsWith('['))
		);
		if (column === undefined) throw new Error(`no Arrow for ${type}`);
		return { column, cells };
	});
	const schema = new Schema(plan.map(({ column }) => column.field));
	const writer = new RecordBatchStreamWriter();
	writer.reset(undefined, schema);
	const rows = columns[0]?.[2].length ?? 0;
	for (let from = 0; from < rows; from += 3) {
		const children = plan.map(({ column, cells }) => column.data(cells.slice(from, from + 3)));
		const length = Math.min(3, rows - from);
		writer.write(
			new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }))
		);
	}
	writer.finish();
	return writer.toUint8Array(true);
}

async function read(chunks: readonly Uint8Array[], layout?: 'rows' | 'columns') {
	const reading = new Reading({ budget: 1e9, layout, onChunk: () => undefined });
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			for (const chunk of chunks) controller.enqueue(chunk);
			controller.close();
		}
	});
	const ending = await reading.read(body, new AbortController().signal);
	return { ending, columns: reading.scanner.columns, rows: reading.rows(0, reading.progress.rows) };
}

const readJson = (columns: readonly TestColumn[]) =>
	read([new TextEncoder().encode(answerText(columns))], 'rows');

const text = fc
	.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'null', '"\\', '],['))
	.map((value) => JSON.stringify(value));
const instant = (nanos: boolean) =>
	fc
		.record({
			at: fc.date({
				min: new Date(nanos ? '1970-01-01' : '1700-01-01'),
				max: new Date('2250-01-01'),
				noInvalidDate: true
			}),
			below: nanos ? fc.integer({ min: 0, max: 999_999 }) : fc.constant(0)
		})
		.map(({ at, below }) => {
			const more = below === 0 ? '' : String(below).padStart(6, '0');
			return JSON.stringify(at.toISOString().replace('Z', `${more}Z`));
		});
const point = fc.constantFrom('"POINT (12.5 -41.25)"', '"POINT (0.0 90.0)"');
const shape = fc.constantFrom(
	'"POLYGON ((0.0 0.0, 4.0 0.0, 4.5 4.0, 0.0 0.0), (1.0 1.0, 2.0 1.0, 2.0 2.0, 1.0 1.0))"',
	'"LINESTRING (1.0 2.0, 3.0 4.0)"',
	'"MULTIPOINT ((1.0 2.0), (3.0 4.0))"',
	'"GEOMETRYCOLLECTION (POINT (1.0 2.0), LINESTRING (1.0 2.0, 3.0 4.0))"'
);
const values: readonly (readonly [EsType, fc.Arbitrary<string>])[] = [
	['boolean', fc.constantFrom('true', 'false')],
	['integer', fc.integer().map(String)],
	['long', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)],
	['unsigned_long', fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String)],
	['double', fc.constantFrom('44.0', '-0.0', '0.1', '1e+300', '5e-324', '-12.75')],
	['keyword', text],
	['text', text],
	['version', fc.constantFrom('"1.2.3"', '"10.0.0-SNAPSHOT"')],
	['date', instant(false)],
	['date_nanos', instant(true)],
	['ip', fc.constantFrom('"10.0.0.1"', '"::1"', '"2001:db8::8a2e:370:7334"', '"1:2:3:4:5:6:7:8"')],
	['geo_point', point],
	['cartesian_shape', shape],
	['_source', fc.constantFrom('{"a": 1.0}', '{"id":9007199254740993,"list":["x"]}')],
	['null', fc.constant('null')]
];

const columns: fc.Arbitrary<readonly TestColumn[]> = fc.integer({ min: 0, max: 10 }).chain((rows) => {
	const list = (cell: fc.Arbitrary<string>) => fc.array(cell, { minLength: rows, maxLength: rows });
	const column = fc.constantFrom(...values).chain(([type, value]) => {
		const many = fc.array(value, { minLength: 2, maxLength: 4 }).map((items) => `[${items.join(',')}]`);
		const single = fc.oneof({ weight: 4, arbitrary: value }, fc.constant('null'));
		const isSingle = type === '_source' || type === 'null';
		const cell = isSingle ? single : fc.oneof({ weight: 4, arbitrary: single }, many);
		return fc.oneof(list(single), list(cell)).map((cells): TestColumn => ['', type, cells]);
	});
	return fc
		.array(column, { minLength: 1, maxLength: 6 })
		.map((made) => made.map(([, type, cells], at): TestColumn => [`c${at}`, type, cells]));
});

describe('an answer in Arrow', () => {
	it('has the very cells of the JSON of the same rows, in any split', async () => {
		await fc.assert(
			fc.asyncProperty(columns, cuts, async (made, places) => {
				const expected = await readJson(made);
				const found = await read(split(arrowBytes(made), places), 'columns');
				expect(found).toEqual(expected);
				expect(found.ending).toEqual({ kind: 'complete' });
			}),
			{ numRuns: 200 }
		);
	});

	it('keeps the batches that came before it was cut, and says so', async () => {
		const made: readonly TestColumn[] = [['n', 'long', Array.from({ length: 9 }, (_, i) => String(i))]];
		const bytes = arrowBytes(made);
		for (const end of [bytes.length - 8, bytes.length - 100]) {
			const { ending, rows } = await read([bytes.subarray(0, end)]);
			expect(ending.kind).toBe('cut');
			expect(rows.length).toBeGreaterThanOrEqual(end === bytes.length - 8 ? 9 : 3);
		}
	});

	it('is told from what only looks like it', async () => {
		const { ending, rows } = await read([new Uint8Array(64).fill(255)]);
		expect(ending).toMatchObject({ kind: 'cut' });
		expect(rows).toEqual([]);
	});

	it('that breaks on its way is told as a broken connection', async () => {
		const reading = new Reading({ budget: 1e9, onChunk: () => undefined });
		const bytes = arrowBytes([['n', 'long', ['1']]]);
		const body = new ReadableStream<Uint8Array>({
			start: (controller) => controller.enqueue(bytes.subarray(0, 40)),
			pull: (controller) => controller.error(new Error('reset'))
		});
		expect(await reading.read(body, new AbortController().signal)).toEqual({
			kind: 'cut',
			message: 'The connection broke: reset'
		});
	});
});
