import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

test('a syntax error is underlined at its characters and told in the words of the cluster', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('FROM orders\n| WHER total > 5\n| LIMIT 3', 'failed');
	const alert = page.getByRole('alert');
	await expect(alert).toContainText("mismatched input 'WHER'");
	await expect(alert).toContainText('parsing_exception · HTTP 400');
	await expect(workbench.editor.locator('.cm-lintRange-error')).toHaveText(['WHER']);
	await alert.getByRole('button', { name: 'line 2:3' }).click();
	await expect(workbench.editor).toBeFocused();
	await expect(workbench.status).toContainText('Ln 2, Col 3');
});

test('an error is explained, and one click puts right what can be', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('FROM orders\n| WHER total > 5\n| KEEP totl', 'failed');
	const alert = page.getByRole('alert');
	await expect(alert).toContainText('WHER is no command; WHERE is close.');
	await alert.getByRole('button', { name: 'Write WHERE' }).click();
	expect(await workbench.text()).toBe('FROM orders\n| WHERE total > 5\n| KEEP totl');
	await workbench.run.click();
	await expect(alert).toContainText('Unknown column [totl], did you mean [total]?');
	await alert.getByText('verification_exception · HTTP 400').click();
	await alert.getByRole('button', { name: 'Copy the details' }).click();
	await expect
		.poll(() => page.evaluate(() => navigator.clipboard.readText()))
		.toMatch(/^verification_exception \(HTTP 400\)\nline 3:8: Unknown column/);
	await alert.getByRole('button', { name: 'Write total' }).click();
	await workbench.run.click();
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'total')).toBeVisible();
});

test('an unknown column is underlined as a whole', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('FROM orders\n| EVAL "😀"\n| KEEP nope', 'failed');
	await expect(workbench.editor.locator('.cm-lintRange-error', { hasText: /^nope$/ })).toBeVisible();
	await expect(page.getByRole('alert')).toContainText('Unknown column [nope]');
});

test('an error leaves the rows of the run before in place', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW kept = 41', 'complete');
	await expect(workbench.cell(0, 'kept')).toHaveText('41');
	await workbench.query('ROW kept = nothing_like_that', 'failed');
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(workbench.cell(0, 'kept')).toHaveText('41');
	await expect(workbench.page.getByText('Rows of the run before')).toBeVisible();
});

test('a filter that is not JSON is not sent, marked at its place, and loses nothing', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const sent: string[] = [];
	page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
	const broken = '{"range": {"total": {"gte": }}}';
	await workbench.tab('Filter').click();
	await workbench.write(broken, workbench.filter);
	await expect(workbench.pane('Filter')).toContainText('Line 1:29: Expected a value, found }');
	await expect(workbench.filter.locator('.cm-lintRange-error')).toBeVisible();
	await workbench.run.click();
	await expect(page.getByRole('alert')).toContainText('Not sent');
	expect(sent).toEqual([]);
	expect(await workbench.text(workbench.filter)).toBe(broken);
	await page.reload();
	await workbench.tab('Filter').click();
	expect(await workbench.text(workbench.filter)).toBe(broken);
});

test('a server that is gone is told in words, and the text stays', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await page.route('**/_query/async*', (route) => route.abort('connectionrefused'));
	await workbench.query('ROW a = 1', 'failed', 'lost');
	await expect(page.getByRole('alert')).toContainText('This page could not reach its server');
	expect(await workbench.text()).toBe('ROW a = 1');
});

test('a server that is gone is said so in words, and the text stays', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW a = 1', 'complete');
	await page.route('**/*', (route) => route.abort('connectionrefused'));
	await workbench.query('ROW a = 2', 'failed');
	await expect(page.getByRole('alert')).toContainText('This page could not reach its server');
	expect(await workbench.text()).toBe('ROW a = 2');
});

test('a cluster that is down is called so on its chip, until a query proves otherwise', async ({ page }) => {
	await page.route('**/api/clusters/demo/abilities', (route) => route.abort());
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const chip = page.getByRole('button', { name: 'Cluster: Demo cluster, not reachable' });
	await expect(chip).toBeVisible();

	await page.unroute('**/api/clusters/demo/abilities');
	await workbench.query('ROW a = 1', 'complete');
	await expect(chip).toBeHidden();
});

test('a request that was not sent hides the error of the one before', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('FROM nowhere', 'failed');
	const panel = page.getByRole('region', { name: 'Results panel' });
	await expect(panel).toContainText('Unknown index [nowhere]');
	await workbench.tab('Filter').click();
	await workbench.write('not JSON', workbench.filter);
	await workbench.run.click();
	await expect(panel).toContainText('Not sent');
	await expect(panel).not.toContainText('Unknown index');
});
