import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDemoCluster, type DemoCluster } from '$lib/server/cluster';
import { openUploads, takeFile, type UploadFolder } from '$lib/server/uploads';

let cacheDir: string;
let folder: UploadFolder;
let cluster: DemoCluster;

beforeEach(async () => {
	cacheDir = mkdtempSync(join(tmpdir(), 'workbench-uploads-'));
	folder = openUploads(cacheDir, 1024);
	cluster = await createDemoCluster({ cacheDir, uploadDir: folder.path, maxRows: 100, scale: 0.001 });
	await cluster.ready;
});

afterEach(async () => {
	await cluster.close();
	folder.close();
	rmSync(cacheDir, { recursive: true });
});

async function put(name: string, body: string): Promise<unknown> {
	const request = new Request('http://page/', { method: 'PUT', body });
	const response = await takeFile(folder, cluster.upstream, name, request);
	const answer = (await response.json()) as { readonly error?: { readonly reason: string } };
	return answer.error ? `${response.status} ${answer.error.reason}` : answer;
}

async function run(query: string): Promise<unknown> {
	const headers = { 'content-type': 'application/json' };
	const request = new Request('http://cluster/_query', {
		method: 'POST',
		headers,
		body: JSON.stringify({ query })
	});
	const answer = (await (await cluster.upstream(request)).json()) as { readonly values?: unknown };
	return answer.values;
}

describe('a file sent from the page', () => {
	it('is an index at once, and another of the same name takes its place', async () => {
		expect(await put('My Sales.csv', 'region,total\nnorth,5\nsouth,7\n')).toEqual({
			index: 'my-sales',
			documents: 2
		});
		expect(await run('FROM my-sales | SORT total DESC | LIMIT 1')).toEqual([['south', 7]]);
		expect(await put('my-sales.ndjson', '{"total": 1}\n')).toEqual({ index: 'my-sales', documents: 1 });
		expect(await run('FROM my-sales | LIMIT 5')).toEqual([[1]]);
		expect(readdirSync(folder.path)).toEqual(['my-sales.ndjson']);
	});

	it('may be followed by its mapping', async () => {
		const mapping = '{"total": "keyword"}';
		expect(await put('sales.mapping.json', mapping)).toBe(
			'400 send the file that [sales.mapping.json] describes first'
		);
		await put('sales.csv', 'total\n5\n');
		expect(await put('sales.mapping.json', mapping)).toEqual({ index: 'sales', documents: 1 });
		expect(await run('FROM sales | LIMIT 1')).toEqual([['5']]);
	});

	it.each([
		['photo.png', 'x', /^400 \[photo.png\] cannot become an index/],
		['../../escape.csv', 'a\n1\n', { index: 'escape', documents: 1 }],
		['..csv', 'a\n1\n', /^400 \[..csv\] cannot become an index/],
		['orders.csv', 'a\n1\n', /^409 \[orders\] is an index of the demo cluster already/],
		['big.csv', `a\n${'1\n'.repeat(600)}`, /^413 files sent from the page may have 0 MB in all/],
		['broken.parquet', 'no parquet', /^400 broken.parquet cannot be read/],
		['empty.csv', '', /^400/]
	])('%s is judged', async (name, body, expected) => {
		const answer = await put(name, body);
		if (expected instanceof RegExp) {
			expect(answer).toMatch(expected);
			expect(readdirSync(folder.path)).toEqual([]);
		} else expect(answer).toEqual(expected);
	});

	it('counts what is there already', async () => {
		const half = `a\n${'1\n'.repeat(300)}`;
		expect(await put('one.csv', half)).toEqual({ index: 'one', documents: 300 });
		expect(await put('two.csv', half)).toMatch(/^413/);
		expect(await put('one.csv', half)).toEqual({ index: 'one', documents: 300 });
	});
});

it('removes what processes that are gone have left', () => {
	mkdirSync(join(cacheDir, 'uploads-999999999-x'));
	writeFileSync(join(cacheDir, 'uploads-999999999-x', 'a.csv'), 'a\n');
	openUploads(cacheDir, 1).close();
	expect(readdirSync(cacheDir).filter((name) => name.startsWith('uploads-'))).toEqual([
		folder.path.split('/').at(-1)
	]);
});

it('a full disk is said so, and leaves nothing half', async (context) => {
	const small = mkdtempSync(join(tmpdir(), 'workbench-small-'));
	if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]).status !== 0) {
		rmSync(small, { recursive: true });
		return context.skip('only root may mount a small disk here');
	}
	try {
		const kept = { path: small, limit: 100 * 1024 * 1024, close: () => undefined };
		const request = new Request('http://page/', {
			method: 'PUT',
			body: `a\n${'1\n'.repeat(2 * 1024 * 1024)}`
		});
		const response = await takeFile(kept, cluster.upstream, 'large.csv', request);
		expect([response.status, await response.text()]).toEqual([
			507,
			expect.stringContaining('the disk is full on which')
		]);
		expect(readdirSync(small)).toEqual([]);
	} finally {
		spawnSync('umount', ['-l', small]);
		rmSync(small, { recursive: true });
	}
});
