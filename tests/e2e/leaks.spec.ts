import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';
import { alive, countAlive } from '../support/counting';

const slow = 'FROM logs-web-* | EVAL h = SHA256(REPEAT(message, 200)) | STATS n = COUNT_DISTINCT(h)';

/** Runs that end in every way over so many tabs, which are closed then. */
async function work(workbench: WorkbenchPage, tabs: number): Promise<void> {
	const { page } = workbench;
	for (let n = 0; n < tabs; n++) {
		if (n > 0) await page.keyboard.press('Alt+n');
		await workbench.query(`ROW n = ${n}`, 'complete');
		await workbench.query('FROM nowhere', 'failed');
		await workbench.query(slow, 'running');
		await page.getByRole('button', { name: 'Cancel', exact: true }).click();
		await workbench.reach('cancelled');
		await workbench.query(`FROM employees | LIMIT ${n + 1}`, 'complete');
	}
	for (const pane of ['Chart', 'Fields', 'Exchange', 'Table']) await workbench.tab(pane).click();
	for (let n = 0; n < tabs; n++) await page.keyboard.press('Alt+w');
	await expect(page.getByRole('tablist', { name: 'Queries' }).getByRole('tab')).toHaveCount(1);
}

test('runs and tabs leave no timer and no listener behind', async ({ page }) => {
	test.setTimeout(180_000);
	await countAlive(page);
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await work(workbench, 2);
	let before: readonly string[] = [];
	await expect
		.poll(async () => {
			const last = before.join('\n');
			before = await alive(page);
			return before.join('\n') === last;
		})
		.toBe(true);
	expect(before.length).toBeGreaterThan(10);
	await work(workbench, 5);
	await expect.poll(async () => await alive(page)).toEqual(before);
});
