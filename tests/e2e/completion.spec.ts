import { expect, test, type Page } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

/** Waits until the list has what it asked for and stands still: CodeMirror takes no key for one that has just changed. */
const listAtRest = (page: Page) =>
	page.waitForFunction(
		() =>
			new Promise<boolean>((resolve) => {
				const quiet = 200;
				const done = () => {
					observer.disconnect();
					resolve(
						document.querySelector('.cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled)') !== null
					);
				};
				let timer = setTimeout(done, quiet);
				const observer = new MutationObserver(() => {
					clearTimeout(timer);
					timer = setTimeout(done, quiet);
				});
				observer.observe(document.body, {
					subtree: true,
					childList: true,
					attributeFilter: ['class', 'aria-selected']
				});
			})
	);

test('a query is written with few letters and the keyboard alone', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await expect(workbench.editor).toHaveAttribute('aria-autocomplete', 'list');
	await workbench.write('');
	const list = page.getByRole('listbox');
	const accept = async (letters: string, label: string | RegExp) => {
		await page.keyboard.type(letters);
		await expect(list.getByRole('option', { selected: true })).toHaveText(label);
		await listAtRest(page);
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
	await page.keyboard.type('r');
	await expect
		.poll(() => workbench.text())
		.toBe('FROM orders | WHERE total > 10 | EVAL r = ROUND(total) | KEEP r');
});

test('what is proposed is explained, and asks the cluster nothing while typing', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await expect(workbench.editor).toHaveAttribute('aria-autocomplete', 'list');
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
