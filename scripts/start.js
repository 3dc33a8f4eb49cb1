#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build, install, root } from './prepare.js';

install();
if (!process.argv.includes('--no-build')) build();

const env = {
	...process.env,
	HOST: process.env.HOST || '127.0.0.1',
	PORT: process.env.PORT || '3000',
	// Whoever reads a body bounds it, and says so in a sentence; nobody reads one that has no use.
	BODY_SIZE_LIMIT: 'Infinity',
	// Each running query of the demo cluster holds one thread of this pool, and its size is fixed at start.
	UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE || '16',
	SHUTDOWN_TIMEOUT: process.env.SHUTDOWN_TIMEOUT || '5'
};
const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'build/index.js')], {
	stdio: ['inherit', 'pipe', 'inherit'],
	env
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
	// A terminal that closes ends the server; to a service, SIGHUP means that it reads its configuration again.
	process.on(signal, () => server.kill(signal === 'SIGHUP' && process.stdout.isTTY ? 'SIGTERM' : signal));
server.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
createInterface({ input: server.stdout }).on('line', (line) =>
	console.log(line.startsWith('Listening on') ? address() : line)
);

/** What to open, once the server listens. */
function address() {
	const host = ['0.0.0.0', '::'].includes(env.HOST) ? 'localhost' : env.HOST;
	return `ES|QL Workbench: http://${host.includes(':') ? `[${host}]` : host}:${env.PORT}`;
}
