import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@elastic/elasticsearch';
import { expect, test } from '@playwright/test';
import { startBuilt as start } from '../support/built';

test('the official client works against the cluster’s address in the built server', async ({ baseURL }) => {
	const client = new Client({ node: `${baseURL}/api/clusters/demo`, maxRetries: 0 });
	expect((await client.info()).tagline).toBe('You Know, for Search');
	expect((await client.fieldCaps({ index: 'orders', fields: '*' })).indices).toEqual(['orders']);
	const { records } = await client.helpers
		.esql({ query: 'FROM employees | SORT emp_no | LIMIT 3 | KEEP emp_no' })
		.toRecords();
	expect(records).toHaveLength(3);
	const submitted = await client.esql.asyncQuery({ query: 'ROW x = 1', keep_on_completion: true });
	const id = String(submitted.id);
	expect(await client.esql.asyncQueryGet({ id })).toMatchObject({ is_running: false });
	expect(await client.esql.asyncQueryStop({ id })).toMatchObject({ is_running: false });
	expect(await client.esql.asyncQueryDelete({ id })).toEqual({ acknowledged: true });
	await client.close();
});

test('a cluster over HTTP is offered by its variables and behaves as the demo does', async ({
	page,
	baseURL
}) => {
	const server = await start({ ELASTICSEARCH_URL: `${baseURL}/api/clusters/demo` });
	try {
		expect(server.first).toBe(`ES|QL Workbench: ${server.url}`);
		await page.goto(server.url);
		await expect(page.getByRole('button', { name: /^Cluster: 127\.0\.0\.1/ })).toBeVisible();
		await page.getByRole('textbox', { name: 'ES|QL query' }).click();
		await page.keyboard.press('Control+A');
		await page.keyboard.insertText('ROW x = 9007199254740993');
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await expect(page.getByRole('gridcell', { name: '9007199254740993' })).toBeVisible();
	} finally {
		await server.stop();
	}
});

test('on a first start small sets answer at once, and the page says what a query on the big one waits for', async ({
	page
}) => {
	const cache = mkdtempSync(join(tmpdir(), 'workbench-'));
	const server = await start({ WORKBENCH_CACHE: cache });
	try {
		const ask = (query: string) =>
			page.request.post(`${server.url}/api/clusters/demo/_query`, { data: { query } });
		expect((await ask('FROM employees | STATS n = COUNT(*)')).ok()).toBe(true);
		await page.goto(server.url);
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await expect(page.getByText(/Still loading on the cluster: .*logs-web-1/)).toBeVisible();
		await expect(page.getByRole('gridcell').first()).toBeVisible({ timeout: 45_000 });
	} finally {
		await server.stop();
		rmSync(cache, { recursive: true, force: true });
	}
});

test('a wrong variable stops the start with a sentence that names it', async () => {
	const server = await start({
		ELASTICSEARCH_URL: 'es.example',
		ELASTICSEARCH_API_KEY: 'k',
		ELASTICSEARCH_BEARER: 't'
	});
	expect(await server.exited).toBe(1);
	expect(server.lines.join('\n')).toContain('Configuration: ELASTICSEARCH_URL is not a URL');
	expect(server.lines.join('\n')).toContain('ELASTICSEARCH_API_KEY and ELASTICSEARCH_BEARER are both set');
});
