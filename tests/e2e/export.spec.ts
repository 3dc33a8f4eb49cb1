import { expect, test, type Download } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

async function bytesOf(download: Download): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

test.beforeEach(async ({ page }) => {
	/* A file picker can't be driven from here; without one the page hands files to the downloads. */
	await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
});

test('all rows read are written, exact, with a file that tells where they come from', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW n = [1, 9007199254740993], text = "=1+1" | MV_EXPAND n', 'complete');
	await page.getByRole('button', { name: 'Export', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: 'Export' });
	await dialog.getByRole('checkbox', { name: /JSON file/ }).check();
	const downloads: Download[] = [];
	page.on('download', (download) => downloads.push(download));
	await dialog.getByRole('button', { name: 'Export', exact: true }).click();
	await expect(dialog.getByRole('status')).toContainText(/Written: \d+ B to ROW-n.*\.csv/);
	await expect.poll(() => downloads.length).toBe(2);
	expect((await bytesOf(downloads[0])).toString()).toMatch(
		/^n,text\r?\n1,'=1\+1\r?\n9007199254740993,'=1\+1\r?\n$/
	);
	expect(JSON.parse((await bytesOf(downloads[1])).toString())).toMatchObject({ rows: 2, cluster: 'demo' });

	await dialog.getByRole('combobox', { name: 'Format' }).selectOption('parquet');
	await dialog.getByRole('button', { name: 'Export', exact: true }).click();
	await expect.poll(() => downloads.length).toBe(4);
	expect((await bytesOf(downloads[2])).subarray(0, 4).toString()).toBe('PAR1');
	const onDisk = await page.evaluate(async () => {
		const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('exports');
		const names: string[] = [];
		for await (const name of folder.keys()) names.push(name);
		return names.length;
	});
	expect(onDisk).toBe(2);

	/* Without storage of its own the page puts the file together in memory. */
	await page.evaluate(() => {
		navigator.storage.getDirectory = () => Promise.reject(new DOMException('no', 'SecurityError'));
	});
	await dialog.getByRole('button', { name: 'Export', exact: true }).click();
	await expect.poll(() => downloads.length).toBe(6);
	expect((await bytesOf(downloads[4])).subarray(0, 4).toString()).toBe('PAR1');
});

test('rows as filtered on the page, and a stored result straight from the cluster', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.tab('Options').click();
	await page.getByRole('checkbox', { name: /keep.on.completion/i }).check();
	await workbench.query(
		'FROM countries | WHERE country_iso_code <= "DE" | SORT country_iso_code | LIMIT 8',
		'complete'
	);
	await page.getByRole('searchbox', { name: 'Filter rows' }).fill('canberra');
	await expect(workbench.pane('Table')).toContainText('1 of 8 rows read');
	await page.getByRole('button', { name: 'Export', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: 'Export' });
	await expect(dialog.getByRole('radio', { name: 'The 1 row as filtered and sorted' })).toBeChecked();
	const [view] = await Promise.all([
		page.waitForEvent('download'),
		dialog.getByRole('button', { name: 'Export', exact: true }).click()
	]);
	expect((await bytesOf(view)).toString().trim().split('\n').length).toBe(2);

	await dialog.getByRole('radio', { name: /stored result/ }).check();
	await dialog.getByRole('combobox', { name: 'Format' }).selectOption('txt');
	const [stored] = await Promise.all([
		page.waitForEvent('download'),
		dialog.getByRole('button', { name: 'Export', exact: true }).click()
	]);
	expect((await bytesOf(stored)).toString().trim().split('\n').length).toBe(10);
});
