import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { startBuilt } from '../support/built';

/** A cluster that answers ann only, as long as her password is the right one. */
async function guardedCluster() {
	let password = 'first';
	const right = () => `Basic ${Buffer.from(`ann:${password}`).toString('base64')}`;
	const server = createServer((request, response) => {
		const known = request.headers.authorization === right();
		response.writeHead(known ? 200 : 401, {
			'content-type': 'application/json',
			'x-elastic-product': 'Elasticsearch'
		});
		const error = { type: 'security_exception', reason: 'unable to authenticate user', root_cause: [] };
		const body = !known
			? { error, status: 401 }
			: request.url?.startsWith('/_query')
				? {
						took: 1,
						is_partial: false,
						columns: [{ name: 'who', type: 'keyword' }],
						values: [['ann was here']]
					}
				: { name: 'n', cluster_name: 'guarded', username: 'ann', version: { number: '9.1.0' }, indices: [] };
		response.end(JSON.stringify(body));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		change: (next: string) => (password = next),
		close: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}

test('a person signs in with their own credentials, and a 401 later leads back without losing the query', async ({
	page
}) => {
	const cluster = await guardedCluster();
	const server = await startBuilt({ ELASTICSEARCH_URL: cluster.url, ELASTICSEARCH_AUTH: 'personal' });
	const query = 'ROW who = "kept"';
	try {
		await page.goto(server.url);
		await page.getByRole('textbox', { name: 'ES|QL query' }).click();
		await page.keyboard.press('Control+A');
		await page.keyboard.insertText(query);
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await page.getByRole('alert').getByRole('button', { name: 'Sign in' }).click();

		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('User name').fill('ann');
		await dialog.getByLabel('Password', { exact: true }).fill('wrong');
		await dialog.getByRole('button', { name: 'Sign in' }).click();
		await expect(dialog.getByRole('alert')).toContainText('does not accept these credentials');
		await dialog.getByLabel('Password', { exact: true }).fill('first');
		await dialog.getByRole('button', { name: 'Sign in' }).click();
		await expect(dialog).toBeHidden();
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await expect(page.getByRole('gridcell', { name: 'ann was here' })).toBeVisible();

		cluster.change('second');
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await expect(page.getByRole('alert')).toContainText('unable to authenticate user');
		await expect(page.getByRole('alert').getByRole('button', { name: 'Sign in' })).toBeVisible();
		await expect(page.getByRole('textbox', { name: 'ES|QL query' })).toHaveText(query);

		const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.cookie);
		expect(stored).not.toContain('first');
		expect(server.lines.join('\n')).not.toMatch(/first|wrong|YW5uOmZpcnN0/);

		await page.getByRole('button', { name: /^Cluster:/ }).click();
		await page.getByRole('button', { name: 'Sign out' }).click();
		await page.getByRole('button', { name: /^Cluster:/ }).click();
		await expect(page.getByRole('button', { name: 'Sign in…' })).toBeVisible();
	} finally {
		await server.stop();
		cluster.close();
	}
});
