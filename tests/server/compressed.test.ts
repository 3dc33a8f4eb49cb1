import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressed } from '$lib/server/compressed';

const text = `<!doctype html><p>${'é€😀 page '.repeat(500)}</p>`;

const page = (headers: HeadersInit = {}) => {
	const all = new Headers({ 'content-type': 'text/html', etag: '"1"', ...headers });
	all.append('set-cookie', 'a=1');
	all.append('set-cookie', 'b=2');
	return new Response(text, { status: 201, headers: all });
};

const asked = (accepts?: string) =>
	new Request('http://here/', accepts === undefined ? {} : { headers: { 'accept-encoding': accepts } });

describe('a page', () => {
	it.each([
		['gzip, deflate, br, zstd', 'br'],
		['br', 'br'],
		['gzip', 'gzip'],
		['gzip;q=1.0, br;q=0', 'gzip'],
		['br;q=0.0, gzip;q=0.5', 'gzip']
	])('for a browser that takes %s is written in %s', async (accepts, encoding) => {
		const response = await compressed(asked(accepts), page());
		const bytes = new Uint8Array(await response.arrayBuffer());
		const plain = encoding === 'br' ? brotliDecompressSync(bytes) : gunzipSync(bytes);
		expect(plain.toString()).toBe(text);
		expect(response.status).toBe(201);
		expect(response.headers.get('content-encoding')).toBe(encoding);
		expect(response.headers.get('content-length')).toBe(String(bytes.length));
		expect(response.headers.get('vary')).toBe('accept-encoding');
		expect(response.headers.get('etag')).toBe('"1"');
		expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
	});

	it.each([undefined, '', 'identity', 'deflate, zstd', 'br;q=0, gzip;q=0'])(
		'for a browser that takes %s is sent as it is',
		async (accepts) => {
			const response = await compressed(asked(accepts), page());
			expect(await response.text()).toBe(text);
			expect(response.headers.has('content-encoding')).toBe(false);
			expect(response.headers.get('vary')).toBe('accept-encoding');
		}
	);

	it('that is compressed already stays so', async () => {
		const response = page({ 'content-encoding': 'br' });
		expect(await compressed(asked('br'), response)).toBe(response);
	});
});

it('leaves answers that are no pages alone', async () => {
	const answer = Response.json({ a: 1 });
	expect(await compressed(asked('br'), answer)).toBe(answer);
	const empty = new Response(null, { status: 304, headers: { 'content-type': 'text/html' } });
	expect(await compressed(asked('br'), empty)).toBe(empty);
});
