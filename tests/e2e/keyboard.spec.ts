import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

test('a query is written, run, read and copied by keyboard alone', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await page.keyboard.press('Alt+1');
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText('ROW a = 9007199254740993, b = ["x", "y"]');
	await page.keyboard.press('ControlOrMeta+Enter');
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'a')).toHaveText('9007199254740993');

	await page.keyboard.press('Alt+2');
	await expect(workbench.cell(0, 'a')).toBeFocused();
	const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
	await page.keyboard.press('ControlOrMeta+c');
	await expect.poll(clipboard).toBe('9007199254740993');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ControlOrMeta+c');
	await expect.poll(clipboard).toBe('x\ny');
});

test('a closed dialog gives the focus back to where it was', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.editor.focus();
	await page.keyboard.press('F1');
	await expect(page.getByRole('combobox', { name: 'Search commands' })).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(workbench.editor).toBeFocused();

	await page.keyboard.press('F1');
	await page.getByRole('combobox', { name: 'Search commands' }).fill('go to the catalog');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('searchbox', { name: 'Filter the catalog' })).toBeFocused();
});

test('a filter is added, a link shared and a profile inspected by keyboard alone', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const command = async (words: string) => {
		await page.keyboard.press('F1');
		await page.getByRole('combobox', { name: 'Search commands' }).fill(words);
		await page.keyboard.press('Enter');
	};
	await page.keyboard.press('Alt+1');
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText('FROM orders | KEEP status, total | LIMIT 20');
	await command('Run with profile');
	await workbench.reach('complete');
	const pipes = page.getByRole('list', { name: /^Pipes of the query/ });
	await pipes.getByRole('button').first().focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('complementary', { name: 'Selection' })).not.toBeEmpty();

	await workbench.tab('Profile').focus();
	await page.keyboard.press('Home');
	await expect(workbench.tab('Table')).toBeFocused();
	await workbench.cell(0, 'status').focus();
	await expect(workbench.cell(0, 'status')).toBeFocused();
	await page.keyboard.press('Shift+F10');
	const menu = page.getByRole('menu');
	await expect(menu).toBeVisible();
	const add = menu.getByRole('menuitem', { name: 'Add to the filter' });
	for (let step = 0; step < 30 && !(await add.evaluate((item) => item === document.activeElement)); step++)
		await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(workbench.tab('Filter')).toHaveAttribute('aria-selected', 'true');
	await expect(workbench.pane('Filter')).toContainText('status');

	await command('Share a link');
	await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/#/);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);
});
