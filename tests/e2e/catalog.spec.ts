import { expect, test, type Page } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';

/** Answers the questions of the catalog with a cluster of many indices, each of many fields, and one view. */
async function crowd(page: Page): Promise<void> {
	const indices = Array.from({ length: 20_000 }, (_, at) => ({
		name: `logs-${String(at).padStart(5, '0')}`
	}));
	const field = { type: 'long', searchable: true, aggregatable: true };
	const fields = Object.fromEntries(
		Array.from({ length: 10_000 }, (_, at) => [`field.f${String(at).padStart(5, '0')}`, { long: field }])
	);
	await page.route('**/api/clusters/demo/**', (route) => {
		const { pathname } = new URL(route.request().url());
		if (pathname.includes('/_resolve/index/'))
			return route.fulfill({ json: { indices, aliases: [], data_streams: [] } });
		if (pathname.endsWith('/_field_caps')) return route.fulfill({ json: { indices: [], fields } });
		if (pathname.includes('/_query/view'))
			return route.fulfill({ json: { views: [{ name: 'latest', query: 'FROM logs-00001\n| LIMIT 7' }] } });
		if (pathname.endsWith('/_enrich/policy'))
			return route.fulfill({
				status: 403,
				json: { error: { type: 'security_exception', reason: 'unauthorized' }, status: 403 }
			});
		return route.fallback();
	});
}

test('20,000 indices and 10,000 fields are drawn a screen at a time, found as they are typed, and reached by key', async ({
	page
}) => {
	await crowd(page);
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	const tree = page.getByRole('tree', { name: 'Catalog' });
	const items = tree.getByRole('treeitem');
	await expect(items.first()).toHaveText(/latest/);
	expect(await items.count()).toBeLessThan(120);
	await items.nth(1).focus();
	await page.keyboard.press('ArrowRight');
	await expect(tree.getByRole('treeitem', { name: /field\.f00000/ })).toBeVisible();
	await page.keyboard.press('End');
	await expect(tree.getByRole('treeitem', { name: /Enrich policies/ })).toBeFocused();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowDown');
	await expect(items.last()).toContainText('Not listed: your user may lack monitor_enrich');
	expect(await items.count()).toBeLessThan(120);

	await page.getByRole('searchbox', { name: 'Filter the catalog' }).fill('field.f09999');
	await expect(items).toHaveCount(2);
	await items.nth(1).click();
	expect(await workbench.text()).toContain('field.f09999');
	await page.getByRole('searchbox', { name: 'Filter the catalog' }).fill('view');
	await expect(items).toHaveCount(1);
	await items.first().focus();
	await page.keyboard.press('o');
	await expect.poll(() => workbench.text()).toBe('FROM logs-00001\n| LIMIT 7');
});

test('a card tells of an index and of a field what the cluster knows and where the query names it', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await workbench.open();
	await workbench.write('FROM orders\n| WHERE total > 5\n| KEEP total');
	const orders = page.getByRole('treeitem', { name: /^orders/ });
	await orders.hover();
	const card = page.getByRole('tooltip');
	await expect(card).toContainText(/100,000 documents/);
	await expect(card).toContainText('In line 1 of this query');
	await orders.focus();
	await page.keyboard.press('ArrowRight');
	await page.getByRole('treeitem', { name: /^total/ }).hover();
	await expect(card).toContainText('In line 2, 3 of this query');
	await expect(card.getByRole('listitem')).not.toHaveCount(0);
	await page.keyboard.press('Shift+Enter');
	expect(await workbench.text()).toBe('FROM orders\n| LIMIT 100');
});
