import { describe, expect, it } from 'vitest';
import { refusal } from '$lib/server/guard';

const asked = (host: string | null, origin: string | null = null, fetchSite: string | null = null) =>
	refusal({ host, origin, fetchSite }, ['workbench.example']);

describe('guard', () => {
	it.each([
		['127.0.0.1:3000', null],
		['localhost:3000', 'http://localhost:3000'],
		['[::1]:3000', 'http://[::1]:3000'],
		['a.localhost', null],
		['Workbench.example', 'https://workbench.example']
	])('serves %s from %s', (host, origin) => expect(asked(host, origin)).toBeUndefined());

	it.each([
		['evil.example', null, 'host [evil.example]'],
		[null, null, 'host []'],
		['127.0.0.1.evil.example', null, 'host'],
		['localhost:3000', 'http://evil.example', 'origin [http://evil.example]'],
		['localhost:3000', 'http://localhost:4000', 'origin'],
		['localhost:3000', 'null', 'origin [null]']
	])('refuses %s from %s', (host, origin, sentence) => expect(asked(host, origin)).toContain(sentence));

	it('refuses what another site starts', () => {
		expect(asked('localhost:3000', null, 'cross-site')).toContain('another site');
		expect(asked('localhost:3000', null, 'same-origin')).toBeUndefined();
		expect(asked('localhost:3000', null, 'none')).toBeUndefined();
	});
});
