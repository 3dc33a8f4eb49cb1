import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { startBuilt } from '../support/built';

const payload = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
const link = 'javascript:window.pwned=1';

const answers: Readonly<Record<string, unknown>> = {
	'/': {
		name: payload,
		cluster_name: payload,
		version: { number: '9.1.0', build_flavor: 'default' },
		tagline: payload
	},
	'/_resolve/index/*': {
		indices: [{ name: `logs-${payload}`, attributes: ['open'], mode: 'standard' }],
		aliases: [{ name: `alias-${payload}`, indices: [payload] }],
		data_streams: []
	},
	'/_field_caps': {
		indices: ['logs'],
		fields: { [payload]: { keyword: { type: 'keyword', searchable: true, aggregatable: true } } }
	},
	'/_enrich/policy': { policies: [{ config: { match: { name: payload, indices: [payload] } } }] }
};

const rows = {
	took: 1,
	is_partial: true,
	columns: [
		{ name: payload, type: 'keyword' },
		{ name: 'link', type: 'keyword' },
		{ name: 'many', type: payload },
		{ name: 'source', type: '_source' }
	],
	values: [[payload, link, [payload, payload], { [payload]: payload }]],
	_clusters: {
		total: 1,
		successful: 0,
		running: 0,
		skipped: 0,
		partial: 1,
		failed: 0,
		details: {
			[payload]: {
				status: 'partial',
				indices: payload,
				took: 1,
				failures: [{ shard: 0, index: payload, node: payload, reason: { type: payload, reason: payload } }]
			}
		}
	},
	profile: {
		query: { took_nanos: 1 },
		drivers: [
			{
				description: payload,
				cluster_name: payload,
				node_name: payload,
				operators: [{ operator: payload, status: { note: payload } }]
			}
		]
	}
};

/** A cluster whose every text is an attack. */
async function hostileCluster(): Promise<{ url: string; server: Server }> {
	const server = createServer((request, response) => {
		const path = decodeURIComponent((request.url ?? '').split('?')[0]);
		let body = '';
		request.on('data', (chunk) => (body += chunk));
		request.on('end', () => {
			const wrong = body.includes('wrong');
			const query = path.startsWith('/_query');
			response.writeHead(query && wrong ? 400 : 200, {
				'content-type': 'application/json',
				'x-elastic-product': 'Elasticsearch',
				...(query && { warning: `299 Elasticsearch-9.1.0-x "Line 1:1: ${payload.replaceAll('"', '\\"')}"` })
			});
			const error = { type: payload, reason: `line 1:1: ${payload}`, root_cause: [] };
			const found = path.endsWith('/_field_caps') ? answers['/_field_caps'] : answers[path];
			response.end(JSON.stringify(query ? (wrong ? { error, status: 400 } : rows) : (found ?? {})));
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

test('nothing that a cluster says is more than text', async ({ page }) => {
	const cluster = await hostileCluster();
	const server = await startBuilt({ ELASTICSEARCH_URL: cluster.url });
	const violations: string[] = [];
	page.on('dialog', (dialog) => void dialog.dismiss().then(() => violations.push('dialog')));
	page.on('console', (message) => {
		if (/Content Security Policy/.test(message.text())) violations.push(message.text());
	});
	const unharmed = async (where: string) => {
		const found = await page.evaluate(() => ({
			pwned: 'pwned' in window,
			images: document.querySelectorAll('img[src="x"]').length,
			links: document.querySelectorAll('a[href^="javascript:" i]').length
		}));
		expect([where, found]).toEqual([where, { pwned: false, images: 0, links: 0 }]);
		expect(violations).toEqual([]);
	};
	try {
		await page.goto(server.url);
		const editor = page.getByRole('textbox', { name: 'ES|QL query' });
		await editor.click();
		await page.keyboard.press('Control+A');
		await page.keyboard.insertText(`FROM logs | WHERE x == "${payload.replaceAll('"', "'")}"`);
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await expect(page.getByRole('gridcell', { name: link })).toBeVisible();
		await expect(page.getByRole('treeitem').first()).toBeVisible();
		await unharmed('table and catalog');
		for (const name of ['Chart', 'Fields', 'Profile', 'Clusters', 'Exchange']) {
			const tab = page.getByRole('tab', { name, exact: true });
			await tab.click();
			await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible();
			await unharmed(name);
		}
		await page.getByRole('tab', { name: 'Table', exact: true }).click();
		await page.getByRole('button', { name: /^Completeness:/ }).click();
		await unharmed('completeness');
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: /^Cluster:/ }).click();
		await unharmed('cluster');
		await page.keyboard.press('Escape');
		await editor.click();
		await page.keyboard.press('Control+A');
		await page.keyboard.insertText('FROM wrong');
		await page.keyboard.press('Control+Enter');
		await expect(page.getByText(/onerror/).first()).toBeVisible();
		await unharmed('error');
		await page.getByRole('button', { name: 'History' }).click();
		await expect(page.getByRole('dialog')).toBeVisible();
		await unharmed('history');
	} finally {
		await server.stop();
		cluster.server.closeAllConnections();
		cluster.server.close();
	}
});
