import { expect, test, type Request } from '@playwright/test';
import { addClause, WorkbenchPage } from '../support/browser';

const submitted = (request: Request) =>
	request.method() === 'POST' && /\/_query\/async(\?|$)/.test(request.url());

test('params are sent beside the query and decide what it finds', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('ROW low = ?low, name = ?name');
	await page.getByRole('combobox', { name: 'Type of ?low' }).selectOption('integer');
	await page.getByRole('textbox', { name: 'Value of ?low' }).fill('9007199254740993');
	await page.getByRole('textbox', { name: 'Value of ?name' }).fill('it\'s "quoted"');
	const request = page.waitForRequest(submitted);
	await workbench.run.click();
	expect((await request).postData()).toContain(
		'"params":[{"low":9007199254740993},{"name":"it\'s \\"quoted\\""}]'
	);
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'low')).toHaveText('9007199254740993');
	await expect(workbench.cell(0, 'name')).toHaveText('it\'s "quoted"');
});

test('a parameter keeps its value while its placeholder is edited away and back', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('ROW a = ?one, b = ?two');
	await page.getByRole('textbox', { name: 'Value of ?one' }).fill('first');
	await workbench.write('ROW b = ?two');
	await expect(page.getByRole('textbox', { name: 'Value of ?one' })).toHaveCount(0);
	await workbench.write('ROW b = ?two, a = ?one');
	await expect(page.getByRole('textbox', { name: 'Value of ?one' })).toHaveValue('first');
});

test('the filter is sent and narrows the rows', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM employees | STATS n = COUNT(*)');
	await workbench.tab('Filter').click();
	await workbench.write('{"match_all": {}}', workbench.filter);
	await workbench.run.click();
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'n')).toHaveText('100');
	await workbench.write('{"bool": {"must_not": {"match_all": {}}}}', workbench.filter);
	const request = page.waitForRequest(submitted);
	await workbench.run.click();
	expect((await request).postDataJSON()).toMatchObject({ filter: { bool: { must_not: { match_all: {} } } } });
	await expect(workbench.cell(0, 'n')).toHaveText('0');
});

test('rows of the filter are sent together, counted, turned around and moved into the query', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM employees | STATS n = COUNT(*)');
	await workbench.tab('Filter').click();
	await addClause(workbench, 'gender', 'is', 'F');
	await addClause(workbench, 'languages', 'is one of', '1\n2');
	await page.getByRole('button', { name: 'How many documents pass?' }).click();
	await expect(workbench.pane('Filter')).toContainText(/\d+ of 100 documents pass/);
	let request = page.waitForRequest(submitted);
	await workbench.run.click();
	expect((await request).postDataJSON()).toMatchObject({
		filter: { bool: { filter: [{ term: { gender: 'F' } }, { terms: { languages: [1, 2] } }] } }
	});
	await workbench.reach('complete');
	const both = await workbench.cell(0, 'n').innerText();

	await page.getByRole('button', { name: /^Edit “gender is F”/ }).click();
	await page.getByRole('button', { name: 'Move to WHERE' }).click();
	await expect(workbench.editor).toContainText('| WHERE gender : "F"');
	await workbench.run.click();
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'n')).toHaveText(both);

	await page.getByRole('button', { name: /^Negate “languages/ }).click();
	request = page.waitForRequest(submitted);
	await workbench.run.click();
	expect((await request).postDataJSON()).toMatchObject({
		filter: { bool: { must_not: [{ terms: { languages: [1, 2] } }] } }
	});
});

test('Query DSL is completed, explained and checked', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.tab('Filter').click();
	await workbench.write('{"bool": {"filtr": []}}', workbench.filter);
	await expect(page.getByText(/bool has no option filtr: did you mean filter\?/).first()).toBeVisible();
	await workbench.write('', workbench.filter);
	await page.keyboard.type('{"exi');
	await page.getByRole('option', { name: /^exists/ }).click();
	await expect(workbench.filter).toContainText('"exists": { "field": "name" }');
});

test('a sweep runs once per value and stacks the rows', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('ROW value = ?v, double = ?v * 2');
	await page.getByRole('combobox', { name: 'Type of ?v' }).selectOption('integer');
	await page.getByRole('textbox', { name: 'Value of ?v' }).fill('1');
	await page.getByRole('button', { name: 'Sweep ?v' }).click();
	const dialog = page.getByRole('dialog', { name: 'Sweep ?v' });
	await dialog.getByRole('textbox').fill('1\n20\nx');
	await dialog.getByRole('button', { name: 'Run 3 values' }).click();
	const table = dialog.getByRole('table', { name: 'Stacked results' });
	await expect(table.getByRole('row')).toHaveCount(3);
	await expect(table).toContainText('40');
	await expect(dialog.getByRole('list', { name: 'Runs' })).toContainText('Expected a whole number');
});

test('a column of text that is pasted becomes a list', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('ROW n = MV_COUNT(?numbers)');
	await page.getByRole('textbox', { name: 'Value of ?numbers' }).click();
	await page.evaluate(() => navigator.clipboard.writeText('10001\n10002\n10003\n'));
	await page.keyboard.press('ControlOrMeta+v');
	await expect(page.getByRole('combobox', { name: 'Type of ?numbers' })).toHaveValue('list');
	await workbench.run.click();
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'n')).toHaveText('3');
});

test('options are sent only where they differ from the defaults', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('ROW a = 1, b = null');
	let request = page.waitForRequest(submitted);
	await workbench.run.click();
	expect(Object.keys((await request).postDataJSON())).toEqual(['query']);
	await workbench.reach('complete');

	await workbench.tab('Options').click();
	const options = workbench.pane('Options');
	await options.getByLabel('wait_for_completion_timeout', { exact: true }).fill('3s');
	await options.getByLabel('drop_null_columns', { exact: true }).check();
	await options.getByLabel('time_zone', { exact: true }).fill('Europe/Paris');
	await options.getByLabel('keep_alive', { exact: true }).fill('soon');
	await expect(options).toContainText('Expected a duration');
	await options.getByLabel('keep_alive', { exact: true }).fill('');
	request = page.waitForRequest(submitted);
	await workbench.run.click();
	const sent = await request;
	expect(sent.postDataJSON()).toMatchObject({ wait_for_completion_timeout: '3s', time_zone: 'Europe/Paris' });
	expect(new URL(sent.url()).search).toBe('?drop_null_columns=true');
	await workbench.reach('complete');
	await expect(page.getByRole('button', { name: 'Completeness: 1 null column dropped' })).toBeVisible();
});

test('the exchange pane shows what was sent and what came back', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW a = 1', 'complete');
	await workbench.tab('Exchange').click();
	const pane = workbench.pane('Exchange');
	await expect(pane).toContainText('POST /_query/async');
	await expect(pane).toContainText('"query": "ROW a = 1"');
	await expect(pane).toContainText('is_running');
});

test('a curl command that is pasted becomes a query', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.tab('Options').click();
	await page.getByRole('button', { name: 'Paste a request…' }).click();
	const dialog = page.getByRole('dialog', { name: 'Paste a request' });
	await dialog
		.getByRole('textbox')
		.fill(
			`curl -X POST 'http://x/_query?drop_null_columns=true' -d '{"query": "ROW a = ?n", "params": [{"n": 7}]}'`
		);
	await dialog.getByRole('button', { name: 'Open as a query' }).click();
	expect(await workbench.text()).toBe('ROW a = ?n');
	await workbench.run.click();
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'a')).toHaveText('7');
});

test('a share link is pasted from the command palette and opens un-run', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW linked = 1', 'complete');
	await expect(page).toHaveURL(/#1./);
	const link = page.url();
	await workbench.write('ROW mine = 2');
	await page.keyboard.press('F1');
	await page.getByRole('combobox', { name: 'Search commands' }).fill('paste a request');
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Paste a request' });
	await dialog.getByRole('textbox').fill(`  ${link}\n`);
	await expect(dialog).toContainText('it opens un-run and read-only');
	await dialog.getByRole('button', { name: 'Open as a query' }).click();
	await expect(page.getByText('Opened from a link. Not run yet.')).toBeVisible();
	expect(await workbench.text()).toBe('ROW linked = 1');
});

test('params tell where they stand, know the values they had, and ?? offers fields and functions', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const query =
		'FROM employees\n| WHERE salary > ?low\n| STATS v = ??how(salary) BY g = ??field\n| SORT g\n| LIMIT ?top';
	await workbench.write(query);
	await page.keyboard.press('ControlOrMeta+Home');
	const pane = workbench.pane('Params');
	const value = (name: string) => pane.getByLabel(`Value of ${name}`, { exact: true });
	await pane.getByTitle('Go there').nth(3).click();
	await expect(workbench.status).toContainText('Ln 5, Col 1');

	const offered = async (name: string) => {
		const list = await value(name).getAttribute('list');
		return page
			.locator(`[id="${list}"] option`)
			.evaluateAll((all) => all.map((one) => one.getAttribute('value')));
	};
	await expect.poll(() => offered('??field')).toContain('gender');
	await expect.poll(() => offered('??how')).toContain('MAX');
	expect(await offered('??how')).not.toContain('gender');
	await expect(pane.getByLabel('Type of ?low', { exact: true })).toHaveValue('integer');

	await value('?low').fill('50000');
	await value('??how').fill('max');
	await value('??field').fill('gender');
	await value('?top').fill('2');
	await workbench.run.click();
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'g')).toHaveText(/^[FM]$/);
	await value('?low').fill('60000');
	await value('?top').focus();
	await pane.getByLabel('Recent values of ?low', { exact: true }).selectOption('50000');
	await expect(value('?low')).toHaveValue('50000');
	expect(await workbench.text()).toBe(query);
});
