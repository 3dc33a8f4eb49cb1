import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

const sample = (name: string) => join(import.meta.dirname, `../profile/samples/${name}.json`);

/** Opens files by the button of the Profile pane. */
async function openProfiles(page: Page, ...names: string[]): Promise<void> {
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: /^Open( a profile)?…$/ }).click();
	await (await chooser).setFiles(names.map(sample));
	await expect(page.getByRole('region', { name: `Profile of ${names.at(-1)}.json` })).toBeVisible();
}

async function openPane(page: Page): Promise<WorkbenchPage> {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.tab('Profile').click();
	await expect(page.getByRole('button', { name: 'Open a profile…' })).toBeVisible();
	return workbench;
}

test('a run with profile, in one click, says where the time went', async ({ page }) => {
	const workbench = await openPane(page);
	await page.getByRole('button', { name: 'Run with profile' }).click();
	await workbench.reach('complete');
	await expect(page.getByRole('heading', { name: /^The query took \d/ })).toBeVisible();
	await expect(page.getByRole('list', { name: 'Costliest operators' }).getByRole('button')).not.toHaveCount(
		0
	);
	const pipes = page.getByRole('list', { name: /^Pipes of the query/ });
	await expect(pipes).toContainText('FROM logs-web-*');
	await pipes.getByRole('button', { name: /STATS requests/ }).click();
	await expect(page.getByRole('complementary', { name: 'Selection' })).toContainText(
		/operator|HashAggregation/
	);
});

test('files open without a query; one selection shows in every view', async ({ page }) => {
	await openPane(page);
	await openProfiles(page, 'skewed-node');
	const advice = page.getByRole('region', { name: 'Advice' });
	await expect(advice).toContainText('es-data-6 took 5.2× as long as the other nodes');
	await advice.getByRole('button', { name: 'Show' }).click();
	const selection = page.getByRole('complementary', { name: 'Selection' });
	await expect(selection).toContainText('es-data-6');
	await page.getByRole('tab', { name: 'Flow' }).click();
	const step = page.getByRole('button', { name: /^ValuesSourceReader, / });
	await step.focus();
	await page.keyboard.press('Enter');
	await expect(step).toHaveAttribute('aria-pressed', 'true');
	await expect(selection).toContainText('ValuesSourceReader in data');
	await expect(selection).toContainText('readers_built');
	await expect(page.getByRole('button', { name: /STATS count/ })).toHaveAttribute('aria-pressed', 'true');
	await page.getByRole('tab', { name: 'Operators' }).click();
	const row = page
		.getByRole('grid', { name: 'Operators', exact: true })
		.getByRole('row', { name: /^ValuesSourceReader data/ });
	await expect(row).toHaveAttribute('aria-selected', 'true');
	await page.getByRole('tab', { name: 'Timeline' }).click();
	const timeline = page.getByRole('application', { name: /^Timeline of drivers/ });
	await timeline.focus();
	await page.keyboard.press('ArrowDown');
	await expect(selection).toContainText(/Driver \d+/);
	await page.getByRole('button', { name: 'Table', exact: true }).click();
	await expect(page.getByRole('grid', { name: 'Drivers' }).getByRole('row', { selected: true })).toHaveCount(
		1
	);
});

test('a file without its query borrows the one in the editor', async ({ page }) => {
	const workbench = await openPane(page);
	await workbench.write('FROM books | STATS c = COUNT(*) BY description | SORT c DESC | LIMIT 20');
	await openProfiles(page, 'old-8.12-source');
	await page.getByRole('button', { name: 'Use the query in the editor' }).click();
	const pipes = page.getByRole('list', { name: /^Pipes of the query/ });
	await expect(pipes.getByRole('button', { name: /STATS c = COUNT/ })).toContainText('%');
});

test('two profiles are compared, operator by operator', async ({ page }) => {
	await openPane(page);
	await openProfiles(page, 'skewed-node', 'healthy');
	await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'skewed-node.json' });
	const comparison = page.getByRole('region', { name: 'Comparison' });
	await expect(comparison).toContainText('B took 72 % less time than A');
	await expect(comparison).toContainText('Every operator of one has its counterpart');
	await expect(
		comparison.getByRole('grid', { name: 'Operators of both' }).getByRole('row').nth(1)
	).toContainText('ValuesSourceReader');
});

test('a profile is compared with one of an earlier page, out of the history', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const bar = page.getByRole('combobox', { name: 'Compare with' });
	const query = async (text: string) => {
		await workbench.write(text);
		await workbench.tab('Profile').click();
		await page.getByRole('button', { name: 'Run with profile' }).click();
		await workbench.reach('complete');
		await expect(page.getByRole('region', { name: /^Profile of/ })).toBeVisible();
	};
	await query('FROM employees | STATS n = COUNT(*) BY gender');
	await page.reload();
	await workbench.run.click();
	await workbench.reach('complete');
	const kept = bar.locator('optgroup option');
	await expect(kept).toHaveCount(1);
	const earlier = (await kept.textContent()) ?? '';
	await bar.selectOption({ label: earlier });
	const comparison = page.getByRole('region', { name: 'Comparison' });
	await expect(comparison).toContainText('Every operator of one has its counterpart in the other.');
	await expect(comparison).toContainText(`A is ${earlier}`);
});

test('what is selected in a profile is still so for who opens the link', async ({ page, browser }) => {
	const workbench = await openPane(page);
	await page.getByRole('button', { name: 'Run with profile' }).click();
	await workbench.reach('complete');
	await page.getByRole('list', { name: 'Costliest operators' }).getByRole('button').first().click();
	const chosen = page.getByRole('complementary', { name: 'Selection' });
	const heading = await chosen.getByRole('heading').first().innerText();
	await page.getByRole('button', { name: 'Share' }).click();
	const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
	const other = new WorkbenchPage(await (await browser.newContext()).newPage());
	await other.open(link.slice(link.indexOf('#')));
	await other.run.click();
	await other.reach('complete');
	await expect(
		other.page.getByRole('complementary', { name: 'Selection' }).getByRole('heading').first()
	).toHaveText(heading);
});

test('a profile is exported without its names, and opens again', async ({ page }) => {
	await openPane(page);
	await openProfiles(page, 'filter-not-pushed');
	await page.getByRole('button', { name: 'Export' }).click();
	await page.getByRole('checkbox', { name: /^Redact/ }).check();
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: /^Page/ }).click();
	const path = await (await download).path();
	const text = readFileSync(path, 'utf8');
	expect(text).toContain('A filter ran row by row');
	expect(text).not.toMatch(/user\.name|web-logs|node-a|admin/);
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'Open…' }).click();
	await (await chooser).setFiles({ name: 'again.html', mimeType: 'text/html', buffer: Buffer.from(text) });
	await expect(page.getByRole('region', { name: /^Profile of again.html/ })).toContainText(
		'A filter ran row by row'
	);
});

test('what holds no profile is told in words', async ({ page }) => {
	await openPane(page);
	const drop = (content: string) =>
		page.evaluate((text) => {
			const data = new DataTransfer();
			data.items.add(new File([text], 'dropped.json'));
			document
				.querySelector('[data-profile]')!
				.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
		}, content);
	await drop('{"columns":[],"values":[]}');
	await expect(page.getByRole('alert')).toContainText('dropped.json: This answer has no profile');
	await drop(readFileSync(sample('partial'), 'utf8'));
	await expect(page.getByRole('region', { name: 'Advice' })).toContainText('The answer is not complete');
	await expect(page.getByRole('alert')).toHaveCount(0);
});
