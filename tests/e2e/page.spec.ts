import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

const background = () => getComputedStyle(document.body).backgroundColor;
const luminance = (colour: string) =>
	(colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);

for (const scheme of ['light', 'dark'] as const) {
	test(`the page is ${scheme} where the system is`, async ({ browser }) => {
		const context = await browser.newContext({ colorScheme: scheme });
		const workbench = new WorkbenchPage(await context.newPage());
		await workbench.open();
		const dark = luminance(await workbench.page.evaluate(background)) < 200;
		expect(dark).toBe(scheme === 'dark');
		await context.close();
	});
}

test('a chosen theme wins over the system and stays after a reload', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'light' });
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await page.getByRole('button', { name: 'Settings' }).click();
	await page.getByRole('radio', { name: 'Dark' }).check();
	expect(luminance(await page.evaluate(background))).toBeLessThan(200);
	await page.reload();
	expect(luminance(await page.evaluate(background))).toBeLessThan(200);
});

test('what was typed survives a reload, tab by tab', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('ROW first = 1');
	await page.getByRole('button', { name: 'New query' }).click();
	await workbench.write('ROW second = 2');
	await page.reload();
	await expect(workbench.editor).toBeVisible();
	expect(await workbench.text()).toBe('ROW second = 2');
	await page.getByRole('tablist', { name: 'Queries' }).getByRole('tab').first().click();
	expect(await workbench.text()).toBe('ROW first = 1');
});

test('each tab has its own undo', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('ROW first = 1');
	await page.getByRole('button', { name: 'New query' }).click();
	await workbench.write('ROW second = 2');
	await page.getByRole('tablist', { name: 'Queries' }).getByRole('tab').first().click();
	await workbench.editor.click();
	await page.keyboard.press('ControlOrMeta+z');
	expect(await workbench.text()).toContain('FROM logs-web-*');
});

test('keys run the query, run it up to the cursor, and open the palette', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('ROW a = 1\n| EVAL b = 2\n| EVAL c = 3');
	await page.keyboard.press('ControlOrMeta+Enter');
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'c')).toHaveText('3');
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('ControlOrMeta+Shift+Enter');
	await expect(workbench.status).toContainText('1 row × 2 columns');
	await expect(workbench.cell(0, 'b')).toHaveText('2');
	expect(await workbench.text()).toContain('EVAL c = 3');

	await page.keyboard.press('F1');
	await page.getByRole('combobox', { name: 'Search commands' }).fill('new');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('tablist', { name: 'Queries' }).getByRole('tab')).toHaveCount(2);
});

test('the query is formatted as one undoable step, unless it is broken', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('from orders|where total>5|limit 3');
	await page.getByRole('button', { name: 'Format' }).click();
	await expect.poll(() => workbench.text()).toBe('FROM orders\n| WHERE total > 5\n| LIMIT 3');
	await workbench.editor.click();
	await page.keyboard.press('ControlOrMeta+z');
	expect(await workbench.text()).toBe('from orders|where total>5|limit 3');
	await workbench.write('from orders|where (');
	await page.keyboard.press('ControlOrMeta+i');
	await expect(page.getByText('Only a query without syntax errors can be formatted')).toBeVisible();
	expect(await workbench.text()).toBe('from orders|where (');
});

test('the catalog shows indices and fields, and a click inserts their names', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await page.getByRole('button', { name: 'New query' }).click();
	const catalog = page.getByRole('tree', { name: 'Catalog' });
	await catalog.getByRole('treeitem', { name: /^employees/ }).click();
	expect(await workbench.text()).toBe('FROM employees\n| LIMIT 100');
	await catalog.getByRole('treeitem', { name: /^employees/ }).focus();
	await page.keyboard.press('ArrowRight');
	const fields = catalog.locator('[role="treeitem"][aria-level="2"]');
	await expect.poll(() => fields.count()).toBeGreaterThan(3);
});

test('a run is found again in the history', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW remembered = 1', 'complete');
	const entry = page.getByRole('button', { name: /ROW remembered = 1/ });
	await page.getByRole('button', { name: 'History' }).click();
	await expect(entry).toBeVisible();
	await page.reload();
	await page.getByRole('button', { name: 'History' }).click();
	await entry.click();
	await expect(page.getByRole('tablist', { name: 'Queries' }).getByRole('tab')).toHaveCount(2);
	expect(await workbench.text()).toBe('ROW remembered = 1');
	await expect(workbench.cell(0, 'remembered')).toHaveText('1');
});

test('nothing moves while the page loads', async ({ page }) => {
	await page.addInitScript(() => {
		const shifts: number[] = [];
		Object.assign(window, { shifts });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) if ('value' in entry) shifts.push(Number(entry.value));
		}).observe({ type: 'layout-shift', buffered: true });
	});
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await expect(page.getByRole('treeitem', { name: /^orders/ })).toBeVisible();
	await expect(page.getByText('Rows will appear here')).toBeVisible();
	const moved = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
	expect(moved.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.001);
});

test('a browser that denies storage still runs queries, and the page says what is lost', async ({ page }) => {
	await page.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			throw new DOMException('The user denied it', 'SecurityError');
		};
		for (const name of ['localStorage', 'sessionStorage']) {
			Object.defineProperty(window, name, {
				get() {
					throw new DOMException('The user denied it', 'SecurityError');
				}
			});
		}
	});
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW a = 1', 'complete');
	await expect(workbench.cell(0, 'a')).toHaveText('1');
	await expect(workbench.status).toContainText('Drafts are not saved');
	await page.getByRole('button', { name: 'Settings' }).click();
	await expect(page.getByRole('dialog', { name: 'Settings' })).toContainText('The user denied it');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'History' }).click();
	await expect(page.getByRole('dialog', { name: 'History' })).toContainText('ROW a = 1');
});
