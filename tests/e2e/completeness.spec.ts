import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

test('what is missing is told with its cause, and each cause with what one click can do', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const badge = page.getByRole('button', { name: /^Completeness: / });
	const remedy = async (label: string) => {
		await badge.click();
		await page.getByRole('dialog', { name: 'Completeness' }).getByRole('button', { name: label }).click();
	};
	await workbench.query('FROM logs-web-* | KEEP @timestamp', 'complete');
	await expect(badge).toHaveAccessibleName('Completeness: implicit limit 1000');
	await remedy('Add LIMIT 10000 and run');
	await expect(badge).toHaveAccessibleName('Completeness: limit 10000 reached');
	expect(await workbench.text()).toContain('| LIMIT 10000');
	await remedy('Count all of them in a new tab');
	await expect(badge).toHaveAccessibleName('Completeness: complete');
	await expect(workbench.cell(0, 'rows')).toHaveText(/^\d{5,}$/);
	expect(await workbench.text()).toBe('FROM logs-web-* | KEEP @timestamp\n| STATS rows = COUNT(*)');
	await expect(page.getByRole('tablist', { name: 'Queries' }).getByRole('tab')).toHaveCount(2);
});
