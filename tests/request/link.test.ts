import { existsSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink, MAX_LINK_BYTES, MAX_LINK_LENGTH, type LinkState } from '$lib/request';
import { clause } from '$lib/request/clause';
import { toBase64url } from '$lib/request/base64url';
import { crc32 } from '$lib/request/checksum';
import { rescueObject } from '$lib/request/rescue';
import { states } from './states';

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

describe('links', () => {
	it('bring every request back, to the last code unit', async () => {
		await fc.assert(
			fc.asyncProperty(states, async (state) => {
				const fragment = await encodeLink(state);
				expect(fragment).toMatch(/^[12][\w-]+$/);
				expect(await decodeLink(`#${fragment}`)).toEqual({ kind: 'request', ...state });
			}),
			{ numRuns: 10_000 }
		);
	}, 120_000);

	it.each([1, 2])('of format %i keep opening', async (version) => {
		const golden = JSON.parse(
			readFileSync(new URL(`./links/${version}.json`, import.meta.url), 'utf8')
		) as readonly { readonly fragment: string; readonly state: LinkState }[];
		expect(golden.length).toBeGreaterThan(2);
		expect(golden.every(({ fragment }) => fragment.startsWith(String(version)))).toBe(true);
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

	it('give back what is left of them', async () => {
		const query =
			'FROM logs-* | WHERE message : "😀 timeout" AND status >= ?low | KEEP @timestamp, message, status';
		const params = [{ name: 'low', type: 'integer', value: '500' } as const];
		const request = { query, params, filter: '{"term":{"a":1}}', options: { profile: true } };
		const clauses = Array.from({ length: 40 }, (_, at) =>
			clause({ kind: 'is', field: `labels.key_${at * 7919}`, value: String(at * 104729) })
		);
		const fragment = await encodeLink({ request: { ...request, clauses }, cluster: 'demo' });
		const rescued: LinkState[] = [];
		for (let at = 0; at < fragment.length; at++) {
			const read = await decodeLink(fragment.slice(0, at));
			if (read.kind === 'broken' && read.rescued) rescued.push(read.rescued);
		}
		const queries = rescued.map((state) => state.request.query);
		expect(queries.length).toBeGreaterThan(fragment.length * 0.8);
		expect(queries.every((text) => query.startsWith(text.replace(/\ufffd$/, '')))).toBe(true);
		expect(queries.filter((text) => text === query).length).toBeGreaterThan(fragment.length / 2);
		expect(rescued).toContainEqual({ request, cluster: 'demo' });
		const whole = { request: { ...request, clauses }, cluster: 'demo' };
		for (const junk of ['%20', ').', 'AAAA'])
			expect(await decodeLink(fragment + junk)).toMatchObject({ kind: 'broken', rescued: whole });
		const middle = `${fragment.slice(0, 400)}${fragment[400] === 'A' ? 'B' : 'A'}${fragment.slice(401)}`;
		expect(await decodeLink(middle)).toMatchObject({ kind: 'broken', rescued: { request: { query } } });
	});

	it('give back the query wherever they are cut behind it', () => {
		const json = JSON.stringify({
			query: 'FROM a "b" \\ \n é',
			cluster: 'demo',
			params: [['a', 'string', '1']]
		});
		for (let at = json.indexOf('","cluster') + 1; at <= json.length; at++)
			expect(rescueObject(json.slice(0, at))?.query).toBe('FROM a "b" \\ \n é');
		for (let at = 11; at < json.indexOf('","cluster'); at++)
			expect(String(rescueObject(json.slice(0, at))?.query)).toMatch(/^F/);
		expect(rescueObject('{"query"')).toBeUndefined();
	});

	it('never make what is left of random bytes fail', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ minLength: 8, maxLength: 300 }), async (bytes) => {
				expect(await decodeLink(`2${toBase64url(bytes)}`)).toMatchObject({ kind: 'broken' });
			}),
			{ numRuns: 2000 }
		);
	});

	it.each([
		['', /no request/],
		['#', /no request/],
		['section-2', /not a link/],
		['3abc', /newer version/],
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

	it('of real queries are short, alone and with everything around them', async () => {
		const queries = corpusQueries();
		if (!queries) return console.log('skipped: no corpus beside the project');
		const alone = await lengthsOf(queries.map(link));
		expect(alone[Math.floor(alone.length * 0.95)]).toBeLessThanOrEqual(2000);
		const full = await lengthsOf(
			queries.map((query) => ({ ...surroundings, request: { ...surroundings.request, query } }))
		);
		expect(full.at(-1)).toBeLessThanOrEqual(MAX_LINK_LENGTH);
	});

	it('are made and read within 20 ms', async () => {
		const query =
			(corpusQueries() ?? [firstLong]).toSorted((a, b) => a.length - b.length).at(-1) ?? firstLong;
		const state = { ...surroundings, request: { ...surroundings.request, query } };
		const times: number[] = [];
		for (let round = 0; round < 20; round++) {
			const start = performance.now();
			await decodeLink(await encodeLink(state));
			times.push(performance.now() - start);
		}
		expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(20);
	});
});

const firstLong = Array.from(
	{ length: 200 },
	(_, at) => `| EVAL column_${at} = field_${at * 31} + ${at * 7919}`
).join('\n');

/** A filter of 2 KB, ten params and sixty columns, none of which compress better than real ones. */
const surroundings: LinkState = {
	request: {
		query: '',
		params: Array.from({ length: 10 }, (_, at) => ({
			name: `param_${at}`,
			type: 'string',
			value: `value ${at * 7919} of it`
		})),
		filter: longFilter(),
		options: { timeZone: 'Europe/Paris', keepAlive: '2d', profile: true }
	},
	cluster: 'production-eu',
	view: {
		columns: Array.from({ length: 60 }, (_, at) => ({
			name: `${['host', 'process', 'event', 'user', 'source', 'file'][at % 6]}.${['name', 'id', 'hash', 'category', 'ip'][at % 5]}_${at}`,
			width: 80 + ((at * 37) % 200),
			...(at < 2 ? { pin: 'left' as const } : {}),
			...(at % 9 === 8 ? { hide: true } : {})
		})),
		sort: [{ name: 'user.name_3', descending: true }],
		answerPane: 'chart'
	}
};

function longFilter(): string {
	const terms = Array.from({ length: 24 }, (_, at) => ({
		term: { [`kubernetes.labels.app_${at}`]: `service-${(at * 2654435761) % 100000}` }
	}));
	const filter = JSON.stringify(
		{ bool: { filter: [{ range: { '@timestamp': { gte: 'now-24h' } } }], should: terms } },
		null,
		1
	);
	return filter.length < 2048 ? filter.replace(/\}$/, `${' '.repeat(2048 - filter.length)}}`) : filter;
}

function corpusQueries(): readonly string[] | undefined {
	const corpus = new URL('../../../shared/corpus/queries.jsonl', import.meta.url);
	if (!existsSync(corpus)) return undefined;
	const lines = readFileSync(corpus, 'utf8').trim().split('\n');
	return lines.map((line) => (JSON.parse(line) as { query: string }).query);
}

async function lengthsOf(all: readonly LinkState[]): Promise<readonly number[]> {
	const lengths = await Promise.all(all.map(async (state) => (await encodeLink(state)).length));
	return lengths.sort((a, b) => a - b);
}

describe('crc32', () => {
	it('agrees with the check value of the standard', () => {
		expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
	});
});
