import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

const query =
	'FROM countries | STATS n = COUNT(*), least = MIN(country.population), most = MAX(country.population) BY continent';

/** Everything of the look that a link and a draft hold is as it was laid out below. */
async function isLaidOut(workbench: WorkbenchPage): Promise<void> {
	const { page, grid } = workbench;
	await expect(workbench.tab('Chart')).toHaveAttribute('aria-selected', 'true');
	await expect(workbench.tab('Options')).toHaveAttribute('aria-selected', 'true');
	await workbench.run.click();
	await workbench.reach('complete');
	const chart = workbench.pane('Chart');
	await expect(chart.getByRole('combobox', { name: 'Kind of chart' })).toHaveValue('bar');
	await expect(chart.getByRole('combobox', { name: 'X axis' })).toHaveValue('continent');
	await workbench.tab('Table').click();
	await expect(workbench.cell(0, 'n')).toBeVisible();
	await expect(workbench.cell(0, 'least')).toHaveCount(0);
	const left = async (id: string) =>
		(await grid.locator(`.ag-header-cell[col-id="${id}"]`).boundingBox())?.x ?? -1;
	expect(await left('continent')).toBeLessThan(await left('n'));
	expect(await left('most')).toBeLessThan(await left('n'));
	const width = async () => (await grid.locator('.ag-header-cell[col-id="n"]').boundingBox())?.width ?? 0;
	await expect.poll(width).toBeGreaterThan(240);
	await expect(workbench.pane('Table')).toContainText('sorted by n ↓');
	await page.getByRole('button', { name: 'Columns', exact: true }).click();
	const column = (name: string) => page.getByRole('button', { name, exact: true });
	await expect(column('Pin continent')).toHaveAttribute('aria-pressed', 'true');
	await expect(column('Show least')).toHaveAttribute('aria-pressed', 'false');
	await page.keyboard.press('Escape');
}

test('the whole look travels in the link and is kept with the draft', async ({ page, browser }) => {
	const workbench = new WorkbenchPage(page);
	const { grid } = workbench;
	await workbench.open();
	await workbench.query(query, 'complete');
	const header = (id: string) => grid.locator(`.ag-header-cell[col-id="${id}"]`);

	await page.getByRole('button', { name: 'Columns', exact: true }).click();
	await page.getByRole('button', { name: 'Show least' }).click();
	await page.getByRole('button', { name: 'Pin continent' }).click();
	await page.getByRole('list', { name: 'Columns' }).getByRole('button', { name: 'most long' }).focus();
	await page.keyboard.press('Alt+ArrowUp');
	await page.keyboard.press('Alt+ArrowUp');
	await page.getByRole('button', { name: 'Columns', exact: true }).click();
	await header('n').locator('.column-name').click();
	await header('n').locator('.column-name').click();
	const handle = await header('n').locator('.ag-header-cell-resize').boundingBox();
	if (!handle) throw new Error('the column has no handle');
	await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
	await page.mouse.down();
	await page.mouse.move(handle.x + 200, handle.y + handle.height / 2, { steps: 5 });
	await page.mouse.up();

	await workbench.tab('Chart').click();
	const chart = workbench.pane('Chart');
	await chart.getByRole('combobox', { name: 'Kind of chart' }).selectOption('bar');
	await chart.getByRole('combobox', { name: 'X axis' }).selectOption('continent');
	await workbench.tab('Options').click();
	await page.getByRole('button', { name: 'Share' }).click();
	const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
	await page.keyboard.press('Escape');

	const other = new WorkbenchPage(await (await browser.newContext()).newPage());
	await other.open(new URL(link).hash);
	await isLaidOut(other);
	await other.page.context().close();

	await page.reload();
	await isLaidOut(workbench);
});
