import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';

test.skip(!existsSync('/proc/self/stat'), 'processes are looked up in /proc');

/** Processes whose parent is that one. */
const childrenOf = (pid: number | undefined): readonly number[] =>
	readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const [state, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ');
				return state !== 'Z' && Number(parent) === pid ? [Number(name)] : [];
			} catch {
				return [];
			}
		});

const lives = (pid: number) => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(statusOf(pid));

function statusOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/status`, 'utf8');
	} catch {
		return 'State: Z';
	}
}

let cache: string;
let server: ChildProcess;
let url: string;

test.beforeEach(async () => {
	cache = mkdtempSync(join(tmpdir(), 'workbench-e2e-'));
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	url = `http://127.0.0.1:${port}`;
	server = spawn(process.execPath, ['--enable-source-maps', 'build/index.js'], {
		env: {
			...process.env,
			HOST: '127.0.0.1',
			PORT: String(port),
			WORKBENCH_CACHE: cache,
			WORKBENCH_DEMO_SCALE: '0.01'
		},
		stdio: ['ignore', 'pipe', 'ignore']
	});
	if (!server.stdout) throw new Error('the server has no output');
	await once(createInterface({ input: server.stdout }), 'line');
});

test.afterEach(() => {
	server.kill('SIGKILL');
	rmSync(cache, { recursive: true, force: true });
});

test('a demo cluster whose process is killed is there again for the next run', async ({ page }) => {
	await page.goto(url);
	await page.getByRole('textbox', { name: 'ES|QL query' }).click();
	await page.keyboard.press('Control+A');
	await page.keyboard.insertText('FROM employees | STATS people = COUNT(*)');
	const run = page.getByRole('button', { name: 'Run', exact: true });
	await run.click();
	await expect(page.getByRole('gridcell', { name: '100' })).toBeVisible();

	const [demo] = childrenOf(server.pid);
	process.kill(demo, 'SIGKILL');
	await expect.poll(() => childrenOf(server.pid)).not.toContain(demo);

	await page.getByRole('textbox', { name: 'ES|QL query' }).click();
	await page.keyboard.press('Control+A');
	await page.keyboard.insertText('FROM employees | STATS people = COUNT(*) + 1');
	await run.click();
	await expect(page.getByRole('gridcell', { name: '101' })).toBeVisible();
	expect(childrenOf(server.pid)).toHaveLength(1);
});

for (const signal of ['SIGKILL', 'SIGTERM'] as const)
	test(`nothing is left of a server that ends by ${signal}`, async ({ request }) => {
		const { values } = await (
			await request.post(`${url}/api/clusters/demo/_query`, { data: { query: 'ROW a = 1' } })
		).json();
		expect(values).toEqual([[1]]);
		const [demo] = childrenOf(server.pid);
		expect(lives(demo)).toBe(true);
		server.kill(signal);
		await expect.poll(() => lives(demo), { timeout: 10_000 }).toBe(false);
		expect(readdirSync(join(cache, 'spill'))).toEqual([]);
	});
