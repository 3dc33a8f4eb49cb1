import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clusters } from '$lib/protocol/elastic';
import { readRemotes, type RemoteConfig } from '$lib/server/cluster/remotes';
import { type OpenDemo, openDemo } from '../../support/demo';

const plain = { delay: 0, failing: '', available: true, skipUnavailable: true };
const remotes: readonly RemoteConfig[] = [
	{ ...plain, name: 'eu', indices: 'employees,countries' },
	{ ...plain, name: 'slow', indices: 'employees', delay: 1000 },
	{ ...plain, name: 'half', indices: 'employees,orders', failing: 'orders' },
	{ ...plain, name: 'away', indices: 'employees', available: false },
	{ ...plain, name: 'needed', indices: 'employees', available: false, skipUnavailable: false }
];

let demo: OpenDemo;

beforeAll(async () => {
	demo = await openDemo({ remotes });
	await demo.ready;
});

afterAll(() => demo.close());

function call(path: string, body?: object): Promise<Response> {
	return demo.upstream(
		new Request(`http://x${path}`, {
			method: body ? 'POST' : 'GET',
			headers: body && { 'content-type': 'application/json' },
			body: body && JSON.stringify(body)
		})
	);
}

interface Body {
	readonly id: string;
	readonly is_running: boolean;
	readonly is_partial: boolean;
	readonly values: readonly (readonly unknown[])[];
	readonly _clusters?: Clusters;
}

async function ask(query: string, options: object = {}, search = ''): Promise<Body> {
	const response = await call(`/_query${search}`, { query, ...options });
	const text = await response.text();
	expect([response.status, response.status === 200 ? '' : text]).toEqual([200, '']);
	return JSON.parse(text) as Body;
}

async function refused(query: string, search = ''): Promise<string> {
	const response = await call(`/_query${search}`, { query });
	const { error } = (await response.json()) as { error: { type: string; reason: string } };
	return `${response.status} ${error.type}: ${error.reason}`;
}

const execution = { include_execution_metadata: true };
const count = 'STATS n = COUNT(*) BY i = _index | SORT i';

describe('a remote', () => {
	it('has its indices under its name, beside the local ones', async () => {
		const { values, is_partial, _clusters } = await ask(
			`FROM employees, eu:emp* METADATA _index | ${count}`,
			execution
		);
		expect(values).toEqual([
			[100, 'employees'],
			[100, 'eu:employees']
		]);
		expect(is_partial).toBe(false);
		expect(_clusters).toMatchObject({
			total: 2,
			successful: 2,
			details: {
				'(local)': { status: 'successful', indices: 'employees' },
				eu: { status: 'successful', indices: 'employees', _shards: { total: 1, successful: 1, failed: 0 } }
			}
		});
	});

	it('is found by patterns of clusters and left out by exclusions', async () => {
		expect((await ask(`FROM *u:*,-eu:countries METADATA _index | ${count}`)).values).toEqual([
			[100, 'eu:employees']
		]);
	});

	it('is not meant by a pattern without a colon', async () => {
		const { values } = await ask(`FROM emp* METADATA _index | ${count}`);
		expect(values).toEqual([[100, 'employees']]);
	});

	it('that nobody has is refused, as is an index that it has not', async () => {
		expect(await refused('FROM mars:employees')).toBe(
			'404 no_such_remote_cluster_exception: no such remote cluster: [mars]'
		);
		expect(await refused('FROM eu:orders')).toBe(
			'400 verification_exception: Found 1 problem\nline 1:6: Unknown index [eu:orders]'
		);
	});

	it('tells its clusters only when asked, and ccs metadata only across clusters', async () => {
		expect((await ask('FROM eu:employees | LIMIT 1'))._clusters).toBeUndefined();
		const ccs = { include_ccs_metadata: true };
		expect((await ask('FROM employees | LIMIT 1', ccs))._clusters).toBeUndefined();
		expect((await ask('FROM eu:employees | LIMIT 1', ccs))._clusters).toMatchObject({ total: 1 });
	});
});

describe('a slow remote', () => {
	it('keeps a query running, in which it is running too', async () => {
		const response = await call('/_query/async', {
			query: 'FROM employees, slow:employees | STATS COUNT(*)',
			wait_for_completion_timeout: '0s',
			...execution
		});
		const running = (await response.json()) as Body;
		expect(running).toMatchObject({ is_running: true, _clusters: { running: 2 } });
		const done = await call(`/_query/async/${running.id}?wait_for_completion_timeout=30s`);
		expect(await done.json()).toMatchObject({
			is_running: false,
			values: [[200]],
			_clusters: { successful: 2 }
		});
	});

	it('can be stopped', async () => {
		const started = await call('/_query/async', {
			query: 'FROM slow:employees | STATS COUNT(*)',
			wait_for_completion_timeout: '0s',
			...execution
		});
		const { id } = (await started.json()) as Body;
		const stopped = await demo.upstream(new Request(`http://x/_query/async/${id}/stop`, { method: 'POST' }));
		expect(await stopped.json()).toMatchObject({
			is_partial: true,
			_clusters: { partial: 1, details: { slow: { status: 'partial' } } }
		});
	});
});

describe('a remote of which a part fails', () => {
	const query = `FROM half:* METADATA _index | ${count}`;

	it('gives the rest, with the failure even where no metadata was asked for', async () => {
		const { values, is_partial, _clusters } = await ask(query);
		expect([values, is_partial]).toEqual([[[100, 'half:employees']], true]);
		expect(_clusters).toEqual({
			details: {
				half: expect.objectContaining({
					status: 'partial',
					_shards: { total: 2, successful: 1, skipped: 0, failed: 1 },
					failures: [
						{
							shard: 0,
							index: 'half:orders',
							reason: { type: 'illegal_state_exception', reason: 'simulated failure of [half:orders]' }
						}
					]
				})
			}
		});
	});

	it('fails a query that takes no partial answer', async () => {
		expect(await refused(query, '?allow_partial_results=false')).toBe(
			'500 illegal_state_exception: simulated failure of [half:orders]'
		);
	});
});

describe('a remote that is away', () => {
	it('is skipped, which is partial', async () => {
		const { values, is_partial, _clusters } = await ask(
			`FROM employees, away:employees METADATA _index | ${count}`,
			execution
		);
		expect([values, is_partial]).toEqual([[[100, 'employees']], true]);
		expect(_clusters).toMatchObject({
			total: 2,
			successful: 1,
			skipped: 1,
			details: {
				away: {
					status: 'skipped',
					failures: [{ shard: -1, index: null, reason: { reason: 'Unable to connect to [away]' } }]
				}
			}
		});
	});

	it('fails the query where it must not be skipped', async () => {
		expect(await refused('FROM employees, needed:employees')).toBe(
			'500 connect_transport_exception: Unable to connect to [needed]'
		);
	});
});

describe('the catalog', () => {
	it('lists remotes, their indices and fields', async () => {
		const info = (await (await call('/_remote/info')).json()) as Record<string, unknown>;
		expect(info).toMatchObject({
			eu: { connected: true, skip_unavailable: true },
			needed: { connected: false, skip_unavailable: false }
		});
		const resolved = (await (await call('/_resolve/index/eu:*')).json()) as { indices: { name: string }[] };
		expect(resolved.indices.map(({ name }) => name)).toEqual(['eu:countries', 'eu:employees']);
		const caps = await (await call('/eu:employees/_field_caps?fields=emp_no')).json();
		expect(caps).toMatchObject({ indices: ['eu:employees'], fields: { emp_no: {} } });
		expect((await call('/_resolve/index/mars:*')).status).toBe(404);
	});
});

describe('the description of remotes', () => {
	const problems = (json: unknown): string[] => {
		const said: string[] = [];
		readRemotes(json, (problem) => said.push(problem));
		return said;
	};

	it.each([
		[[], 'must hold an object'],
		[{ 'E U': { indices: 'a' } }, '"E U" is no name'],
		[{ eu: {} }, 'eu must be an object with "indices"'],
		[{ eu: { indices: 'a', delay_ms: -1 } }, 'eu.delay_ms must be a number'],
		[{ eu: { indices: 'a', available: 'no' } }, 'eu.available must be true or false'],
		[{ eu: { indices: 'a', speed: 1 } }, 'eu.speed is not known']
	])('%j is refused with a sentence', (json, sentence) => {
		expect(problems(json)).toEqual([expect.stringContaining(sentence)]);
	});
});
