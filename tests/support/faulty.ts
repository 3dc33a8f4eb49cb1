import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

/** What the wire does to one request; false lets it through. */
export type Misdeed = (
	asked: { readonly method: string; readonly url: string },
	response: ServerResponse
) => boolean;

/** A workbench of its own whose cluster is the demo cluster of another, behind a wire that misbehaves as a test says. */
export class FaultyWorkbench {
	misdeed: Misdeed = () => false;
	readonly #target: string;
	readonly #wire = createServer((request, response) => this.#pass(request, response));
	#server: ChildProcess | undefined;
	#port = 0;
	/** The demo cluster gives results only to the browser that asked for them. */
	#cookie = '';

	/** `demo` is the origin of the workbench whose demo cluster answers. */
	constructor(demo: string) {
		this.#target = `${demo}/api/clusters/demo`;
	}

	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	async open(): Promise<void> {
		await new Promise<void>((listening) => this.#wire.listen(0, '127.0.0.1', listening));
		this.#port = await freePort();
		const greeted = await fetch(new URL('/api/clusters', this.#target));
		this.#cookie = greeted.headers
			.getSetCookie()
			.map((cookie) => cookie.split(';', 1)[0])
			.join('; ');
		await this.restart();
	}

	/** Ends the workbench's server, and starts it on the same port. */
	async restart(): Promise<void> {
		await this.stop();
		const { port } = this.#wire.address() as AddressInfo;
		this.#server = spawn(process.execPath, [join(resolve(import.meta.dirname, '../..'), 'build/index.js')], {
			stdio: 'ignore',
			env: {
				...process.env,
				HOST: '127.0.0.1',
				PORT: String(this.#port),
				WORKBENCH_DEMO: 'false',
				ELASTICSEARCH_URL: `http://127.0.0.1:${port}`
			}
		});
		for (let attempt = 0; attempt < 300; attempt++) {
			const up = await fetch(`${this.url}/api/health`).catch(() => undefined);
			if (up?.ok) return;
			await new Promise((wake) => setTimeout(wake, 100));
		}
		throw new Error('the workbench did not start');
	}

	async stop(): Promise<void> {
		const server = this.#server;
		if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
		const gone = new Promise((exit) => server.once('exit', exit));
		server.kill('SIGKILL');
		await gone;
	}

	async close(): Promise<void> {
		await this.stop();
		this.#wire.closeAllConnections();
		await new Promise((closed) => this.#wire.close(closed));
	}

	#pass(incoming: IncomingMessage, response: ServerResponse): void {
		const { method = 'GET', url = '/', headers } = incoming;
		if (this.misdeed({ method, url }, response)) return void incoming.resume();
		const outgoing = send(
			`${this.#target}${url}`,
			{ method, headers: { ...headers, host: '127.0.0.1', cookie: this.#cookie } },
			(answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			}
		);
		outgoing.on('error', () => response.destroy());
		response.on('close', () => outgoing.destroy());
		incoming.pipe(outgoing);
	}
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
	const { port } = probe.address() as AddressInfo;
	await new Promise((closed) => probe.close(closed));
	return port;
}
