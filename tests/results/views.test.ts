import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Arrangement, Predicate } from '$lib/results/questions';
import { ipBytes } from '$lib/results/view/ip';
import { everything, opened, Opened, type TestColumn } from './opened';

const open: Opened[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

async function show(columns: readonly TestColumn[], arrangement: Partial<Arrangement>): Promise<string[]> {
	const found: string[][] = [];
	for (const layout of ['rows', 'columns'] as const) {
		const one = await opened(columns, layout);
		open.push(one);
		const { view, scope } = await one.arranged(arrangement);
		const rows = await view.rows(0, 1e6);
		expect(rows).toHaveLength(scope.rows);
		expect(scope.of).toBe(columns[0][2].length);
		found.push(rows.map((row) => JSON.stringify(row[0])));
	}
	expect(found[0]).toEqual(found[1]);
	return found[0].map((text) => (JSON.parse(text) === null ? 'null' : text.replaceAll('"', '')));
}

const sorted = (
	type: string,
	cells: readonly string[],
	descending = false,
	nulls: 'first' | 'last' = 'last'
) =>
	show(
		[
			['a', type, cells],
			['b', 'keyword', cells.map(() => 'null')]
		],
		{
			sort: [{ column: 0, descending, nulls }]
		}
	);

const filtered = (type: string, cells: readonly string[], predicate: object) =>
	show(
		[
			['a', type, cells],
			['b', 'keyword', cells.map(() => '"b"')]
		],
		{
			predicates: [{ column: 0, ...predicate } as Predicate]
		}
	);

const quoted = (...texts: string[]) => texts.map((text) => JSON.stringify(text));

describe('sort', () => {
	it.each([
		[
			'long',
			['9007199254740993', '-1', '9007199254740992', 'null', '5'],
			['-1', '5', '9007199254740992', '9007199254740993', 'null']
		],
		[
			'unsigned_long',
			['18446744073709551615', '0', '9223372036854775808'],
			['0', '9223372036854775808', '18446744073709551615']
		],
		[
			'double',
			['1.5', '-2.5', '1e300', '-1e300', '0.0', '-0.0'],
			['-1e300', '-2.5', '0.0', '-0.0', '1.5', '1e300']
		],
		['integer', ['10', '9', '[8,11]'], ['[8,11]', '9', '10']],
		['boolean', ['true', 'false', 'null'], ['false', 'true', 'null']],
		[
			'keyword',
			quoted('b', 'a', '', 'B', 'é', 'ab', '\u{1F600}', '\uFFFF'),
			['', 'B', 'a', 'ab', 'b', 'é', '\uFFFF', '\u{1F600}']
		],
		[
			'ip',
			quoted('10.0.0.9', '9.0.0.10', '::1', '1::', 'fe80::1:2'),
			['::1', '9.0.0.10', '10.0.0.9', '1::', 'fe80::1:2']
		],
		[
			'version',
			quoted('1.10.0', '1.9', '1.9-beta', 'not a version', '1.9-10', '1.9-9'),
			['1.9-9', '1.9-10', '1.9-beta', '1.9', '1.10.0', 'not a version']
		],
		[
			'date',
			quoted('2026-01-01T00:00:00.000Z', '1969-01-01T00:00:00.000Z'),
			['1969-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z']
		],
		[
			'date_nanos',
			quoted('2026-01-01T00:00:00.000000002Z', '2026-01-01T00:00:00.000000001Z'),
			['2026-01-01T00:00:00.000000001Z', '2026-01-01T00:00:00.000000002Z']
		]
	])('%s', async (type, cells, expected) => {
		expect(await sorted(type, cells)).toEqual(expected);
	});

	it('descending takes the greatest of several values; nulls go where told', async () => {
		const cells = ['1', 'null', '[0,7]', '3'];
		expect(await sorted('long', cells, true)).toEqual(['[0,7]', '3', '1', 'null']);
		expect(await sorted('long', cells, true, 'first')).toEqual(['null', '[0,7]', '3', '1']);
		expect(await sorted('long', cells, false, 'first')).toEqual(['null', '[0,7]', '1', '3']);
	});

	it('several keys, then the order of reading', async () => {
		const columns: TestColumn[] = [
			['n', 'long', ['0', '1', '2', '3', '4', '5']],
			['a', 'keyword', quoted('x', 'y', 'x', 'y', 'x', 'y')],
			['b', 'double', ['1.5', '2.5', '0.5', '2.5', '1.5', '0.5']]
		];
		const sort = [
			{ column: 1, descending: true, nulls: 'last' as const },
			{ column: 2, descending: false, nulls: 'last' as const }
		];
		expect(await show(columns, { sort })).toEqual(['5', '1', '3', '2', '0', '4']);
	});

	it('any numbers and texts come in their order', async () => {
		const number = fc.oneof(fc.double({ noNaN: true }), fc.integer());
		await fc.assert(
			fc.asyncProperty(
				fc.array(number, { minLength: 1, maxLength: 60 }),
				fc.boolean(),
				async (list, descending) => {
					const cells = list.map((value) =>
						Number.isFinite(value) ? String(value) : value > 0 ? '1e999' : '-1e999'
					);
					const rows = await sorted('double', cells, descending);
					const expected = [...cells].sort((a, b) =>
						descending ? Number(b) - Number(a) || 0 : Number(a) - Number(b) || 0
					);
					expect(rows.map(Number)).toEqual(expected.map(Number));
				}
			),
			{ numRuns: 60 }
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 80 }),
				async (list) => {
					const one = await opened([
						['a', 'keyword', list.map((text) => JSON.stringify(text))],
						['n', 'long', list.map(String.bind(null, '0'))]
					]);
					const { view } = await one.arranged({ sort: [{ column: 0, descending: false, nulls: 'last' }] });
					const rows = (await view.rows(0, 100)).map((row) => row[0] as string);
					one.close();
					expect(rows).toEqual([...list].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
				}
			),
			{ numRuns: 60 }
		);
	});
});

describe('filter', () => {
	const numbers = ['1', '44.0', 'null', '[2,3]', '-1'];

	it.each([
		['is one of', { kind: 'is', values: ['44', '3'] }, ['44.0', '[2,3]']],
		['is none of', { kind: 'is', values: ['44', '3'], not: true }, ['1', 'null', '-1']],
		['is no number', { kind: 'is', values: ['x', ''] }, []],
		[
			'range',
			{ kind: 'range', from: { value: '1', inclusive: false }, to: { value: '44', inclusive: true } },
			['44.0', '[2,3]']
		],
		['open range', { kind: 'range', to: { value: '1', inclusive: false } }, ['-1']],
		[
			'a bound that is no number lets nothing through',
			{ kind: 'range', from: { value: 'x', inclusive: true } },
			[]
		],
		['null', { kind: 'null' }, ['null']],
		['not null', { kind: 'null', not: true }, ['1', '44.0', '[2,3]', '-1']],
		['contains', { kind: 'contains', text: '4.' }, ['44.0']]
	])('numbers: %s', async (_, predicate, expected) => {
		expect(await filtered('double', numbers, predicate)).toEqual(expected);
	});

	it('whole numbers past 2^53 are told apart', async () => {
		const cells = ['9007199254740992', '9007199254740993', '5'];
		expect(await filtered('long', cells, { kind: 'is', values: ['9007199254740993'] })).toEqual([
			'9007199254740993'
		]);
		expect(await filtered('long', cells, { kind: 'is', values: ['5'] })).toEqual(['5']);
		expect(
			await filtered('long', cells, { kind: 'range', from: { value: '9007199254740993', inclusive: true } })
		).toEqual(['9007199254740993']);
		expect(await filtered('long', cells, { kind: 'range', to: { value: '5.5', inclusive: true } })).toEqual([
			'5'
		]);
	});

	it.each([
		['is', { kind: 'is', values: ['B', ''] }, ['B', '']],
		['contains, whatever the case', { kind: 'contains', text: 'B' }, ['B', 'abc']],
		['range in the order of bytes', { kind: 'range', from: { value: 'a', inclusive: true } }, ['abc', 'é']]
	])('texts: %s', async (_, predicate, expected) => {
		expect(await filtered('keyword', quoted('B', 'abc', '', 'é', 'A'), predicate)).toEqual(expected);
	});

	it('addresses and versions by their order', async () => {
		const ips = quoted('10.0.0.1', '9.255.0.1', '11.0.0.1');
		expect(
			await filtered('ip', ips, {
				kind: 'range',
				from: { value: '10.0.0.0', inclusive: true },
				to: { value: '10.255.255.255', inclusive: true }
			})
		).toEqual(['10.0.0.1']);
		expect(
			await filtered('version', quoted('1.9.0', '1.10.0'), {
				kind: 'range',
				from: { value: '1.9.0', inclusive: false }
			})
		).toEqual(['1.10.0']);
	});

	it('dates by instants, with or without a time', async () => {
		const dates = quoted('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z');
		for (const value of [
			'2026-01-02',
			'2026-01-02T00:00:00Z',
			'2026-01-02T01:00:00+01:00',
			'2026-01-02T00:00',
			String(Date.UTC(2026, 0, 2))
		]) {
			expect(await filtered('date', dates, { kind: 'is', values: [value] })).toEqual([
				'2026-01-02T00:00:00.000Z'
			]);
		}
		expect(
			await filtered(
				'date_nanos',
				quoted('2026-01-01T00:00:00.000000001Z', '2026-01-01T00:00:00.000000002Z'),
				{ kind: 'range', from: { value: '2026-01-01T00:00:00.000000001Z', inclusive: false } }
			)
		).toEqual(['2026-01-01T00:00:00.000000002Z']);
	});

	it('quick text: any cell, whatever its case, and never the JSON around it', async () => {
		const columns: TestColumn[] = [
			[
				'a',
				'keyword',
				quoted('Hello World', 'x],[y', 'null', 'back\\slash', 'quo"te', 'Ärger', 'tab\there', '')
			],
			['b', 'long', ['1', '12', 'null', '[3,45]', '6', '7', '8', 'null']]
		];
		const find = (text: string) => show(columns, { text });
		expect(await find('hello w')).toEqual(['Hello World']);
		expect(await find('],[')).toEqual(['x],[y']);
		expect(await find('null')).toEqual(['null']);
		expect(await find('nul')).toEqual(['null']);
		expect(await find('","')).toEqual([]);
		expect(await find('"')).toEqual(['quo\\te']);
		expect(await find('\\')).toEqual(['back\\\\slash']);
		expect(await find('k\\S')).toEqual(['back\\\\slash']);
		expect(await find('ärger')).toEqual(['Ärger']);
		expect(await find('45')).toEqual(['back\\\\slash']);
		expect(await find('\t')).toEqual(['tab\\there']);
		expect(await find(',')).toEqual(['x],[y']);
		expect(await find(' ')).toEqual(['Hello World']);
	});

	it('quick text equals looking at each cell', async () => {
		const alphabet = fc.constantFrom(
			'a',
			'B',
			'n',
			'u',
			'l',
			',',
			'[',
			']',
			'"',
			'\\',
			' ',
			'é',
			'1',
			'{',
			':'
		);
		const cell = fc.string({ unit: alphabet, maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(
				fc.array(cell, { minLength: 3, maxLength: 20 }),
				fc.string({ unit: alphabet, minLength: 1, maxLength: 3 }),
				async (list, text) => {
					const one = await opened(
						[
							['a', 'keyword', list.map((value) => JSON.stringify(value))],
							['b', 'long', list.map(() => 'null')]
						],
						'rows'
					);
					const { view } = await one.arranged({ text });
					const rows = (await view.rows(0, 100)).map((row) => row[0]);
					one.close();
					expect(rows).toEqual(list.filter((value) => value.toLowerCase().includes(text.toLowerCase())));
				}
			),
			{ numRuns: 200 }
		);
	});
});

describe('while rows arrive', () => {
	it('a view follows, tells its scope, and reads by its own order', async () => {
		const one = new Opened('rows');
		open.push(one);
		one.send('{"columns":[{"name":"n","type":"long"}],"values":[[3],[1]');
		const scopes: string[] = [];
		const view = one.answer.arrange(
			{
				...everything,
				predicates: [{ kind: 'range', column: 0, to: { value: '3', inclusive: true } }],
				sort: [{ column: 0, descending: false, nulls: 'last' }]
			},
			{
				arranged: ({ rows, of, settled }) => void scopes.push(`${rows} of ${of}${settled ? '.' : ''}`),
				failed: (message) => void scopes.push(message)
			}
		);
		await expect.poll(() => scopes).toEqual(['2 of 2']);
		expect(await view.rows(0, 9)).toEqual([['1'], ['3']]);
		one.send(',[9],[2]');
		await expect.poll(() => scopes).toEqual(['2 of 2', '3 of 4']);
		expect(await view.rows(0, 9)).toEqual([['1'], ['2'], ['3']]);
		expect(Array.from(await one.answer.ask('numbers', { start: 0, end: 9 }, { view }))).toEqual([1, 3, 0]);
		one.send(']}');
		await one.finish();
		await expect.poll(() => scopes.at(-1)).toBe('3 of 4.');
		view.close();
		expect(await view.rows(0, 9)).toEqual([]);
	});

	it('a view may be asked for before there is anything, and dropped before it is made', async () => {
		const one = new Opened('rows');
		open.push(one);
		const early = one.arranged({ sort: [{ column: 0, descending: true, nulls: 'last' }] });
		one.answer
			.arrange(everything, { arranged: () => expect.unreachable(), failed: () => expect.unreachable() })
			.close();
		one.send('{"columns":[{"name":"n","type":"long"}],"values":[[3],[4]]}');
		await one.finish();
		const { view } = await early;
		expect(await view.rows(0, 9)).toEqual([['4'], ['3']]);
	});
});

describe('addresses', () => {
	it.each(['', '1.2.3', '1.2.3.256', 'g::', '1:2', ':::', '1::2::3', '::1.2.3', '1.2.3.4.5', 'x1.2.3.4'])(
		'%s is none',
		(text) => {
			expect(ipBytes(text)).toBeUndefined();
		}
	);

	it('an IPv4 address is the same as its mapped form', () => {
		expect(ipBytes('1.2.3.4')).toEqual(ipBytes('::ffff:1.2.3.4'));
		expect(ipBytes('1.2.3.4')).toEqual(ipBytes('::ffff:102:304'));
	});
});
