import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ElasticCause, ElasticError } from '$lib/protocol/elastic';
import { type Case, queryCases, readCases, refusedCases } from './cases';
import { openTarget, send, type Target, targetNames } from './targets';

/** Requires `expected` to be contained in `actual`; lists item by item, patterns by match. */
function contains(actual: unknown, expected: unknown, path = 'body'): void {
	if (expected instanceof RegExp) {
		expect(actual, path).toMatch(expected);
	} else if (Array.isArray(expected)) {
		expect(Array.isArray(actual) && actual.length, path).toBe(expected.length);
		expected.forEach((item, at) => contains((actual as unknown[])[at], item, `${path}[${at}]`));
	} else if (typeof expected === 'object' && expected !== null) {
		expect(typeof actual, path).toBe('object');
		for (const [key, value] of Object.entries(expected))
			contains((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
	} else {
		expect(actual, path).toBe(expected);
	}
}

function reasons(cause: ElasticCause): (string | null)[] {
	return [cause.reason, ...(cause.caused_by ? reasons(cause.caused_by) : [])];
}

const matches = (text: string | null, wanted: string | RegExp) =>
	typeof wanted === 'string' ? text === wanted : text !== null && wanted.test(text);

function checkError(body: ElasticError, wanted: Case): void {
	expect(body.status).toBe(wanted.status);
	if (wanted.sentence !== undefined) return contains(body.error, wanted.sentence);
	if (typeof body.error === 'string')
		return expect([wanted.type, wanted.reason]).toEqual([undefined, undefined]);
	const { error } = body;
	expect(error.root_cause?.[0]).toMatchObject({ type: expect.any(String), reason: expect.any(String) });
	expect(error.root_cause?.[0]).not.toHaveProperty('caused_by');
	if (wanted.type !== undefined) expect(error.type).toBe(wanted.type);
	const { reason } = wanted;
	if (reason !== undefined && !reasons(error).some((text) => matches(text, reason)))
		expect(reasons(error).join('\n')).toBe(reason);
}

async function check(target: Target, wanted: Case): Promise<void> {
	const response = await send(target, wanted.path, wanted);
	const text = await response.text();
	expect([response.status, response.status === wanted.status ? '' : text]).toEqual([wanted.status, '']);
	expect(response.headers.get('x-elastic-product')).toBe('Elasticsearch');
	for (const [name, value] of Object.entries(wanted.expect ?? {}))
		contains(response.headers.get(name), value, name);
	if (wanted.text !== undefined) expect(text).toBe(wanted.text);
	if (wanted.json !== undefined) contains(JSON.parse(text), wanted.json);
	if (response.status >= 400) checkError(JSON.parse(text) as ElasticError, wanted);
}

describe.each(targetNames)('contract of %s', (name) => {
	let target: Target;
	beforeAll(async () => {
		target = await openTarget(name);
	});
	afterAll(() => target.close());

	const fits = ({ needs }: Case) =>
		needs === undefined ||
		(needs === 'demo' ? name !== 'elasticsearch' : name !== 'relay' && name !== 'process');

	describe('reads', () => {
		it.each(readCases.filter(fits))('$name', (wanted) => check(target, wanted));
	});
	describe('queries', () => {
		it.each(queryCases.filter(fits))('$name', (wanted) => check(target, wanted));
	});
	describe('refuses', () => {
		it.each(refusedCases.filter(fits))('$name', (wanted) => check(target, wanted));
	});
});
