import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/prepare.js';

/**
 * A child that prints its port first.
 * @param {string} script path below the project's root
 */
export async function startPrinting(script) {
	const child = spawn(process.execPath, [join(root, script)], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [line] = await once(createInterface({ input: child.stdout }), 'line');
	return { child, url: `http://127.0.0.1:${line}` };
}

/**
 * The built workbench on a free port, with more environment.
 * @param {NodeJS.ProcessEnv} env
 */
export async function startWorkbench(env) {
	const port = await freePort();
	const child = spawn(process.execPath, [join(root, 'build/index.js')], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: {
			...process.env,
			UV_THREADPOOL_SIZE: '16',
			BODY_SIZE_LIMIT: '100M',
			HOST: '127.0.0.1',
			PORT: String(port),
			...env
		}
	});
	const url = `http://127.0.0.1:${port}`;
	for (let attempt = 0; attempt < 300; attempt++) {
		if (child.exitCode !== null) throw new Error('the workbench ended at start');
		const up = await fetch(`${url}/api/health`).catch(() => undefined);
		if (up?.ok) return { child, url };
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error('the workbench did not start');
}

/** @returns {Promise<number>} */
async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' && address ? address.port : 0;
}

/**
 * Resident memory of a process in MB (Linux).
 * @param {number | undefined} pid
 */
export function residentMegabytes(pid) {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** @param {number[]} values */
export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
}
