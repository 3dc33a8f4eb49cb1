import { setTimeout as pause } from 'node:timers/promises';
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { QueryRequest } from '$lib/request/request';
import type { Store } from '$lib/results/store';
import { systemClock, type Clock } from '$lib/runs/clock';
import { startRun, type Run, type RunOptions } from '$lib/runs/Run.svelte';
import { isActive } from '$lib/runs/state';
import { openDemo, type OpenDemo } from '../support/demo';
import { serve, type Served } from '../support/serve';
import { openStore } from './cluster';
import { hurriedClock } from './hurried';
import { answer, begin, FaultyWire, openRelay, pass, type Fault, type Front } from './wire';

let demo: OpenDemo;
let cluster: Served;
let wire: FaultyWire;
let wireUrl: string;
let front: Front;
let store: Store;
/** A browser takes 256 kB of headers, Node 16. */
const nodes = getGlobalDispatcher();

beforeAll(async () => {
	demo = await openDemo();
	await demo.ready;
	cluster = await serve(demo.upstream);
	wire = new FaultyWire(cluster.url);
	wireUrl = await wire.open();
	front = await openRelay(wireUrl);
	store = openStore();
	setGlobalDispatcher(new Agent({ maxHeaderSize: 256 * 1024 }));
});

const runs: Run[] = [];
afterEach(() => {
	for (const run of runs.splice(0)) run.dispose();
	wire.fault = undefined;
	wire.log.length = 0;
});

afterAll(async () => {
	setGlobalDispatcher(nodes);
	store.close();
	await front.close();
	await wire.close();
	await cluster.close();
	await demo.close();
});

/** Answered at once. */
const quick = 'FROM orders | KEEP order.id, total | LIMIT 200';
/** Outlasts its wait and is followed. */
const followed: QueryRequest['options'] = { waitForCompletionTimeout: '0', keepOnCompletion: true };
/** Seconds of work. */
const slow =
	'FROM logs-web-* | EVAL h = SHA256(REPEAT(message, 300)) | STATS n = COUNT_DISTINCT(h) BY url.path';

function start(query: string, options: QueryRequest['options'] = {}, rest: Partial<RunOptions> = {}): Run {
	const run = startRun({
		store,
		cluster: 'demo',
		base: front.url,
		request: { query, params: [], filter: '', options },
		clock: hurriedClock(),
		random: () => 0,
		...rest
	});
	run.watched = true;
	runs.push(run);
	return run;
}

async function until(condition: () => boolean, ms = 20_000): Promise<void> {
	const end = performance.now() + ms;
	while (!condition()) {
		if (performance.now() > end) throw new Error('it did not happen in time');
		await pause(2);
	}
}

async function settled(run: Run): Promise<Run> {
	await until(() => !isActive(run.state));
	return run;
}

/** Everything that a run was heard saying while it reconnected. */
async function heard(run: Run): Promise<string> {
	const said = new Set<string>();
	await until(() => {
		if ('reconnecting' in run.state && run.state.reconnecting !== undefined) said.add(run.state.reconnecting);
		return !isActive(run.state);
	});
	return [...said].join('\n');
}

const only =
	(method: string, kind: 'async' | 'id' | 'stop', times: number, fault: Fault): Fault =>
	(passing, response) => {
		const last = passing.url.split('?', 1)[0].split('/').at(-1);
		const here = passing.method === method && (kind === 'id' || last === kind) && passing.count <= times;
		return here ? fault(passing, response) : pass;
	};

const polls = (times: number, fault: Fault) => only('GET', 'id', times, fault);

describe('a wire that misbehaves', () => {
	it('cuts the answer to a submission at any byte: rows that came stay, the rest is told', async () => {
		const whole = await settled(start(quick));
		expect(whole.state.kind).toBe('complete');
		const size = whole.progress.bytes;
		const cuts = Array.from({ length: 40 }, (_, n) => Math.round((n * size) / 40));
		let most = 0;
		for (const at of cuts) {
			wire.fault = async (passing, response) => {
				begin(response, await passing.forward(), at);
				setTimeout(() => response.destroy(), 2);
			};
			const run = await settled(start(quick));
			expect(run.state.kind, `cut at ${at}`).toBe(run.progress.rows > 0 ? 'partial' : 'failed');
			expect(run.problem?.reason).toBeTruthy();
			expect((await run.answer?.rows(0, 1000))?.length ?? 0).toBe(run.progress.rows);
			most = Math.max(most, run.progress.rows);
		}
		expect(most).toBeGreaterThan(150);
	}, 30_000);

	it('cuts polls at any byte before their rows: the run asks again and is whole', async () => {
		for (const at of [0, 1, 10, 40, 100]) {
			wire.log.length = 0;
			wire.fault = polls(2, async (passing, response) => {
				begin(response, await passing.forward(), at);
				setTimeout(() => response.destroy(), 2);
			});
			const run = await settled(start(quick, followed));
			expect(run.problem?.reason).toBeUndefined();
			expect(run.state.kind, `cut at ${at}`).toBe('complete');
			expect(run.progress.rows).toBe(200);
		}
	}, 30_000);

	it('gives 200 with JSON that stops in the middle', async () => {
		wire.fault = only('POST', 'async', 1, async (passing, response) => {
			const answered = await passing.forward();
			answer(response, answered, answered.body.subarray(0, answered.body.length - 300));
		});
		const run = await settled(start(quick));
		expect(run.state.kind).toBe('partial');
		expect(run.problem?.reason).toMatch(/before its JSON did.*rows read until then are kept/);
		expect((await run.answer?.rows(0, 1000))?.length).toBe(run.progress.rows);
	});

	it('sends headers without end: the run fails in words, or goes on where it has an id', async () => {
		const endless: Fault = (_, response) => {
			response.socket?.write('HTTP/1.1 200 OK\r\n');
			const timer = setInterval(() => response.socket?.write(`x-more: ${'x'.repeat(60_000)}\r\n`), 2);
			response.socket?.on('error', () => undefined).on('close', () => clearInterval(timer));
		};
		wire.fault = only('POST', 'async', 1, endless);
		const submission = await settled(start(quick));
		expect(submission.state.kind).toBe('failed');
		expect(submission.problem?.reason).toMatch(/headers larger than 1 MB|not HTTP/);
		wire.log.length = 0;
		wire.fault = polls(1, endless);
		const run = start(quick, followed);
		expect(await heard(run)).toMatch(/headers larger than 1 MB|not HTTP/);
		expect(run.state.kind).toBe('complete');
	});

	it('gives 429 with Retry-After: to a submission and to polls', async () => {
		const busy: Fault = (_, response) => {
			response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '3' });
			response.end('{"error":{"type":"es_rejected_execution_exception","reason":"queue full"},"status":429}');
		};
		wire.fault = only('POST', 'async', 2, busy);
		const clock = hurriedClock();
		const run = start(quick, {}, { clock });
		expect(await heard(run)).toMatch(/too busy.*queue full/);
		expect(run.state.kind).toBe('complete');
		expect(clock.waits).toEqual([3000, 3000]);
		expect(wire.log).toEqual(['POST async', 'POST async', 'POST async']);
		wire.log.length = 0;
		wire.fault = polls(2, busy);
		expect((await settled(start(quick, followed))).state.kind).toBe('complete');
	});

	it('gives 503 for ten seconds: the clock goes on, the run says why and comes back', async () => {
		const clock = hurriedClock();
		let until503 = 0;
		wire.fault = (passing, response) => {
			if (passing.method !== 'GET') return pass;
			until503 ||= clock.now() + 10_000;
			if (clock.now() >= until503) return pass;
			response.writeHead(503, { 'content-type': 'application/json' });
			response.end(
				'{"error":{"type":"cluster_block_exception","reason":"blocked by: [SERVICE_UNAVAILABLE]"},"status":503}'
			);
		};
		const run = start(quick, followed, { clock });
		expect(await heard(run)).toMatch(/not able to answer.*blocked by/);
		expect(run.state.kind).toBe('complete');
		expect(run.elapsed).toBeGreaterThan(10_000);
		expect(run.elapsed).toBeLessThan(30_000);
	});

	it('puts a web page in place of an answer', async () => {
		const page: Fault = (_, response) => {
			response.writeHead(200, { 'content-type': 'text/html' });
			response.end('<!doctype html><title>Please log in</title>');
		};
		wire.fault = polls(1, page);
		const run = start(quick, followed);
		expect(await heard(run)).toMatch(/web page titled “Please log in”/);
		expect(run.state.kind).toBe('complete');
		wire.fault = polls(99, page);
		const never = await settled(start(quick, followed));
		expect(never.state.kind).toBe('failed');
		expect(never.problem?.reason).toMatch(/Please log in/);
		expect(never.id, 'to be asked for later').toBeDefined();
	});

	it('brings a deletion while the query is done: cancelled, and nothing is left', async () => {
		for (const delay of [0, 5, 15, 30]) {
			const run = start(quick, followed);
			await until(() => run.id !== undefined || !isActive(run.state));
			await pause(delay);
			run.cancel();
			expect(['cancelled', 'complete']).toContain(run.state.kind);
			if (run.state.kind !== 'cancelled') continue;
			expect(run.answer).toBeUndefined();
			await until(() => wire.log.includes('DELETE {id}'));
			await pause(20);
			expect(run.state.kind).toBe('cancelled');
			expect(run.notice).toBeUndefined();
			wire.log.length = 0;
		}
	});

	it('loses the id just after it was given', async () => {
		wire.fault = async (passing, response) => {
			const answered = await passing.forward();
			const id = (JSON.parse(answered.body.toString()) as { id?: string }).id;
			if (id !== undefined) await fetch(`${cluster.url}/_query/async/${id}`, { method: 'DELETE' });
			answer(response, answered);
		};
		const run = await settled(start(slow, followed));
		expect(run.state.kind).toBe('lost');
		expect(run.problem?.reason).toMatch(/no longer knows this query/);
		expect(run.request.query).toBe(slow);
	});

	it('stands between clocks that are a year apart', async () => {
		const year = 31_536_000_000;
		wire.fault = async (passing, response) => {
			const answered = await passing.forward();
			const skewed = answered.body
				.toString()
				.replace(/"(\w+_time_in_millis)":(\d+)/g, (_, key, ms) => `"${key}":${Number(ms) - year}`);
			answer(response, answered, Buffer.from(skewed));
		};
		const run = await settled(start(quick, followed));
		expect(run.state.kind).toBe('complete');
		expect(run.elapsed).toBeLessThan(60_000);
		expect(run.keptUntil).toBeGreaterThan(Date.now() + 86_400_000);
	});

	it('trickles a kilobyte at a time: rows are there long before the end', async () => {
		wire.fault = async (passing, response) => {
			const answered = await passing.forward();
			begin(response, answered, 0);
			for (let at = 0; at < answered.body.length; at += 1024) {
				response.write(answered.body.subarray(at, at + 1024));
				await pause(60);
			}
			response.end();
		};
		const run = start(quick);
		const seen = new Set<number>();
		await until(() => {
			if (run.state.kind === 'collecting') seen.add(run.progress.rows);
			return !isActive(run.state);
		});
		expect(run.state.kind).toBe('complete');
		expect(seen.size).toBeGreaterThan(2);
		expect(run.progress.rows).toBe(200);
	});

	it('falls silent in the middle of the rows: they are kept, and the run ends', async () => {
		wire.fault = async (passing, response) => {
			const answered = await passing.forward();
			begin(response, answered, answered.body.length / 2);
		};
		const clock: Clock = {
			...systemClock,
			after: (ms, action) => systemClock.after(ms >= 60_000 ? ms / 200 : ms, action)
		};
		const run = await settled(start(quick, {}, { clock }));
		expect(run.state.kind).toBe('partial');
		expect(run.problem?.reason).toMatch(/Nothing more came for 120 s.*kept/);
		expect((await run.answer?.rows(0, 1000))?.length).toBeGreaterThan(10);
	});

	it('sends ten thousand columns and no row', async () => {
		const columns = Array.from({ length: 10_000 }, (_, n) => ({ name: `column_${n}`, type: 'keyword' }));
		wire.fault = async (passing, response) => {
			const answered = await passing.forward();
			answer(response, answered, Buffer.from(JSON.stringify({ is_running: false, columns, values: [] })));
		};
		const run = await settled(start(quick));
		expect(run.state.kind).toBe('complete');
		expect(run.columns).toHaveLength(10_000);
		expect(run.progress.rows).toBe(0);
	});

	it('repeats a warning until its headers are 100 kB: it is told once', async () => {
		const warning =
			'299 Elasticsearch-9.4.1-0123456789abcdef "Line 1:6: evaluation of [x] failed, treating result as null"';
		wire.fault = async (passing, response) => {
			const answered = await passing.forward();
			const warnings = Array.from({ length: Math.ceil(100_000 / warning.length) }, () => warning);
			answer(response, { ...answered, headers: { ...answered.headers, warning: warnings as never } });
		};
		const run = await settled(start(quick));
		expect(run.problem?.reason).toBeUndefined();
		expect(run.state.kind).toBe('complete');
		expect(run.warnings).toHaveLength(1);
		expect(run.warnings[0].place).toMatchObject({ line: 1, column: 6 });
	});

	it('is restarted with the relay in mid-run: the run finds its query again', async () => {
		const run = start(slow, { waitForCompletionTimeout: '0' });
		await until(() => run.state.kind === 'running');
		const port = Number(new URL(front.url).port);
		await front.close();
		await until(() => 'reconnecting' in run.state && run.state.reconnecting !== undefined);
		front = await openRelay(wireUrl, port);
		await settled(run);
		expect(run.problem?.reason).toBeUndefined();
		expect(run.state.kind).toBe('complete');
	}, 60_000);

	it('carries the stops of two windows at once', async () => {
		const first = start(slow, { waitForCompletionTimeout: '0', keepOnCompletion: true });
		await until(() => first.id !== undefined);
		const { resumeRun } = await import('$lib/runs/Run.svelte');
		const second = resumeRun({
			store,
			cluster: 'demo',
			base: front.url,
			request: first.request,
			id: first.id ?? '',
			clock: hurriedClock()
		});
		second.watched = true;
		runs.push(second);
		first.stop();
		second.stop();
		await Promise.all([settled(first), settled(second)]);
		for (const run of [first, second]) {
			expect(run.problem?.reason).toBeUndefined();
			expect(['stopped', 'complete']).toContain(run.state.kind);
		}
		expect(first.progress.rows).toBe(second.progress.rows);
	}, 30_000);

	it('loses a query that somebody else deletes while it is waited for', async () => {
		const run = start(slow, { waitForCompletionTimeout: '0' });
		await until(() => wire.log.includes('GET {id}'));
		await fetch(`${cluster.url}/_query/async/${run.id}`, { method: 'DELETE' });
		await settled(run);
		expect(run.state.kind).toBe('lost');
		expect(run.problem?.reason).toMatch(/cancelled from elsewhere|no longer knows/);
	});
});
