import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTarget, send, slowQuery, type Target, targetNames } from './targets';

interface Body {
	readonly id?: string;
	readonly is_running: boolean;
	readonly is_partial?: boolean;
	readonly columns: readonly unknown[];
	readonly values: readonly unknown[][];
	readonly [key: string]: unknown;
}

const finished = 'ROW a = 1 | LIMIT 1';
const flag = 'x-elasticsearch-async-is-running';
const idHeader = 'x-elasticsearch-async-id';

describe.each(targetNames)('async protocol of %s', (name) => {
	let target: Target;
	beforeAll(async () => {
		target = await openTarget(name);
	});
	afterAll(() => target.close());

	const json = async (response: Response) => (await response.json()) as Body;

	async function submit(query: string, more: object = {}): Promise<{ response: Response; body: Body }> {
		const response = await send(target, '/_query/async', {
			body: { query, wait_for_completion_timeout: '0', ...more }
		});
		return { response, body: await json(response) };
	}

	async function running(more: object = {}): Promise<string> {
		const { body } = await submit(slowQuery, more);
		expect(body).toMatchObject({ is_running: true, columns: [], values: [] });
		return String(body.id);
	}

	const poll = (id: string, search = '') => send(target, `/_query/async/${encodeURIComponent(id)}${search}`);
	const remove = (id: string) =>
		send(target, `/_query/async/${encodeURIComponent(id)}`, { method: 'DELETE' });
	const stop = (id: string, search = '') =>
		send(target, `/_query/async/${encodeURIComponent(id)}/stop${search}`, { method: 'POST' });

	async function keepId(query: string): Promise<string> {
		const { body } = await submit(query, { keep_on_completion: true, wait_for_completion_timeout: '10s' });
		expect(body.is_running).toBe(false);
		return String(body.id);
	}

	it('tells a running query its id, in body and header, and no rows', async () => {
		const { response, body } = await submit(slowQuery);
		expect(response.status).toBe(200);
		expect(response.headers.get(idHeader)).toBe(body.id);
		expect(response.headers.get(flag)).toBe('?1');
		expect(body).not.toHaveProperty('took');
		expect(body).not.toHaveProperty('is_partial');
		const again = await poll(String(body.id));
		expect(again.headers.get(flag)).toBe('?1');
		expect(await json(again)).toMatchObject({ id: body.id, is_running: true, columns: [], values: [] });
		await remove(String(body.id));
	});

	it.skipIf(name === 'elasticsearch')('writes the fields in the order of Elasticsearch', async () => {
		const id = await running({ include_execution_metadata: true });
		const response = await poll(id, '?drop_null_columns=true');
		expect(Object.keys(await json(response))).toEqual([
			'id',
			'is_running',
			'documents_found',
			'values_loaded',
			'start_time_in_millis',
			'expiration_time_in_millis',
			'all_columns',
			'columns',
			'values',
			'_clusters'
		]);
		await remove(id);
		const { body } = await submit(finished, {
			keep_on_completion: true,
			profile: true,
			include_execution_metadata: true,
			wait_for_completion_timeout: '10s'
		});
		expect(Object.keys(body)).toEqual([
			'id',
			'is_running',
			'took',
			'is_partial',
			'completion_time_in_millis',
			'documents_found',
			'values_loaded',
			'start_time_in_millis',
			'expiration_time_in_millis',
			'columns',
			'values',
			'_clusters',
			'profile'
		]);
	});

	it('answers a poll at once, or as late as it is asked to', async () => {
		const id = await running();
		let at = performance.now();
		await poll(id);
		expect(performance.now() - at).toBeLessThan(500);
		at = performance.now();
		expect((await json(await poll(id, '?wait_for_completion_timeout=300ms'))).is_running).toBe(true);
		expect(performance.now() - at).toBeGreaterThan(280);
		expect(performance.now() - at).toBeLessThan(2000);
		await remove(id);
	});

	it('gives a kept answer as often as it is asked, with its id and warnings', async () => {
		const id = await keepId('ROW a = 1, b = 0 | EVAL c = a / b');
		for (const _ of [1, 2]) {
			const response = await poll(id);
			expect(response.headers.get(idHeader)).toBe(id);
			expect(response.headers.get(flag)).toBe('?0');
			expect(response.headers.get('warning')).toMatch(/No limit defined.*evaluation of \[a \/ b\] failed/);
			expect(await json(response)).toMatchObject({ id, is_running: false, values: [[1, 0, null]] });
		}
		expect(await (await remove(id)).json()).toEqual({ acknowledged: true });
		expect((await poll(id)).status).toBe(404);
		expect((await remove(id)).status).toBe(404);
	});

	it('gives the format that a poll asks for', async () => {
		const id = await keepId(finished);
		const response = await poll(id, '?format=csv');
		expect(response.headers.get(idHeader)).toBe(id);
		expect(await response.text()).toBe('a\r\n1\r\n');
		await remove(id);
	});

	it('delivers without an id what outlived its wait and is not to be kept', async () => {
		const { body } = await submit('ROW a = [1,2,3,4,5] | MV_EXPAND a | STATS n = COUNT(*)');
		if (body.id === undefined) return;
		const done = await poll(body.id, '?wait_for_completion_timeout=10s');
		expect(done.headers.get(idHeader)).toBeNull();
		expect(done.headers.get(flag)).toBe('?0');
		const answer = await json(done);
		expect(answer).toMatchObject({ is_running: false, values: [[5]] });
		expect(answer).not.toHaveProperty('id');
		expect((await poll(body.id)).status).toBe(200);
		await remove(body.id);
	});

	it('stops: a partial answer, kept by the usual rules', async () => {
		const id = await running({ keep_on_completion: true });
		const response = await stop(id);
		expect(response.status).toBe(200);
		expect(response.headers.get(flag)).toBe('?0');
		const body = await json(response);
		expect(body).toMatchObject({ id, is_running: false, is_partial: true });
		expect(body.columns).toHaveLength(2);
		expect(await json(await poll(id))).toMatchObject({ id, is_partial: true });
		expect(await json(await stop(id))).toMatchObject({ id, is_partial: true });
		await remove(id);
	});

	it('stops a finished query without changing its answer', async () => {
		const id = await keepId(finished);
		expect(await json(await stop(id))).toMatchObject({ id, is_partial: false, values: [[1]] });
		await remove(id);
	});

	it('deletes a running query at once, and its waiting reader is told', async () => {
		const id = await running();
		const waiting = poll(id, '?wait_for_completion_timeout=30s');
		await new Promise((resolve) => setTimeout(resolve, 50));
		const at = performance.now();
		expect(await (await remove(id)).json()).toEqual({ acknowledged: true });
		const told = await waiting;
		expect(performance.now() - at).toBeLessThan(1000);
		expect(told.status).toBeGreaterThanOrEqual(400);
		expect(JSON.stringify(await told.json())).toMatch(
			/task_cancelled_exception|resource_not_found_exception/
		);
		expect((await poll(id)).status).toBe(404);
	});

	it('forgets an answer when its keep_alive is over, later when a poll says so', async () => {
		const { body } = await submit(finished, {
			keep_on_completion: true,
			keep_alive: '300ms',
			wait_for_completion_timeout: '10s'
		});
		const id = String(body.id);
		expect((await poll(id)).status).toBe(200);
		await new Promise((resolve) => setTimeout(resolve, 400));
		const gone = await poll(id);
		expect(gone.status).toBe(404);
		expect(await gone.json()).toMatchObject({ error: { type: 'resource_not_found_exception', reason: id } });
	});

	it.skipIf(name === 'elasticsearch')('moves the expiry by keep_alive of a poll', async () => {
		const id = await running({ keep_alive: '3s' });
		const extended = await json(await poll(id, '?keep_alive=1h'));
		expect(Number(extended.expiration_time_in_millis)).toBeGreaterThan(Date.now() + 3_500_000);
		await new Promise((resolve) => setTimeout(resolve, 3200));
		expect((await poll(id)).status).toBe(200);
		await remove(id);
	});

	it('lists what runs, and tells one of it', async () => {
		const id = await running();
		const { queries } = (await (await send(target, '/_query/queries')).json()) as {
			queries: Record<string, { query: string }>;
		};
		const [key] = Object.entries(queries).find(([, { query }]) => query === slowQuery) ?? [];
		expect(key).toBeDefined();
		const one = await send(target, `/_query/queries/${encodeURIComponent(String(key))}`);
		expect(await one.json()).toMatchObject({ query: slowQuery, start_time_millis: expect.any(Number) });
		await remove(id);
	});

	it('queues more queries than run at once, and says that they run', async () => {
		const ids = [];
		for (let count = 0; count < 5; count++) ids.push(await running());
		const at = performance.now();
		expect((await send(target, '/')).status).toBe(200);
		expect(performance.now() - at).toBeLessThan(500);
		for (const id of ids) expect((await remove(id)).status).toBe(200);
	});

	it.each(['/_query', '/_query/async'])('cancels the query of a client that leaves %s', async (path) => {
		const mark = `${slowQuery} | LIMIT ${path.length}`;
		const leaving = new AbortController();
		const body = { query: mark, ...(path !== '/_query' && { wait_for_completion_timeout: '60s' }) };
		const answer = send(target, path, { body, signal: leaving.signal });
		const listed = async () => (await (await send(target, '/_query/queries')).text()).includes(String(mark));
		await expect.poll(listed, { timeout: 5000 }).toBe(true);
		leaving.abort();
		await answer.then(
			(response) => expect(response.status).toBe(499),
			(error: unknown) => expect(error).toMatchObject({ name: 'AbortError' })
		);
		await expect.poll(listed, { timeout: 5000 }).toBe(false);
	});

	it('refuses a format before it stops anything', async () => {
		const id = await running();
		expect((await stop(id, '?format=xls')).status).toBe(400);
		expect(await json(await poll(id))).toMatchObject({ is_running: true });
		await remove(id);
	});

	it('answers a failure within the wait without an id, though it is to be kept', async () => {
		const response = await send(target, '/_query/async', {
			body: { query: 'ROW a = b', keep_on_completion: true }
		});
		expect(response.status).toBe(400);
		expect(response.headers.get(idHeader)).toBeNull();
		expect(response.headers.get(flag)).toBeNull();
	});
});
