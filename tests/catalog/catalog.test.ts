import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
	CachedSchema,
	CatalogClient,
	CatalogError,
	Connection,
	createCatalog,
	probedServer,
	serverInfo
} from '$lib/catalog';
import { readFields } from '$lib/catalog/fieldtypes';
import type { SchemaSource } from '$lib/esql/analysis/schema';
import { elasticError } from '$lib/protocol/elastic';

const undo: (() => unknown)[] = [];
afterEach(async () => {
	for (const step of undo.splice(0)) await step();
});

type Answers = Readonly<Record<string, (response: ServerResponse) => unknown>>;

/** A cluster that answers paths as a test says and 404 to all others; gives the paths it was asked for. */
async function cluster(answers: Answers): Promise<{ base: string; asked: string[] }> {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		const path = (request.url ?? '').replace('/api/clusters/de%20mo', '');
		asked.push(path);
		const answer = answers[path.replace(/\?.*/, '')];
		if (answer !== undefined) answer(response);
		else send(response, elasticError(404, 'index_not_found_exception', 'no such index'), 404);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	undo.push(() => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
	return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function send(response: ServerResponse, body: unknown, status = 200): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

const resolved = {
	indices: [
		{ name: 'orders', attributes: ['open'], mode: 'standard' },
		{ name: 'countries', aliases: ['c'], attributes: ['open'], mode: 'lookup' },
		{ name: '.ds-logs-1', attributes: ['hidden', 'open'], data_stream: 'logs' },
		{ attributes: [] },
		7
	],
	aliases: [{ name: 'c', indices: ['countries'] }],
	data_streams: [{ name: 'logs', backing_indices: '.ds-logs-1', timestamp_field: '@timestamp' }]
};

describe('the catalog of a cluster', () => {
	it('lists indices, aliases, data streams and views by name', async () => {
		const { base } = await cluster({
			'/_resolve/index/*': (response) => send(response, resolved),
			'/_query/view': (response) => send(response, { views: [{ name: 'errors', query: 'FROM logs' }] })
		});
		expect(await createCatalog('de mo', { base }).indices()).toEqual([
			{ name: 'c', kind: 'alias' },
			{ name: 'countries', kind: 'index', mode: 'lookup' },
			{ name: 'errors', kind: 'view' },
			{ name: 'logs', kind: 'data_stream' },
			{ name: 'orders', kind: 'index', mode: 'standard' }
		]);
	});

	it.each([400, 403, 404, 405])('does without views on a cluster that answers %i to them', async (status) => {
		const { base } = await cluster({
			'/_resolve/index/*': (response) => send(response, { indices: [{ name: 'a' }] }),
			'/_query/view': (response) => send(response, { error: 'no handler found', status }, status)
		});
		expect(await createCatalog('de mo', { base }).indices()).toEqual([{ name: 'a', kind: 'index' }]);
	});

	it('lists enrich policies and inference endpoints by name', async () => {
		const { base } = await cluster({
			'/_enrich/policy': (response) =>
				send(response, {
					policies: [
						{
							config: {
								match: { name: 'users', indices: ['u'], match_field: 'email', enrich_fields: ['city'] }
							}
						},
						{ config: { range: { name: 'nets', indices: 'n', match_field: 'cidr', enrich_fields: 'team' } } },
						{ config: { match: { indices: ['nameless'] } } },
						{ config: 7 },
						null
					]
				}),
			'/_inference': (response) =>
				send(response, {
					endpoints: [
						{ inference_id: 'rank', task_type: 'rerank', service: 'elasticsearch' },
						{ inference_id: '.elser', task_type: 'sparse_embedding' },
						{ task_type: 'rerank' }
					]
				})
		});
		const catalog = createCatalog('de mo', { base });
		expect(await catalog.policies()).toEqual([
			{ name: 'nets', kind: 'range', indices: ['n'], matchField: 'cidr', fields: ['team'] },
			{ name: 'users', kind: 'match', indices: ['u'], matchField: 'email', fields: ['city'] }
		]);
		expect(await catalog.endpoints()).toEqual([
			{ id: '.elser', task: 'sparse_embedding', service: '' },
			{ id: 'rank', task: 'rerank', service: 'elasticsearch' }
		]);
	});

	it.each([403, 404])(
		'does not know the policies, and has no endpoints, where a cluster answers %i to them',
		async (status) => {
			const refuse = (response: ServerResponse) => send(response, { error: 'no', status }, status);
			const { base } = await cluster({ '/_enrich/policy': refuse, '/_inference': refuse });
			const catalog = createCatalog('de mo', { base });
			expect([await catalog.policies(), await catalog.endpoints()]).toEqual([undefined, []]);
		}
	);

	it('lists remote clusters, and what each has under its name there', async () => {
		const { base, asked } = await cluster({
			'/_remote/info': (response) =>
				send(response, { tokyo: { connected: false }, berlin: { connected: true } }),
			'/_resolve/index/berlin%3A*': (response) =>
				send(response, {
					indices: [{ name: 'berlin:trains', mode: 'standard' }],
					aliases: [],
					data_streams: [{ name: 'berlin:logs' }]
				})
		});
		const catalog = createCatalog('de mo', { base });
		expect(await catalog.remotes()).toEqual(['berlin', 'tokyo']);
		const expected = [
			{ name: 'logs', kind: 'data_stream' },
			{ name: 'trains', kind: 'index', mode: 'standard' }
		];
		for (let time = 0; time < 2; time++) expect(await catalog.remoteIndices('berlin')).toEqual(expected);
		expect(asked).toEqual(['/_remote/info', '/_resolve/index/berlin%3A*']);
		await expect(catalog.remoteIndices('nowhere')).rejects.toThrow(/no such index/);
	});

	it('has no remote clusters where a cluster does not tell of them', async () => {
		const { base } = await cluster({});
		expect(await createCatalog('de mo', { base }).remotes()).toEqual([]);
	});

	it('does not take a broken cluster for one without policies', async () => {
		const { base } = await cluster({
			'/_enrich/policy': (response) => send(response, elasticError(500, 'boom', 'broken'), 500)
		});
		await expect(createCatalog('de mo', { base }).policies()).rejects.toThrow(/broken/);
	});

	it.each([
		['9.4.1', 'default', '9.4.1'],
		['8.11.0', 'serverless', undefined]
	])('says that version %s of flavor %s is %s', async (number, build_flavor, version) => {
		const { base } = await cluster({
			'/': (response) => send(response, { version: { number, build_flavor } })
		});
		expect(await createCatalog('de mo', { base }).version()).toBe(version);
	});

	it('asks for the fields of a pattern under its exact name', async () => {
		const pattern = 'eu:logs-*,-x,<a-{now/d}>';
		const { base, asked } = await cluster({
			[`/${encodeURIComponent(pattern)}/_field_caps`]: (response) =>
				send(response, { fields: { b: { long: { type: 'long' } }, a: { keyword: { type: 'keyword' } } } })
		});
		expect(await createCatalog('de mo', { base }).fields(pattern)).toEqual([
			{ name: 'a', type: 'keyword' },
			{ name: 'b', type: 'long' }
		]);
		expect(new URLSearchParams(asked[0].split('?')[1])).toEqual(
			new URLSearchParams('fields=*&include_unmapped=false&filters=-parent,-metadata')
		);
	});

	it('asks nothing for an empty pattern', async () => {
		const { base, asked } = await cluster({});
		expect(await createCatalog('de mo', { base }).fields(' ')).toEqual([]);
		expect(asked).toEqual([]);
	});

	it.each([
		['a missing index', 'gone', /no such index/],
		['a web page', 'html', /web page/],
		['JSON that is no object', 'array', /not Elasticsearch/],
		['cut JSON', 'cut', /not Elasticsearch/]
	])('fails with a sentence on %s', async (_, pattern, message) => {
		const { base } = await cluster({
			'/html/_field_caps': (response) =>
				response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
			'/array/_field_caps': (response) => send(response, '[1]'),
			'/cut/_field_caps': (response) => send(response, '{"fields":{')
		});
		const error = await createCatalog('de mo', { base })
			.fields(pattern)
			.catch((error: unknown) => error);
		expect(error).toBeInstanceOf(CatalogError);
		expect((error as CatalogError).message).toMatch(message);
	});

	it('fails with a sentence when nothing listens', async () => {
		const { base } = await cluster({});
		await undo.splice(0)[0]();
		await expect(createCatalog('de mo', { base }).indices()).rejects.toThrow(/could not be reached/);
	});

	it('gives up when asked to', async () => {
		let closed = false;
		const { base, asked } = await cluster({
			'/slow/_field_caps': (response) => response.on('close', () => (closed = true))
		});
		const abort = new AbortController();
		const fields = createCatalog('de mo', { base }).fields('slow', abort.signal);
		const ended = expect(fields).rejects.toMatchObject({ name: 'AbortError' });
		while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		abort.abort();
		await ended;
		while (!closed) await new Promise((resolve) => setTimeout(resolve, 5));
	});

	it('asks who a cluster is', async () => {
		const answer = {
			cluster_name: 'prod',
			cluster_uuid: 'u',
			version: { number: '9.4.1', build_flavor: 'default' }
		};
		const { base } = await cluster({ '/': (response) => send(response, answer) });
		expect(await serverInfo(new Connection('de mo', { base }))).toEqual({
			name: 'prod',
			uuid: 'u',
			version: '9.4.1',
			flavor: 'default'
		});
	});

	it('asks what a cluster can, and believes yes and no only', async () => {
		const root = {
			cluster_name: 'p',
			cluster_uuid: 'u',
			version: { number: '8.11.0', build_flavor: 'serverless' }
		};
		const probed = async (capabilities: unknown) => {
			const { base } = await cluster({
				'/abilities': (response) => send(response, { ...root, capabilities })
			});
			return probedServer(new Connection('de mo', { base }));
		};
		expect(await probed({ query_settings_request_body: false, teleport: true })).toEqual({
			name: 'p',
			uuid: 'u',
			version: '8.11.0',
			flavor: 'serverless',
			abilities: { query_settings_request_body: false }
		});
		for (const odd of [undefined, [], { query_settings_request_body: 'yes' }])
			expect((await probed(odd)).abilities).toEqual({});
	});
});

describe('readFields', () => {
	const type = (capabilities: object) => readFields({ fields: { f: capabilities } })[0];

	it.each([
		['constant_keyword', 'keyword'],
		['scaled_float', 'double'],
		['short', 'integer'],
		['semantic_text', 'text'],
		['unsigned_long', 'unsigned_long'],
		['geo_point', 'geo_point']
	])('%s is %s', (mapped, read) => {
		expect(type({ [mapped]: { type: mapped } })).toEqual({ name: 'f', type: read });
	});

	it('knows counters', () => {
		expect(type({ long: { time_series_metric: 'counter' } }).type).toBe('counter_long');
		expect(type({ float: { time_series_metric: 'counter' } }).type).toBe('counter_double');
		expect(type({ double: { time_series_metric: 'gauge' } }).type).toBe('double');
	});

	it('calls conflicts and unknown types unsupported, with their mapping types', () => {
		expect(type({ long: {}, keyword: {} })).toEqual({
			name: 'f',
			type: 'unsupported',
			originalTypes: ['keyword', 'long']
		});
		expect(type({ percolator: {} })).toEqual({
			name: 'f',
			type: 'unsupported',
			originalTypes: ['percolator']
		});
		expect(type({ constructor: {} }).type).toBe('unsupported');
	});

	it('takes types that ES|QL reads alike for no conflict', () => {
		expect(type({ short: {}, integer: {}, unmapped: {} })).toEqual({ name: 'f', type: 'integer' });
	});

	it('leaves out objects, metadata and what is mapped nowhere', () => {
		expect(
			readFields({
				fields: {
					o: { object: {} },
					n: { nested: {} },
					_id: { _id: { metadata_field: true } },
					u: { unmapped: {} },
					x: 5
				}
			})
		).toEqual([]);
		expect(readFields({})).toEqual([]);
	});
});

describe('CachedSchema', () => {
	function counting(
		answer: (signal: AbortSignal | undefined) => Promise<readonly []>
	): SchemaSource & { calls: string[] } {
		const calls: string[] = [];
		return {
			calls,
			indices: (signal) => (calls.push('*'), answer(signal)),
			fields: (pattern, signal) => (calls.push(pattern), answer(signal))
		};
	}

	it('asks once, also for those who ask at the same time', async () => {
		const source = counting(async () => []);
		const cached = new CachedSchema(source);
		await Promise.all([cached.fields('a'), cached.fields('a'), cached.indices()]);
		await cached.fields('a');
		expect(source.calls).toEqual(['a', '*']);
		cached.clear();
		await cached.fields('a');
		expect(source.calls).toEqual(['a', '*', 'a']);
	});

	it('asks once for policies, endpoints and version, and does without a source that has none', async () => {
		const calls: string[] = [];
		const source: SchemaSource = {
			...counting(async () => []),
			policies: async () => (calls.push('policies'), []),
			endpoints: async () => (calls.push('endpoints'), []),
			version: async () => (calls.push('version'), '9.2.0')
		};
		const cached = new CachedSchema(source);
		for (let time = 0; time < 2; time++)
			await Promise.all([cached.policies(), cached.endpoints(), cached.version()]);
		expect(calls).toEqual(['policies', 'endpoints', 'version']);
		const bare = new CachedSchema(counting(async () => []));
		expect([await bare.policies(), await bare.endpoints(), await bare.version()]).toEqual([
			undefined,
			[],
			undefined
		]);
	});

	it('asks again when an answer is old', async () => {
		const source = counting(async () => []);
		let now = 0;
		const cached = new CachedSchema(source, { lifetime: 100, now: () => now });
		await cached.indices();
		now = 99;
		await cached.indices();
		now = 100;
		await cached.indices();
		expect(source.calls).toHaveLength(2);
	});

	it('never remembers a failure', async () => {
		let fail = true;
		const source = counting(() => (fail ? Promise.reject(new Error('no')) : Promise.resolve([] as const)));
		const cached = new CachedSchema(source);
		await expect(cached.fields('a')).rejects.toThrow('no');
		await expect(Promise.all([cached.fields('a'), cached.fields('a')])).rejects.toThrow('no');
		fail = false;
		await expect(cached.fields('a')).resolves.toEqual([]);
		expect(source.calls).toHaveLength(3);
	});

	it('forgets what was asked longest ago beyond its capacity', async () => {
		const source = counting(async () => []);
		const cached = new CachedSchema(source, { capacity: 2 });
		for (const pattern of ['a', 'b', 'c', 'c', 'b', 'a']) await cached.fields(pattern);
		expect(source.calls).toEqual(['a', 'b', 'c', 'a']);
	});

	it('aborts a shared request only when all who wait have given up', async () => {
		const signals: AbortSignal[] = [];
		const source = counting((signal) => {
			if (signal !== undefined) signals.push(signal);
			return new Promise((_, reject) =>
				signal?.addEventListener('abort', () => reject(new Error('aborted')))
			);
		});
		const cached = new CachedSchema(source);
		const [first, second] = [new AbortController(), new AbortController()];
		const one = cached.fields('a', first.signal);
		const two = cached.fields('a', second.signal);
		first.abort(new Error('first'));
		await expect(one).rejects.toThrow('first');
		expect(signals[0].aborted).toBe(false);
		second.abort(new Error('second'));
		await expect(two).rejects.toThrow('second');
		expect(signals[0].aborted).toBe(true);
		await expect(cached.fields('a', first.signal)).rejects.toThrow('first');
		expect(source.calls).toEqual(['a']);
	});

	it('passes on what the client says', async () => {
		const { base } = await cluster({});
		await expect(
			new CachedSchema(new CatalogClient(new Connection('de mo', { base }))).fields('a')
		).rejects.toBeInstanceOf(CatalogError);
	});
});
