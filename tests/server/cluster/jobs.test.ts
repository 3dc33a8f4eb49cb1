import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Admission, admissionLimit } from '$lib/server/cluster/admission';
import { type Database, openDatabase } from '$lib/server/cluster/database';
import { failure, Refusal } from '$lib/server/cluster/failure';
import { IndexTable } from '$lib/server/cluster/indextable';
import { type Answer, drainLimit, type Job, type Outcome, type Submission } from '$lib/server/cluster/job';
import { decodeJobId, encodeJobId } from '$lib/server/cluster/jobid';
import { Jobs } from '$lib/server/cluster/jobs';
import { Sessions } from '$lib/server/cluster/sessions';
import type { Plan } from '$lib/server/cluster/plan';
import { registerFunctions } from '$lib/server/cluster/udf';

const ENDLESS = 'SELECT sum(a.range * b.range)::BIGINT FROM range(10000000) a, range(10000000) b';

let database: Database;
let jobs: Jobs;
const logged: unknown[] = [];

beforeEach(async () => {
	database = await openDatabase({ threads: 1 });
	const connection = await database.connect();
	const gates = registerFunctions(connection.native);
	await connection.close();
	const log = (_: string, error: unknown) => logged.push(error);
	jobs = new Jobs({ sessions: new Sessions(database), gates, admission: new Admission(2), log });
	logged.length = 0;
});

afterEach(async () => {
	await jobs.close();
	await database.close();
});

function start(sql: string, plan: Partial<Plan> = {}, options: Partial<Submission> = {}): Job {
	const run = jobs.nextRun();
	return jobs.start({
		kind: 'async',
		query: sql,
		plan: {
			sql: sql.replaceAll('$run', String(run)),
			columns: [{ name: 'n', type: 'long', multi: false }],
			warnings: [],
			tables: [],
			gated: false,
			sites: [],
			timeZone: 'Z',
			...plan
		},
		run,
		startedAt: Date.now(),
		began: performance.now(),
		planned: performance.now(),
		columnar: false,
		profile: false,
		metadata: 'none',
		allowPartial: true,
		keepOnCompletion: false,
		keepAlive: 60_000,
		...options
	});
}

const sleep = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

function answerOf(outcome: Outcome | undefined): Answer {
	if (outcome?.kind !== 'answer') throw new Error(`no answer: ${JSON.stringify(outcome)}`);
	return outcome;
}

const cellsOf = (answer: Answer) => answer.rows.pieces.flatMap((piece) => piece.columns[0].split('\n'));

describe('a job', () => {
	it('gives all rows and the warnings of plan and evaluation', async () => {
		const site = { line: 1, column: 5, text: 'x', failure: 'java.lang.X: {}' };
		const job = start("SELECT range FROM range(5000) WHERE range <> 7 OR esql_note($run, 0, 'seven')", {
			warnings: ['No limit defined'],
			sites: [site]
		});
		const answer = answerOf(await job.wait(5000));
		expect(answer.rows.count).toBe(5000);
		expect(cellsOf(answer)[4999]).toBe('4999');
		expect(answer.partial).toBe(false);
		expect(answer.warnings).toEqual([
			'No limit defined',
			'Line 1:5: evaluation of [x] failed, treating result as null. Only first 20 failures recorded.',
			'Line 1:5: java.lang.X: seven'
		]);
	});

	it('waits no longer than asked, and not at all for 0', async () => {
		const job = start(ENDLESS);
		const at = performance.now();
		expect(await job.wait(0)).toBeUndefined();
		expect(await job.wait(-1)).toBeUndefined();
		expect(performance.now() - at).toBeLessThan(50);
		expect(await job.wait(100)).toBeUndefined();
		expect(performance.now() - at).toBeGreaterThan(90);
		expect(performance.now() - at).toBeLessThan(1000);
	});

	it('lets a waiting reader go without harm to the query', async () => {
		const job = start(ENDLESS);
		const reader = new AbortController();
		const waiting = job.wait(60_000, reader.signal);
		reader.abort();
		await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
		await expect(job.wait(10, reader.signal)).rejects.toMatchObject({ name: 'AbortError' });
		expect(job.outcome).toBeUndefined();
		expect(jobs.running()).toEqual([job]);
	});

	it('is interrupted within 100 ms of a cancel, and then nothing of it runs', async () => {
		const job = start(ENDLESS);
		await job.wait(150);
		const at = performance.now();
		jobs.remove(job, 'cancelled by user');
		expect(await job.finished).toMatchObject({
			kind: 'failure',
			status: 400,
			type: 'task_cancelled_exception',
			reason: 'task cancelled [cancelled by user]'
		});
		expect(performance.now() - at).toBeLessThan(100);
		expect(jobs.find(job.id)).toBeUndefined();
		await job.ended();
		expect(performance.now() - at).toBeLessThan(2000);
		expect(logged).toEqual([]);
	});

	it('is cancelled also while its rows are gathered', async () => {
		const job = start('SELECT range FROM range(1000000000000)');
		await job.wait(50);
		jobs.remove(job, 'x');
		expect(await job.finished).toMatchObject({ type: 'task_cancelled_exception' });
	});

	it('logs what nobody expected once and tells nothing of it', async () => {
		const job = start('SELECT nonsense FROM nowhere');
		const outcome = await job.finished;
		expect(outcome).toMatchObject({ kind: 'failure', status: 500, type: 'illegal_state_exception' });
		expect(JSON.stringify(outcome)).not.toMatch(/nowhere|nonsense/);
		expect(logged).toHaveLength(1);
	});

	it('calls a query that needs too much memory by its name', async () => {
		const connection = await database.connect();
		await connection.run("SET GLOBAL memory_limit = '20MB'");
		await connection.close();
		const job = start('SELECT count(*) FROM (SELECT list(range) AS l FROM range(50000000)) WHERE len(l) > 0');
		expect(await job.finished).toMatchObject({ status: 429, type: 'circuit_breaking_exception' });
		expect(logged).toEqual([]);
	});
});

describe('a query that cannot be interrupted', () => {
	const stubborn = 'SELECT list_sort(range(3000000))[1]';

	it('is told of when it goes on long after its end, though its reader knows at once', async () => {
		const stuck: string[] = [];
		jobs = new Jobs(jobs.engine, (query) => stuck.push(query), 20);
		const job = start(stubborn);
		await job.wait(150);
		const at = performance.now();
		jobs.remove(job, 'x');
		expect(await job.finished).toMatchObject({ type: 'task_cancelled_exception' });
		const told = performance.now() - at;
		await job.ended();
		expect(told).toBeLessThan((performance.now() - at) / 2);
		expect(stuck).toEqual([stubborn]);
	});

	it('is not told of when it ends in time', async () => {
		const stuck: string[] = [];
		jobs = new Jobs(jobs.engine, (query) => stuck.push(query), 1500);
		const job = start(ENDLESS);
		await job.wait(50);
		jobs.remove(job, 'x');
		await job.ended();
		await sleep(1600);
		expect(stuck).toEqual([]);
	});
});

describe('stop', () => {
	it('drains a gated query: the exact aggregate of the rows that were seen', async () => {
		const job = start('SELECT count(*)::BIGINT FROM range(20000000) WHERE gate($run) = 1', { gated: true });
		await job.wait(50);
		const seenBefore = job.counts.documents;
		expect(seenBefore).toBeGreaterThan(0);
		const answer = answerOf(await job.stop());
		expect(answer.partial).toBe(true);
		const [count] = cellsOf(answer);
		expect(Number(count)).toBeGreaterThanOrEqual(seenBefore);
		expect(Number(count)).toBeLessThan(20_000_000);
		expect(answer.documents).toBe(Number(count));
	});

	const slow = 'SELECT count(*)::BIGINT FROM (SELECT a.range FROM range(10000000) a, range(10000000) b WHERE';
	const prefix = (share: number) => `SELECT ${Math.round(share * 1000)}::BIGINT`;
	const tables = [new IndexTable('t', 't', 'standard', [])];
	tables[0].settle(1_000_000);

	it('asks for the first documents where what was seen does not drain in time', async () => {
		const sql = `${slow} a.range % 2048 = 0 OR gate($run) = 1)`;
		const job = start(sql, { gated: true, prefix, tables });
		await job.wait(200);
		const at = performance.now();
		const answer = answerOf(await job.stop());
		expect(performance.now() - at).toBeGreaterThan(drainLimit - 50);
		expect(performance.now() - at).toBeLessThan(drainLimit + 2000);
		expect(answer.partial).toBe(true);
		expect(Number(cellsOf(answer)[0])).toBeGreaterThan(0);
	});

	it('asks for the share that DuckDB says it has seen where there is no gate, and does not wait for a far end', async () => {
		const connection = await database.connect();
		await connection.run('CREATE TABLE many AS SELECT range AS n FROM range(3000000)');
		const sql = 'SELECT max(length(sha256(repeat(n::VARCHAR, 500))))::BIGINT FROM many';
		const job = start(sql, { prefix, tables });
		await expect.poll(() => job.counts.documents).toBeGreaterThan(0);
		const at = performance.now();
		const [share] = cellsOf(answerOf(await job.stop()));
		expect(performance.now() - at).toBeLessThan(drainLimit - 200);
		expect(Number(share)).toBeLessThan(250);
	});

	it('asks for a modest share where nobody can tell what was seen', async () => {
		const job = start('SELECT max(list_sum(range(100000 + range // 1000000)))::BIGINT FROM range(1)', {
			prefix,
			tables
		});
		await job.wait(1);
		const answer = answerOf(await job.stop());
		expect(answer.rows.count).toBe(1);
	});

	it('lets a cheap query that is about to end come to its end', async () => {
		const job = start('SELECT count(*)::BIGINT FROM range(30000000) WHERE range % 7 = 3', { prefix, tables });
		await job.wait(10);
		const answer = answerOf(await job.stop());
		expect([answer.partial, cellsOf(answer)]).toEqual([false, ['4285714']]);
	});

	it('gives up on the first documents too when they take too long, and can be cancelled before', async () => {
		const endless = { prefix: () => ENDLESS, tables };
		const [job, other] = [start(ENDLESS, endless), start(ENDLESS, endless)];
		await job.wait(100);
		const both = Promise.all([job.stop(), other.stop()]);
		await sleep(drainLimit + 300);
		jobs.remove(other, 'x');
		const [outcome, cancelled] = await both;
		expect(answerOf(outcome)).toMatchObject({ partial: true, rows: { count: 0 } });
		expect(cancelled).toMatchObject({ type: 'task_cancelled_exception' });
	});

	it('interrupts at once where there are no documents', async () => {
		const job = start(ENDLESS);
		await job.wait(100);
		const at = performance.now();
		const answer = answerOf(await job.stop());
		expect(performance.now() - at).toBeLessThan(500);
		expect(answer.partial).toBe(true);
		expect(answer.rows.count).toBe(0);
		expect(job.outcome).toBe(answer);
	});

	it('answers with no rows for a query that had not started', async () => {
		const [first, second, queued] = [start(ENDLESS), start(ENDLESS), start(ENDLESS)];
		await queued.wait(50);
		expect(answerOf(await queued.stop())).toMatchObject({ partial: true, rows: { count: 0 } });
		expect([first.outcome, second.outcome]).toEqual([undefined, undefined]);
	});

	it('changes nothing about a finished query, and may be asked twice', async () => {
		const done = start('SELECT 1');
		const answer = answerOf(await done.finished);
		expect(await done.stop()).toBe(answer);
		expect(answer.partial).toBe(false);
		const running = start(ENDLESS);
		await running.wait(50);
		const [one, two] = await Promise.all([running.stop(), running.stop()]);
		expect(one).toBe(two);
	});
});

describe('admission', () => {
	it('runs so many at once and the others in their order', async () => {
		const [first, second] = [start(ENDLESS), start(ENDLESS)];
		const third = start('SELECT 3');
		const fourth = start('SELECT 4');
		expect(await third.wait(100)).toBeUndefined();
		jobs.remove(second, 'x');
		expect(cellsOf(answerOf(await third.wait(2000)))).toEqual(['3']);
		expect(cellsOf(answerOf(await fourth.wait(2000)))).toEqual(['4']);
		expect(first.outcome).toBeUndefined();
	});

	it('gives no place to one that left the queue', async () => {
		const [first] = [start(ENDLESS), start(ENDLESS)];
		const left = start(ENDLESS);
		await left.wait(20);
		jobs.remove(left, 'x');
		expect(await left.finished).toMatchObject({ type: 'task_cancelled_exception' });
		const next = start('SELECT 5');
		jobs.remove(first, 'x');
		expect(cellsOf(answerOf(await next.wait(2000)))).toEqual(['5']);
	});

	it('keeps the last place for short queries', async () => {
		const admission = new Admission(3);
		const entered: string[] = [];
		const leaves: (() => void)[] = [];
		const enter = (name: string, lane: 'short' | 'long', signal = new AbortController().signal) =>
			admission.enter(lane, signal).then((leave) => {
				entered.push(name);
				leaves.push(leave);
			});
		const settled = () => new Promise((resolve) => setTimeout(resolve));
		const gone = new AbortController();
		void enter('long 1', 'long');
		void enter('long 2', 'long');
		const left = enter('long 3', 'long', gone.signal);
		void enter('long 4', 'long');
		void enter('short 1', 'short');
		void enter('short 2', 'short');
		await settled();
		expect(entered).toEqual(['long 1', 'long 2', 'short 1']);
		gone.abort(new Error('left'));
		await expect(left).rejects.toThrow('left');
		leaves[0]();
		await settled();
		expect(entered).toEqual(['long 1', 'long 2', 'short 1', 'short 2']);
		leaves[0]();
		leaves[1]();
		await settled();
		expect(entered.slice(4)).toEqual(['long 4']);
	});

	it('lets long queries in where there is but one place', async () => {
		const { signal } = new AbortController();
		const admission = new Admission(1);
		(await admission.enter('long', signal))();
		expect(await admission.enter('long', signal)).toBeInstanceOf(Function);
	});

	it('leaves threads of the pool for files', () => {
		expect([undefined, '4', '16', '1', 'x', '6'].map(admissionLimit)).toEqual([2, 2, 8, 1, 2, 4]);
	});
});

describe('tables', () => {
	const loading = () => new IndexTable('t', 't', 'standard', []);

	it('are waited for without holding a place', async () => {
		const table = loading();
		const waiting = [start('SELECT 1', { tables: [table] }), start('SELECT 2', { tables: [table] })];
		expect(answerOf(await start('SELECT 3').wait(2000)).rows.count).toBe(1);
		expect(waiting.map((job) => job.outcome)).toEqual([undefined, undefined]);
		table.settle(12);
		const answers = await Promise.all(waiting.map((job) => job.finished));
		expect(answers.map((answer) => cellsOf(answerOf(answer)))).toEqual([['1'], ['2']]);
	});

	it('that cannot be read fail their queries in their own words', async () => {
		const table = loading();
		const job = start('SELECT 1', { tables: [table] });
		table.fail(new Refusal(failure(503, 'no_shard_available_action_exception', 'the file is not CSV')));
		expect(await job.finished).toMatchObject({ status: 503, reason: 'the file is not CSV' });
	});

	it('do not keep a cancelled query waiting', async () => {
		const job = start('SELECT 1', { tables: [loading()] });
		await job.wait(10);
		jobs.remove(job, 'x');
		expect(await job.finished).toMatchObject({ type: 'task_cancelled_exception' });
	});
});

describe('lifetime', () => {
	it('ends with keep_alive, for a kept answer and for a running query', async () => {
		const kept = start('SELECT 1', {}, { keepAlive: 120 });
		const running = start(ENDLESS, {}, { keepAlive: 120 });
		await kept.finished;
		expect(jobs.find(kept.id)).toBe(kept);
		await sleep(200);
		expect(jobs.find(kept.id)).toBeUndefined();
		expect(jobs.find(running.id)).toBeUndefined();
		expect(await running.finished).toMatchObject({ reason: 'task cancelled [expired]' });
	});

	it('is moved by a later keep_alive, also a very long one', async () => {
		const job = start('SELECT 1', {}, { keepAlive: 100 });
		jobs.extend(job, 365 * 86_400_000);
		await sleep(150);
		expect(jobs.find(job.id)).toBe(job);
		jobs.extend(job, 0);
		await sleep(20);
		expect(jobs.find(job.id)).toBeUndefined();
	});

	it('of a sync query ends with its outcome, and it has no async id', async () => {
		const job = start(ENDLESS, {}, { kind: 'sync' });
		expect(jobs.running()).toEqual([job]);
		expect(jobs.find(job.id)).toBeUndefined();
		await job.wait(30);
		await job.stop();
		expect(jobs.running()).toEqual([]);
	});

	it('ends for all when the cluster closes', async () => {
		const all = [start(ENDLESS), start(ENDLESS), start(ENDLESS), start('SELECT 1')];
		await sleep(50);
		await jobs.close();
		expect(all.map((job) => job.outcome?.kind)).not.toContain(undefined);
		expect(jobs.running()).toEqual([]);
	});

	it('survives 300 random steps: nothing hangs, nothing is left', async () => {
		let state = 7;
		const random = (below: number) => (state = (state * 48271) % 2147483647) % below;
		const sqls = ['SELECT 1', ENDLESS, 'SELECT range FROM range(3000)', 'SELECT broken'];
		const live: Job[] = [];
		const pick = () => live[random(live.length)];
		for (let step = 0; step < 300; step++) {
			const action = live.length === 0 ? 0 : random(6);
			if (action === 0) live.push(start(sqls[random(4)], {}, { keepAlive: 1 + random(80) }));
			else if (action === 1) await pick().wait(random(4));
			else if (action === 2) await pick().stop();
			else if (action === 3) jobs.remove(pick(), 'x');
			else if (action === 4) jobs.extend(pick(), random(50));
			else await sleep(random(3));
		}
		await Promise.all(live.map((job) => (jobs.remove(job, 'end'), job.finished)));
		expect(jobs.running()).toEqual([]);
		expect(cellsOf(answerOf(await start('SELECT 9').wait(2000)))).toEqual(['9']);
	});
});

describe('ids', () => {
	it('are read as they are written', () => {
		for (const id of [
			{ document: 'FkpX', node: 'aM7FtJQ', task: 1234 },
			{ document: 'ü', node: 'n', task: 0 },
			{ document: 'x'.repeat(100), node: 'y', task: 1 }
		])
			expect(decodeJobId(encodeJobId(id))).toEqual({ kind: 'id', id });
		expect(encodeJobId({ document: '\xff\xfe>?', node: 'n', task: 1 })).toMatch(/^[\w-]+=*$/);
	});

	const bytes = (...values: (string | number)[]) =>
		Buffer.concat(
			values.map((value) => (typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value)))
		).toString('base64url');

	it.each([
		['foobar', 'invalid id: [foobar]'],
		['', 'invalid id: []'],
		['a b', 'invalid id: [a b]'],
		[bytes(1, 'a'), `invalid id: [${bytes(1, 'a')}]`],
		[bytes(1, 'a', 6, 'foobar'), 'malformed task id foobar'],
		[bytes(1, 'a', 3, ':12', 1, 'b'), 'invalid id:'],
		[bytes(2, 'ab', 3, 'n:x'), 'malformed task id n:x']
	])('%j is refused', (text, reason) => {
		const decoded = decodeJobId(text.padEnd(Math.ceil(text.length / 4) * 4, '='));
		if (decoded.kind === 'id') throw new Error('accepted');
		expect(decoded.reason.replace(/=+\]/, ']')).toContain(reason);
	});
});
