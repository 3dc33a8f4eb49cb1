import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

test('rows are sorted and filtered here, the figures of a selection told, and the order pushed into the query', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('FROM countries | KEEP country.name, country.population | LIMIT 40', 'complete');
	const table = workbench.pane('Table');
	await workbench.grid.locator('.ag-header-cell[col-id="country.population"] .column-name').click();
	await expect(table).toContainText('over 40 rows read');
	await workbench.cell(0, 'country.population').click();
	await workbench.cell(2, 'country.population').click({ modifiers: ['Shift'] });
	const figures = page.getByRole('group', { name: 'Selection' });
	await expect(figures).toContainText('3 cells');
	await expect(figures).toContainText(/sum \d+/);
	await expect(figures).toContainText(/avg \d+/);
	await table.getByRole('button', { name: 'Push into query' }).click();
	await workbench.reach('complete');
	expect(await workbench.text()).toContain('| SORT country.population\n| LIMIT 40');
	await expect(table.getByRole('button', { name: 'Push into query' })).toHaveCount(0);
});

test('dates are shown in the zone that was chosen, and sent values stay on hover', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW t = "2026-01-02T03:04:05.678Z"::date_nanos', 'complete');
	await expect(workbench.cell(0, 't')).toHaveText(/^2026-01-02T03:04:05\.678Z$/);
	await page.getByRole('button', { name: 'Settings' }).click();
	await page.getByRole('combobox', { name: 'Dates in' }).fill('tokyo');
	await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
	await page.keyboard.press('Escape');
	await expect(workbench.cell(0, 't')).toHaveText(/^2026-01-02T12:04:05\.678\+09:00$/);
});

test('how the columns lie is still so after a reload', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW a = 1, b = 2, c = 3', 'complete');
	await page.getByRole('button', { name: 'Columns', exact: true }).click();
	await page.getByRole('button', { name: 'Show b' }).click();
	await expect(workbench.cell(0, 'b')).toHaveCount(0);
	await expect(workbench.cell(0, 'c')).toHaveText('3');
	await workbench.run.click();
	await workbench.reach('complete');
	await page.reload();
	await workbench.run.click();
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'c')).toHaveText('3');
	await expect(workbench.cell(0, 'b')).toHaveCount(0);
});

test('how the rows are sorted is still so after a reload, and for who opens the link', async ({
	page,
	browser
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('FROM countries | KEEP country.name, country.population | LIMIT 40', 'complete');
	const header = (column: string) => workbench.grid.locator(`.ag-header-cell[col-id="${column}"]`);
	const population = workbench.cell(0, 'country.population');
	await header('country.population').locator('.column-name').click();
	await header('country.population').locator('.column-name').click();
	await expect(workbench.pane('Table')).toContainText('sorted by country.population ↓');
	const most = await population.innerText();
	await page.reload();
	await workbench.run.click();
	await workbench.reach('complete');
	await expect(workbench.pane('Table')).toContainText('sorted by country.population ↓');
	await expect(population).toHaveText(most);
	await page.getByRole('button', { name: 'Share' }).click();
	const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
	const other = new WorkbenchPage(await (await browser.newContext()).newPage());
	await other.open(link.slice(link.indexOf('#')));
	await other.run.click();
	await other.reach('complete');
	await expect(other.pane('Table')).toContainText('sorted by country.population ↓');
	await expect(other.cell(0, 'country.population')).toHaveText(most);
});

test('two results are compared row by row, also a later run with an earlier one', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('FROM countries | KEEP country.name, country.population | LIMIT 20', 'complete');
	await page.getByRole('button', { name: 'Compare results' }).click();
	const dialog = page.getByRole('dialog', { name: 'Compare results' });
	await dialog.getByRole('button', { name: /Keep .* for later/ }).click();
	await expect(dialog).toContainText('Both results have the same rows.');
	await page.keyboard.press('Escape');
	await workbench.query(
		'FROM countries | KEEP country.name, country.population | LIMIT 20 | EVAL country.population = CASE(country.name < "B", 1, country.population) | WHERE country.name < "E"',
		'complete'
	);
	await page.getByRole('button', { name: 'Compare results' }).click();
	await dialog.getByRole('combobox', { name: 'Before' }).selectOption({ index: 1 });
	await expect(dialog.getByRole('checkbox', { name: 'country.name' })).toBeChecked();
	await expect(dialog.getByRole('group', { name: 'Differences' })).toContainText(/−\s*[1-9]\d*\s+removed/);
	await expect(dialog.getByRole('group', { name: 'Differences' })).toContainText(/~\s*[1-9]\d*\s+changed/);
	await expect(dialog.locator('ins').first()).toHaveText('1');
});
