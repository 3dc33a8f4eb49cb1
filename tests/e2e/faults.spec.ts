import type { ServerResponse } from 'node:http';
import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';
import { FaultyWorkbench } from '../support/faulty';

let faulty: FaultyWorkbench;

test.beforeAll(async ({ baseURL }) => {
	faulty = new FaultyWorkbench(baseURL ?? '');
	await faulty.open();
});
test.afterAll(() => faulty.close());
test.beforeEach(() => {
	faulty.misdeed = () => false;
});

const slow = `FROM logs-web-*
| EVAL h = SHA256(REPEAT(message, 200))
| STATS n = COUNT_DISTINCT(h)`;

const isPoll = ({ method, url }: { readonly method: string; readonly url: string }) =>
	method === 'GET' && url.startsWith('/_query/async/');

async function open(workbench: WorkbenchPage): Promise<void> {
	await workbench.page.goto(faulty.url);
	await expect(workbench.editor).toBeVisible();
	await expect(workbench.page.getByRole('button', { name: /^Cluster: (?!…|unreachable)/ })).toBeVisible();
}

function busy(response: ServerResponse): void {
	response.writeHead(503, { 'content-type': 'application/json' });
	response.end('{"error":{"type":"cluster_block_exception","reason":"blocked for a while"},"status":503}');
}

test('a cluster that is away for a while: the page says so, keeps the clock and gets the rows', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	let away = true;
	faulty.misdeed = (asked, response) => {
		if (!isPoll(asked) || !away) return false;
		busy(response);
		return true;
	};
	await workbench.query(slow, 'running');
	await expect(workbench.status).toContainText('Reconnecting');
	await expect(workbench.status).toContainText('blocked for a while');
	const clock = workbench.status.getByTitle('Time since the query was sent');
	const before = await clock.innerText();
	await expect(clock).not.toHaveText(before);
	away = false;
	await expect(workbench.status).not.toContainText('Reconnecting');
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await workbench.reach('stopped', 'complete');
	await expect(workbench.grid).toBeVisible();
	expect(await workbench.text()).toBe(slow);
});

test('the server of the workbench is restarted in mid-run: the query is found again', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	await workbench.query(slow, 'running');
	await expect(page.getByRole('button', { name: 'Stored result' })).toBeVisible();
	await faulty.stop();
	await expect(workbench.status).toContainText('Reconnecting');
	await faulty.restart();
	await expect(workbench.status).not.toContainText('Reconnecting');
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await workbench.reach('stopped', 'complete');
	expect(await workbench.text()).toBe(slow);
});

test('an answer that breaks off keeps its rows, and says what is missing', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	faulty.misdeed = ({ method }, response) => {
		if (method !== 'POST') return false;
		const rows = Array.from({ length: 500 }, (_, n) => `[${n}]`).join(',');
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
		response.write(`{"is_running":false,"columns":[{"name":"n","type":"long"}],"values":[${rows}`);
		setTimeout(() => response.destroy(), 300);
		return true;
	};
	await workbench.query('FROM anything', 'partial');
	await expect(workbench.cell(0, 'n')).toHaveText('0');
	await expect(page.getByRole('alert')).toContainText('rows read until then are kept');
	await expect(page.getByRole('button', { name: /^Completeness: / })).toBeVisible();
	expect(await workbench.text()).toBe('FROM anything');
});

test('a hundred kilobytes of one warning are told once', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	const warning = '299 Elasticsearch-9.4.1-0123456789abcdef "Line 1:5: evaluation of [a] failed"';
	faulty.misdeed = ({ method }, response) => {
		if (method !== 'POST') return false;
		const warnings = Array.from({ length: Math.ceil(100_000 / warning.length) }, () => warning);
		response.setHeader('warning', warnings);
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end('{"is_running":false,"columns":[{"name":"a","type":"long"}],"values":[[1]]}');
		return true;
	};
	await workbench.query('ROW a = 1', 'complete');
	await expect(page.getByRole('button', { name: '1 warning' })).toBeVisible();
});
