import { existsSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink, MAX_LINK_BYTES, type LinkState } from '$lib/request';
import { toBase64url } from '$lib/request/base64url';
import { crc32 } from '$lib/request/checksum';
import type { Options, ParamRow } from '$lib/request/request';

const link = (query: string): LinkState => ({
	request: { query, params: [], filter: '', options: {} },
	cluster: ''
});

function pack(json: string, version = '1'): string {
	const body = deflateRawSync(Buffer.from(json));
	const head = Buffer.alloc(8);
	head.writeUInt32BE(crc32(body));
	head.writeUInt32BE(body.length, 4);
	return version + toBase64url(Buffer.concat([head, body]));
}

const text = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string(),
	fc.constantFrom('😀\u0000\r\n\ud800', '9007199254740993', `${'['.repeat(300)}${']'.repeat(300)}`)
);
const row: fc.Arbitrary<ParamRow> = fc.record({
	name: text,
	type: fc.constantFrom('string', 'integer', 'double', 'boolean', 'null', 'list', 'identifier', 'pattern'),
	value: text
});
const options: fc.Arbitrary<Options> = fc.record(
	{
		waitForCompletionTimeout: text,
		keepAlive: text,
		keepOnCompletion: fc.boolean(),
		profile: fc.boolean(),
		columnar: fc.boolean(),
		locale: text,
		timeZone: text,
		includeCcsMetadata: fc.boolean(),
		includeExecutionMetadata: fc.boolean(),
		projectRouting: text,
		tables: text,
		settings: text,
		allowPartialResults: fc.boolean(),
		dropNullColumns: fc.boolean()
	},
	{ requiredKeys: [], noNullPrototype: true }
);
const states: fc.Arbitrary<LinkState> = fc.record({
	request: fc.record(
		{ query: text, params: fc.array(row), filter: text, options },
		{ noNullPrototype: true }
	),
	cluster: text
});

describe('links', () => {
	it('bring every request back, to the last code unit', async () => {
		await fc.assert(
			fc.asyncProperty(states, async (state) => {
				const fragment = await encodeLink(state);
				expect(fragment).toMatch(/^1[\w-]+$/);
				expect(await decodeLink(`#${fragment}`)).toEqual({ kind: 'request', ...state });
			}),
			{ numRuns: 2000 }
		);
	});

	it('of the first format keep opening', async () => {
		const golden = JSON.parse(readFileSync(new URL('./links/1.json', import.meta.url), 'utf8')) as {
			fragment: string;
			state: LinkState;
		}[];
		expect(golden.length).toBeGreaterThan(2);
		for (const { fragment, state } of golden)
			expect(await decodeLink(fragment)).toEqual({ kind: 'request', ...state });
	});

	it('are told apart from anything that is not one, cut or damaged, at every place', async () => {
		const state = { ...link('FROM logs-* | WHERE a == ?x | STATS n = COUNT(*) BY b'), cluster: 'demo' };
		const fragment = await encodeLink(state);
		for (let at = 0; at < fragment.length; at++) {
			const cut = await decodeLink(fragment.slice(0, at));
			expect(cut).toMatchObject({
				kind: 'broken',
				reason: at < 1 ? 'The link holds no request' : (expect.stringContaining('cut short') as string)
			});
			const changed = `${fragment.slice(0, at)}${fragment[at] === 'A' ? 'B' : 'A'}${fragment.slice(at + 1)}`;
			const read = await decodeLink(changed);
			if (read.kind === 'request') expect(read).toEqual({ kind: 'request', ...state });
			else expect(read.reason).toMatch(/damaged|cut short|newer version|not a link/);
		}
		expect(await decodeLink(`${fragment}%20`)).toMatchObject({
			kind: 'broken',
			reason: expect.stringContaining('characters') as string
		});
		expect(await decodeLink(`${fragment}AAAA`)).toMatchObject({
			kind: 'broken',
			reason: expect.stringContaining('added') as string
		});
	});

	it.each([
		['', /no request/],
		['#', /no request/],
		['section-2', /not a link/],
		['2abc', /newer version/],
		['1', /cut short/],
		[pack('[]'), /no request/],
		[pack('{"filter":"{}"}'), /no query/],
		[pack('{"query":'), /damaged/],
		[pack('{"query":1}'), /no query/]
	])('%.20j is refused with a sentence', async (fragment, reason) => {
		const read = await decodeLink(fragment);
		expect(read.kind === 'broken' ? read.reason : read).toMatch(reason);
	});

	it('refuse a decompression bomb', async () => {
		const bomb = pack(`{"query":"${' '.repeat(200 * MAX_LINK_BYTES)}"}`);
		expect(bomb.length).toBeLessThan(300_000);
		expect(await decodeLink(bomb)).toEqual({
			kind: 'broken',
			reason: 'The link holds more than 1 MB, which is refused'
		});
	});

	it('refuse to be made of more than they can hold', async () => {
		await expect(encodeLink(link('x'.repeat(MAX_LINK_BYTES + 1)))).rejects.toThrow(
			'larger than a link can hold'
		);
	});

	it('carry nothing that a request has no field for', async () => {
		const state = {
			query: 'FROM a',
			params: [['a', 'string', 'v'], ['b', 'secret', 'v'], 7],
			options: { profile: true, apiKey: 'k', keepAlive: 5 },
			headers: { authorization: 'x' }
		};
		expect(await decodeLink(pack(JSON.stringify(state)))).toEqual({
			kind: 'request',
			request: {
				query: 'FROM a',
				params: [{ name: 'a', type: 'string', value: 'v' }],
				filter: '',
				options: { profile: true }
			},
			cluster: ''
		});
	});

	it('of real queries are short', async () => {
		const corpus = new URL('../../../shared/corpus/queries.jsonl', import.meta.url);
		if (!existsSync(corpus)) return console.log('skipped: no corpus beside the project');
		const lines = readFileSync(corpus, 'utf8').trim().split('\n');
		const queries = lines.map((line) => (JSON.parse(line) as { query: string }).query);
		const lengths = (await Promise.all(queries.map((query) => encodeLink(link(query)))))
			.map(({ length }) => length)
			.sort((a, b) => a - b);
		expect(lengths[Math.floor(lengths.length * 0.95)]).toBeLessThanOrEqual(2000);
		expect(lengths.at(-1)).toBeLessThanOrEqual(8000);
	});
});

describe('crc32', () => {
	it('agrees with the check value of the standard', () => {
		expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
	});
});
