import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { addClause, WorkbenchPage } from '../support/browser';

const rich = [
	'FROM orders METADATA _index',
	'| EVAL big = order.id, when = @timestamp, many = items.sku',
	'| KEEP big, when, many, total, coupon, customer.email, status',
	'| LIMIT 50'
].join('\n');

test.describe.configure({ timeout: 240_000 });

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(colorScheme, () => {
		test.use({ colorScheme });

		test('nothing is in the way on the first page, while a query runs, when it failed, and with rows', async ({
			page
		}) => {
			const workbench = new WorkbenchPage(page);
			await workbench.open();
			await expect(page.getByRole('treeitem', { name: /orders/ })).toBeVisible();
			await expectAccessible(page, 'first page');

			await page.getByRole('treeitem', { name: /orders/ }).focus();
			await page.keyboard.press('ArrowRight');
			await expect(page.getByRole('treeitem', { name: /customer\.id/ })).toBeVisible();
			await expect(page.getByRole('tooltip')).toBeVisible();
			await expectAccessible(page, 'an index opened, with its card');

			await workbench.query('FROM orders | KEEP nope', 'failed');
			await expect(page.getByRole('alert')).toBeVisible();
			await expectAccessible(page, 'an error');

			await page.route('**/_query/async*', (route) => route.abort('connectionrefused'));
			await workbench.query('ROW a = 1', 'failed', 'lost');
			await page.unroute('**/_query/async*');
			await expectAccessible(page, 'a server that is gone');

			await workbench.query(rich, 'complete');
			await expect(workbench.cell(0, 'big')).toBeVisible();
			await expectAccessible(page, 'rows');
			await workbench.cell(0, 'total').click({ button: 'right' });
			await expect(page.getByRole('menu')).toBeVisible();
			await expectAccessible(page, 'the menu of a cell');
			await page.keyboard.press('Escape');

			await page.route('**/_query/async*', () => undefined);
			await workbench.write('ROW slow = 1');
			await workbench.run.click();
			await expect(page.getByRole('button', { name: 'Stop' })).toBeEnabled();
			await expectAccessible(page, 'running');
			await page.getByRole('button', { name: 'Cancel', exact: true }).click();
			await workbench.reach('cancelled', 'complete');
			await expectAccessible(page, 'cancelled');
		});

		test('nothing is in the way in any result pane, empty and filled', async ({ page }) => {
			const workbench = new WorkbenchPage(page);
			await workbench.open();
			const panes = ['Chart', 'Fields', 'Profile', 'Clusters', 'Exchange', 'Table'];
			const visit = async (state: string) => {
				for (const name of panes) {
					await workbench.tab(name).click();
					await expect(workbench.pane(name)).not.toBeEmpty();
					await expectAccessible(page, `${name}, ${state}`);
				}
			};
			await visit('empty');
			await workbench.tab('Profile').click();
			await page.getByRole('button', { name: 'Run with profile' }).click();
			await workbench.reach('complete');
			await visit('filled');
		});

		test('nothing is in the way in the request panes, and in a filter with clauses', async ({ page }) => {
			const workbench = new WorkbenchPage(page);
			await workbench.open();
			await workbench.write('FROM orders | WHERE total > ?least AND status == ?status | LIMIT 5');
			await expectAccessible(page, 'params');
			await workbench.tab('Filter').click();
			await expect(workbench.filter).toBeVisible();
			await addClause(workbench, 'status', 'is', 'paid');
			await expectAccessible(page, 'filter');
			await workbench.write('{"range": ', workbench.filter);
			await expectAccessible(page, 'a broken filter');
			await workbench.tab('Options').click();
			await expectAccessible(page, 'options');
		});

		test('nothing is in the way in the dialogs', async ({ page }) => {
			const workbench = new WorkbenchPage(page);
			await workbench.open();
			await workbench.query('FROM employees | LIMIT 5', 'complete');
			const dialogs = [
				'Share a link to this request',
				'History of runs',
				'Settings',
				'Keyboard shortcuts',
				'Running queries and stored results',
				'Look at the pipeline step by step',
				'Query files of a folder',
				'Compare two results',
				'Export the rows to a file'
			];
			for (const title of dialogs) {
				await page.keyboard.press('F1');
				const search = page.getByRole('combobox', { name: 'Search commands' });
				await search.fill(title);
				await page.keyboard.press('Enter');
				await expect(search).toHaveCount(0);
				await expect(page.getByRole('dialog')).toBeVisible();
				await expectAccessible(page, title);
				await page.keyboard.press('Escape');
				await expect(page.getByRole('dialog')).toHaveCount(0);
			}
			await page.keyboard.press('F1');
			await expectAccessible(page, 'palette');
			await page.keyboard.press('Escape');
			await page.getByRole('button', { name: /^Cluster: / }).click();
			await expect(page.getByRole('dialog')).toBeVisible();
			await expectAccessible(page, 'clusters');
			await page.keyboard.press('Escape');
			await page.getByRole('button', { name: /^Completeness: / }).click();
			await expect(page.getByRole('dialog')).toBeVisible();
			await expectAccessible(page, 'completeness');
		});
	});
}
