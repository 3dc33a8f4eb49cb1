import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { WorkbenchPage } from '../support/browser';

const region = () =>
	document.activeElement?.closest<HTMLElement>('[data-focus]')?.dataset.focus ??
	document.activeElement?.tagName;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The sum of all unexpected layout shifts from here on. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
	await page.addInitScript(() => {
		Object.assign(window, { shifted: 0 });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) {
				const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
				if (!shift.hadRecentInput) (window as unknown as { shifted: number }).shifted += shift.value;
			}
		}).observe({ type: 'layout-shift', buffered: true });
	});
	return () => page.evaluate(() => (window as unknown as { shifted: number }).shifted);
}

test('a key goes round the parts of the page, and Escape goes back to the editor', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW a = 1', 'complete');
	await expect(workbench.cell(0, 'a')).toBeVisible();
	await expect(page.getByRole('treeitem', { name: /^orders/ })).toBeVisible();
	await workbench.editor.focus();
	for (const next of ['request', 'results', 'catalog', 'status', 'editor']) {
		await page.keyboard.press('F6');
		await expect.poll(() => page.evaluate(region)).toBe(next);
	}
	await expect(workbench.editor).toBeFocused();
	await page.keyboard.press('Shift+F6');
	await expect.poll(() => page.evaluate(region)).toBe('status');
	await page.keyboard.press('Escape');
	await expect(workbench.editor).toBeFocused();
});

test('results go to the right and alone on the screen; the place is remembered', async ({ page }) => {
	const shifted = await watchShifts(page);
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW a = 1', 'complete');
	const results = page.getByRole('region', { name: 'Results panel' });
	const left = async () => (await results.boundingBox())?.x ?? 0;
	const before = await left();
	await page.keyboard.press('Alt+R');
	await expect.poll(left).toBeGreaterThan(before);
	await page.keyboard.press('Alt+Shift+2');
	await expect(workbench.editor).toBeHidden();
	await expect(workbench.cell(0, 'a')).toHaveText('1');
	await page.keyboard.press('Alt+2');
	await page.keyboard.press('Escape');
	await expect(workbench.editor).toBeVisible();
	await page.reload();
	await expect(page.getByRole('treeitem', { name: /^orders/ })).toBeVisible();
	await expect(workbench.editor).toBeVisible();
	expect(await left()).toBeGreaterThan(before);
	expect(await shifted()).toBeLessThan(0.001);
});

test('on a phone a query is run, read and shared, and the catalog is a drawer', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW a = 9007199254740993', 'complete');
	await expect(workbench.cell(0, 'a')).toHaveText('9007199254740993');
	await expect(workbench.status.getByRole('button', { name: /^Completeness/ })).toBeInViewport({ ratio: 1 });
	const catalog = page.getByRole('tree', { name: 'Catalog' });
	await expect(catalog).toBeHidden();
	await button(page, 'Show catalog').click();
	await expect(catalog.getByRole('treeitem', { name: /^orders/ })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(catalog).toBeHidden();
	await button(page, 'Share').click();
	await expect(page.getByRole('dialog')).toBeInViewport({ ratio: 1 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('keys are changed, clashes are told, and the list of shortcuts follows', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await button(page, 'Settings').click();
	await page.getByRole('tab', { name: 'Keys', exact: true }).click();
	const keys = page.getByRole('list', { name: 'Keys of actions' });
	const change = keys.getByRole('button', { name: 'Change the keys of “New query”' });
	await change.click();
	await page.keyboard.press('ControlOrMeta+Enter');
	await expect(keys).toContainText('is also “Run the query”');
	await change.click();
	await page.keyboard.press('F9');
	await expect(keys).not.toContainText('is also');
	await page.keyboard.press('Escape');
	await page.keyboard.press('F9');
	await expect(page.getByRole('tablist', { name: 'Queries' }).getByRole('tab')).toHaveCount(2);
	await page.reload();
	await workbench.editor.focus();
	await page.keyboard.press('F9');
	await expect(page.getByRole('tablist', { name: 'Queries' }).getByRole('tab')).toHaveCount(3);
	await page.keyboard.press('F6');
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText(/New query\s*F9/);
});

test("Vim's keys write and run a query", async ({ page }) => {
	const refused: string[] = [];
	page.on('console', (message) => {
		if (/Content Security Policy/.test(message.text())) refused.push(message.text());
	});
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('ROW a = 1');
	await button(page, 'Settings').click();
	await page.getByLabel('Editor keys').selectOption('vim');
	await page.keyboard.press('Escape');
	await workbench.editor.click();
	await expect(page.locator('.cm-vim-panel')).toBeVisible();
	await page.keyboard.type('0wx');
	await page.keyboard.type('ib');
	await page.keyboard.press('Escape');
	expect(await workbench.text()).toBe('ROW b = 1');
	await page.keyboard.press('ControlOrMeta+Enter');
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'b')).toHaveText('1');
	expect(refused).toEqual([]);
});

test('settings go into a file and come back; a file with faults is refused by name', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await button(page, 'Settings').click();
	await page.getByRole('radio', { name: 'Cosy' }).check();
	await page.getByLabel('Letters').selectOption('16');
	const download = page.waitForEvent('download');
	await button(page, 'Export settings').click();
	const saved = await (await download).path();
	await button(page, 'Reset all settings').click();
	await expect(page.getByRole('radio', { name: 'Compact' })).toBeChecked();
	const file = page.getByLabel('File of settings');
	const faulty = JSON.stringify({
		kind: 'esql-workbench-settings',
		version: 1,
		settings: { density: 'roomy' }
	});
	await file.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(faulty) });
	await expect(page.getByRole('dialog')).toContainText(
		'“density” must be one of compact, cosy; it is "roomy".'
	);
	await expect(page.getByRole('radio', { name: 'Compact' })).toBeChecked();
	await file.setInputFiles(saved);
	await expect(page.getByRole('radio', { name: 'Cosy' })).toBeChecked();
	await page.reload();
	await expect(page.locator('.cm-content')).toHaveCSS('font-size', '16px');
});

test('the first paint has the chosen look, and the contrast that the system wants', async ({ browser }) => {
	const context = await browser.newContext({ colorScheme: 'light', contrast: 'more' });
	const page = await context.newPage();
	await page.addInitScript(() => {
		localStorage.setItem('workbench:look', JSON.stringify({ theme: 'dark', density: 'cosy' }));
		document.addEventListener('DOMContentLoaded', () => {
			Object.assign(window, { atFirst: getComputedStyle(document.documentElement).colorScheme });
		});
	});
	await page.goto('/');
	expect(await page.evaluate(() => (window as unknown as { atFirst: string }).atFirst)).toBe('dark');
	await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
	await expect(page.locator('html')).toHaveAttribute('data-density', 'cosy');
	await context.close();
});

test('numbers and dates are shown as the settings say, and copied as sent', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW n = 9007199254740993, d = TO_DATETIME("2026-01-15T08:00:00.123Z")', 'complete');
	await button(page, 'Settings').click();
	await page.getByLabel('Numbers as').selectOption({ label: '1,234,567.891' });
	await page.getByLabel('Dates as').selectOption({ label: '2026-01-15 08:00:00.000' });
	await page.keyboard.press('Escape');
	await expect(workbench.cell(0, 'n')).toHaveText('9,007,199,254,740,993');
	await expect(workbench.cell(0, 'd')).toHaveText('2026-01-15 08:00:00.123');
	await workbench.cell(0, 'n').click();
	await page.keyboard.press('ControlOrMeta+c');
	await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('9007199254740993');
});

test('the page of tokens and components is for developers only', async ({ page }) => {
	const answer = await page.goto('/design');
	expect(answer?.status()).toBe(404);
	await expect(page.getByRole('heading')).toHaveText('There is no such page');
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`settings, high contrast, cosy density and drawers are accessible, ${colorScheme}`, async ({
		browser
	}) => {
		const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
		const page = await context.newPage();
		const workbench = new WorkbenchPage(page);
		await workbench.open();
		await workbench.query('ROW a = 1', 'complete');
		await expect(workbench.cell(0, 'a')).toBeVisible();
		await button(page, 'Settings').click();
		await page.getByRole('combobox', { name: 'Dates in' }).fill('tokyo');
		await expect(page.getByRole('option', { name: 'Asia/Tokyo' })).toBeVisible();
		await expectAccessible(page, 'list of time zones');
		await page.keyboard.press('Escape');
		await page.getByRole('tab', { name: 'Keys', exact: true }).click();
		await button(page, 'Change the keys of “New query”').click();
		await page.keyboard.press('ControlOrMeta+Enter');
		await expectAccessible(page, 'keys, with a clash');
		await page.getByRole('tab', { name: 'Page', exact: true }).click();
		await page.getByRole('radio', { name: 'High' }).check();
		await page.getByRole('radio', { name: 'Cosy' }).check();
		await expectAccessible(page, 'settings, high contrast');
		await page.keyboard.press('Escape');
		await page.keyboard.press('Alt+R');
		await expectAccessible(page, 'results to the right, high contrast');
		await page.setViewportSize({ width: 390, height: 844 });
		await button(page, 'Show catalog').click();
		await expect(page.getByRole('treeitem', { name: /^orders/ })).toBeVisible();
		await expectAccessible(page, 'catalog as a drawer');
		await context.close();
	});
