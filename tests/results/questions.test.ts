import { afterEach, describe, expect, it } from 'vitest';
import type { CellRange, FindQuestion, TextFormat } from '$lib/results/questions';
import { opened, type Opened, type TestColumn } from './opened';

const open: Opened[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

async function answerOf(columns: readonly TestColumn[], layout?: 'rows' | 'columns') {
	const one = await opened(columns, layout);
	open.push(one);
	return one;
}

const quoted = (...texts: string[]) => texts.map((text) => JSON.stringify(text));

const columns: readonly TestColumn[] = [
	['id', 'long', ['9007199254740993', '2', 'null', '[1,9007199254740993]']],
	['price', 'double', ['0.1', '0.2', '44.0', 'null']],
	['name', 'keyword', ['"a"', '""', '["x","=y"]', '"b,\\"c\\"\\n|"']],
	[
		'at',
		'date',
		quoted(
			'2026-01-01T00:00:00.000Z',
			'2026-01-02T00:00:00.000Z',
			'2025-01-01T00:00:00.000Z',
			'2026-01-01T00:00:00.000Z'
		)
	],
	['_source', '_source', ['{"k": 1.0}', 'null', 'null', '{}']]
];

const all = (...wanted: number[]): CellRange[] => [{ start: 0, end: 4, columns: wanted }];

describe('statistics of a selection', () => {
	it('sums integers without rounding and tells extremes as they were sent', async () => {
		const { answer } = await answerOf(columns);
		expect(await answer.ask('statistics', { ranges: all(0) })).toEqual({
			cells: 4,
			nulls: 1,
			values: 4,
			distinct: 3,
			numbers: {
				count: 4,
				sum: '18014398509481989',
				average: '4503599627370497',
				min: '1',
				max: '9007199254740993'
			},
			span: undefined
		});
	});

	it('rounds the sum of doubles once', async () => {
		const { answer } = await answerOf(columns);
		const { numbers } = await answer.ask('statistics', { ranges: [{ start: 0, end: 2, columns: [1] }] });
		expect(numbers).toEqual({
			count: 2,
			sum: '0.30000000000000004',
			average: '0.15000000000000002',
			min: '0.1',
			max: '0.2'
		});
		const tenths = await answerOf([['x', 'double', Array.from({ length: 10 }, () => '0.1')]]);
		expect(
			(await tenths.answer.ask('statistics', { ranges: [{ start: 0, end: 10, columns: [0] }] })).numbers?.sum
		).toBe('1');
	});

	it('spans dates and texts, and keeps numbers apart from what is none', async () => {
		const { answer } = await answerOf(columns);
		const dates = await answer.ask('statistics', { ranges: all(3) });
		expect(dates).toMatchObject({
			distinct: 3,
			numbers: undefined,
			span: { min: '2025-01-01T00:00:00.000Z', max: '2026-01-02T00:00:00.000Z' }
		});
		const mixed = await answer.ask('statistics', { ranges: all(1, 2) });
		expect(mixed).toMatchObject({
			cells: 8,
			nulls: 1,
			values: 8,
			numbers: { count: 3, sum: '44.3', max: '44.0' },
			span: undefined
		});
	});

	it('of rows as they are arranged, of none, and beyond the end', async () => {
		const one = await answerOf(columns);
		const { view } = await one.arranged({ sort: [{ column: 1, descending: true, nulls: 'last' }] });
		const first = [{ start: 0, end: 1, columns: [1] }];
		expect((await one.answer.ask('statistics', { ranges: first }, { view })).numbers?.sum).toBe('44');
		expect(await one.answer.ask('statistics', { ranges: [] })).toMatchObject({
			cells: 0,
			values: 0,
			distinct: 0,
			numbers: undefined
		});
		expect(
			await one.answer.ask('statistics', { ranges: [{ start: 3, end: 99, columns: [0] }] })
		).toMatchObject({ cells: 1, values: 2 });
	});
});

describe('text of a selection', () => {
	const text = async (format: TextFormat, ranges = all(0, 2), layout?: 'rows' | 'columns') =>
		(await answerOf(columns, layout)).answer.ask('text', { ranges, format });

	it('TSV for a spreadsheet', async () => {
		expect(await text({ kind: 'tsv', header: true })).toBe(
			'id\tname\n9007199254740993\ta\n2\t""\n\t"[""x"",""=y""]"\n[1,9007199254740993]\t"b,""c""\n|"\n'
		);
	});

	it('CSV with a delimiter and a guard against formulas', async () => {
		expect(
			await text({ kind: 'csv', header: false, delimiter: ';' }, [{ start: 0, end: 2, columns: [2, 0] }])
		).toBe('a;9007199254740993\r\n"";2\r\n');
		const { answer } = await answerOf([
			['x', 'keyword', quoted('=1+1', '@cmd', '-3', '+1 text')],
			['n', 'long', ['-1', '1', '2', '3']]
		]);
		const ranges = all(0, 1);
		expect(await answer.ask('text', { ranges, format: { kind: 'csv', header: false, guard: true } })).toBe(
			"'=1+1,-1\r\n'@cmd,1\r\n-3,2\r\n'+1 text,3\r\n"
		);
		expect(await answer.ask('text', { ranges, format: { kind: 'csv', header: false } })).toContain('=1+1,-1');
	});

	it('JSON and NDJSON, digit by digit, in both layouts', async () => {
		for (const layout of ['rows', 'columns'] as const) {
			const lines = [
				'{"id":9007199254740993,"price":0.1,"_source":{"k": 1.0}}',
				'{"id":2,"price":0.2,"_source":null}'
			];
			const ranges = [{ start: 0, end: 2, columns: [0, 1, 4] }];
			expect(await text({ kind: 'ndjson' }, ranges, layout)).toBe(`${lines.join('\n')}\n`);
			expect(await text({ kind: 'json' }, ranges, layout)).toBe(`[\n${lines.join(',\n')}\n]\n`);
		}
	});

	it('Markdown', async () => {
		expect(await text({ kind: 'markdown' })).toBe(
			'| id | name |\n| --: | --- |\n| 9007199254740993 | a |\n| 2 | "" |\n|  | ["x","=y"] |\n| [1,9007199254740993] | b,"c"<br>\\| |\n'
		);
	});

	it('a list of distinct literals', async () => {
		expect(await text({ kind: 'in' }, all(0))).toBe('(9007199254740993, 2, 1)');
		expect(await text({ kind: 'in' }, all(2))).toBe('("a", "", "x", "=y", "b,\\"c\\"\\n|")');
	});
});

describe('one row', () => {
	it('is told as it was sent, by the order of the view', async () => {
		const one = await answerOf(columns);
		const { view } = await one.arranged({ predicates: [{ kind: 'null', column: 4, not: true }] });
		expect(await one.answer.ask('row', { row: 0 })).toEqual([
			'9007199254740993',
			'0.1',
			'"a"',
			'"2026-01-01T00:00:00.000Z"',
			'{"k": 1.0}'
		]);
		expect((await one.answer.ask('row', { row: 1 }, { view }))?.[0]).toBe('[1,9007199254740993]');
		expect(await one.answer.ask('row', { row: 2 }, { view })).toBeUndefined();
	});
});

describe('find', () => {
	const find = async (question: Partial<FindQuestion>) => {
		const { answer } = await answerOf([
			['a', 'keyword', quoted('one', 'two', 'three', 'ONE')],
			['b', 'keyword', quoted('none', 'x', 'x', 'x')]
		]);
		const { at, wrapped, rows, position } = await answer.ask('find', {
			text: 'one',
			from: { row: 0, column: 0 },
			...question
		});
		return `${at?.row},${at?.column} ${wrapped} ${position}/${rows}`;
	};

	it('goes on after a cell, to the next row, and around the end', async () => {
		expect(await find({})).toBe('0,1 false 1/2');
		expect(await find({ from: { row: 0, column: 1 } })).toBe('3,0 false 2/2');
		expect(await find({ from: { row: 3, column: 0 } })).toBe('0,0 true 1/2');
	});

	it('goes back, heeds case and columns, and finds nothing', async () => {
		expect(await find({ backwards: true })).toBe('3,0 true 2/2');
		expect(await find({ backwards: true, from: { row: 0, column: 1 } })).toBe('0,0 false 1/2');
		expect(await find({ matchCase: true, from: { row: 1, column: 0 } })).toBe('0,0 true 1/1');
		expect(await find({ columns: [1], from: { row: 1, column: 1 } })).toBe('0,1 true 1/1');
		expect(await find({ text: 'four' })).toBe('undefined,undefined false 0/0');
		expect(await find({ text: '' })).toBe('undefined,undefined false 0/0');
	});
});

describe('a question that gets no reply', () => {
	it('ends when it is called off, when the answer is dropped, and when the worker breaks', async () => {
		const many: TestColumn[] = [['n', 'long', Array.from({ length: 100_000 }, (_, i) => String(i))]];
		const one = await answerOf(many);
		const abort = new AbortController();
		const ranges = [{ start: 0, end: 100_000, columns: [0] }];
		const called = one.answer.ask('statistics', { ranges }, { signal: abort.signal });
		abort.abort(new Error('enough'));
		await expect(called).rejects.toThrow('enough');
		await expect(one.answer.ask('statistics', { ranges }, { signal: abort.signal })).rejects.toThrow(
			'enough'
		);
		expect((await one.answer.ask('statistics', { ranges })).numbers?.sum).toBe('4999950000');
		const dropped = one.answer.ask('statistics', { ranges });
		one.answer.drop();
		await expect(dropped).rejects.toThrow('no longer kept');
		await expect(one.answer.ask('statistics', { ranges })).rejects.toThrow('no longer kept');
	});

	it('is answered while another one works', async () => {
		const many: TestColumn[] = [
			['n', 'long', Array.from({ length: 200_000 }, (_, i) => String(i))],
			['s', 'keyword', Array.from({ length: 200_000 }, (_, i) => `"row ${i}"`)]
		];
		const one = await answerOf(many);
		let isDone = false;
		const slow = one
			.arranged({ sort: [{ column: 1, descending: true, nulls: 'last' }] })
			.then(() => (isDone = true));
		expect(await one.answer.rows(5, 6)).toEqual([['5', 'row 5']]);
		expect(isDone).toBe(false);
		await slow;
	});
});
