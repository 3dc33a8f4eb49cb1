import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { WorkbenchPage } from '../support/browser';

test('notes stand beside Run, in nobody’s way, and are gone when they are heeded', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const chip = page.getByRole('button', { name: /notes? before running/ });
	await expect(chip).toHaveCount(0);
	await workbench.write('FROM orders\n| WHERE customer.email LIKE "*@example.com"\n| SORT total DESC');
	await expect(chip).toHaveText(/2 notes/);
	await workbench.run.click();
	await workbench.reach('complete');
	await chip.click();
	const notes = page.getByRole('dialog', { name: 'Notes before running' });
	await expect(notes).toContainText('LIKE with a wildcard in front compares every value');
	await expectAccessible(page, 'notes');
	await notes.getByRole('button', { name: 'Add LIMIT 1000' }).click();
	expect(await workbench.text()).toMatch(/\| LIMIT 1000$/);
	await expect(chip).toHaveText(/1 note/);
});

test('where the settings say so, a query with notes waits for a word', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await page.getByRole('button', { name: 'Settings' }).click();
	await page.getByRole('tab', { name: 'Queries', exact: true }).click();
	await page.getByLabel('Notes beside Run').selectOption({ label: 'Ask before running' });
	await page.keyboard.press('Escape');
	await workbench.write('FROM orders\n| SORT total DESC');
	await page.keyboard.press('ControlOrMeta+Enter');
	const notes = page.getByRole('dialog', { name: 'Notes before running' });
	await expect(notes).toContainText('It was not run yet');
	await expect(workbench.state).toHaveAttribute('data-state', 'idle');
	await notes.getByRole('button', { name: 'Run anyway' }).click();
	await workbench.reach('complete');
	await expect(notes).toBeHidden();
	await workbench.query('FROM orders | LIMIT 3', 'complete');
	await expect(workbench.status).toContainText('3 rows');
});
