import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Admission } from '$lib/server/cluster/admission';
import { readText } from '$lib/server/cluster/bodytext';
import { type Database, openDatabase } from '$lib/server/cluster/database';
import { failure, Refusal } from '$lib/server/cluster/failure';
import { filterPath } from '$lib/server/cluster/filterpath';
import { IndexTable } from '$lib/server/cluster/indextable';
import { Jobs } from '$lib/server/cluster/jobs';
import { matchNames } from '$lib/server/cluster/patterns';
import { restDoor } from '$lib/server/cluster/rest';
import { Sessions } from '$lib/server/cluster/sessions';
import type { Tables } from '$lib/server/cluster/table';
import { registerFunctions } from '$lib/server/cluster/udf';
import { warningHeader } from '$lib/server/cluster/warning';

let database: Database;
let jobs: Jobs;
let upstream: ReturnType<typeof restDoor>;
let tables: IndexTable[] = [];
const logged: string[] = [];

beforeAll(async () => {
	database = await openDatabase({ threads: 1 });
	const connection = await database.connect();
	const gates = registerFunctions(connection.native);
	await connection.run('CREATE TABLE kept AS SELECT range AS c1 FROM range(3)');
	await connection.close();
	const log = (message: string) => void logged.push(message);
	jobs = new Jobs({ sessions: new Sessions(database), gates, admission: new Admission(2), log });
	const known: Tables = {
		list: () => tables,
		aliases: () => new Map(),
		match(patterns) {
			const { names, missing } = matchNames(
				patterns,
				tables.map((table) => table.index),
				new Map()
			);
			return { tables: tables.filter((table) => names.includes(table.index)), missing };
		}
	};
	upstream = restDoor({ tables: known, jobs, maxRows: 100, defaultRows: 100 }, log);
});

afterEach(() => {
	tables = [];
	logged.length = 0;
});

afterAll(async () => {
	await jobs.close();
	await database.close();
});

const table = (relation: string) =>
	new IndexTable('t', relation, 'standard', [{ name: 'n', type: 'long', column: '"c1"', multi: false }]);

function call(path: string, init: RequestInit = {}): Promise<Response> {
	const headers = { ...(init.body !== undefined && { 'content-type': 'application/json' }), ...init.headers };
	return upstream(new Request(`http://x${path}`, { ...init, headers }));
}

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
	call(path, { method: 'POST', body: JSON.stringify(body), headers });

describe('failures', () => {
	it('of a table that cannot be loaded are stored and told again and again', async () => {
		const loading = table('kept');
		tables = [loading];
		const submitted = await post('/_query/async', { query: 'FROM t', wait_for_completion_timeout: '0' });
		const { id } = (await submitted.json()) as { id: string };
		loading.fail(new Refusal(failure(503, 'no_shard_available_action_exception', 'line 7 is not CSV')));
		for (const path of [`${id}?wait_for_completion_timeout=2s`, id]) {
			const response = await call(`/_query/async/${path}`);
			expect(response.status).toBe(503);
			expect(await response.json()).toMatchObject({
				error: { type: 'no_shard_available_action_exception', reason: 'line 7 is not CSV' },
				status: 503
			});
		}
		const stopped = await call(`/_query/async/${id}/stop`, { method: 'POST' });
		expect(stopped.status).toBe(503);
		expect((await call(`/_query/async/${id}`, { method: 'DELETE' })).status).toBe(200);
		expect(logged).toEqual([]);
	});

	it('that nobody expected are logged once and opaque, with the product header', async () => {
		const broken = table('"no such relation"');
		broken.settle(3);
		tables = [broken];
		const response = await post('/_query', { query: 'FROM t' });
		expect(response.status).toBe(500);
		expect(response.headers.get('x-elastic-product')).toBe('Elasticsearch');
		const text = await response.text();
		expect(JSON.parse(text)).toMatchObject({ error: { type: 'illegal_state_exception' }, status: 500 });
		expect(text).not.toMatch(/no such relation|SELECT|at /);
		expect(logged).toHaveLength(1);
	});

	it('of an endpoint itself are logged once and opaque', async () => {
		tables = new Proxy<IndexTable[]>([], {
			get() {
				throw new Error('secret');
			}
		});
		const response = await call('/_cat/indices');
		expect(response.status).toBe(500);
		expect(await response.text()).not.toContain('secret');
		expect(logged).toEqual(['GET /_cat/indices failed']);
	});
});

describe('routing', () => {
	it.each([
		['GET', '/_query', 405, 'POST'],
		['DELETE', '/', 405, 'GET, HEAD'],
		['GET', '/_query/async', 405, 'POST'],
		['PUT', '/_query/async/x', 405, 'GET, DELETE'],
		['GET', '/_query/async/x/stop', 405, 'POST'],
		['GET', '/_query/async/x/y', 400, null],
		['GET', '/_query/cursor', 400, null],
		['GET', '/_x/_field_caps', 400, null],
		['GET', '/%E0%A4%A', 400, null],
		['GET', '/_query/queries/', 200, null]
	])('%s %s → %i', async (method, path, status, allow) => {
		const response = await call(path, { method });
		expect(response.status).toBe(status);
		expect(response.headers.get('allow')).toBe(allow);
		expect(response.headers.get('took-nanos')).toMatch(/^\d+$/);
	});

	it('decodes segments once', async () => {
		const response = await call('/_query/async/a%252Fb%20c');
		expect(await response.json()).toMatchObject({ error: { reason: 'invalid id: [a%2Fb c]' } });
	});

	it('speaks the vendor media type in errors too', async () => {
		const type = 'application/vnd.elasticsearch+json; compatible-with=9';
		const response = await post('/_query', {}, { 'content-type': type });
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/vnd.elasticsearch+json;compatible-with=9');
	});
});

describe('bodies', () => {
	const gzipped = (bytes: Uint8Array) =>
		call('/_query', {
			method: 'POST',
			body: bytes as BodyInit,
			headers: { 'content-encoding': 'gzip' },
			duplex: 'half'
		} as RequestInit);

	it('may be gzipped', async () => {
		const response = await gzipped(gzipSync('{"query": "ROW a = 1"}'));
		expect(await response.json()).toMatchObject({ values: [[1]] });
	});

	it('that only say so are refused', async () => {
		expect((await gzipped(Buffer.from('{"query": "ROW a = 1"}'))).status).toBe(400);
	});

	it('packed in another way are refused', async () => {
		const response = await post('/_query', { query: 'ROW a = 1' }, { 'content-encoding': 'br' });
		expect(response.status).toBe(415);
	});

	it('are read up to a limit, also what a small gzip holds', async () => {
		const body = (bytes: Uint8Array, headers = {}) =>
			new Request('http://x', { method: 'POST', body: bytes as BodyInit, headers });
		expect(await readText(body(Buffer.from('é'.repeat(50))), 100)).toBe('é'.repeat(50));
		await expect(readText(body(Buffer.alloc(101)), 100)).rejects.toMatchObject({ failure: { status: 413 } });
		const bomb = gzipSync(Buffer.alloc(1_000_000));
		expect(bomb.length).toBeLessThan(2000);
		await expect(readText(body(bomb, { 'content-encoding': 'gzip' }), 100_000)).rejects.toMatchObject({
			failure: { status: 413 }
		});
	});

	it('may come in the source parameter', async () => {
		const source = encodeURIComponent('{"query": "ROW a = 2"}');
		const response = await call(`/_query?source=${source}&source_content_type=application/json`, {
			method: 'POST'
		});
		expect(await response.json()).toMatchObject({ values: [[2]] });
	});

	it.each(['text/plain', 'application/cbor', 'application/*', 'nonsense'])(
		'of type %s are refused',
		async (type) => {
			const response = await post('/_query', { query: 'ROW a = 1' }, { 'content-type': type });
			expect(response.status).toBe(406);
			expect(await response.json()).toEqual({
				error: `Content-Type header [${type}] is not supported`,
				status: 406
			});
		}
	);
});

describe('media', () => {
	it.each([
		['application/json', 'application/json'],
		['*/*', 'application/json'],
		['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json'],
		['text/csv', 'text/csv; charset=utf-8; header=present'],
		['text/vnd.elasticsearch+csv; compatible-with=9', 'text/csv; charset=utf-8; header=present'],
		['text/plain', 'text/plain']
	])('Accept %s is answered in %s', async (accept, type) => {
		const response = await post('/_query', { query: 'ROW a = 1 | LIMIT 1' }, { accept });
		expect(response.headers.get('content-type')).toBe(type);
	});

	it.each(['text/html', 'image/png'])('Accept %s is refused', async (accept) => {
		const response = await post('/_query', { query: 'ROW a = 1' }, { accept });
		expect(response.status).toBe(400);
		expect(await response.text()).toContain(`Accept=[${accept}]`);
	});
});

describe('filterPath', () => {
	const value = { a: { b: 1, c: { d: 2, e: 3 } }, list: [{ x: 1, y: 2 }, { y: 3 }], z: null };

	it.each([
		[undefined, value],
		['', value],
		['a.b', { a: { b: 1 } }],
		['a', { a: value.a }],
		['*.c.d,z', { a: { c: { d: 2 } }, z: null }],
		['**.d', { a: { c: { d: 2 } } }],
		['list.x', { list: [{ x: 1 }] }],
		['-a', { list: value.list, z: null }],
		['a,-a.c', { a: { b: 1 } }],
		['-**.y', { a: value.a, list: [{ x: 1 }], z: null }],
		['a.b.c', undefined],
		['q', undefined],
		['li.t', undefined]
	])('%s', (filter, expected) => {
		expect(filterPath(value, filter)).toEqual(expected);
	});

	it('shapes small answers, and pretty lays them out', async () => {
		expect(await (await call('/?filter_path=version.number,tagline')).text()).toMatch(
			/^\{"version":\{"number":"[\d.]+"\},"tagline":"You Know, for Search"\}$/
		);
		expect(await (await call('/?filter_path=nothing')).text()).toBe('{}');
		expect(await (await call('/?filter_path=tagline&pretty')).text()).toBe(
			'{\n  "tagline": "You Know, for Search"\n}'
		);
	});
});

describe('warningHeader', () => {
	it('survives a header and can be read back', () => {
		const text = 'evaluation of ["a\\b" 100% é\n😀] failed \ud800';
		const header = warningHeader(text);
		expect(header).toMatch(/^299 Elasticsearch-[\d.]+-[0-9a-f]{40} "[\x20-\x7e]*"$/);
		expect(new Headers({ warning: header }).get('warning')).toBe(header);
		const inner = /"(.*)"$/.exec(header)?.[1] ?? '';
		expect(decodeURIComponent(inner.replace(/\\(.)/g, '$1'))).toBe(text.replace('\ud800', '\ufffd'));
	});
});
