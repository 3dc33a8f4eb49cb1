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
