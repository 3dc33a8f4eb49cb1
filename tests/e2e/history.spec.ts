import { expect, test, type Page } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

const history = (page: Page) => page.getByRole('dialog', { name: 'History' });

async function openHistory(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'History', exact: true }).click();
	await expect(history(page)).toBeVisible();
}

test('runs are found again by words, index and outcome, with their rows', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('FROM orders | SORT order.id | KEEP order.id | LIMIT 3', 'complete');
	const value = await workbench.cell(0, 'order.id').innerText();
	await workbench.query('ROW exact = 9007199254740993', 'complete');
	await workbench.query('FROM nowhere', 'failed');
	await openHistory(page);
	const rows = history(page).getByRole('listitem');
	await expect(rows).toHaveCount(3);
	await history(page).getByLabel('Outcome').selectOption('failed');
	await expect(rows).toHaveCount(1);
	await expect(rows.first()).toContainText('Unknown index [nowhere]');
	await history(page).getByLabel('Outcome').selectOption('');
	await history(page).getByLabel('Index').fill('order');
	await expect(rows).toHaveCount(1);
	await rows.first().getByTitle('Open in a new tab with the rows that were kept').click();
	await expect(workbench.cell(0, 'order.id')).toHaveText(value);
	await expect(workbench.status).toContainText('Kept from');
	await openHistory(page);
	await expect(rows).toHaveCount(3);
});

test('stars and notes stay, and a history moves to another browser as a file', async ({
	page,
	browser
}, testInfo) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW moved = 1', 'complete');
	await openHistory(page);
	await history(page).getByRole('button', { name: 'Star: keep for good' }).click();
	await history(page).getByRole('button', { name: 'Note' }).click();
	await history(page).getByRole('textbox', { name: 'Note' }).fill('The number of the year');
	await page.keyboard.press('Enter');
	await expect(history(page)).toContainText('The number of the year');
	const saving = page.waitForEvent('download');
	await history(page).getByRole('button', { name: 'Export 1 run' }).click();
	const file = testInfo.outputPath('history.jsonl');
	await (await saving).saveAs(file);
	const other = await browser.newContext();
	const elsewhere = new WorkbenchPage(await other.newPage());
	await elsewhere.page.goto(page.url());
	await openHistory(elsewhere.page);
	await history(elsewhere.page).getByLabel('Import…').setInputFiles(file);
	await expect(history(elsewhere.page)).toContainText('The number of the year');
	await history(elsewhere.page).getByLabel('Starred').check();
	await history(elsewhere.page).getByTitle('Open in a new tab with the rows that were kept').first().click();
	await expect(elsewhere.cell(0, 'moved')).toHaveText('1');
	await other.close();
});

test('a browser that stores nothing says so and works', async ({ page }) => {
	await page.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			throw new DOMException('denied', 'SecurityError');
		};
		Storage.prototype.setItem = () => {
			throw new DOMException('denied', 'SecurityError');
		};
	});
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW private = 1', 'complete');
	await expect(workbench.cell(0, 'private')).toHaveText('1');
	await expect(workbench.status).toContainText('Drafts are not saved');
	await openHistory(page);
	await expect(history(page)).toContainText('These runs are forgotten when the page is closed');
	await expect(history(page)).toContainText('ROW private = 1');
});

test('two runs of the history are compared row by row', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const query = (salary: string) =>
		`FROM employees | SORT emp_no | LIMIT 3 | EVAL pay = emp_no + ${salary} | KEEP emp_no, pay`;
	await workbench.query(query('1'), 'complete');
	await workbench.query(query('CASE(emp_no == 10002, 5, 1)'), 'complete');
	await openHistory(page);
	const choose = history(page).getByRole('button', { name: 'Compare the rows of this run' });
	await choose.last().click();
	await expect(history(page)).toContainText('Choose one more run to compare it with.');
	await choose.first().click();
	await history(page).getByRole('button', { name: 'Compare 2 runs' }).click();
	const diff = page.getByRole('dialog', { name: 'Compare results' });
	await expect(diff).toContainText(/1\s+changed/);
	await expect(diff).toContainText(/10002\s*10003\s*10007/);
});
