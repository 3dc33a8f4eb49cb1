import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

const slow = `FROM logs-web-*
| EVAL h = SHA256(REPEAT(message, 200))
| STATS n = COUNT_DISTINCT(h)`;

test('closing a tab asks about its running query, keeps it in the background, and opens it again', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query(slow, 'running');
	await page.keyboard.press('Alt+w');
	const asked = page.getByRole('dialog', { name: 'The query is still running' });
	await asked.getByRole('button', { name: "Don't close" }).click();
	await expect(workbench.state).toHaveAttribute('data-state', 'running');
	await page.keyboard.press('Alt+w');
	await asked.getByRole('button', { name: 'Keep it running' }).click();
	await expect(workbench.state).toHaveAttribute('data-state', 'idle');
	await page.getByRole('button', { name: '1 in the background' }).click();
	const queries = page.getByRole('dialog', { name: /^Queries of/ });
	await queries.getByRole('button', { name: 'Open' }).click();
	await expect(workbench.state).toHaveAttribute('data-state', 'running');
	expect(await workbench.text()).toBe(slow);
	await page.keyboard.press('Alt+w');
	await asked.getByRole('button', { name: 'Cancel the query' }).click();
	await expect(page.getByRole('button', { name: /in the background/ })).toHaveCount(0);
	await page.keyboard.press('Alt+Shift+T');
	expect(await workbench.text()).toBe(slow);
});

test('a background query survives a reload', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query(slow, 'running');
	await expect(page.getByRole('button', { name: 'Stored result' })).toBeVisible();
	await page.keyboard.press('Alt+w');
	await page.getByRole('button', { name: 'Keep it running' }).click();
	await page.reload();
	await page.getByRole('button', { name: '1 in the background' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
	await expect(workbench.state).toHaveAttribute('data-state', 'running');
	await page.getByRole('button', { name: 'Cancel', exact: true }).click();
	await workbench.reach('cancelled');
});

test('tabs are named, put in order and found again after a reload, each with its own undo', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const tabs = page.getByRole('tablist', { name: 'Queries' }).getByRole('tab');
	await workbench.write('ROW first = 1');
	await page.getByRole('button', { name: 'New query' }).click();
	await workbench.write('ROW second = 2');
	await tabs.nth(1).dblclick();
	await page.getByRole('textbox', { name: 'Name of this query' }).fill('My numbers');
	await page.keyboard.press('Enter');
	await expect(tabs.nth(1)).toContainText('My numbers');
	await page.keyboard.press('Alt+Shift+PageUp');
	await expect(tabs.nth(0)).toContainText('My numbers');
	await tabs.nth(0).dragTo(tabs.nth(1));
	await expect(tabs.nth(1)).toContainText('My numbers');
	await page.reload();
	await expect(tabs.nth(1)).toContainText('My numbers');
	await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
	expect(await workbench.text()).toBe('ROW second = 2');
	await workbench.editor.click();
	await page.keyboard.press('End');
	await page.keyboard.type('2');
	await tabs.nth(0).click();
	expect(await workbench.text()).toBe('ROW first = 1');
	await page.keyboard.press('Alt+PageDown');
	await workbench.editor.click();
	await page.keyboard.press('ControlOrMeta+z');
	expect(await workbench.text()).toBe('ROW second = 2');
});

test('queries beyond the limit of a cluster wait in line and say so', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await page.getByRole('button', { name: 'Settings' }).click();
	await page.getByRole('tab', { name: 'Queries', exact: true }).click();
	await page.getByLabel('At once').selectOption('2');
	await page.keyboard.press('Escape');
	for (let n = 0; n < 2; n++) {
		await workbench.query(slow, 'running', 'submitting');
		await page.getByRole('button', { name: 'New query' }).click();
	}
	await workbench.query('ROW patient = 1', 'queued');
	await expect(workbench.pane('Table')).toContainText('Waiting in line');
	await expect(workbench.status).toContainText('Next in line');
	const tabs = page.getByRole('tablist', { name: 'Queries' }).getByRole('tab');
	await tabs.first().click();
	await page.getByRole('button', { name: 'Cancel', exact: true }).click();
	await tabs.nth(2).click();
	await workbench.reach('complete');
	await tabs.nth(1).click();
	await page.getByRole('button', { name: 'Cancel', exact: true }).click();
	await workbench.reach('cancelled');
});

test('rows say when they belong to another text', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW a = 1', 'complete');
	await workbench.write('ROW a = 2');
	await expect(page.getByText('The request was edited since this run')).toBeVisible();
	await expect(workbench.cell(0, 'a')).toHaveText('1');
});

test('a query is saved as a file and opened again', async ({ page }, testInfo) => {
	await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const query = 'ROW a = ?value';
	await workbench.write(query);
	await page.getByLabel('Value of ?value').first().fill('7');
	const saving = page.waitForEvent('download');
	await page.keyboard.press('ControlOrMeta+s');
	const file = testInfo.outputPath('numbers.esql');
	await (await saving).saveAs(file);
	await page.getByRole('button', { name: 'New query' }).click();
	const choosing = page.waitForEvent('filechooser');
	await page.keyboard.press('ControlOrMeta+o');
	await (await choosing).setFiles(file);
	await expect(page.getByRole('tab', { name: 'numbers' })).toHaveAttribute('aria-selected', 'true');
	expect(await workbench.text()).toBe(query);
	await expect(page.getByLabel('Value of ?value').first()).toHaveValue('7');
});

test('fifty tabs come back after a reload, with what was typed in the last moment', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const tabs = page.getByRole('tablist', { name: 'Queries' }).getByRole('tab');
	for (let n = 1; n < 50; n++) {
		await page.keyboard.press('Alt+n');
		await expect(tabs).toHaveCount(n + 1);
		await page.keyboard.insertText(`ROW tab = ${n}`);
	}
	await workbench.write('ROW last_moment = true');
	await page.reload();
	await expect(tabs).toHaveCount(50);
	await expect(workbench.editor).toHaveText('ROW last_moment = true');
	await tabs.nth(17).click();
	await expect(workbench.editor).toHaveText('ROW tab = 17');
	await expect.poll(() => page.evaluate(() => Object.keys(localStorage).join())).not.toContain('drafts');
	await page.reload();
	await expect(tabs).toHaveCount(50);
	await expect(workbench.editor).toHaveText('ROW tab = 17');
});
