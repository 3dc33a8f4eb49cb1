import { expect, test, type Page } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

async function run(page: Page, query: string) {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query(query, 'complete');
	await page.getByRole('tab', { name: 'Fields' }).click();
}

const query = (page: Page) => page.getByRole('textbox', { name: 'ES|QL query' });

test('each column tells its nulls, its distinct values, its spread and the most frequent ones', async ({
	page
}) => {
	await run(page, 'FROM employees | KEEP languages, salary, hire_date, gender | LIMIT 100');
	const fields = page.getByRole('listbox', { name: 'Fields' });
	await expect(fields.getByRole('option')).toHaveCount(4);
	await fields.getByRole('option', { name: 'salary' }).click();
	const field = page.getByRole('region', { name: 'Field salary' });
	await expect(field).toContainText('Median');
	await expect(field).toContainText('Sum');
	await expect(page.getByText('over 100 rows read')).toBeVisible();
	await fields.press('Home');
	await expect(page.getByRole('region', { name: 'Field languages' })).toBeVisible();
	await page.getByRole('searchbox', { name: 'Search fields' }).fill('gend');
	await expect(fields.getByRole('option')).toHaveCount(1);
});

test('a value narrows the query, or goes into the filter', async ({ page }) => {
	await run(page, 'FROM logs-web-* | KEEP http.request.method, tags | SORT http.request.method | LIMIT 1000');
	const fields = page.getByRole('listbox', { name: 'Fields' });
	await fields.getByRole('option', { name: 'tags' }).click();
	await page.getByRole('button', { name: 'Query only bot' }).click();
	await expect(query(page)).toContainText('| WHERE MV_CONTAINS(tags, "bot")');
	await expect(page.getByRole('button', { name: 'Query without null' })).toHaveCount(0);
	await fields.getByRole('option', { name: 'http.request.method' }).click();
	await page.getByRole('button', { name: 'Add GET to the filter' }).click();
	await expect(page.getByRole('tab', { name: 'Filter' })).toHaveAttribute('aria-selected', 'true');
});

test('before the first run the pane says what it will show', async ({ page }) => {
	await page.goto('/');
	await page.getByRole('tab', { name: 'Fields' }).click();
	await expect(page.getByText('What is in the columns')).toBeVisible();
});

test('hundreds of fields are listed, of which only those in view are drawn', async ({ page }) => {
	const columns = Array.from({ length: 400 }, (_, i) => `field_${i} = ${i}`);
	await run(page, `ROW ${columns.join(', ')}`);
	const fields = page.getByRole('listbox', { name: 'Fields' });
	await expect(page.getByRole('searchbox', { name: 'Search fields' })).toHaveAttribute(
		'placeholder',
		'Search 400 fields'
	);
	await fields.press('End');
	const last = fields.getByRole('option', { name: 'field_399' });
	await expect(last).toHaveAttribute('aria-posinset', '400');
	await expect(last).toHaveAttribute('aria-selected', 'true');
	await expect(page.getByRole('region', { name: 'Field field_399' })).toContainText('399');
	expect(await fields.getByRole('option').count()).toBeLessThan(60);
});

test('figures are those of the rows that pass the filter of the table, and say so', async ({ page }) => {
	await run(page, 'FROM employees | KEEP emp_no, languages, gender | SORT emp_no | LIMIT 100');
	await expect(page.getByText('over 100 rows read', { exact: true })).toBeVisible();
	await page.getByRole('tab', { name: 'Table' }).click();
	await page.getByRole('searchbox', { name: 'Filter rows' }).fill('F');
	const scope = page.getByRole('group', { name: 'Arrangement of the rows' }).getByRole('status');
	await expect(scope).toContainText(/\d+ of 100 rows read/);
	const passing = /\d+/.exec(await scope.innerText())?.[0];
	await page.getByRole('tab', { name: 'Fields' }).click();
	await expect(page.getByText(`over ${passing} of 100 rows read, as filtered in the table`)).toBeVisible();
	await page.getByRole('listbox', { name: 'Fields' }).getByRole('option', { name: 'gender' }).click();
	const values = page.getByRole('region', { name: 'Field gender' }).getByRole('list', { name: 'Values' });
	await expect(values.getByRole('listitem')).toHaveCount(1);
	await expect(values.getByTitle(`${passing} rows`)).toBeVisible();
	await page.getByRole('button', { name: 'Clear filter' }).click();
	await expect(page.getByText('over 100 rows read', { exact: true })).toBeVisible();
	await expect(values.getByRole('listitem')).not.toHaveCount(1);
});
