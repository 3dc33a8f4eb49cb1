import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Upstream } from '$lib/protocol/upstream';
import { elasticsearch, type ElasticsearchOptions, firstReached, relay } from '$lib/server/relay';

const pem = (name: string) => readFileSync(join(import.meta.dirname, '../../support/tls', name), 'utf8');
const shown = { cert: pem('server.crt'), key: pem('server.key') };
const fingerprint = new X509Certificate(shown.cert).fingerprint256;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0).reverse()) await close();
});

async function listen(server: Server & { closeAllConnections(): void }): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(() => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
	return (server.address() as AddressInfo).port;
}

function upstreamOf(options: ElasticsearchOptions) {
	const upstream = elasticsearch({ connectTimeout: 500, ...options });
	closers.push(() => upstream.close());
	return upstream;
}

const ask = (upstream: Upstream, init: RequestInit = {}) =>
	relay(upstream, new Request('http://page/_query', init), init.method === 'POST' ? '/_query' : '/');
const post = (body: string): RequestInit => ({
	method: 'POST',
	body,
	headers: { 'content-type': 'application/json', 'content-length': String(body.length) }
});
const echo: RequestListener = (request, response) => {
	let body = '';
	request.on('data', (chunk) => (body += chunk)).on('end', () => response.end(body || 'up'));
};

describe('TLS', () => {
	const secure = async (handler: RequestListener = echo, options = {}) =>
		`https://127.0.0.1:${await listen(createTlsServer({ ...shown, ...options }, handler))}`;

	it('trusts the certificate whose fingerprint is named, whoever signed it and whatever its name', async () => {
		const answer = await ask(upstreamOf({ url: await secure(), tls: { fingerprint } }));
		expect(await answer.text()).toBe('up');
	});

	it('trusts no other certificate, and sends it nothing', async () => {
		let asked = 0;
		const url = await secure((_, response) => {
			asked++;
			response.end();
		});
		const wrong = `${fingerprint.startsWith('00') ? '01' : '00'}${fingerprint.slice(2)}`;
		const answer = await ask(upstreamOf({ url, tls: { fingerprint: wrong } }));
		expect(answer.status).toBe(502);
		expect(await answer.text()).toContain('is not the one whose fingerprint is configured');
		const untrusted = await ask(upstreamOf({ url }));
		expect(await untrusted.text()).toContain('workbench_tls_failed');
		expect(asked).toBe(0);
	});

	it('trusts what the authority whose fingerprint is named has signed, and nothing that only names it', async () => {
		const authority = pem('ca.crt');
		const tls = { fingerprint: new X509Certificate(authority).fingerprint256 };
		const signed = await secure(echo, { cert: pem('signed.crt') + authority });
		expect(await (await ask(upstreamOf({ url: signed, tls }))).text()).toBe('up');
		const forged = await secure(echo, { cert: pem('forged.crt') + authority });
		const answer = await ask(upstreamOf({ url: forged, tls }));
		expect(answer.status).toBe(502);
		expect(await answer.text()).toContain('is not the one whose fingerprint is configured');
	});

	it('shows its own certificate where it has one', async () => {
		const url = await secure(
			(request, response) =>
				response.end(String((request.socket as TLSSocket).getPeerCertificate().subject?.CN ?? 'nobody')),
			{ requestCert: true, rejectUnauthorized: false }
		);
		const client = { cert: pem('client.crt'), key: pem('client.key') };
		expect(await (await ask(upstreamOf({ url, tls: { fingerprint, client } }))).text()).toBe('workbench');
		expect(await (await ask(upstreamOf({ url, tls: { fingerprint } }))).text()).toBe('nobody');
	});
});

describe('several addresses', () => {
	const dead = async () => {
		const server = createServer();
		const port = await listen(server);
		await closers.pop()?.();
		return `http://127.0.0.1:${port}`;
	};
	const alive = async (handler: RequestListener = echo) =>
		`http://127.0.0.1:${await listen(createServer(handler))}`;

	it('stand in for each other, bodies and all, and the one that answered is asked first from then on', async () => {
		const urls = [await dead(), await alive()];
		const calls: string[] = [];
		const upstream = firstReached(
			urls.map((url) => {
				const one = upstreamOf({ url });
				return (request) => {
					calls.push(url);
					return one(request);
				};
			})
		);
		expect(await (await ask(upstream, post('{"query":"ROW a = 1"}'))).text()).toBe('{"query":"ROW a = 1"}');
		expect(await (await ask(upstream)).text()).toBe('up');
		expect(calls).toEqual([urls[0], urls[1], urls[1]]);
	});

	it('stand in for each other in every one of many requests at a time', async () => {
		const urls = [await dead(), await alive()];
		const upstream = firstReached(urls.map((url) => upstreamOf({ url })));
		const answers = await Promise.all(Array.from({ length: 6 }, () => ask(upstream)));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
	});

	it('do not send twice what may have arrived', async () => {
		let asked = 0;
		const cuts = await alive((request) => {
			asked++;
			request.socket.destroy();
		});
		const upstream = firstReached([upstreamOf({ url: cuts }), upstreamOf({ url: await alive() })]);
		expect((await ask(upstream, post('{"query":"ROW a = 1"}'))).status).toBe(502);
		expect(asked).toBe(1);
	});

	it('say what is wrong with the last when none can be reached', async () => {
		const upstream = firstReached([upstreamOf({ url: await dead() }), upstreamOf({ url: await dead() })]);
		const answer = await ask(upstream);
		expect(answer.status).toBe(502);
		expect(await answer.text()).toContain('nothing listens at');
	});
});

describe('headers of a cluster', () => {
	it('go with every request and win over the caller’s', async () => {
		const url = `http://127.0.0.1:${await listen(
			createServer((request, response) => response.end(JSON.stringify(request.headers)))
		)}`;
		const upstream = upstreamOf({ url, headers: { 'x-tenant': 'a', 'x-opaque-id': 'fixed' } });
		const answer = await ask(upstream, { headers: { 'x-opaque-id': 'mine', 'x-tenant': 'b' } });
		expect(await answer.json()).toMatchObject({ 'x-tenant': 'a', 'x-opaque-id': 'fixed' });
	});
});
