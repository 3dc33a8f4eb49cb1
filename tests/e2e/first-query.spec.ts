import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

test('a fresh page runs the query it opens with and shows rows', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await expect(workbench.state).toHaveAttribute('data-state', 'idle');
	await workbench.run.click();
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'requests')).toHaveText(/^[\d,]+$/);
	await expect(workbench.cell(0, 'service.name')).toHaveText(/\w/);
	await expect(workbench.status).toContainText('is_running: false');
	await expect(workbench.status).toContainText(/\d+ rows × 4 columns/);
	await expect(workbench.status).toContainText(/took \d/);
	await expect(page.getByRole('button', { name: /^Completeness: / })).toBeVisible();
});

test('a 64-bit integer is shown to its last digit', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW x = 9007199254740993', 'complete');
	await expect(workbench.cell(0, 'x')).toHaveText('9007199254740993');
});

test('the page asks nobody but its own server and breaks no rule of its policy', async ({
	page,
	baseURL
}) => {
	const foreign: string[] = [];
	const complaints: string[] = [];
	page.on('request', (request) => {
		if (!request.url().startsWith(`${baseURL}/`) && !/^(data|blob):/.test(request.url()))
			foreign.push(request.url());
	});
	page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
	page.on('pageerror', (error) => complaints.push(error.message));
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.tab('Filter').click();
	await expect(workbench.filter).toBeVisible();
	await workbench.run.click();
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'requests')).toBeVisible();
	// Brackets close themselves once the editor's helpers are there.
	await expect(async () => {
		await workbench.editor.click();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type('ROW a = (1');
		expect(await workbench.text()).toBe('ROW a = (1)');
	}).toPass();
	await page.getByRole('separator', { name: 'Resize editor' }).press('ArrowDown');
	for (const name of ['Share', 'History', 'Settings', 'Command palette']) {
		await page.getByRole('button', { name, exact: true }).click();
		await expect(page.getByRole('dialog')).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog')).toHaveCount(0);
	}
	expect(foreign).toEqual([]);
	expect(complaints).toEqual([]);
});

test('the editor works and a query runs before the grid has been loaded', async ({ page }) => {
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	let held = 0;
	await page.route(/\.js(\?|$)/, async (route) => {
		const response = await route.fetch();
		if ((await response.text()).includes('ag-root-wrapper')) {
			held++;
			await released;
		}
		await route.fulfill({ response });
	});
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW a = 1, b = "x"', 'complete');
	await expect(workbench.status).toContainText('1 row × 2 columns');
	await expect(workbench.grid).toHaveCount(0);
	expect(held).toBeGreaterThan(0);
	release();
	await expect(workbench.cell(0, 'b')).toHaveText('x');
});
