import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readEntry } from '$lib/history/entry';
import { encodeLink, toBody, toUrl, type LinkState } from '$lib/request';
import { fromBase64url } from '$lib/request/base64url';
import { codeLanguages, toCode } from '$lib/request/code';
import { toFile } from '$lib/request/file';
import { secrets } from '../support/secrets';

/** An object with every secret in it beside what belongs there. */
const planted = <Value extends object>(value: Value): Value => ({ ...secrets, ...value });

/** A state in which secrets were put wherever an object is. */
const state: LinkState = planted({
	request: planted({
		query: 'FROM a | WHERE x == ?x',
		params: [planted({ name: 'x', type: 'string' as const, value: 'v' })],
		filter: '{"match_all": {}}',
		options: planted({ profile: true, timeZone: 'Europe/Paris' }),
		clauses: [
			planted({ kind: 'exists' as const, field: 'a', enabled: true, negate: false, pinned: true }),
			planted({ kind: 'is' as const, field: 'a', value: '1', enabled: false, negate: true, pinned: false })
		],
		time: planted({ field: '@timestamp', from: 'now-1h', to: 'now', enabled: true })
	}),
	cluster: 'demo',
	view: planted({ columns: [planted({ name: 'a', width: 100 })], answerPane: 'chart' }),
	asyncId: 'FkpXb0ZaQTZ2UWZxOW1kVHlEbkR1ZXcd='
});

function expectClean(text: string): void {
	expect(text.length).toBeGreaterThan(10);
	for (const [name, secret] of Object.entries(secrets)) {
		expect({ name, found: text.includes(secret) || text.includes(`"${name}"`) }).toEqual({
			name,
			found: false
		});
	}
}

describe('secrets beside a request', () => {
	it('are of twenty kinds', () => {
		expect(new Set(Object.values(secrets)).size).toBeGreaterThanOrEqual(20);
	});

	it('do not get into a link', async () => {
		const bytes = fromBase64url((await encodeLink(state)).slice(1));
		expectClean(inflateRawSync((bytes ?? new Uint8Array()).subarray(8)).toString('utf8'));
	});

	it('do not get into a file', () => {
		expectClean(toFile(state));
	});

	it.each(codeLanguages.map(({ id }) => id))('do not get into code for %s', (language) => {
		for (const flow of ['sync', 'async'] as const)
			expectClean(toCode(state.request, language, { flow, target: { kind: 'environment' } }));
	});

	it('do not get into the request that is sent', () => {
		expectClean(toBody(state.request) + toUrl(state.request));
	});

	it('do not come back from the history', () => {
		const stored = {
			id: 1,
			at: 1,
			cluster: 'demo',
			request: state.request,
			outcome: 'complete',
			rows: 1,
			elapsed: 1
		};
		const entry = readEntry(planted(stored));
		expect(entry?.request.query).toBe(state.request.query);
		expectClean(JSON.stringify(entry));
	});
});
