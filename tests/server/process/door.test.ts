import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Upstream } from '$lib/protocol/upstream';
import { type Served, serve } from '../../support/serve';

let served: Served | undefined;
afterEach(() => served?.close());

async function open(upstream: Upstream): Promise<string> {
	served = await serve(upstream);
	return served.url;
}

const echo: Upstream = async (request) =>
	new Response(await request.text(), {
		status: 201,
		headers: { 'x-method': request.method, 'x-path': new URL(request.url).pathname, warning: 'a, b' }
	});

describe('an upstream behind HTTP', () => {
	it.each([0, 10, 64 * 1024, 64 * 1024 + 1, 3_000_000])('passes on a body of %d bytes', async (bytes) => {
		const url = await open(echo);
		const body = 'é'.repeat(bytes / 2);
		const response = await fetch(`${url}/a%20b`, { method: 'POST', body });
		expect([response.status, response.headers.get('x-method'), response.headers.get('x-path')]).toEqual([
			201,
			'POST',
			'/a%20b'
		]);
		expect(response.headers.get('warning')).toBe('a, b');
		expect((await response.text()) === body).toBe(true);
	});

	it('passes on a body whose length nobody told', async () => {
		const url = await open(echo);
		const body = new Blob(['one', 'two']).stream();
		const response = await fetch(url, { method: 'PUT', body, duplex: 'half' } as RequestInit);
		expect(await response.text()).toBe('onetwo');
	});

	it('tells the upstream that its client has left, before and during the answer', async () => {
		const reasons: unknown[] = [];
		let pulled = 0;
		const url = await open(async (request) => {
			request.signal.addEventListener('abort', () => reasons.push(request.url));
			if (request.url.endsWith('/never')) return new Promise<Response>(() => undefined);
			const block = new Uint8Array(1024 * 1024);
			return new Response(
				new ReadableStream({
					pull(controller) {
						pulled++;
						controller.enqueue(block);
					}
				})
			);
		});
		for (const path of ['never', 'ever']) {
			const leaving = new AbortController();
			const answer = fetch(`${url}/${path}`, { signal: leaving.signal });
			if (path === 'ever') await (await answer).body?.getReader().read();
			setTimeout(() => leaving.abort(), 100);
			await answer.catch(() => undefined);
			await expect.poll(() => reasons.length).toBe(path === 'never' ? 1 : 2);
		}
		const soFar = pulled;
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(pulled).toBe(soFar);
		expect(pulled).toBeLessThan(100);
	});

	it('breaks off an answer that breaks off, and says so once', async () => {
		const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		const url = await open(
			async () =>
				new Response(
					new ReadableStream({
						start(controller) {
							controller.enqueue(new TextEncoder().encode('half'));
							setTimeout(() => controller.error(new Error('gone')), 20);
						}
					})
				)
		);
		const response = await fetch(url);
		await expect(response.text()).rejects.toThrow();
		expect(told.mock.calls).toEqual([['GET / broke off', expect.objectContaining({ message: 'gone' })]]);
		told.mockRestore();
	});
});
