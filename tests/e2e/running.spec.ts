import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

/** Real work: a million hashes of long strings. */
const slow = `FROM logs-web-*
| EVAL h = SHA256(REPEAT(message, 200))
| STATS n = COUNT_DISTINCT(h)`;

test('a slow query shows that it runs, is stopped and leaves its partial rows', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query(slow, 'running');
	await expect(workbench.status).toContainText('is_running: true');
	await expect(page.getByRole('tabpanel', { name: 'Table' })).toContainText(/Running for \d/);
	const elapsed = () => workbench.status.getByTitle('Time since the query was sent').innerText();
	const before = await elapsed();
	await expect.poll(elapsed).not.toBe(before);

	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await workbench.reach('stopped');
	await expect(workbench.status).toContainText('is_running: false');
	await expect(workbench.cell(0, 'n')).toHaveText(/^\d+$/);
	await page.getByRole('button', { name: 'Completeness: stopped early' }).click();
	await expect(page.getByRole('dialog', { name: 'Completeness' })).toContainText('The query was stopped');
});

test('cancel abandons a query, deletes it from the cluster and keeps the text', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query(slow, 'running');
	const deletion = page.waitForResponse((response) => response.request().method() === 'DELETE');
	await page.getByRole('button', { name: 'Cancel', exact: true }).click();
	await workbench.reach('cancelled');
	expect((await deletion).status()).toBe(200);
	expect(await workbench.text()).toBe(slow);
	await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeDisabled();
});

test('a running query does not stand in the way of another tab', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query(slow, 'running');
	await page.getByRole('button', { name: 'New query' }).click();
	await workbench.query('ROW quick = 1', 'complete');
	await expect(workbench.cell(0, 'quick')).toHaveText('1');
	const tabs = page.getByRole('tablist', { name: 'Queries' }).getByRole('tab');
	await tabs.first().click();
	await expect(workbench.state).toHaveAttribute('data-state', 'running');
	await page.getByRole('button', { name: 'Cancel', exact: true }).click();
	await workbench.reach('cancelled');
});

test('closing the page cancels what it left running', async ({ page, request }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const marked = slow.replace('n =', 'left_running =');
	await workbench.query(marked, 'running');
	const running = async () =>
		JSON.stringify(await (await request.get('/api/clusters/demo/_query/queries')).json());
	await expect.poll(running).toContain('left_running');
	await page.close({ runBeforeUnload: false });
	await expect.poll(running).not.toContain('left_running');
});
