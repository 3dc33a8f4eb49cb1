import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Breath } from '$lib/results/breath';
import { Columns } from '$lib/results/columns/columns';
import { RawRows } from '$lib/results/columns/rawrow';
import { endOfValues, firstValue, type Vector } from '$lib/results/columns/vector';
import type { Cell, Layout } from '$lib/results/messages';
import { Scanner } from '$lib/results/scan';
import { Table } from '$lib/results/table';
import { answers, cuts, split } from './answers';
import { asCell, exact, get, items } from './reference';

const encode = (text: string) => new TextEncoder().encode(text);

function scanned(chunks: readonly Uint8Array[], layout?: Layout): Scanner {
	const scanner = new Scanner(layout);
	for (const chunk of chunks) scanner.push(chunk);
	return scanner;
}

function answerOf(type: string, cells: readonly string[]): Scanner {
	const rows = cells.map((cell) => `["x",${cell}]`).join(',');
	const columns = JSON.stringify([
		{ name: 'a', type: 'keyword' },
		{ name: 'b', type }
	]);
	return scanned([encode(`{"columns":${columns},"values":[${rows}]}`)]);
}

async function vectorOf(type: string, cells: readonly string[]): Promise<Vector> {
	const [vector] = await new Columns(answerOf(type, cells)).typed([1], cells.length, new Breath());
	return vector;
}

/** Values of each row: numbers, bigints, texts. */
function valuesOf(vector: Vector): (number | bigint | string)[][] {
	return Array.from({ length: vector.rows }, (_, row) => {
		const values: (number | bigint | string)[] = [];
		for (let at = firstValue(vector, row); at < endOfValues(vector, row); at++) {
			values.push(vector.kind === 'text' ? vector.dictionary.text(vector.items[at]) : vector.items[at]);
		}
		return values;
	});
}

/** A cell's values as texts. Nulls in a list, which no cluster sends, count for nothing. */
function texts(cell: Cell, isNullAt: (index: number) => boolean): string[] {
	if (cell === null) return [];
	if (typeof cell === 'string') return [cell];
	return 'json' in cell ? [cell.json] : cell.filter((_, index) => !isNullAt(index));
}

describe('vectors of any answer in any split', () => {
	for (const layout of ['rows', 'columns'] as const) {
		it(`texts equal the reference (${layout})`, async () => {
			await fc.assert(
				fc.asyncProperty(answers(layout), cuts, async ({ text, rows, columns }, places) => {
					const scanner = scanned(split(encode(text), places), layout);
					const store = new Columns(scanner);
					const all = Array.from({ length: columns }, (_, i) => i);
					const vectors = (await store.typed(all, rows, new Breath())).map(valuesOf);
					const outer = items(get(exact(text), 'values')).map(items);
					for (let row = 0; row < rows; row++) {
						for (const column of all) {
							const value = layout === 'rows' ? outer[row][column] : outer[column][row];
							const isNullAt = (index: number) =>
								value.kind === 'array' && value.items[index].kind === 'null';
							expect(vectors[column][row]).toEqual(texts(asCell(value), isNullAt));
						}
					}
				}),
				{ numRuns: 300 }
			);
		});

		it(`raw rows are the JSON that was sent (${layout})`, () => {
			fc.assert(
				fc.property(answers(layout), cuts, ({ text, rows, columns }, places) => {
					const raw = new RawRows(scanned(split(encode(text), places), layout));
					const outer = items(get(exact(text), 'values')).map(items);
					for (let row = 0; row < rows; row++) {
						const cells = Array.from({ length: columns }, (_, column) =>
							layout === 'rows' ? outer[row][column] : outer[column][row]
						);
						expect(raw.row(row)?.map(exact)).toEqual(cells);
					}
					expect(raw.row(rows)).toBeUndefined();
				})
			);
		});
	}

	it('equal texts have one code, however they were escaped', async () => {
		const vector = await vectorOf('keyword', [
			'"a/b"',
			'"a\\/b"',
			'"\\u0061/b"',
			'"\\ud800"',
			'"\\ud800"',
			'"\ufffd"'
		]);
		if (vector.kind !== 'text') throw new Error(vector.kind);
		expect([...vector.items.subarray(0, 6)]).toEqual([0, 0, 0, 1, 1, 2]);
		expect(vector.dictionary.text(1)).toBe('\ud800');
		expect(vector.dictionary.code('\ud800')).toBe(1);
		expect(vector.dictionary.code('a/b')).toBe(0);
		expect(vector.dictionary.code('b')).toBe(-1);
	});
});

describe('numbers', () => {
	it('any double is read as JSON.parse reads it', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
				async (list) => {
					const cells = list.map((value) => (Object.is(value, -0) ? '-0.0' : String(value)));
					expect(valuesOf(await vectorOf('double', cells)).flat()).toEqual(list);
				}
			)
		);
		const odd = [
			'44.0',
			'1e400',
			'-0.0',
			'0.1000',
			'123456789012345678',
			'1.7976931348623157E308',
			'-1',
			'5e-324'
		];
		expect(valuesOf(await vectorOf('double', odd)).flat()).toEqual(odd.map(Number));
	});

	it('integers stay numbers until one is past 2^53, then all are exact', async () => {
		expect((await vectorOf('long', ['1', '-9007199254740991'])).kind).toBe('number');
		const cells = ['1', '-2', 'null', '9007199254740993', '[-9223372036854775808,9223372036854775807]', '0'];
		const vector = await vectorOf('long', cells);
		expect(vector.kind).toBe('wide');
		expect(valuesOf(vector)).toEqual([
			[1n],
			[-2n],
			[],
			[9007199254740993n],
			[-(2n ** 63n), 2n ** 63n - 1n],
			[0n]
		]);
		expect(valuesOf(await vectorOf('unsigned_long', ['18446744073709551615', '7']))).toEqual([
			[2n ** 64n - 1n],
			[7n]
		]);
	});

	it('any 64-bit integer is exact', async () => {
		const signed = fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { minLength: 1 });
		await fc.assert(
			fc.asyncProperty(signed, async (list) => {
				expect(
					valuesOf(await vectorOf('long', list.map(String)))
						.flat()
						.map(BigInt)
				).toEqual(list);
			})
		);
	});

	it.each([
		['long', '9223372036854775808'],
		['unsigned_long', '18446744073709551616'],
		['unsigned_long', '-9007199254740993'],
		['long', '1.5'],
		['integer', '"12"'],
		['double', '"NaN"'],
		['date', '"yesterday"'],
		['date', '"2026-13-01T00:00:00Z"'],
		['date', '"2026-01-01T00:00:00.0001Z"'],
		['date', '1700000000000'],
		['date_nanos', '"2400-01-01T00:00:00.000000001Z"'],
		['boolean', '{"a":1}']
	])('what a %s column cannot hold makes it texts: %s', async (type, cell) => {
		const vector = await vectorOf(type, ['null', cell, cell]);
		expect(vector.kind).toBe('text');
		const text = cell.startsWith('"') ? cell.slice(1, -1) : cell;
		expect(valuesOf(vector)).toEqual([[], [text], [text]]);
	});
});

describe('dates', () => {
	it('any instant is the one Date means', async () => {
		const date = fc.date({
			noInvalidDate: true,
			min: new Date('-009999-01-01'),
			max: new Date('+200000-01-01')
		});
		await fc.assert(
			fc.asyncProperty(fc.array(date, { minLength: 1 }), async (list) => {
				const cells = list.map((value) => JSON.stringify(value.toISOString()));
				expect(valuesOf(await vectorOf('date', cells)).flat()).toEqual(list.map(Number));
			})
		);
	});

	it('nanoseconds are exact, before 1970 too', async () => {
		const cells = [
			'1970-01-01T00:00:00.000000001Z',
			'1969-12-31T23:59:59.999999999Z',
			'2262-04-11T23:47:16.854775807Z',
			'1969-12-31T23:59:58Z'
		];
		expect(
			valuesOf(
				await vectorOf(
					'date_nanos',
					cells.map((text) => `"${text}"`)
				)
			).flat()
		).toEqual([1n, -1n, 9223372036854775807n, -2_000_000_000n]);
	});
});

describe('reading on', () => {
	it('a vector grows with the rows, keeps its values when several come in one row, and old views of it stay', async () => {
		const scanner = new Scanner();
		scanner.push(encode('{"columns":[{"name":"a","type":"long"}],"values":[[1],[null],[3]'));
		const columns = new Columns(scanner);
		const [before] = await columns.typed([0], 3, new Breath());
		scanner.push(encode(',[[4,5]],[null],[],[9007199254740993]]}'));
		const [after] = await columns.typed([0], 7, new Breath());
		expect(valuesOf(before)).toEqual([[1], [], [3]]);
		expect(valuesOf(after)).toEqual([[1n], [], [3n], [4n, 5n], [], [], [9007199254740993n]]);
		expect(valuesOf(await columns.text(0, 7, new Breath()))).toEqual([
			['1'],
			[],
			['3'],
			['4', '5'],
			[],
			[],
			['9007199254740993']
		]);
	});

	it('an aborted reading is taken up where it was left', async () => {
		const scanner = answerOf(
			'long',
			Array.from({ length: 60_000 }, (_, i) => String(i))
		);
		const columns = new Columns(scanner);
		const abort = new AbortController();
		const first = columns.typed([1], 60_000, new Breath(abort.signal));
		abort.abort(new Error('enough'));
		await expect(first).rejects.toThrow('enough');
		const [vector] = await columns.typed([1], 60_000, new Breath());
		expect(vector.items[59_999]).toBe(59_999);
		expect(new Table(scanner).length).toBe(60_000);
	});
});
