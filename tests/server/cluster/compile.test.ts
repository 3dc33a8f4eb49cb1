import { beforeAll, describe, expect, it } from 'vitest';
import type { Param, Plan } from '$lib/server/cluster/plan';
import { stock } from './cases/shelf';
import { Laboratory } from './laboratory';

let laboratory: Laboratory;
beforeAll(async () => {
	laboratory = await Laboratory.open();
	await stock(laboratory);
});

const text = (name: string | undefined, value: string): Param => ({
	kind: 'value',
	...(name === undefined ? {} : { name }),
	value: { kind: 'string', value }
});
const number = (
	name: string | undefined,
	digits: string,
	type: 'integer' | 'long' | 'double' = 'integer'
): Param => ({
	kind: 'value',
	...(name === undefined ? {} : { name }),
	value: { kind: 'number', text: digits, type }
});

function reason(query: string, params: readonly Param[] = []): string {
	const failure = laboratory.compile(query, { params });
	return 'kind' in failure
		? `${failure.status} ${failure.type}: ${failure.reason}`
		: `compiled: ${failure.sql}`;
}

function plan(query: string, context: Parameters<Laboratory['compile']>[1] = {}): Plan {
	const made = laboratory.compile(query, context);
	if ('kind' in made) throw new Error(made.reason);
	return made;
}

describe('placeholders', () => {
	it.each<[string, readonly Param[], unknown[][]]>([
		['ROW a = ?, b = ?', [number(undefined, '1'), text(undefined, 'x')], [[1, 'x']]],
		['ROW a = ?2, b = ?1, c = ?2', [number(undefined, '1'), text(undefined, 'x')], [['x', 1, 'x']]],
		['ROW a = ?n + 1', [number('n', '1')], [[2]]],
		['FROM shelf | WHERE id == ?n | KEEP ??f', [number('n', '2'), text('f', 'name')], [['bell']]],
		['FROM shelf | STATS x = ??agg(price)', [text('agg', 'max')], [[120.5]]],
		['FROM shelf | SORT id | LIMIT ?n | KEEP id', [number('n', '1')], [[1]]],
		['FROM shelf | WHERE id == 1 | KEEP ?p', [{ kind: 'pattern', name: 'p', text: 'na*' }], [['anvil']]],
		['FROM shelf | WHERE ?f == 1 | KEEP id', [{ kind: 'identifier', name: 'f', text: 'id' }], [[1]]],
		['ROW a = ?t', [{ kind: 'value', name: 't', value: { kind: 'null' } }], [[null]]],
		['ROW a = ?t', [{ kind: 'value', name: 't', value: { kind: 'boolean', value: true } }], [[true]]],
		[
			'ROW a = ?l',
			[
				{
					kind: 'value',
					name: 'l',
					value: {
						kind: 'list',
						items: [text(undefined, 'a'), text(undefined, 'b')].flatMap((p) =>
							p.kind === 'value' ? [p.value] : []
						)
					}
				}
			],
			[[['a', 'b']]]
		],
		['FROM shelf | WHERE name LIKE ?p | KEEP id', [text('p', 'an*')], [[1]]],
		['ROW d = ?n::date_period + NOW()', [text('n', '1 day')], [['2026-05-18T12:00:00.000Z']]]
	])('%s', async (query, params, rows) => expect(await laboratory.values(query, { params })).toEqual(rows));

	it('keeps every digit', async () => {
		const { rows } = await laboratory.run('ROW a = ?', {
			params: [number(undefined, '9007199254740993', 'long')]
		});
		expect(rows).toEqual([['9007199254740993']]);
	});

	it('cannot be broken out of', async () => {
		const nasty = `' || (SELECT 1) || '" | LIMIT 0 //`;
		expect(await laboratory.values('ROW a = ?', { params: [text(undefined, nasty)] })).toEqual([[nasty]]);
	});

	it.each([
		[
			'ROW a = ?nn',
			[number('n1', '1')],
			'400 parsing_exception: line 1:9: Unknown query parameter [nn], did you mean [n1]?'
		],
		[
			'ROW a = ?zzzzzz',
			[number('n', '1')],
			'400 parsing_exception: line 1:9: Unknown query parameter [zzzzzz]'
		],
		[
			'ROW a = ?, b = ?',
			[number(undefined, '1')],
			'400 parsing_exception: line 1:16: No parameter is defined for position 2, did you mean position 1?'
		],
		['ROW a = ?', [], '400 parsing_exception: line 1:9: No parameter is defined for position 1'],
		[
			'FROM shelf | KEEP ??f',
			[number('f', '1')],
			'400 parsing_exception: line 1:19: Query parameter [??f] with value [1] declared as a constant, cannot be used as an identifier or pattern'
		]
	] as const)('%s', (query, params, expected) => expect(reason(query, params)).toBe(expected));
});

describe('limits', () => {
	it('adds a limit with a warning', () => {
		const made = plan('FROM shelf');
		expect(made.warnings).toEqual(['No limit defined, adding default limit of [1000]']);
		expect(made.sql).toMatch(/ LIMIT 1000$/);
	});

	it('cuts what is above the maximum silently', () => {
		const made = plan('FROM shelf | LIMIT 50000', { maxRows: 20 });
		expect(made.warnings).toEqual([]);
		expect(made.sql).toMatch(/ LIMIT 20$/);
	});

	it('turns a limit after a sort into one ORDER BY … LIMIT', () => {
		const { sql } = plan('FROM shelf | SORT price DESC | LIMIT 3 | KEEP id');
		expect(sql.match(/ORDER BY/g)).toHaveLength(1);
		expect(sql).toMatch(/ORDER BY c\d+ DESC NULLS FIRST, c\d+ LIMIT 3$/);
	});
});

describe('plans', () => {
	it('reads each column under a generated name and casts the answer', () => {
		expect(
			plan('FROM makers | KEEP since, maker').sql.replace(/, 0 \+ row_number\(\) OVER \(\) AS c3/, '')
		).toBe(
			'WITH p4 AS (SELECT "f0" AS c0, "f2" AS c2 FROM "makers")\n' +
				'SELECT c2::INTEGER AS r0, c0::VARCHAR AS r1 FROM p4 LIMIT 1000'
		);
	});

	it('needs no SQL for KEEP, DROP and RENAME', () => {
		const short = plan('FROM shelf | KEEP id');
		const long = plan('FROM shelf | RENAME id AS x | DROP name | KEEP x, price | RENAME x AS id | KEEP id');
		expect(long.sql).toBe(short.sql);
	});

	it('puts independent columns into one step', () => {
		const { sql } = plan('FROM shelf | EVAL a = id + 1 | EVAL b = price * 2 | EVAL c = a + 1');
		expect(sql.match(/SELECT \*, /g)).toHaveLength(2);
	});

	it('tells the tables it waits for', () => {
		const { tables } = plan('FROM shelf* | LOOKUP JOIN makers ON name');
		expect(tables.map(({ index }) => index)).toEqual(['shelf', 'shelf-old', 'makers']);
	});

	it('gives conflicting types of several indices as unsupported', () => {
		expect(plan('FROM shelf* | KEEP price').columns).toEqual([
			{ name: 'price', type: 'unsupported', multi: false, originalTypes: ['double', 'keyword'] }
		]);
	});

	it('applies the filter of the request to every table', async () => {
		const filter = () => '"f7" IS NOT NULL';
		expect(await laboratory.values('FROM shelf | STATS n = COUNT(*)', { filter })).toEqual([[4]]);
	});

	it('shows dates in the zone of SET before that of the request', () => {
		expect(plan('ROW a = 1', { timeZone: 'Asia/Tokyo' }).timeZone).toBe('Asia/Tokyo');
		expect(plan('SET time_zone = "+02:00"; ROW a = 1', { timeZone: 'Asia/Tokyo' }).timeZone).toBe('+02:00');
	});

	it('refuses a text that is too long', () => {
		expect(reason(`ROW a = "${'x'.repeat(1_000_000)}"`)).toBe(
			'400 parsing_exception: line -1:-1: ESQL statement is too large [1000010 characters > 1000000]'
		);
	});

	it('counts places in code points', () => {
		expect(reason('ROW a = "💡💡" | KEEP b')).toMatch(/line 1:21: Unknown column \[b\]/);
		expect(reason('ROW a = 1\n| KEEP\n  b')).toMatch(/line 3:3: Unknown column \[b\]/);
	});

	it('compiles hundreds of pipes', async () => {
		const query = `ROW a = 1${' | EVAL a = a + 1'.repeat(300)} | KEEP a`;
		expect(await laboratory.values(query)).toEqual([[301]]);
	});

	it('compiles long conditions', async () => {
		const query = `FROM shelf | WHERE ${Array.from({ length: 400 }, (_, index) => `id == ${index}`).join(' OR ')} | STATS n = COUNT(*)`;
		expect(await laboratory.values(query)).toEqual([[5]]);
	});
});

describe('stopping', () => {
	const DOCUMENTS = 3_000_000;

	beforeAll(async () => {
		await laboratory.connection.run(
			`CREATE TABLE deep AS SELECT i AS a, 'value ' || i AS b FROM range(${DOCUMENTS}) t(i)`
		);
		laboratory.register({
			index: 'deep',
			relation: 'deep',
			mode: 'standard',
			fields: [
				{ name: 'a', type: 'long', column: 'a', multi: false },
				{ name: 'b', type: 'keyword', column: 'b', multi: false }
			],
			documents: DOCUMENTS,
			ready: Promise.resolve(),
			loading: false
		});
	});

	it('gates what is likely to take long, and nothing else', () => {
		expect(plan('FROM deep | STATS n = COUNT(*) BY c = LENGTH(REPLACE(b, "[0-9]+", ""))').gated).toBe(true);
		expect(plan('FROM deep | STATS n = COUNT(*)').gated).toBe(false);
		expect(plan('FROM shelf | STATS n = COUNT(*) BY c = LENGTH(REPLACE(name, "[0-9]+", ""))').gated).toBe(
			false
		);
	});

	it('ends with the exact aggregate of the rows seen', async () => {
		const gate = 4711;
		const made = plan('FROM deep | STATS n = COUNT(*), s = SUM(a) BY l = LENGTH(SHA256(b))', { gate });
		laboratory.gates.begin(gate, made.sites);
		const running = laboratory.connection.runAndReadAll(made.sql);
		const closing = setInterval(() => {
			if (laboratory.gates.rows(gate) > 100_000) laboratory.gates.close(gate);
		}, 1);
		const [[seen, sum]] = (await running).getRows();
		clearInterval(closing);
		const passed = laboratory.gates.rows(gate);
		laboratory.gates.end(gate);
		expect(Number(seen)).toBe(passed);
		expect(passed).toBeGreaterThan(100_000);
		expect(passed).toBeLessThan(DOCUMENTS);
		expect(Number(sum)).toBeGreaterThan(0);
	});

	it('is asked of the first documents by another SQL, with the same answer as of an index of just these', async () => {
		const rows = async (sql: string | undefined) =>
			(await laboratory.connection.runAndReadAll(sql ?? '')).getRows();
		const quarter = DOCUMENTS / 4;
		expect(await rows(plan('FROM deep | STATS n = COUNT(*), m = MAX(a)').prefix?.(0.25))).toEqual(
			await rows(`SELECT count(*), max(a) FROM (SELECT * FROM deep LIMIT ${quarter})`)
		);
		const filtered = plan('FROM deep | WHERE a > 5 | EVAL c = LENGTH(b) | KEEP c, a | SORT a DESC | LIMIT 1');
		expect((await rows(filtered.prefix?.(0.25)))[0][1]).toBe(BigInt(quarter - 1));
		expect(plan('ROW a = 1').prefix).toBeUndefined();
	});

	it('lets everything pass when no run is known', async () => {
		const made = plan('FROM deep | STATS n = COUNT(*) BY l = LENGTH(SHA256(b))', { gate: 999_999 });
		const reader = await laboratory.connection.runAndReadAll(made.sql);
		expect(Number(reader.getRows()[0][0])).toBe(DOCUMENTS);
	});
});

describe('warnings while running', () => {
	it('records at most 20 different failures of a place', async () => {
		const texts = Array.from({ length: 30 }, (_, index) => `"x${index}"`).join(', ');
		const { warnings } = await laboratory.run(
			`ROW t = [${texts}] | MV_EXPAND t | EVAL n = TO_LONG(t) | STATS n = COUNT(n)`
		);
		expect(warnings.filter((warning) => warning.includes('Cannot parse number'))).toHaveLength(20);
		expect(warnings.filter((warning) => warning.includes('evaluation of [TO_LONG(t)] failed'))).toHaveLength(
			1
		);
	});

	it('says nothing of constants that can be computed', async () => {
		const { warnings } = await laboratory.run('FROM shelf | EVAL a = id + 5, b = TO_LONG("7") | LIMIT 10');
		expect(warnings).toEqual([]);
	});
});
