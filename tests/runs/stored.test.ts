import { afterEach, describe, expect, it } from 'vitest';
import { figuresOf, listQueries, readQueries } from '$lib/runs/listing';
import { deleteStored, extendStored } from '$lib/runs/stored';
import { failed, id, json, notFound, ScriptedCluster, type Script } from './cluster';

let cluster: ScriptedCluster | undefined;
afterEach(() => cluster?.close());

async function open(script: Script): Promise<string> {
	cluster = new ScriptedCluster();
	await cluster.open(script);
	return cluster.base;
}

const known = { start_time_in_millis: 1000, expiration_time_in_millis: 61_000 };

describe('extendStored', () => {
	it('asks for a longer life, without the rows, and tells by how much it was given', async () => {
		const base = await open((_, response) =>
			json(response, { is_running: true, start_time_in_millis: 1000, expiration_time_in_millis: 901_000 })
		);
		expect(await extendStored({ base, cluster: 'demo', id }, '15m', known)).toEqual({
			kind: 'extended',
			by: 840_000
		});
		expect(cluster?.log).toEqual([`GET /_query/async/${encodeURIComponent(id)}`]);
		expect(cluster?.asked[0].search.get('keep_alive')).toBe('15m');
		expect(cluster?.asked[0].search.get('filter_path')).not.toMatch(/values|columns/);
	});

	it('does not know more than the cluster tells', async () => {
		const base = await open((_, response) => json(response, { is_running: false }));
		expect(await extendStored({ base, cluster: 'demo', id }, '15m', known)).toEqual({
			kind: 'extended',
			by: undefined
		});
	});

	it('tells that the result is gone, and that nobody answers', async () => {
		const base = await open((_, response) => notFound(response));
		const gone = await extendStored({ base, cluster: 'demo', id }, '15m', known);
		expect(gone).toMatchObject({ kind: 'refused', problem: { kind: 'cluster', status: 404 } });
		await cluster?.close();
		const away = await extendStored({ base, cluster: 'demo', id }, '15m', known);
		expect(away).toMatchObject({ kind: 'refused', problem: { kind: 'network' } });
	});
});

describe('deleteStored', () => {
	it('is content when there is nothing any more', async () => {
		const base = await open((_, response, count) =>
			count === 1 ? json(response, { acknowledged: true }) : notFound(response)
		);
		expect(await deleteStored({ base, cluster: 'demo', id })).toBeUndefined();
		expect(await deleteStored({ base, cluster: 'demo', id })).toBeUndefined();
	});

	it('tells why it could not', async () => {
		const base = await open((_, response) => failed(response, 403, 'security_exception', 'not you'));
		expect(await deleteStored({ base, cluster: 'demo', id })).toMatchObject({ status: 403 });
	});
});

describe('the list of running queries', () => {
	it('is read in both of its shapes, the longest first', () => {
		const queries = readQueries({
			queries: {
				'FkpXb0Za==': { start_time_millis: 1, running_time_nanos: 2_000_000, query: 'FROM a' },
				'node-1:52': { id: 52, node: 'node-1', running_time_nanos: 9_000_000, query: 'FROM b' },
				strange: 7
			}
		});
		expect(queries).toEqual([
			{ key: 'node-1:52', id: undefined, query: 'FROM b', running: 9, node: 'node-1' },
			{ key: 'FkpXb0Za==', id: 'FkpXb0Za==', query: 'FROM a', running: 2, node: undefined }
		]);
		expect(readQueries({})).toEqual([]);
	});

	it('may be kept to itself', async () => {
		const base = await open((_, response) => failed(response, 403, 'security_exception', 'no monitor'));
		expect(await listQueries('demo', base)).toMatchObject({ kind: 'refused', problem: { status: 403 } });
		expect(await figuresOf('demo', id, base)).toBeUndefined();
	});

	it('tells how far a query is', async () => {
		const base = await open((_, response) => json(response, { documents_found: 12, values_loaded: 24 }));
		expect(await figuresOf('demo', id, base)).toEqual({ documentsFound: 12, valuesLoaded: 24 });
	});
});
