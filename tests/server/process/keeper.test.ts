import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Keeper } from '$lib/server/cluster/process/keeper';
import { program } from '$lib/server/cluster/process/program';
import { slowQuery } from '../../contract/targets';
import { keep, type Kept, lives } from '../../support/kept';

/** A child made from source takes seconds to start on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

interface Body {
	readonly id?: string;
	readonly is_running?: boolean;
	readonly values?: unknown;
	readonly error?: { readonly type: string; readonly reason: string };
}

describe('the demo cluster in a process of its own', () => {
	let kept: Kept;
	beforeAll(async () => {
		kept = await keep();
	});
	afterAll(() => kept.close());

	const json = async (response: Response) => (await response.json()) as Body;
	const ask = async (...call: Parameters<Kept['ask']>) => json(await kept.ask(...call));
	const submit = (query: string) =>
		ask('POST', '/_query/async', { query, wait_for_completion_timeout: '0s', keep_on_completion: true });

	it('answers', async () => {
		expect(kept.keeper.pid).not.toBe(process.pid);
		expect((await ask('POST', '/_query', { query: 'FROM employees | STATS COUNT(*)' })).values).toEqual([
			[100]
		]);
		const head = await kept.ask('HEAD', '/');
		expect([head.status, await head.text()]).toEqual([200, '']);
	});

	it('ends the query of a client that leaves', async () => {
		const leaving = new AbortController();
		const answer = kept.ask('POST', '/_query', { query: slowQuery }, leaving.signal);
		const running = async () =>
			(await (await kept.ask('GET', '/_query/queries')).text()).includes('MV_EXPAND');
		await expect.poll(running).toBe(true);
		leaving.abort();
		expect((await answer).status).toBe(499);
		await expect.poll(running).toBe(false);
	});

	it('is started again when it was killed: what ran is told so, what was kept is not found', async () => {
		const { id } = await submit('ROW a = 1');
		const running = await submit(slowQuery);
		expect(running.is_running).toBe(true);
		const sync = kept.ask('POST', '/_query', { query: slowQuery });
		const poll = kept.ask('GET', `/_query/async/${running.id}?wait_for_completion_timeout=30s`);
		await new Promise((resolve) => setTimeout(resolve, 300));
		const { pid } = kept.keeper;
		process.kill(Number(pid), 'SIGKILL');
		for (const lost of [await sync, await poll]) {
			expect(lost.status).toBe(503);
			expect((await json(lost)).error).toMatchObject({
				type: 'workbench_demo_restarting',
				reason: expect.stringMatching(/ended unexpectedly/)
			});
		}
		expect((await ask('POST', '/_query', { query: 'ROW b = 2' })).values).toEqual([[2]]);
		expect(kept.keeper.pid).not.toBe(pid);
		for (const lost of [id, running.id]) {
			const gone = await kept.ask('GET', `/_query/async/${lost}`);
			expect(gone.status).toBe(404);
			expect((await json(gone)).error).toMatchObject({ type: 'resource_not_found_exception', reason: lost });
		}
		expect(kept.told.join('\n')).toMatch(/^The demo cluster's process ended \(SIGKILL\); it starts again\.$/);
		expect(kept.spilled()).toEqual([String(kept.keeper.pid)]);
	});

	it('pauses before a restart once it ended soon after its last', async () => {
		process.kill(Number(kept.keeper.pid), 'SIGKILL');
		await expect.poll(() => kept.keeper.pause).toBeGreaterThan(0);
		expect(await kept.keeper.serves(10, new AbortController().signal)).toBe(false);
		const leaving = AbortSignal.abort(new Error('gone'));
		await expect(kept.keeper.serves(60_000, leaving)).rejects.toThrow('gone');
		expect(await kept.keeper.serves(60_000, new AbortController().signal)).toBe(true);
		expect((await ask('POST', '/_query', { query: 'ROW c = 3' })).values).toEqual([[3]]);
	});
});

describe('a demo cluster that gives no sign of life', () => {
	it('is killed and started again', async () => {
		const kept = await keep({ silence: 3000 });
		try {
			const { pid } = kept.keeper;
			process.kill(Number(pid), 'SIGSTOP');
			await expect.poll(() => kept.told.join(), { timeout: 60_000 }).toMatch(/no sign of life/);
			await expect.poll(() => kept.keeper.pid).not.toBe(pid);
			expect((await kept.ask('POST', '/_query', { query: 'ROW a = 1' })).status).toBe(200);
			expect(lives(pid)).toBe(false);
		} finally {
			await kept.close();
		}
	});
});

describe('the end', () => {
	it('comes with close, also while a query runs, and leaves nothing behind', async () => {
		const kept = await keep();
		const { pid, socket } = kept.keeper;
		const sync = kept.ask('POST', '/_query', { query: slowQuery });
		await new Promise((resolve) => setTimeout(resolve, 200));
		await kept.keeper.close();
		expect((await sync).status).toBe(503);
		expect(lives(pid)).toBe(false);
		expect(existsSync(dirname(socket))).toBe(false);
		expect(kept.spilled()).toEqual([]);
		expect(kept.told).toEqual([]);
		expect(await kept.keeper.serves(1000, new AbortController().signal)).toBe(false);
		await kept.close();
	});

	it('comes when the parent is no more, and leaves nothing behind', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'workbench-orphan-'));
		const socket = join(mkdtempSync(join(tmpdir(), 'esql-workbench-')), 'demo.sock');
		const child: ChildProcess = fork(program, {
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
			execArgv: []
		});
		child.send({ kind: 'open', socket, options: { cacheDir: folder, maxRows: 10, scale: 0.01 } });
		await new Promise<void>((resolve) =>
			child.on('message', (word: { kind: string }) => word.kind === 'serving' && resolve())
		);
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) child.kill(signal);
		child.disconnect();
		expect(await once(child, 'exit')).toEqual([0, null]);
		expect(existsSync(dirname(socket))).toBe(false);
		expect(readdirSync(join(folder, 'spill'))).toEqual([]);
		rmSync(folder, { recursive: true });
	});
});

describe('a demo cluster that cannot be opened', () => {
	const folder = mkdtempSync(join(tmpdir(), 'workbench-broken-'));
	afterAll(() => rmSync(folder, { recursive: true }));

	it('says why', async () => {
		const told: string[] = [];
		const opened = await Keeper.open({
			program,
			options: { cacheDir: folder, maxRows: 10, memory: Number.NaN },
			log: (sentence) => told.push(sentence)
		});
		expect(opened).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/config/) });
		expect(told).toEqual([]);
	});

	it('is told of also when its process does not even start', async () => {
		const opened = await Keeper.open({
			program: join(folder, 'missing.js'),
			options: { cacheDir: folder, maxRows: 10 },
			log: () => undefined
		});
		expect(opened).toEqual({ kind: 'failed', reason: 'its process ended at once' });
	});
});
