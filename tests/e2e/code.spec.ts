import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

test('the curl command that is copied gives the rows on screen', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM employees | WHERE languages == ?n | SORT emp_no | LIMIT 2 | KEEP emp_no');
	await page.getByRole('combobox', { name: 'Type of ?n' }).selectOption('integer');
	await page.getByRole('textbox', { name: 'Value of ?n' }).fill('3');
	await workbench.run.click();
	await workbench.reach('complete');
	const shown = [
		await workbench.cell(0, 'emp_no').innerText(),
		await workbench.cell(1, 'emp_no').innerText()
	];

	await workbench.tab('Exchange').click();
	const pane = workbench.pane('Exchange');
	await pane.getByRole('combobox', { name: 'Written as' }).selectOption({ label: 'curl' });
	await expect(pane).toContainText('$ELASTICSEARCH_API_KEY');
	await pane.getByRole('combobox', { name: 'Sent to' }).selectOption({ label: 'this workbench' });
	const { stdout } = await promisify(execFile)('sh', ['-c', await pane.locator('pre').first().innerText()]);
	const { values } = JSON.parse(stdout) as { values: number[][] };
	expect(values.map(([number]) => String(number))).toEqual(shown);
});
