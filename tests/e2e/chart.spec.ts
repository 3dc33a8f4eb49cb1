import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

const overTime = `FROM logs-*
| STATS requests = COUNT(*) BY t = BUCKET(@timestamp, 1 day), service.name
| SORT t`;

test('a picture is chosen from the columns, can be changed, and is also a table and a file', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query(overTime, 'complete');
	await workbench.tab('Chart').click();
	const pane = workbench.pane('Chart');
	await expect(pane.getByRole('img', { name: 'line chart of requests by t' })).toBeVisible();
	await expect(pane.getByRole('combobox', { name: 'Split by' })).toHaveValue('service.name');
	await expect(pane).toContainText(/over [\d,]+ rows read/);

	await pane.getByRole('combobox', { name: 'Kind of chart' }).selectOption('bar');
	await pane.getByRole('combobox', { name: 'X axis' }).selectOption('service.name');
	await pane.getByRole('combobox', { name: 'Split by' }).selectOption('');
	await pane.getByRole('button', { name: 'As table' }).click();
	const table = pane.getByRole('table', { name: 'bar chart of requests by service.name' });
	await expect(table.getByRole('columnheader')).toHaveText(['service.name', 'sum(requests)']);
	await pane.getByRole('button', { name: 'As picture' }).click();

	for (const [name, file, start] of [
		['PNG', 'chart.png', '\u0089PNG'],
		['SVG', 'chart.svg', '<svg'],
		['CSV', 'chart.csv', 'service.name,']
	] as const) {
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			pane.getByRole('button', { name, exact: true }).click()
		]);
		expect(download.suggestedFilename()).toBe(file);
		const chunks: Buffer[] = [];
		for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
		expect(Buffer.concat(chunks).toString('latin1').slice(0, start.length)).toBe(start);
	}

	await pane.getByRole('button', { name: 'Reset' }).click();
	await expect(pane.getByRole('combobox', { name: 'Kind of chart' })).toHaveValue('line');
});

test('a stretch that is marked on the time axis filters the rows read, or the request', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('FROM logs-*\n| SORT @timestamp DESC\n| LIMIT 2000', 'complete');
	await workbench.tab('Chart').click();
	const pane = workbench.pane('Chart');
	const picture = pane.getByRole('img');
	await expect(picture.locator('canvas')).toBeVisible();
	const box = (await picture.boundingBox())!;
	const mark = async () => {
		await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
		await page.mouse.down();
		await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 8 });
		await page.mouse.up();
	};
	await mark();
	await pane.getByRole('button', { name: 'Keep these rows' }).click();
	await expect(pane).toContainText(/over [\d,]+ of 2,000 rows read/);
	await workbench.tab('Table').click();
	await expect(workbench.pane('Table')).toContainText(/@timestamp ≥ \d{4}-.* and < \d{4}-/);
	await page.getByRole('button', { name: 'Clear', exact: true }).click();
	await workbench.tab('Chart').click();
	await expect(pane).toContainText('over 2,000 rows read');
	await mark();
	await pane.getByRole('button', { name: 'Filter by this time' }).click();
	await expect(workbench.tab('Filter')).toHaveAttribute('aria-selected', 'true');
	await workbench.reach('complete');
});
