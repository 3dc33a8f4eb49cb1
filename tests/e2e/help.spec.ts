import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { WorkbenchPage } from '../support/browser';

test('help is read with no network: guide, reference, questions, about, and the tour again', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await page.keyboard.press('F1');
	await page.getByRole('combobox', { name: 'Search commands' }).fill('Help');
	await page.keyboard.press('Enter');
	const help = page.getByRole('dialog', { name: 'Help' });
	await expect(help.getByRole('heading', { name: 'Keys', exact: true })).toBeVisible();
	await page.route('**/*', (route) => route.abort());
	await expectAccessible(page, 'guide');
	await help.getByRole('tab', { name: 'Commands and functions' }).click();
	await help.getByRole('searchbox').fill('date_trunc');
	await expect(help.getByRole('list').getByRole('listitem').first()).toContainText('DATE_TRUNC(');
	await expectAccessible(page, 'reference');
	await help.getByRole('tab', { name: 'Questions' }).click();
	await expect(help).toContainText('Do I need an Elasticsearch?');
	await expectAccessible(page, 'questions');
	await help.getByRole('tab', { name: 'About' }).click();
	await expect(help).toContainText('Demo cluster');
	await expectAccessible(page, 'about');
	await help.getByRole('tab', { name: 'Commands and functions' }).click();
	await help.getByRole('searchbox').fill('date_trunc');
	await help.getByRole('button', { name: 'Insert' }).first().click();
	expect(await workbench.text()).toContain('DATE_TRUNC(');
});
