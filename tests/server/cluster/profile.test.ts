import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '$lib/server/cluster/database';
import { measure, type Measurement, operatorsOf } from '$lib/server/cluster/measure';
import { pipelinesOf } from '$lib/server/cluster/profile/drivers';
import { planText } from '$lib/server/cluster/profile/plantext';
import { type OpenDemo, openDemo } from '../../support/demo';

interface Status {
	readonly rows_emitted: number;
	readonly rows_received?: number;
	readonly values_loaded?: number;
	readonly process_nanos?: number;
	readonly aggregation_nanos?: number;
}

interface Driver {
	readonly description: string;
	readonly took_nanos: number;
	readonly cpu_nanos: number;
	readonly documents_found: number;
	readonly values_loaded: number;
	readonly start_millis: number;
	readonly operators: readonly { readonly operator: string; readonly status: Status }[];
}

interface Profiled {
	readonly documents_found: number;
	readonly values_loaded: number;
	readonly took: number;
	readonly start_time_in_millis: number;
	readonly profile: {
		readonly query: { readonly took_nanos: number };
		readonly planning: { readonly took_nanos: number };
		readonly drivers: readonly Driver[];
		readonly plans: readonly { readonly description: string; readonly plan: string }[];
	};
}

describe('the profile of an answer', () => {
	let demo: OpenDemo;
	beforeAll(async () => {
		demo = await openDemo({ maxRows: 100_000 });
		await demo.ready;
	});
	afterAll(() => demo.close());

	async function answered(query: string, profile: boolean, path = '/_query'): Promise<unknown> {
		const response = await demo.upstream(
			new Request(`http://x${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ query, profile })
			})
		);
		expect(response.status).toBe(200);
		return response.json();
	}

	const profiled = async (query: string, path?: string) => (await answered(query, true, path)) as Profiled;

	it('counts the documents and values that DuckDB read', async () => {
		const all = await profiled('FROM employees | STATS n = COUNT(*)');
		expect([all.documents_found, all.values_loaded]).toEqual([100, 0]);
		expect((await profiled('FROM employees | LIMIT 0')).documents_found).toBe(0);
		expect((await profiled('ROW a = [1, 2] | MV_EXPAND a | STATS n = COUNT(*)')).documents_found).toBe(0);
		const one = await profiled('FROM employees | STATS s = SUM(salary)');
		expect([one.documents_found, one.values_loaded]).toEqual([100, 100]);
		const two = await profiled('FROM employees | KEEP emp_no, salary | LIMIT 1000');
		expect([two.documents_found, two.values_loaded]).toEqual([100, 200]);
		const some = await profiled('FROM employees | WHERE salary > 60000 | KEEP emp_no | LIMIT 1000');
		expect(some.documents_found).toBeLessThanOrEqual(100);
		expect((await profiled('ROW a = 1')).documents_found).toBe(0);
		const query = 'FROM employees | WHERE salary > 40000 | STATS n = COUNT(*) BY gender';
		const { documents_found, values_loaded } = await profiled(query);
		expect(await answered(query, false)).toMatchObject({ documents_found, values_loaded });
	});

	it('has a driver that reads and one that finishes, with rows that agree', async () => {
		const { profile, documents_found, values_loaded, start_time_in_millis, took } = await profiled(
			'FROM logs-web-* | WHERE http.response.status_code >= 400 | STATS n = COUNT(*) BY service.name | SORT n DESC | LIMIT 3'
		);
		const { drivers } = profile;
		expect(drivers.filter(({ description }) => description === 'data')).not.toHaveLength(0);
		expect(drivers.filter(({ description }) => description === 'final')).not.toHaveLength(0);
		const sum = (of: (driver: Driver) => number) => drivers.reduce((total, driver) => total + of(driver), 0);
		expect(sum((driver) => driver.documents_found)).toBe(documents_found);
		expect(sum((driver) => driver.values_loaded)).toBe(values_loaded);
		for (const driver of drivers) {
			expect(driver.start_millis).toBeGreaterThanOrEqual(start_time_in_millis);
			expect(driver.start_millis).toBeLessThanOrEqual(start_time_in_millis + took + 1);
			expect(driver.took_nanos).toBeLessThanOrEqual(profile.query.took_nanos);
		}
		const operators = drivers.flatMap((driver) => driver.operators);
		const classes = operators.map(({ operator }) => operator.replace(/\[.*/s, ''));
		expect(classes).toEqual(
			expect.arrayContaining(['LuceneSourceOperator', 'HashAggregationOperator', 'TopNOperator'])
		);
		const reader = operators.find(({ operator }) => operator.startsWith('ValuesSourceReaderOperator'));
		expect(reader?.operator).toContain('service.name');
		expect(operators.some(({ operator }) => operator.includes('index = logs-web-1'))).toBe(true);
		const top = operators.find(({ operator }) => operator.startsWith('TopNOperator'));
		expect(top?.status.rows_emitted).toBe(3);
	});

	it('shows the plan that ran and its SQL', async () => {
		const { profile } = await profiled('FROM employees | STATS n = COUNT(*) BY gender');
		expect(profile.plans.map(({ description }) => description)).toEqual(['final', 'sql']);
		expect(profile.plans[0].plan).toMatch(/HASH_GROUP_BY\[.*\n *\\_/);
		expect(profile.plans[1].plan).toContain('GROUP BY');
	});
});

describe('what DuckDB measures', () => {
	let database: Database;
	const folder = mkdtempSync(join(tmpdir(), 'workbench-measure-'));
	beforeAll(async () => {
		const temp = join(folder, 'temp');
		mkdirSync(temp);
		database = await openDatabase({ threads: 1, temp });
		const connection = await database.connect();
		await connection.run('CREATE TABLE t AS SELECT range AS a, range % 7 AS b FROM range(10000)');
		await connection.close();
	});
	afterAll(async () => {
		await database.close();
		rmSync(folder, { recursive: true });
	});

	async function measured(sql: string): Promise<Measurement> {
		const connection = await database.connect();
		const meter = await measure(connection, database.temp ?? '', 'everything');
		await connection.chunks(sql, { onChunk: () => undefined });
		const found = meter.read();
		await connection.close();
		if (!found) throw new Error('nothing was measured');
		return found;
	}

	it('is a tree of operators with their rows; no file is left', async () => {
		const { root, nanos } = await measured('SELECT b, count(*) FROM t WHERE a < 5000 GROUP BY b');
		const scan = [...operatorsOf(root)].find(({ kind }) => kind === 'TABLE_SCAN');
		expect(scan).toMatchObject({ rows: 5000, inputs: [] });
		expect(scan?.scanned).toBeGreaterThanOrEqual(5000);
		expect(nanos).toBeGreaterThan(0);
		expect(readdirSync(database.temp ?? '')).toEqual([]);
	});

	it('is nothing for a statement that was interrupted', async () => {
		const connection = await database.connect();
		const meter = await measure(connection, database.temp ?? '', 'everything');
		const abort = new AbortController();
		const running = connection.chunks(
			'SELECT count(*) FROM range(1000000000) a, t WHERE (a.range * t.a) % 7 = 8',
			{
				signal: abort.signal,
				onChunk: () => undefined
			}
		);
		setTimeout(() => abort.abort(), 50);
		await expect(running).rejects.toMatchObject({ name: 'AbortError' });
		expect(meter.read()).toBeUndefined();
		await connection.close();
	});

	it('is divided into pipelines where rows are gathered or branches meet', async () => {
		const { root } = await measured(
			'SELECT x.b, n FROM t x JOIN (SELECT b, count(*) AS n FROM t GROUP BY b) y ON x.b = y.b WHERE x.a < 10 ORDER BY n'
		);
		if (!root) throw new Error('no plan');
		const pipelines = pipelinesOf(root);
		expect(pipelines.flat()).toHaveLength([...operatorsOf(root)].length);
		expect(new Set(pipelines.flat())).toEqual(new Set(operatorsOf(root)));
		expect(pipelines.filter(([source]) => source.kind === 'TABLE_SCAN')).toHaveLength(2);
		expect(planText(root).split('\n')).toHaveLength(pipelines.flat().length);
	});
});
