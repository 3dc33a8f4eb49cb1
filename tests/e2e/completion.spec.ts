import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

test('a query is written with few letters and the keyboard alone', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('');
	const list = page.getByRole('listbox');
	const accept = async (letters: string, label: string | RegExp) => {
		await page.keyboard.type(letters);
		await expect(list.getByRole('option', { selected: true })).toHaveText(label);
		// CodeMirror takes no key for a list that has only just opened or changed, as it does when fields arrive.
		await page.waitForTimeout(600);
		await page.keyboard.press('Enter');
	};
	await accept('fro', /^FROM/);
	await expect(list).toBeVisible();
	await accept('ord', /^orders/);
	await accept(' | whe', /^WHERE/);
	await accept('tot', 'totaldouble');
	await accept(' > 10 | ev', /^EVAL/);
	await accept('r = rou', /^ROUND\(/);
	await page.keyboard.type('total');
	await expect.poll(() => workbench.text()).toBe('FROM orders | WHERE total > 10 | EVAL r = ROUND(total)');
	await page.keyboard.press('End');
	await accept(' | ke', /^KEEP/);
	await accept('r', 'rdouble');
	await expect
		.poll(() => workbench.text())
		.toBe('FROM orders | WHERE total > 10 | EVAL r = ROUND(total) | KEEP r');
});

test('what is proposed is explained, and asks the cluster nothing while typing', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM orders | EVAL x = ');
	await page.keyboard.type('t');
	await expect(page.getByRole('listbox')).toBeVisible();
	const asked: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/api/')) asked.push(request.url());
	});
	await page.keyboard.press('Escape');
	await page.keyboard.type('otal + date_trun', { delay: 30 });
	await expect(page.getByRole('option', { selected: true })).toHaveText(/^DATE_TRUNC/);
	await expect(page.locator('.cm-completionInfo')).toContainText('A date rounded down');
	expect(asked).toEqual([]);
});
