import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { QueryRequest } from '$lib/request/request';
import type { Store } from '$lib/results/store';
import { systemClock, type Clock } from '$lib/runs/clock';
import { PollGate } from '$lib/runs/gate';
import { RunQueue } from '$lib/runs/queue';
import { resumeRun, startRun, type Run, type RunOptions } from '$lib/runs/Run.svelte';
import { isActive, type RunStateKind } from '$lib/runs/state';
import {
	failed,
	finished,
	id,
	json,
	notFound,
	openStore,
	result,
	running,
	runningWithoutHeaders,
	ScriptedCluster,
	type Script
} from './cluster';
import { hurriedClock } from './hurried';

const undo: (() => unknown)[] = [];
afterEach(async () => {
	vi.restoreAllMocks();
	for (const step of undo.splice(0).reverse()) await step();
});

const request = (query: string, options: QueryRequest['options'] = {}): QueryRequest => ({
	query,
	params: [],
	filter: '',
	options
});

async function cluster(
	script: Script
): Promise<{ cluster: ScriptedCluster; store: Store; start(options?: Partial<RunOptions>): Run }> {
	const scripted = new ScriptedCluster();
	await scripted.open(script);
	const store = openStore();
	undo.push(
		() => scripted.close(),
		() => store.close()
	);
	return {
		cluster: scripted,
		store,
		start: (options) => {
			const run = startRun({
				store,
				cluster: 'demo',
				base: scripted.base,
				request: request('FROM a'),
				clock: hurriedClock(),
				random: () => 0,
				...options
			});
			run.watched = true;
			undo.push(() => run.dispose());
			return run;
		}
	};
}

async function until(condition: () => boolean, ms = 5000): Promise<void> {
	const end = performance.now() + ms;
	while (!condition()) {
		if (performance.now() > end) throw new Error('it did not happen in time');
		await pause(5);
	}
}

const settled = (run: Run) => until(() => !isActive(run.state));
const rowsOf = async (run: Run) => (await run.answer?.rows(0, 10_000)) ?? [];

/** The kinds a run went through, one after the other. */
function watch(run: Run): RunStateKind[] {
	const kinds: RunStateKind[] = [run.state.kind];
	const timer = setInterval(() => {
		if (kinds.at(-1) !== run.state.kind) kinds.push(run.state.kind);
	}, 1);
	undo.push(() => clearInterval(timer));
	return kinds;
}

describe('a run', () => {
	it('that is answered at once is complete', async () => {
		const { cluster: asked, start } = await cluster((_, response) =>
			finished(
				response,
				3,
				{ documents_found: 12 },
				{ warning: '299 Elasticsearch-9.4.1-0123 "No limit defined, adding default limit of [1000]"' }
			)
		);
		const run = start({
			request: request('FROM a | WHERE x == "é"', { dropNullColumns: true, profile: true })
		});
		expect(run.state).toEqual({ kind: 'submitting' });
		await settled(run);
		expect(run.state).toEqual({ kind: 'complete', id: undefined });
		expect(run).toMatchObject({
			columns: [{ name: 'n', type: 'long' }],
			problem: undefined,
			notice: undefined,
			id: undefined,
			progress: { rows: 3, done: true },
			ending: { kind: 'complete' }
		});
		expect(run.meta).toMatchObject({ took: 7, documents_found: 12 });
		expect(run.warnings).toEqual([{ text: 'No limit defined, adding default limit of [1000]' }]);
		expect(await rowsOf(run)).toEqual([['0'], ['1'], ['2']]);
		expect(asked.log).toEqual(['POST /_query/async']);
		const { search, headers, body } = asked.asked[0];
		expect(search.toString()).toBe('drop_null_columns=true');
		expect(headers).toMatchObject({ 'content-type': 'application/json', accept: 'application/json' });
		expect(body).toBe('{"query":"FROM a | WHERE x == \\"é\\"","profile":true}');
	});

	it.each([
		['with headers', running],
		['without headers', runningWithoutHeaders]
	])('is followed by its first id until it is done (%s)', async (_, stillRunning) => {
		const { cluster: asked, start } = await cluster((_, response, count) =>
			count < 4 ? stillRunning(response) : finished(response, 2)
		);
		const run = start({ request: request('FROM a', { dropNullColumns: true }) });
		await until(() => run.state.kind === 'running');
		expect(run.state).toEqual({ kind: 'running', id, stopping: false });
		expect(run.columns).toEqual([]);
		expect(run.answer).toBeUndefined();
		await settled(run);
		expect(run.state).toEqual({ kind: 'complete', id });
		expect(await rowsOf(run)).toEqual([['0'], ['1']]);
		const poll = `GET /_query/async/${encodeURIComponent(id)}`;
		expect(asked.log).toEqual(['POST /_query/async', poll, poll, poll]);
		expect(asked.asked[1].search.toString()).toBe(
			'wait_for_completion_timeout=20000ms&drop_null_columns=true'
		);
	});

	it('shows what a running query tells of itself', async () => {
		let finish: () => void = () => undefined;
		const { cluster: asked, start } = await cluster((_, response, count) => {
			if (count === 1) running(response, { documents_found: 5, _clusters: { total: 2 } });
			else finish = () => finished(response, 1);
		});
		const run = start();
		await until(() => run.state.kind === 'running');
		expect(run.meta).toMatchObject({ documents_found: 5, _clusters: { total: 2 } });
		await until(() => asked.log.length === 2);
		finish();
		await settled(run);
	});

	it('notices the end of a query within 150 ms of the cluster', async () => {
		const delays: number[] = [];
		for (let round = 0; round < 5; round++) {
			let finish: () => void = () => undefined;
			const { cluster: asked, start } = await cluster((_, response, count) => {
				if (count === 1) running(response);
				else finish = () => finished(response, 100);
			});
			const run = start({ clock: systemClock });
			await until(() => asked.log.length === 2);
			const done = performance.now();
			finish();
			await settled(run);
			delays.push(performance.now() - done);
		}
		expect(Math.min(...delays)).toBeLessThan(150);
	});

	it('ticks at least four times a second, then stands still', async () => {
		let finish: () => void = () => undefined;
		const { start } = await cluster((_, response) => void (finish = () => finished(response, 0)));
		const run = start({ clock: systemClock });
		const seen = new Set<number>();
		for (let i = 0; i < 100; i++) {
			await pause(10);
			seen.add(run.elapsed);
		}
		expect(seen.size).toBeGreaterThanOrEqual(4);
		finish();
		await settled(run);
		const last = run.elapsed;
		expect(last).toBeGreaterThanOrEqual(1000);
		await pause(300);
		expect(run.elapsed).toBe(last);
	});

	it('goes submitting → collecting → complete while rows trickle in', async () => {
		const { start } = await cluster(async (_, response) => {
			const text = JSON.stringify(result(500));
			response.writeHead(200, {
				'content-type': 'application/json',
				'x-elasticsearch-async-is-running': '?0'
			});
			for (let at = 0; at < text.length; at += 400) {
				response.write(text.slice(at, at + 400));
				await pause(20);
			}
			response.end();
		});
		const run = start();
		const kinds = watch(run);
		await until(() => run.state.kind === 'collecting' && run.progress.rows > 0);
		expect((await rowsOf(run)).length).toBeGreaterThan(0);
		await settled(run);
		await until(() => kinds.length === 3);
		expect(kinds).toEqual(['submitting', 'collecting', 'complete']);
		expect(run.progress.rows).toBe(500);
	});

	it('that is partial says so', async () => {
		const { start } = await cluster((_, response) => finished(response, 1, { is_partial: true }));
		const run = start();
		await settled(run);
		expect(run.state.kind).toBe('partial');
	});

	it('reads a columnar answer', async () => {
		const body =
			'{"is_running":false,"columns":[{"name":"a","type":"long"},{"name":"b","type":"long"}],"values":[[1,9007199254740993],[3,4]]}';
		const { start } = await cluster((_, response) => json(response, body));
		const run = start({ request: request('ROW a=1', { columnar: true }) });
		await settled(run);
		expect(await rowsOf(run)).toEqual([
			['1', '3'],
			['9007199254740993', '4']
		]);
	});
});

describe('stop', () => {
	it('asks the cluster for the rows so far', async () => {
		const { cluster: asked, start } = await cluster(({ method, path }, response, count) => {
			if (path.endsWith('/stop')) finished(response, 4, { is_partial: true });
			else if (count === 1) running(response);
			else if (method === 'GET') return;
		});
		const run = start();
		await until(() => asked.log.length === 2);
		run.stop();
		run.stop();
		expect(run.state).toEqual({ kind: 'running', id, stopping: true });
		await settled(run);
		expect(run.state).toEqual({ kind: 'stopped', id });
		expect(await rowsOf(run)).toHaveLength(4);
		expect(asked.log.at(-1)).toBe(`POST /_query/async/${encodeURIComponent(id)}/stop`);
		expect(asked.log).toHaveLength(3);
	});

	it('before there is an id waits for it', async () => {
		let answer: () => void = () => undefined;
		const { cluster: asked, start } = await cluster(({ path }, response, count) => {
			if (path.endsWith('/stop')) finished(response, 1, { is_partial: true });
			else if (count === 1) answer = () => running(response);
		});
		const run = start();
		await until(() => asked.log.length === 1);
		run.stop();
		expect(run.state).toEqual({ kind: 'submitting', stopping: true });
		answer();
		await settled(run);
		expect(run.state.kind).toBe('stopped');
		expect(asked.log).toHaveLength(2);
	});

	it('of a query that is done just then gives the whole result', async () => {
		const { cluster: asked, start } = await cluster(({ path }, response, count) => {
			if (path.endsWith('/stop')) finished(response, 2);
			else if (count === 1) running(response);
		});
		const run = start();
		await until(() => asked.log.length === 2);
		run.stop();
		await settled(run);
		expect(run.state.kind).toBe('complete');
	});

	it('while rows arrive keeps those that are here', async () => {
		let closed = false;
		const { start } = await cluster((_, response) => {
			response.on('close', () => (closed = true));
			response.writeHead(200, {
				'content-type': 'application/json',
				'x-elasticsearch-async-is-running': '?0'
			});
			response.write(JSON.stringify(result(100)).slice(0, 300));
		});
		const run = start();
		await until(() => run.progress.rows > 0);
		run.stop();
		await settled(run);
		expect(run.state.kind).toBe('stopped');
		expect((await rowsOf(run)).length).toBe(run.progress.rows);
		expect(run.progress.rows).toBeGreaterThan(0);
		await until(() => closed);
	});

	it('that the cluster does not know leaves the query running, and says so', async () => {
		let finish: () => void = () => undefined;
		const { cluster: asked, start } = await cluster(({ path }, response, count) => {
			if (path.endsWith('/stop'))
				json(response, { error: 'no handler found for uri [/x] and method [POST]', status: 400 }, 400);
			else if (count === 1) running(response);
			else finish = () => finished(response, 1);
		});
		const run = start();
		await until(() => asked.log.length === 2);
		run.stop();
		await until(() => asked.log.length === 4);
		expect(run.state).toEqual({ kind: 'running', id, stopping: false });
		expect(run.notice).toMatch(/does not stop queries early.*8\.18.*no handler/);
		finish();
		await settled(run);
		expect(run.state.kind).toBe('complete');
	});

	it('is repeated when the connection breaks', async () => {
		let stops = 0;
		const { cluster: asked, start } = await cluster(({ path }, response, count) => {
			if (path.endsWith('/stop')) {
				if (++stops === 1) response.destroy();
				else finished(response, 1, { is_partial: true });
			} else if (count === 1) running(response);
		});
		const run = start();
		await until(() => asked.log.length === 2);
		run.stop();
		await settled(run);
		expect(run.state.kind).toBe('stopped');
		expect(stops).toBe(2);
	});
});

describe('cancel', () => {
	it('deletes the query', async () => {
		let pollClosed = false;
		const { cluster: asked, start } = await cluster(({ method }, response, count) => {
			if (method === 'DELETE') json(response, { acknowledged: true });
			else if (count === 1) running(response);
			else response.on('close', () => (pollClosed = true));
		});
		const run = start();
		await until(() => asked.log.length === 2);
		run.cancel();
		expect(run.state).toEqual({ kind: 'cancelled' });
		await until(() => asked.log.length === 3 && pollClosed);
		expect(asked.log[2]).toBe(`DELETE /_query/async/${encodeURIComponent(id)}`);
		run.cancel();
		run.stop();
		expect(run.state.kind).toBe('cancelled');
	});

	it('before there is an id deletes the query as soon as it has one', async () => {
		let answer: () => void = () => undefined;
		const { cluster: asked, start } = await cluster(({ method }, response) => {
			if (method === 'DELETE') json(response, { acknowledged: true });
			else answer = () => running(response);
		});
		const run = start();
		await until(() => asked.log.length === 1);
		run.cancel();
		expect(run.state.kind).toBe('cancelled');
		answer();
		await until(() => asked.log.length === 2);
		expect(asked.log[1]).toBe(`DELETE /_query/async/${encodeURIComponent(id)}`);
		expect(run.state.kind).toBe('cancelled');
		expect(run.answer).toBeUndefined();
	});

	it('that comes before a result with rows drops them and what was stored', async () => {
		let answer: () => void = () => undefined;
		const { cluster: asked, start } = await cluster(({ method }, response) => {
			if (method === 'DELETE') json(response, { acknowledged: true });
			else answer = () => finished(response, 5, { id });
		});
		const run = start();
		await until(() => asked.log.length === 1);
		run.cancel();
		answer();
		await until(() => asked.log.length === 2);
		expect(asked.log[1]).toMatch(/^DELETE/);
		expect(run).toMatchObject({
			state: { kind: 'cancelled' },
			answer: undefined,
			columns: [],
			progress: { rows: 0 }
		});
	});

	it('tells when the cluster could not be told', async () => {
		const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
		const { cluster: asked, start } = await cluster(({ method }, response, count) => {
			if (method === 'DELETE') failed(response, 503, 'x', 'busy');
			else if (count === 1) running(response);
		});
		const run = start();
		await until(() => asked.log.length === 2);
		run.cancel();
		await until(() => run.notice !== undefined);
		expect(run.notice).toMatch(/may still be running.*HTTP 503/);
		expect(warn).toHaveBeenCalledOnce();
	});

	it('is what dispose does to an active run', async () => {
		const { cluster: asked, start } = await cluster(({ method }, response, count) => {
			if (method === 'DELETE') notFound(response);
			else if (count === 1) running(response);
		});
		const run = start();
		await until(() => asked.log.length === 2);
		run.dispose();
		await until(() => asked.log.length === 3);
		expect(run.state.kind).toBe('cancelled');
		expect(run.notice).toBeUndefined();
	});

	it('of rows that are all here changes nothing', async () => {
		const { cluster: asked, start } = await cluster((_, response) => finished(response, 1));
		const run = start();
		await settled(run);
		run.cancel();
		run.stop();
		expect(run.state.kind).toBe('complete');
		expect(await rowsOf(run)).toHaveLength(1);
		run.dispose();
		expect(run.answer).toBeUndefined();
		expect(asked.log).toHaveLength(1);
	});
});

describe('a cluster that misbehaves', () => {
	it('refuses the query', async () => {
		const { start } = await cluster((_, response) =>
			failed(response, 400, 'verification_exception', 'Found 1 problem\nline 1:6: Unknown index [a]')
		);
		const run = start();
		await settled(run);
		expect(run.state.kind).toBe('failed');
		expect(run.problem).toMatchObject({
			kind: 'cluster',
			reason: 'Unknown index [a]',
			places: [{ line: 1, column: 6 }]
		});
	});

	it('fails while the query runs', async () => {
		const { start } = await cluster((_, response, count) =>
			count === 1
				? running(response)
				: failed(response, 400, 'parsing_exception', 'line -1:-1: x line 1:5: no')
		);
		const run = start();
		await settled(run);
		expect(run.state.kind).toBe('failed');
		expect(run.problem?.places).toEqual([{ line: 1, column: 5, message: 'no' }]);
	});

	it('answers with a web page', async () => {
		const { start } = await cluster((_, response) => {
			response.writeHead(200, { 'content-type': 'text/html' });
			response.end('<html><title>Log in</title>');
		});
		const run = start();
		await settled(run);
		expect(run.problem).toMatchObject({
			kind: 'response',
			reason: expect.stringContaining('Log in') as string
		});
	});

	it('is not there', async () => {
		const { cluster: scripted, start } = await cluster(() => undefined);
		await scripted.close();
		const run = start();
		await settled(run);
		expect(run.state.kind).toBe('failed');
		expect(run.problem).toMatchObject({
			kind: 'network',
			status: 0,
			reason: expect.stringContaining('could not be reached') as string
		});
	});

	it('gives 429, 503, HTML and broken connections for a while: the run reconnects', async () => {
		const faults: ((response: ServerResponse) => void)[] = [
			(response) =>
				failed(response, 429, 'es_rejected_execution_exception', 'queue full', { 'retry-after': '7' }),
			(response) => failed(response, 503, 'no_shard_available_action_exception', 'none'),
			(response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>'),
			(response) => void response.writeHead(504).end(),
			(response) => void response.destroy(),
			(response) => {
				response.writeHead(200, { 'content-type': 'application/json' });
				response.write('{"is_run');
				setTimeout(() => response.destroy(), 5);
			}
		];
		const { start } = await cluster((_, response, count) => {
			if (count === 1) return running(response);
			const fault = faults[count - 2];
			return fault === undefined ? finished(response, 1) : fault(response);
		});
		const clock = hurriedClock();
		const run = start({ clock });
		const said = new Set<string | undefined>();
		await until(() => {
			if (run.state.kind === 'running') said.add(run.state.reconnecting);
			return !isActive(run.state);
		});
		expect(run.state.kind).toBe('complete');
		expect(run.problem).toBeUndefined();
		expect(clock.waits).toEqual([7000, 500, 1000, 2000, 4000, 5000]);
		expect(run.elapsed).toBeGreaterThan(19_000);
		expect([...said].join('\n')).toMatch(/too busy/);
	});

	it('gives the stored failure of the query again and again: the run ends', async () => {
		const { start } = await cluster((_, response, count) =>
			count === 1
				? running(response)
				: failed(response, 429, 'circuit_breaking_exception', '[request] Data too large')
		);
		const run = start();
		await settled(run);
		expect(run.state.kind).toBe('failed');
		expect(run.problem).toMatchObject({
			type: 'circuit_breaking_exception',
			reason: expect.stringContaining('Data too large') as string
		});
	});

	it('goes away in mid-run and comes back', async () => {
		const script: Script = (_, response, count) => (count === 1 ? running(response) : undefined);
		const { cluster: scripted, start } = await cluster(script);
		const run = start();
		await until(() => scripted.log.length === 2);
		const { port } = scripted;
		await scripted.close();
		await until(() => run.state.kind === 'running' && run.state.reconnecting !== undefined);
		await scripted.open((_, response) => finished(response, 1), port);
		await settled(run);
		expect(run.state.kind).toBe('complete');
	});

	it('does not know the id it has just given', async () => {
		const { start } = await cluster((_, response, count) =>
			count === 1 ? running(response) : notFound(response)
		);
		const run = start();
		await settled(run);
		expect(run.state.kind).toBe('lost');
		expect(run.problem?.reason).toMatch(/no longer knows this query/);
		expect(run.id).toBe(id);
	});

	it('drops the query when its keep-alive is over', async () => {
		const { start } = await cluster((_, response, count) =>
			count === 1
				? running(response, { start_time_in_millis: 1000, expiration_time_in_millis: 1020 })
				: setTimeout(() => notFound(response), 50)
		);
		const run = start();
		await settled(run);
		expect(run.state.kind).toBe('expired');
		expect(run.problem?.reason).toMatch(/keep-alive/);
	});

	it('says that the query runs but gives no id', async () => {
		const { start } = await cluster((_, response) =>
			json(response, { is_running: true, columns: [], values: [] })
		);
		const run = start();
		await settled(run);
		expect(run.state.kind).toBe('failed');
		expect(run.problem?.reason).toMatch(/no id/);
	});

	it('cuts the body: rows stay, and the run says what is missing', async () => {
		const text = JSON.stringify(result(100));
		const { start } = await cluster((_, response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
			response.write(text.slice(0, 300));
			setTimeout(() => response.destroy(), 30);
		});
		const run = start();
		await settled(run);
		expect(run.state.kind).toBe('partial');
		expect(run.ending?.kind).toBe('cut');
		expect(run.problem).toMatchObject({
			kind: 'response',
			reason: expect.stringContaining('rows read until then are kept') as string
		});
		expect((await rowsOf(run)).length).toBeGreaterThan(10);
	});

	it.each([
		['{', /before its JSON did/],
		['{"columns":[{"name":"n","type":"long"}],"values":[', /before its JSON did/],
		['{"foo":1}', /no columns/],
		['[1]', /not valid/],
		['', /before its JSON did/]
	])('answers 200 with %j', async (body, reason) => {
		const { start } = await cluster((_, response) => json(response, body));
		const run = start();
		await settled(run);
		expect(run.state.kind).toBe('failed');
		expect(run.problem?.reason).toMatch(reason);
	});

	it('cuts the body at any byte: the run ends, with the rows that came', async () => {
		const text = JSON.stringify(result(3));
		const { start } = await cluster(({ body }, response) => {
			const at = Number(/cut at (\d+)/.exec(body)?.[1]);
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
			response.write(text.slice(0, at));
			setTimeout(() => response.destroy(), 2);
		});
		const runs = Array.from({ length: text.length }, (_, at) => start({ request: request(`cut at ${at}`) }));
		for (const run of runs) {
			await settled(run);
			const rows = await rowsOf(run);
			expect(run.state.kind).toBe(rows.length > 0 ? 'partial' : 'failed');
			expect(run.problem?.reason).toBeTruthy();
		}
		expect(runs.map((run) => run.progress.rows)).toContain(3);
	});

	it('leaves no timer behind, however the run ends', async () => {
		let timers = 0;
		const clock: Clock = {
			...systemClock,
			after: (ms, action) => {
				let open = true;
				timers++;
				const close = () => {
					if (open) timers--;
					open = false;
				};
				const callOff = systemClock.after(ms, () => {
					close();
					action();
				});
				return () => {
					close();
					callOff();
				};
			}
		};
		const { start } = await cluster(({ method, body, path }, response) => {
			if (method === 'DELETE') json(response, { acknowledged: true });
			else if (path.endsWith('/stop')) finished(response, 1, { is_partial: true });
			else if (body.includes('fails')) failed(response, 400, 'x', 'y');
			else if (body.includes('runs')) running(response);
			else if (method === 'POST') finished(response, 1);
		});
		const stopped = start({ clock, request: request('runs') });
		const cancelled = start({ clock, request: request('runs') });
		const early = start({ clock, request: request('runs') });
		const others = [start({ clock }), start({ clock, request: request('fails') })];
		early.cancel();
		await until(() => stopped.state.kind === 'running' && cancelled.state.kind === 'running');
		stopped.stop();
		cancelled.cancel();
		for (const run of [stopped, cancelled, early, ...others]) await settled(run);
		await until(() => timers === 0);
		expect(stopped.state.kind).toBe('stopped');
	});

	it('sends more than the budget: what was read is kept', async () => {
		const { start } = await cluster((_, response) => finished(response, 1000));
		const run = start({ budget: 1000 });
		await settled(run);
		expect(run.state.kind).toBe('partial');
		expect(run.ending).toEqual({ kind: 'budget', limit: 1000 });
		expect((await rowsOf(run)).length).toBeGreaterThan(100);
		expect(run.problem).toBeUndefined();
	});

	it('never answers a poll: the run asks again', async () => {
		const { cluster: asked, start } = await cluster((_, response, count) => {
			if (count === 1) running(response);
			if (count === 3) finished(response, 1);
		});
		const clock: Clock = {
			...systemClock,
			after: (ms, action) => systemClock.after(ms >= 1000 ? ms / 400 : ms, action)
		};
		const run = start({ clock });
		await settled(run);
		expect(run.state.kind).toBe('complete');
		expect(asked.log).toHaveLength(3);
	});

	it('sends 10,000 columns and no row', async () => {
		const columns = Array.from({ length: 10_000 }, (_, n) => ({ name: `c${n}`, type: 'long' }));
		const { start } = await cluster((_, response) =>
			json(response, { is_running: false, columns, values: [] })
		);
		const run = start();
		await settled(run);
		expect(run.state.kind).toBe('complete');
		expect(run.columns).toHaveLength(10_000);
	});
});

describe('many runs', () => {
	it('wait in line for their cluster, visibly, and each gets its turn', async () => {
		const { cluster: asked, start } = await cluster(async (_, response) => {
			await pause(20);
			finished(response, 1);
		});
		const queue = new RunQueue(() => 2);
		const runs = Array.from({ length: 6 }, () => start({ queue }));
		expect(runs.map(({ state }) => (state.kind === 'queued' ? state.ahead : state.kind))).toEqual([
			'submitting',
			'submitting',
			0,
			1,
			2,
			3
		]);
		runs[3].cancel();
		runs[4].stop();
		expect(runs.map(({ state }) => state.kind).slice(3)).toEqual(['cancelled', 'cancelled', 'queued']);
		for (const run of runs) await settled(run);
		expect(runs.filter(({ state }) => state.kind === 'complete')).toHaveLength(4);
		expect(asked.log).toHaveLength(4);
	});

	it('that outnumber the polls are all followed to their end', async () => {
		let open = 0;
		let most = 0;
		let polls = 0;
		const ready = new Set<string>();
		const { start } = await cluster(async ({ method, path, search, body }, response) => {
			const own = method === 'POST' ? String(body.match(/id-\d+/)) : (path.split('/').at(-1) ?? '');
			if (method === 'POST') return json(response, { id: own, is_running: true, columns: [], values: [] });
			open++;
			most = Math.max(most, open);
			polls++;
			response.on('close', () => open--);
			const wait = Number.parseInt(search.get('wait_for_completion_timeout') ?? '0');
			await pause(Math.min(wait, 40));
			if (ready.has(own)) finished(response, 1);
			else json(response, { id: own, is_running: true, columns: [], values: [] });
		});
		const gate = new PollGate(3);
		const runs = Array.from({ length: 20 }, (_, n) =>
			start({ gate, request: request(`id-${n}`), clock: systemClock })
		);
		for (const run of runs) run.watched = false;
		await until(() => runs.every(({ state }) => state.kind === 'running'));
		for (let n = 0; n < 20; n++) ready.add(`id-${n}`);
		for (const run of runs) await settled(run);
		expect(runs.every(({ state }) => state.kind === 'complete')).toBe(true);
		expect(most).toBeLessThanOrEqual(6);
		expect(polls, 'recalled polls are few').toBeLessThan(200);
		expect(gate.open).toBe(0);
	});
});

describe('the world around a run', () => {
	it('is offline: the run says so, loses no patience, and asks at once when it is back', async () => {
		let change: () => void = () => undefined;
		let watchers = 0;
		const network = {
			online: true,
			watch(act: () => void) {
				change = act;
				watchers++;
				return () => void watchers--;
			}
		};
		const { cluster: asked, start } = await cluster((_, response, count) => {
			if (count === 1) return running(response);
			return network.online ? finished(response, 1) : response.destroy();
		});
		const run = start({
			network: {
				...network,
				get online() {
					return network.online;
				}
			},
			request: request('FROM a', { waitForCompletionTimeout: '0' })
		});
		network.online = false;
		await until(() => run.state.kind === 'running' && run.state.reconnecting !== undefined);
		expect(run.state).toMatchObject({ reconnecting: 'This computer is offline' });
		await until(() => asked.log.length > 4);
		network.online = true;
		change();
		await settled(run);
		expect(run.state.kind).toBe('complete');
		expect(watchers).toBe(0);
	});

	it('slept: the time of the sleep counts, and the dead connection is given up', async () => {
		let ahead = 0;
		const clock: Clock = { ...systemClock, wall: () => Date.now() + ahead };
		const { cluster: asked, start } = await cluster((_, response, count) => {
			if (count === 1) running(response);
			else if (count > 2) finished(response, 1);
		});
		const run = start({ clock });
		await until(() => asked.log.length === 2);
		ahead = 3_600_000;
		await settled(run);
		expect(run.state.kind).toBe('complete');
		expect(run.elapsed).toBeGreaterThanOrEqual(3_600_000);
	});

	it('lets a run go: nothing is deleted, nothing is asked any more', async () => {
		const { cluster: asked, start } = await cluster((_, response, count) => {
			if (count === 1) running(response);
		});
		const run = start();
		await until(() => asked.log.length === 2);
		run.release();
		await pause(30);
		expect(run.state.kind).toBe('running');
		expect(asked.log.filter((line) => line.startsWith('DELETE'))).toEqual([]);
		expect(asked.log).toHaveLength(2);
	});
});

describe('resumeRun', () => {
	const resume = async (script: Script, startedAt?: number) => {
		const { cluster: asked, store } = await cluster(script);
		const run = resumeRun({
			store,
			cluster: 'demo',
			base: asked.base,
			request: request('FROM a'),
			id,
			startedAt,
			clock: hurriedClock()
		});
		run.watched = true;
		undo.push(() => run.dispose());
		return { run, asked };
	};

	it('follows an id and shows the time since it was submitted', async () => {
		const { run, asked } = await resume(
			(_, response, count) => (count === 1 ? running(response) : finished(response, 3)),
			Date.now() - 60_000
		);
		expect(run.state).toEqual({ kind: 'running', id, stopping: false });
		await settled(run);
		expect(run.state).toEqual({ kind: 'complete', id });
		expect(run.elapsed).toBeGreaterThanOrEqual(60_000);
		expect(asked.log[0]).toBe(`GET /_query/async/${encodeURIComponent(id)}`);
	});

	it('finds a stored result that has expired', async () => {
		const { run } = await resume((_, response) => notFound(response), Date.now() - 6 * 86_400_000);
		await settled(run);
		expect(run.state.kind).toBe('expired');
	});

	it('finds an id that is none', async () => {
		const { run } = await resume((_, response) =>
			failed(response, 400, 'illegal_argument_exception', 'invalid id: [foobar]')
		);
		await settled(run);
		expect(run.state.kind).toBe('failed');
	});
});
