import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { WorkbenchPage } from '../support/browser';

test('the examples grow from ten rows to a joined, parametrised, filtered time series, one click each', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const labels = await page.getByRole('listitem').locator('.label').allInnerTexts();
	expect(labels).toHaveLength(5);
	for (const label of labels) {
		await page.getByRole('button', { name: new RegExp(`^${label}`) }).click();
		await workbench.reach('complete');
		await expect(workbench.status).toContainText(/[1-9]\d* rows? ×/);
		await page.getByRole('button', { name: 'New query' }).click();
		await expect(workbench.state).toHaveAttribute('data-state', 'idle');
	}
	await expect(page.getByRole('tab', { name: /^New query/ })).toHaveCount(1);
	await page
		.getByRole('tab', { name: /BUCKET|logs-web/ })
		.last()
		.click();
	await expect(page.getByRole('textbox', { name: 'Value of ?min_status' })).toHaveValue('500');
	await expect(workbench.tab('Chart')).toHaveAttribute('aria-selected', 'true');
	await expect(workbench.pane('Chart').locator('canvas, svg').first()).toBeVisible();
});

test('the tour walks over the page, is in nobody’s way, and comes back only when asked', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const tour = page.getByRole('complementary', { name: 'Tour' });
	await expect(tour).toHaveCount(0);
	await page.getByRole('button', { name: 'New here? Take the tour' }).click();
	await expect(tour).toContainText('1 of 7');
	await expectAccessible(page, 'tour');
	await page.keyboard.press('Enter');
	await expect(tour).toContainText('2 of 7');
	await workbench.query('ROW a = 1', 'complete');
	await expect(workbench.cell(0, 'a')).toHaveText('1');
	await expect(tour).toContainText('2 of 7');
	await page.reload();
	await expect(tour).toHaveCount(0);
	await page.getByRole('button', { name: 'New query' }).click();
	await page.getByRole('button', { name: 'New here? Take the tour' }).click();
	await expect(tour).toContainText('2 of 7');
	await page.keyboard.press('Escape');
	await expect(tour).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'New here? Take the tour' })).toHaveCount(0);
	await page.reload();
	await expect(workbench.editor).toBeVisible();
	await expect(page.getByText('Rows will appear here')).toBeVisible();
	await expect(page.getByRole('button', { name: 'New here? Take the tour' })).toHaveCount(0);
});

test('an empty pane says what will be there and gets it with one click', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	for (const name of ['Chart', 'Fields', 'Exchange']) {
		await workbench.tab(name).click();
		await expect(workbench.pane(name).getByRole('button', { name: 'Run the query' })).toBeEnabled();
	}
	await workbench.pane('Exchange').getByRole('button', { name: 'Run the query' }).click();
	await workbench.reach('complete');
	await expect(workbench.pane('Exchange')).toContainText('is_partial');
});
