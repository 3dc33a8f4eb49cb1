import { readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { startBuilt } from '../support/built';

const query = (text: string, signal?: AbortSignal): RequestInit => ({
	method: 'POST',
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify({ query: text }),
	signal
});

/** Resident megabytes of a process and all that it has started. */
function residentMegabytes(pid: number | undefined): number {
	const statuses = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				return [readFileSync(`/proc/${name}/status`, 'utf8')];
			} catch {
				return [];
			}
		});
	const figure = (status: string, name: string) =>
		Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
	const family = new Set([pid]);
	let kilobytes = 0;
	for (let grown = true; grown;) {
		grown = false;
		for (const status of statuses) {
			const own = figure(status, 'Pid');
			if (!family.has(own) && family.has(figure(status, 'PPid'))) grown = Boolean(family.add(own));
		}
	}
	for (const status of statuses) if (family.has(figure(status, 'Pid'))) kilobytes += figure(status, 'VmRSS');
	return kilobytes / 1024;
}

test('a thousand requests at once are all answered', async ({ baseURL }) => {
	const answers = await Promise.all(
		Array.from({ length: 1000 }, async (_, at) => {
			const response = await fetch(`${baseURL}/api/clusters/demo/_query`, query(`ROW a = ${at}`));
			return [response.status, ((await response.json()) as { values: unknown }).values];
		})
	);
	expect(answers).toEqual(Array.from({ length: 1000 }, (_, at) => [200, [[at]]]));
});

test('fifty answers of 50 MB at once pass through a heap of 256 MB', async () => {
	test.setTimeout(180_000);
	const megabyte = Buffer.alloc(1024 * 1024, 'x');
	const cluster = createServer(async (_, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		for (let sent = 0; sent < 50; sent++) if (!response.write(megabyte)) await once(response, 'drain');
		response.end();
	}).listen(0, '127.0.0.1');
	await once(cluster, 'listening');
	const server = await startBuilt({
		ELASTICSEARCH_URL: `http://127.0.0.1:${(cluster.address() as AddressInfo).port}`,
		NODE_OPTIONS: '--max-old-space-size=256'
	});
	try {
		const sizes = await Promise.all(
			Array.from({ length: 50 }, async () => {
				const { body } = await fetch(`${server.url}/api/clusters/elasticsearch/_query`, query('ROW a = 1'));
				let bytes = 0;
				for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) bytes += chunk.byteLength;
				return bytes;
			})
		);
		expect(new Set(sizes)).toEqual(new Set([50 * megabyte.byteLength]));
		expect(residentMegabytes(server.pid)).toBeLessThan(1000);
	} finally {
		await server.stop();
		cluster.closeAllConnections();
		cluster.close();
	}
});

test('a client that vanishes in mid-query stops it in the cluster', async ({ baseURL }) => {
	const slow =
		'FROM logs-web-* | EVAL h = SHA256(message), i = SHA256(h), j = SHA256(i) | STATS n = COUNT_DISTINCT(j), m = COUNT_DISTINCT(h)';
	const running = async () => {
		const response = await fetch(`${baseURL}/api/clusters/demo/_query/queries`);
		const { queries } = (await response.json()) as { queries: Record<string, { query: string }> };
		return Object.values(queries).filter((one) => one.query === slow).length;
	};
	const leave = new AbortController();
	const asked = fetch(`${baseURL}/api/clusters/demo/_query`, query(slow, leave.signal)).catch(() => 'left');
	await expect.poll(running).toBe(1);
	leave.abort();
	expect(await asked).toBe('left');
	await expect.poll(running, { timeout: 3000, intervals: [50] }).toBe(0);
});

/** The middle of some figures. */
const median = (all: readonly number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];

test('memory stays where it was over many queries', async () => {
	const rounds = Number(process.env.SOAK ?? 2000);
	test.setTimeout(120_000 + rounds * 50);
	const server = await startBuilt({ WORKBENCH_CACHE: '.data', WORKBENCH_MAX_REQUESTS_PER_MINUTE: '1000000' });
	const ask = async (count: number) => {
		for (let sent = 0; sent < count; sent += 10)
			await Promise.all(
				Array.from({ length: 10 }, async (_, at) => {
					const text = `FROM employees | EVAL x = salary + ${at} | SORT x DESC | LIMIT 50`;
					const response = await fetch(`${server.url}/api/clusters/demo/_query`, query(text));
					expect(response.status).toBe(200);
					await response.arrayBuffer();
				})
			);
	};
	try {
		await ask(Math.max(1000, rounds / 5));
		const figures: number[] = [];
		for (let part = 0; part < 20; part++) {
			await ask(rounds / 20);
			figures.push(residentMegabytes(server.pid));
		}
		const growth = median(figures.slice(-7)) / median(figures.slice(0, 7));
		console.log(
			`soak: ${rounds} queries, ${figures.map(Math.round).join(' ')} MB, ratio ${growth.toFixed(3)}`
		);
		expect(growth).toBeLessThan(1.1);
	} finally {
		await server.stop();
	}
});
