import { describe, expect, it } from 'vitest';
import { gateOf } from '$lib/server/gate';
import { Quota } from '$lib/server/quota';

const knock = (headers: Record<string, string> = {}, address = '127.0.0.1') => ({
	address,
	header: (name: string) => headers[name] ?? null
});
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

describe('a token', () => {
	const gate = gateOf({ kind: 'token', token: 'the-right-token-1' });

	it.each([
		basic('anyone:the-right-token-1'),
		basic(':the-right-token-1'),
		{ authorization: 'Bearer the-right-token-1' },
		{ authorization: 'bearer  the-right-token-1' }
	])('lets %j in', (headers) => expect(gate(knock(headers))).toEqual({ kind: 'in', user: undefined }));

	it.each([
		{},
		{ authorization: '' },
		basic('the-right-token-1'.slice(0, -1)),
		basic('the-right-token-1:'),
		{ authorization: 'Bearer the-right-token-2' },
		{ authorization: 'ApiKey the-right-token-1' },
		{ authorization: 'Bearer the-right-token-1 x' }
	])('keeps %j out and asks for it', (headers) =>
		expect(gate(knock(headers))).toMatchObject({
			kind: 'out',
			status: 401,
			challenge: expect.stringContaining('Basic')
		})
	);
});

describe('a reverse proxy', () => {
	const gate = gateOf({
		kind: 'proxy',
		header: 'x-user',
		addresses: ['10.0.0.0/8', '::1'],
		users: ['ann']
	});

	it('is believed at its addresses', () => {
		expect(gate(knock({ 'x-user': 'ann' }, '10.1.2.3'))).toEqual({ kind: 'in', user: 'ann' });
		expect(gate(knock({ 'x-user': ' ann ' }, '::ffff:10.1.2.3'))).toEqual({ kind: 'in', user: 'ann' });
		expect(gate(knock({ 'x-user': 'ann' }, '::1'))).toEqual({ kind: 'in', user: 'ann' });
	});

	it.each([
		[{ 'x-user': 'ann' }, '11.0.0.1', 403],
		[{ 'x-user': 'ann' }, '127.0.0.1', 403],
		[{ 'x-user': 'ann' }, 'unknown', 403],
		[{}, '10.0.0.1', 401],
		[{ 'x-user': ' ' }, '10.0.0.1', 401],
		[{ 'x-user': 'bob' }, '10.0.0.1', 403],
		[{ 'x-user': 'Ann' }, '10.0.0.1', 403]
	])('does not let %j in from %s', (headers, address, status) =>
		expect(gate(knock(headers, address))).toMatchObject({ kind: 'out', status })
	);

	it('lets in everyone it names when no users are listed', () => {
		const wide = gateOf({ kind: 'proxy', header: 'x-user', addresses: ['127.0.0.1'], users: [] });
		expect(wide(knock({ 'x-user': 'bob' }))).toEqual({ kind: 'in', user: 'bob' });
	});
});

describe('quota', () => {
	const limits = { openRequests: 2, requestsPerMinute: 60, responseBytes: 0, keepAlive: undefined };

	it('lets so many be open at once, each asker on its own', () => {
		const quota = new Quota();
		const first = quota.enter('a', limits, 0);
		quota.enter('a', limits, 0);
		expect(quota.enter('a', limits, 0)).toMatchObject({
			kind: 'out',
			reason: 'this session has 2 requests open at once; at most 2 may be'
		});
		expect(quota.enter('b', limits, 0).kind).toBe('in');
		if (first.kind === 'in') {
			first.leave();
			first.leave();
		}
		expect(quota.enter('a', limits, 0).kind).toBe('in');
		expect(quota.enter('a', limits, 0).kind).toBe('out');
	});

	it('lets so many be sent in a minute, and tells when the next may', () => {
		const quota = new Quota();
		const send = (now: number) => {
			const admission = quota.enter('a', { ...limits, openRequests: 1000 }, now);
			if (admission.kind === 'in') admission.leave();
			return admission;
		};
		for (let count = 0; count < 60; count++) expect(send(0).kind).toBe('in');
		expect(send(0)).toMatchObject({ kind: 'out', retryAfter: 1 });
		expect(send(999).kind).toBe('out');
		expect(send(1001).kind).toBe('in');
		expect(send(1001).kind).toBe('out');
		expect(send(3_600_000).kind).toBe('in');
	});
});
