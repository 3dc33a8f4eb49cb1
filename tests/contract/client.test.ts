import { Client, errors } from '@elastic/elasticsearch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../support/serve';
import { openTarget, slowQuery, type Target } from './targets';

describe.each(['demo', 'relay'] as const)('the official client against the %s', (name) => {
	let target: Target;
	let served: Served;
	let client: Client;
	beforeAll(async () => {
		target = await openTarget(name);
		served = await serve(target.upstream);
		client = new Client({ node: served.url, maxRetries: 0 });
	});
	afterAll(async () => {
		await client.close();
		await served.close();
		await target.close();
	});

	it('info and ping', async () => {
		const info = await client.info();
		expect(info.version.build_flavor).toBe('default');
		expect(info.tagline).toBe('You Know, for Search');
		expect(await client.ping()).toBe(true);
	});

	it('fieldCaps', async () => {
		const caps = await client.fieldCaps({ index: 'employees', fields: '*' });
		expect(caps.indices).toEqual(['employees']);
		expect(caps.fields.salary.integer.type).toBe('integer');
	});

	it('indices.resolveIndex and cat.indices', async () => {
		const resolved = await client.indices.resolveIndex({ name: 'logs-web-*' });
		expect(resolved.indices.map((index) => index.name)).toContain('logs-web-1');
		const [line] = await client.cat.indices({
			index: 'employees',
			format: 'json',
			h: ['index', 'docs.count']
		});
		expect(line).toEqual({ index: 'employees', 'docs.count': '100' });
	});

	it('esql.query with params and filter', async () => {
		const response = (await client.esql.query({
			query: 'FROM employees | WHERE salary > ? | STATS n = COUNT(*), m = MIN(salary)',
			params: [30000],
			filter: { range: { emp_no: { lte: 10050 } } }
		})) as unknown as { columns: { name: string }[]; values: number[][] };
		expect(response.columns.map((column) => column.name)).toEqual(['n', 'm']);
		expect(response.values[0][0]).toBeGreaterThan(0);
		expect(response.values[0][0]).toBeLessThanOrEqual(50);
		expect(response.values[0][1]).toBeGreaterThan(30000);
	});

	it('esql.query as csv', async () => {
		const csv = await client.esql.query({ query: 'ROW a = 1, b = "x,y" | LIMIT 1', format: 'csv' });
		expect(String(csv)).toBe('a,b\r\n1,"x,y"\r\n');
	});

	it('helpers.esql().toRecords()', async () => {
		const { records, columns } = await client.helpers
			.esql({ query: 'FROM employees | SORT emp_no | LIMIT 3 | KEEP emp_no, first_name' })
			.toRecords<{ emp_no: number; first_name: string }>();
		expect(columns.map((column) => column.type)).toEqual(['integer', 'keyword']);
		expect(records.map((record) => record.emp_no)).toEqual([10001, 10002, 10003]);
	});

	it('esql.asyncQuery, asyncQueryGet, asyncQueryStop, asyncQueryDelete', async () => {
		const submitted = await client.esql.asyncQuery({
			query: slowQuery,
			wait_for_completion_timeout: '10ms',
			keep_on_completion: true
		});
		expect(submitted.is_running).toBe(true);
		const id = String(submitted.id);
		const polled = await client.esql.asyncQueryGet({ id, wait_for_completion_timeout: '20ms' });
		expect(polled).toMatchObject({ id, is_running: true });
		const stopped = await client.esql.asyncQueryStop({ id });
		expect(stopped).toMatchObject({ id, is_running: false, is_partial: true });
		expect(await client.esql.asyncQueryDelete({ id })).toEqual({ acknowledged: true });
		await expect(client.esql.asyncQueryGet({ id })).rejects.toMatchObject({ statusCode: 404 });
	});

	it('errors with type and reason', async () => {
		const failing = client.esql.query({ query: 'FROM employees | KEEP nothing_here' });
		const error = await failing.catch((thrown: unknown) => thrown);
		if (!(error instanceof errors.ResponseError)) throw error;
		expect(error.statusCode).toBe(400);
		expect(error.message).toContain('verification_exception');
		expect(error.message).toContain('line 1:23: Unknown column [nothing_here]');
	});

	it('an abort cancels the query', async () => {
		const leaving = new AbortController();
		const running = client.esql.query({ query: slowQuery }, { signal: leaving.signal });
		const listed = async () => {
			const response = await client.esql.listQueries();
			return Object.keys(response.queries as Record<string, unknown>).length;
		};
		await expect.poll(listed).toBe(1);
		leaving.abort();
		await expect(running).rejects.toBeInstanceOf(errors.RequestAbortedError);
		await expect.poll(listed).toBe(0);
	});
});
