import { expect, test, type APIRequestContext } from '@playwright/test';
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

const listed = async (request: APIRequestContext) =>
	JSON.stringify(await (await request.get('/api/clusters/demo/_query/queries')).json());

test('a reload finds the running query again, with its clock', async ({ page, request }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const marked = slow.replace('n =', 'reloaded =');
	await workbench.query(marked, 'running');
	await expect(page.getByRole('button', { name: 'Stored result' })).toBeVisible();
	await expect(workbench.status).toContainText(/[1-9]\.\d s/);
	await page.reload();
	await workbench.reach('running');
	await expect(workbench.status).toContainText(/[1-9]\.\d s/);
	expect(await listed(request)).toContain('reloaded');
	expect(await workbench.text()).toBe(marked);
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await workbench.reach('stopped');
	await expect(workbench.cell(0, 'reloaded')).toHaveText(/^\d+$/);
});

test('a window that was closed leaves its query to the next one', async ({ context, request }) => {
	const first = new WorkbenchPage(await context.newPage());
	await first.open();
	await first.query(slow.replace('n =', 'orphan ='), 'running');
	await expect(first.page.getByRole('button', { name: 'Stored result' })).toBeVisible();
	await first.page.close();
	expect(await listed(request)).toContain('orphan');
	const second = new WorkbenchPage(await context.newPage());
	await second.open();
	await second.reach('running');
	const third = new WorkbenchPage(await context.newPage());
	await third.open();
	await expect(third.state).toHaveAttribute('data-state', 'idle');
	await second.page.getByRole('button', { name: 'Cancel', exact: true }).click();
	await second.reach('cancelled');
	await expect.poll(() => listed(request)).not.toContain('orphan');
});

test('leaving the page cancels what runs, where the settings say so', async ({ page, request }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await page.getByRole('button', { name: 'Settings' }).click();
	await page.getByRole('tab', { name: 'Queries', exact: true }).click();
	await page.getByLabel('Leaving the page').selectOption('cancel');
	await page.keyboard.press('Escape');
	await workbench.query(slow.replace('n =', 'left_running ='), 'running');
	await expect.poll(() => listed(request)).toContain('left_running');
	await page.close({ runBeforeUnload: false });
	await expect.poll(() => listed(request)).not.toContain('left_running');
});

test('two windows follow one query, stop it at once, and both have its rows', async ({ context }) => {
	const first = new WorkbenchPage(await context.newPage());
	await first.open();
	await first.query(slow.replace('n =', 'shared ='), 'running');
	const id = await first.page.getByRole('button', { name: 'Stored result' }).getAttribute('title');
	const second = new WorkbenchPage(await context.newPage());
	await second.open();
	await second.page.keyboard.press('F1');
	await second.page.getByRole('combobox', { name: 'Search commands' }).fill('running queries');
	await second.page.keyboard.press('Enter');
	await second.page.getByRole('textbox', { name: 'Async id' }).fill(id ?? '');
	await second.page.keyboard.press('Enter');
	await second.reach('running');
	const stop = ({ page }: WorkbenchPage) => page.getByRole('button', { name: 'Stop', exact: true }).click();
	await Promise.all([stop(first), stop(second)]);
	await first.reach('stopped');
	await second.reach('stopped');
	const value = await first.cell(0, 'shared').innerText();
	await expect(second.cell(0, 'shared')).toHaveText(value);
});

test('an id that is none, and one that nobody knows, are told in words', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const recall = async (id: string) => {
		await page.keyboard.press('F1');
		await page.getByRole('combobox', { name: 'Search commands' }).fill('running queries');
		await page.keyboard.press('Enter');
		await page.getByRole('textbox', { name: 'Async id' }).fill(id);
		await page.keyboard.press('Enter');
	};
	await recall('foobar');
	await workbench.reach('failed');
	await expect(page.getByRole('alert')).toContainText('This is not an async id');
	const unknown = Buffer.from('\x16AAAAAAAAAAAAAAAAAAAAAA\x18AAAAAAAAAAAAAAAAAAAAAA:1', 'latin1').toString(
		'base64url'
	);
	await recall(unknown);
	await workbench.reach('lost', 'failed');
	await expect(page.getByRole('alert')).toContainText(/knows no query by this id|not an async id/);
});

test('a stored result is fetched again after a reload, kept longer, and deleted', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query(slow.replace('n =', 'kept ='), 'running');
	await expect(page.getByRole('button', { name: 'Stored result' })).toBeVisible();
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await workbench.reach('stopped');
	await page.reload();
	await page.getByRole('button', { name: 'Fetch it again' }).click();
	await workbench.reach('partial', 'complete');
	await expect(workbench.cell(0, 'kept')).toHaveText(/^\d+$/);
	await page.getByRole('button', { name: 'Stored result' }).click();
	const stored = page.getByRole('dialog', { name: 'Stored result' });
	await stored.getByRole('button', { name: '1 hour' }).click();
	await expect(stored.getByRole('status')).toHaveText(/Kept for 1 hour|does not say|leaves the end/);
	await stored.getByRole('button', { name: 'Delete from the cluster' }).click();
	await expect(workbench.status).toContainText('deleted from the cluster');
	await expect(workbench.cell(0, 'kept')).toHaveText(/^\d+$/);
});

test('a query without text says why it is not run', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write(' ');
	await page.keyboard.press('ControlOrMeta+Enter');
	await expect(page.getByRole('toolbar', { name: 'Run bar' })).toContainText('The query is empty');
	await expect(workbench.state).toHaveAttribute('data-state', 'idle');
});

test('a query is watched: it runs again and again until that is ended', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW now = NOW()', 'complete');
	const first = await workbench.cell(0, 'now').innerText();
	await page.getByRole('button', { name: 'Watch: off' }).click();
	await page.getByRole('dialog', { name: 'Watch' }).getByRole('button', { name: '5 s', exact: true }).click();
	await expect(page.getByRole('button', { name: /^Watch: Watching every/ })).toBeVisible();
	await expect(workbench.cell(0, 'now')).not.toHaveText(first);
	await expect(workbench.status).toContainText('1 cell changed');
	await page.getByRole('button', { name: /^Watch:/ }).click();
	await page.getByRole('button', { name: 'Stop watching' }).click();
	await expect(page.getByRole('button', { name: 'Watch: off' })).toBeVisible();
});

test('a pipeline is looked at step by step, and its text stays', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const query = 'FROM orders\n| WHERE total > 100\n| EVAL net = total / 1.19\n| STATS n = COUNT(*)';
	await workbench.write(query);
	await page.keyboard.press('Alt+Enter');
	const dialog = page.getByRole('dialog', { name: 'The pipeline, step by step' });
	await expect(dialog.getByRole('region', { name: 'Rows of the step' })).toContainText('New: n');
	await dialog.getByRole('button', { name: 'EVAL net' }).click();
	await expect(dialog.getByRole('region', { name: 'Rows of the step' })).toContainText('New: net');
	await dialog.getByRole('button', { name: 'Count rows after every step' }).click();
	await expect(dialog.getByRole('button', { name: 'STATS' })).toContainText('1 row');
	await expect(dialog.getByRole('button', { name: 'FROM orders' })).toContainText(/[\d,]+ rows/);
	await page.keyboard.press('Escape');
	expect(await workbench.text()).toBe(query);
	await expect(workbench.state).toHaveAttribute('data-state', 'idle');
});
