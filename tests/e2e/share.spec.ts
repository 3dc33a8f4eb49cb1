import { expect, test } from '@playwright/test';
import { addClause, WorkbenchPage } from '../support/browser';

test('a copied link brings the whole request back, un-run', async ({ page, browser }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const query = 'ROW greeting = ?word, smile = "😀"\n| EVAL n = 9007199254740993';
	const filter = '{"term": {"a": "é"}}';
	await workbench.write(query);
	await page.getByRole('textbox', { name: 'Value of ?word' }).fill('hello');
	await workbench.tab('Filter').click();
	await workbench.write(filter, workbench.filter);
	await workbench.tab('Options').click();
	await workbench.pane('Options').getByLabel('keep_alive', { exact: true }).fill('2d');
	await page.getByRole('button', { name: 'Share' }).click();
	const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
	expect(page.url()).toBe(link);

	const context = await browser.newContext();
	const other = new WorkbenchPage(await context.newPage());
	const posts: string[] = [];
	other.page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
	await other.open(new URL(link).hash);
	await expect(other.page.getByText('Opened from a link. Not run yet.')).toBeVisible();
	await expect(other.page.getByRole('note')).toContainText('1 param, a Query DSL filter, 1 option');
	await expect(other.state).toHaveAttribute('data-state', 'idle');
	expect(await other.text()).toBe(query);
	await other.tab('Params').click();
	await expect(other.page.getByRole('textbox', { name: 'Value of ?word' })).toHaveValue('hello');
	await other.tab('Filter').click();
	expect(await other.text(other.filter)).toBe(filter);
	await other.tab('Options').click();
	await expect(other.pane('Options').getByLabel('keep_alive', { exact: true })).toHaveValue('2d');
	expect(posts).toEqual([]);

	await expect(other.pane('Options').getByLabel('keep_alive', { exact: true })).toBeDisabled();
	await other.write('ROW mine = 1');
	expect(await other.text()).toBe(query);
	await expect(other.page.getByRole('note')).toContainText('Demo cluster');

	await other.run.click();
	await other.reach('complete');
	await expect(other.cell(0, 'greeting')).toHaveText('hello');
	await expect(other.cell(0, 'n')).toHaveText('9007199254740993');
	await expect(other.page.getByText('Opened from a link. Not run yet.')).toHaveCount(0);
	await context.close();
});

test('a link brings rows of the filter, the time range and the panes', async ({ page, browser }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM employees | STATS n = COUNT(*)');
	await workbench.tab('Filter').click();
	await addClause(workbench, 'gender', 'is', 'F');
	await workbench.tab('Exchange').click();
	await page.getByRole('button', { name: 'Share' }).click();
	const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();

	const context = await browser.newContext();
	const other = new WorkbenchPage(await context.newPage());
	await other.open(new URL(link).hash);
	await expect(other.page.getByRole('note')).toContainText('employees');
	await expect(other.page.getByRole('note')).toContainText('1 filter clause');
	await expect(other.tab('Exchange')).toHaveAttribute('aria-selected', 'true');
	await expect(other.pane('Filter')).toContainText('gender');
	await other.page.getByRole('button', { name: 'Edit', exact: true }).click();
	await other.write('FROM employees | STATS mine = COUNT(*)');
	await other.run.click();
	await other.reach('complete');
	await context.close();
});

test('what is left of a link that was cut is shown, un-run', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const query =
		'FROM logs-web-* | WHERE service.name == "checkout" | STATS n = COUNT(*) BY host.name | SORT n DESC';
	await workbench.write(query);
	await page.getByRole('button', { name: 'Share' }).click();
	const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
	await page.goto('about:blank');
	await workbench.open(new URL(link).hash.slice(0, -24));
	await expect(page.getByRole('alert')).toContainText('cut short');
	await page.getByRole('button', { name: 'Show what is left' }).click();
	await expect(page.getByText('Opened from a link. Not run yet.')).toBeVisible();
	expect(query.startsWith((await workbench.text()).slice(0, 30))).toBe(true);
	await expect(workbench.state).toHaveAttribute('data-state', 'idle');
});

test('a request that is too long for a link is offered as a file, which opens again', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const noise = Array.from({ length: 3000 }, (_, at) => ((at * 2654435761) % 4294967296).toString(36)).join(
		' '
	);
	await workbench.write(`ROW a = 1 // ${noise}`);
	await page.getByRole('button', { name: 'Share' }).click();
	await expect(page.getByRole('alert')).toContainText('too long for many programs');
	await page.getByRole('button', { name: 'As a file' }).click();
	await expect(page.getByRole('button', { name: 'Save as a file' })).toBeVisible();
});

test('a damaged link is recognised and the page works on', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open('#1AAAAnonsense');
	await expect(page.getByRole('alert')).toContainText("This link can't be opened.");
	await workbench.query('ROW a = 1', 'complete');
});

test('a link that is pasted into an open page becomes a tab of its own', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.query('ROW shared = 1', 'complete');
	await expect(page).toHaveURL(/#1./);
	const fragment = new URL(page.url()).hash;
	await workbench.write('ROW mine = 2');
	await page.evaluate((hash) => {
		location.hash = '';
		location.hash = hash;
	}, fragment);
	await expect(page.getByText('Opened from a link. Not run yet.')).toBeVisible();
	expect(await workbench.text()).toBe('ROW shared = 1');
	await page.getByRole('tablist', { name: 'Queries' }).getByRole('tab').first().click();
	expect(await workbench.text()).toBe('ROW mine = 2');
});

test('a stored result that a link names is opened only when someone asks for it', async ({
	page,
	context
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.tab('Options').click();
	await workbench.pane('Options').getByLabel('keep_on_completion', { exact: true }).check();
	await workbench.query('ROW kept = 9007199254740993', 'complete');
	await page.getByRole('button', { name: 'Share' }).click();
	await page.getByRole('checkbox', { name: /the id of the stored result/ }).check();
	await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/#2/);
	const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();

	const other = new WorkbenchPage(await context.newPage());
	const asked: string[] = [];
	other.page.on('request', (request) => {
		if (request.url().includes('/_query/async')) asked.push(`${request.method()} ${request.url()}`);
	});
	await other.open(new URL(link).hash);
	const offer = other.page.getByRole('button', { name: 'Open the stored result' });
	await expect(offer).toBeVisible();
	await other.page.reload();
	await expect(other.page.getByText('Opened from a link. Not run yet.')).toBeVisible();
	await other.page.getByRole('button', { name: 'Edit', exact: true }).click();
	await expect(other.page.getByText('Opened from a link. Not run yet.')).toHaveCount(0);
	await other.write('ROW mine = 2');
	expect(asked).toEqual([]);
	await offer.click();
	await other.reach('complete');
	await expect(other.cell(0, 'kept')).toHaveText('9007199254740993');
	await expect(offer).toHaveCount(0);
	await expect(other.page.getByText('The request was edited since this run')).toBeVisible();
	expect(asked.filter((one) => one.startsWith('POST'))).toEqual([]);
	expect(await other.text()).toBe('ROW mine = 2');
});
