import { expect, test, type Page } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

const marks = (workbench: WorkbenchPage) => workbench.editor.locator('.cm-lintRange');

/** Puts the cursor into a word of a line, with keys alone. */
async function moveTo(page: Page, line: number, column: number): Promise<void> {
	await page.keyboard.press('ControlOrMeta+Home');
	for (let down = 1; down < line; down++) await page.keyboard.press('ArrowDown');
	for (let right = 1; right < column; right++) await page.keyboard.press('ArrowRight');
}

test('an unknown column is underlined while typing, and a key puts the right one in its place', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM orders\n| WHERE currenc == "EUR"\n| LIMIT 3');
	await expect(marks(workbench)).toHaveText(['currenc']);
	await moveTo(page, 2, 10);
	await page.keyboard.press('ControlOrMeta+.');
	await expect.poll(() => workbench.text()).toBe('FROM orders\n| WHERE currency == "EUR"\n| LIMIT 3');
	await expect(marks(workbench)).toHaveCount(0);
});

test('a column is explained at the cursor by a key, and Escape takes the explanation away', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM orders\n| EVAL twice = total * 2\n| KEEP twice\n| LIMIT 3');
	await moveTo(page, 3, 9);
	await page.keyboard.press('Shift+F1');
	const info = page.locator('.cm-esql-info');
	await expect(info).toContainText('twice: double');
	await expect(info).toContainText('Made by EVAL in line 2');
	await page.keyboard.press('Escape');
	await expect(info).toHaveCount(0);
	await expect(workbench.editor).toBeFocused();
});

test('a column gets another name everywhere; a field of the index is refused with a sentence', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM orders\n| EVAL twice = total * 2\n| WHERE twice > 5\n| KEEP twice\n| LIMIT 3');
	await moveTo(page, 3, 10);
	await page.keyboard.press('F2');
	const name = page.getByRole('textbox', { name: /New name/ });
	await expect(name).toBeFocused();
	await name.fill('two fold');
	await page.keyboard.press('Enter');
	await expect
		.poll(() => workbench.text())
		.toBe('FROM orders\n| EVAL `two fold` = total * 2\n| WHERE `two fold` > 5\n| KEEP `two fold`\n| LIMIT 3');
	await moveTo(page, 2, 23);
	await page.keyboard.press('F2');
	await expect(page.locator('.cm-esql-sentence')).toContainText(
		'[total] is a field of the index: write RENAME'
	);
	await page.keyboard.press('Escape');
});

test('F12 goes to where a column comes from, and back to its first use', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM orders\n| EVAL twice = total * 2\n| KEEP twice\n| LIMIT 3');
	await moveTo(page, 3, 9);
	await page.keyboard.press('F12');
	await expect(workbench.status).toContainText('Ln 2, Col 13');
	await page.keyboard.press('F12');
	await expect(workbench.status).toContainText('Ln 3, Col 13');
});

test('the parameters of a function are shown while its arguments are typed', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM orders | EVAL x = ');
	await page.keyboard.type('ROUND(total, ');
	const help = page.locator('.cm-esql-signature');
	await expect(help.locator('strong')).toHaveText('decimals?');
	await page.keyboard.type('2) ');
	await expect(help).toHaveCount(0);
});

test('the outline tells the columns of each pipe and leads to it', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM orders\n| STATS n = COUNT(*) BY currency\n| RENAME n AS orders\n| LIMIT 3');
	await page.getByText('Outline', { exact: true }).click();
	const pipes = page.getByRole('list', { name: 'Pipes of the query' }).getByRole('button');
	await expect(pipes).toHaveCount(4);
	await expect(pipes.nth(1)).toContainText('+ n');
	await expect(pipes.nth(1)).toContainText('2 columns');
	await expect(pipes.nth(2)).toContainText('n → orders');
	await pipes.nth(2).click();
	await expect(workbench.editor).toBeFocused();
	await expect(workbench.status).toContainText('Ln 3, Col 3');
});

test('the selection grows by syntax and shrinks the same way; the palette knows the language', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM orders\n| WHERE total > 5 AND currency == "EUR"\n| LIMIT 3');
	await moveTo(page, 2, 10);
	const selected = () => page.evaluate(() => getSelection()?.toString());
	await page.keyboard.press('Alt+Shift+ArrowRight');
	await expect.poll(selected).toBe('total');
	await page.keyboard.press('Alt+Shift+ArrowRight');
	await expect.poll(selected).toBe('total > 5');
	await page.keyboard.press('Alt+Shift+ArrowRight');
	await expect.poll(selected).toBe('total > 5 AND currency == "EUR"');
	await page.keyboard.press('Alt+Shift+ArrowLeft');
	await page.keyboard.press('Alt+Shift+ArrowLeft');
	await expect.poll(selected).toBe('total');
	await page.keyboard.press('F1');
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.type('places of a column');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('list', { name: '1 place of total' })).toContainText('2: | WHERE total > 5');
});

test('what the cluster says about a place silences what the page says, until the text changes', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('FROM orders\n| KEEP nope\n| LIMIT 3', 'failed');
	const mark = workbench.editor.locator('.cm-lintRange-error', { hasText: /^nope$/ });
	await mark.hover();
	const diagnostics = page.locator('.cm-tooltip .cm-diagnostic');
	await expect(diagnostics).toHaveCount(1);
	await expect(diagnostics).toContainText('Elasticsearch');
	await workbench.editor.press('ControlOrMeta+End');
	await page.keyboard.type(' ');
	await expect(async () => {
		await workbench.status.hover();
		await mark.hover();
		await expect(diagnostics).toHaveText('Unknown column [nope]', { timeout: 2_000 });
	}).toPass();
});
