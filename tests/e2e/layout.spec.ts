import { expect, type Locator, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

/** Whether all of an element lies inside the window and inside `box`. */
async function within(element: Locator, box: Locator): Promise<boolean> {
	const [inner, outer] = [await element.boundingBox(), await box.boundingBox()];
	if (!inner || !outer) return false;
	return inner.x >= outer.x - 1 && inner.x + inner.width <= outer.x + outer.width + 1;
}

for (const [name, width, height] of [
	['at 1024 × 768', 1024, 768],
	['at 200 % zoom', 720, 450]
] as const) {
	test(`${name} every button of the run bar and every finding is in sight`, async ({ page }) => {
		await page.setViewportSize({ width, height });
		const workbench = new WorkbenchPage(page);
		await workbench.open();
		const show = page.getByRole('button', { name: 'Show params, filter and options' });
		if (await show.isVisible()) await show.click();
		await page.getByRole('tab', { name: 'Options' }).click();
		await page.getByLabel('keep_on_completion').check();
		const drawer = page.getByRole('button', { name: 'Put the pane away' });
		if (await drawer.isVisible()) await page.keyboard.press('Escape');
		await workbench.query('FROM logs-web-* | EVAL m = [1, 2], x = m + 1', 'complete');
		const bar = page.getByRole('toolbar', { name: 'Run bar' });
		for (const button of ['Run', 'Run to here', 'Format', 'Stop', 'Cancel']) {
			expect(await within(bar.getByRole('button', { name: button, exact: true }), bar), button).toBe(true);
		}
		const { status } = workbench;
		expect(await within(status.getByRole('button', { name: /^Completeness/ }), status)).toBe(true);
		expect(await within(status.getByRole('button', { name: /warnings/ }), status)).toBe(true);
		expect(await status.evaluate((bar) => bar.scrollWidth - bar.clientWidth)).toBeLessThanOrEqual(0);
	});
}

test('of a dozen tabs the selected one is in sight', async ({ page }) => {
	await page.setViewportSize({ width: 1024, height: 768 });
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	for (let made = 1; made < 12; made++) await page.getByRole('button', { name: 'New query' }).click();
	const tabs = page.getByRole('tablist', { name: 'Queries' });
	await expect(tabs.getByRole('tab')).toHaveCount(12);
	const selected = tabs.getByRole('tab', { selected: true });
	await expect.poll(() => within(selected, tabs)).toBe(true);
	await page.keyboard.press('Alt+PageDown');
	await expect.poll(() => within(tabs.getByRole('tab').first(), tabs)).toBe(true);
});

test('a long name in an error is wrapped', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const [one, two] = ['unknown_'.repeat(60), 'another_'.repeat(60)];
	await workbench.query(`FROM employees | WHERE ${one} == 1 AND ${two} > 2`, 'failed');
	const problem = page.getByRole('alert');
	await expect(problem).toContainText(two);
	expect(await problem.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
});
