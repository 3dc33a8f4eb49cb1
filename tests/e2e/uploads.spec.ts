import { expect, test } from '@playwright/test';

const csv = 'region,total,client\nnorth,5,10.0.0.1\nsouth,7,10.0.0.2\n';

test('a file becomes an index: picked by keyboard, or dropped onto the page', async ({ page }) => {
	await page.goto('/');
	const add = page.getByRole('button', { name: 'Add a file as an index…' });
	await add.focus();
	const chooser = page.waitForEvent('filechooser');
	await page.keyboard.press('Enter');
	const name = `sales-${Date.now()}`;
	await (await chooser).setFiles({ name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(csv) });
	await expect(page.getByText(`${name}.csv is the index ${name} now, with 2 documents`)).toBeVisible();
	await expect(page.locator('.cm-content')).toContainText(`FROM ${name}`);
	await expect(page.getByRole('treeitem', { name: new RegExp(name) })).toBeVisible();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(page.getByRole('gridcell', { name: 'south' })).toBeVisible();

	await page.evaluate((text) => {
		const dataTransfer = new DataTransfer();
		dataTransfer.items.add(new File([text], 'photo.png'));
		const options = { bubbles: true, cancelable: true, dataTransfer };
		document.body.dispatchEvent(new DragEvent('dragover', options));
		document.body.dispatchEvent(new DragEvent('drop', options));
	}, csv);
	await expect(page.getByText('photo.png was not added: [photo.png] cannot become an index')).toBeVisible();
});
