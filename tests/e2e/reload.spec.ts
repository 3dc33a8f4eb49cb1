import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startBuilt } from '../support/built';

test('SIGHUP reads the file of clusters again; a wrong one changes nothing and is said so', async ({
	baseURL
}) => {
	const folder = mkdtempSync(join(tmpdir(), 'workbench-reload-'));
	const file = join(folder, 'clusters.json');
	const url = `${baseURL}/api/clusters/demo`;
	const write = (...ids: readonly string[]) =>
		writeFileSync(file, JSON.stringify({ clusters: ids.map((id) => ({ id, url })) }));
	write('one');
	const server = await startBuilt({ WORKBENCH_CONFIG: file, WORKBENCH_CACHE: folder });
	const ids = async () => {
		const answer = await fetch(`${server.url}/api/clusters`);
		return ((await answer.json()) as { clusters: { id: string }[] }).clusters.map(({ id }) => id);
	};
	const reload = () => process.kill(server.pid ?? 0, 'SIGHUP');
	try {
		expect(await ids()).toEqual(['one']);
		write('one', 'two');
		reload();
		await expect.poll(ids).toEqual(['one', 'two']);
		expect((await fetch(`${server.url}/api/clusters/two/`)).status).toBe(200);
		writeFileSync(file, '{"clusters": [{"id": "two"}]}');
		reload();
		await expect
			.poll(() => server.lines.join('\n'))
			.toContain('Configuration not reloaded: WORKBENCH_CONFIG: clusters[0].url is missing');
		expect(await ids()).toEqual(['one', 'two']);
		write('two');
		reload();
		await expect.poll(ids).toEqual(['two']);
		expect((await fetch(`${server.url}/api/clusters/one/`)).status).toBe(404);
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
});
