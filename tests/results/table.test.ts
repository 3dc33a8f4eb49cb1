import { describe, expect, it } from 'vitest';
import { GridPage, head, list, noBrowser, type Column } from './gridpage';

const columns: readonly Column[] = [
	['n', 'long'],
	['host', 'keyword'],
	['many', 'keyword'],
	['_source', '_source']
];
const row = (n: number) =>
	`[${(n * 37) % 100},"host ${n % 5}",${n % 3 === 0 ? '["a","b"]' : 'null'},{"deep":{"id":9007199254740993,"list":["x"]}}]`;
const answer = `${head(columns)}${list(100, row)}]}`;

describe.skipIf(noBrowser)('the table in a browser', () => {
	const grid = new GridPage({ width: 1400, height: 620 });
	const key = (name: string) => grid.page.keyboard.press(name);
	const clipboard = () => grid.page.evaluate(() => navigator.clipboard.readText());
	const texts = (column: string, count: number) =>
		Promise.all(Array.from({ length: count }, (_, at) => grid.cell(at, column).textContent()));

	async function open() {
		await grid.show('/rows', answer);
		await expect.poll(() => grid.cell(0, 'host').textContent()).toBe('host 0');
	}

	it('selects by mouse and keyboard, and copies what is selected', async () => {
		await open();
		await grid.cell(0, 'n').click();
		await grid.cell(2, 'host').click({ modifiers: ['Shift'] });
		await expect.poll(() => grid.page.locator('.in-selection').count()).toBe(6);
		await key('Control+c');
		await expect.poll(clipboard).toBe('0\thost 0\n37\thost 1\n74\thost 2');
		await key('Control+Shift+C');
		await expect.poll(clipboard).toBe('n\thost\n0\thost 0\n37\thost 1\n74\thost 2');
		await grid.cell(4, 'n').click();
		await key('Shift+ArrowDown');
		await expect.poll(() => grid.page.locator('.in-selection').count()).toBe(2);
		await key('Control+c');
		await expect.poll(clipboard).toBe('48\n85');
		await grid.cell(1, 'n').click();
		await grid.cell(3, 'host').click({ modifiers: ['Control'] });
		await expect.poll(() => grid.page.locator('.in-selection').count()).toBe(2);
		await key('Control+a');
		await key('Control+c');
		await expect.poll(async () => (await clipboard()).trimEnd().split('\n').length).toBe(100);
	});

	it('drags a rectangle, and scrolls where the pointer leaves the rows', async () => {
		await open();
		const from = await grid.cell(1, 'n').boundingBox();
		const to = await grid.cell(4, 'host').boundingBox();
		if (!from || !to) throw new Error('no cells');
		await grid.page.mouse.move(from.x + 5, from.y + 5);
		await grid.page.mouse.down();
		await grid.page.mouse.move(to.x + 5, to.y + 5, { steps: 5 });
		await expect.poll(() => grid.page.locator('.in-selection').count()).toBe(8);
		await grid.page.mouse.move(to.x + 5, 640, { steps: 3 });
		await expect.poll(() => grid.cell(60, 'n').count()).toBe(1);
		await grid.page.mouse.up();
		expect(await grid.page.evaluate(() => window.table.cells)).toBeGreaterThan(60);
	});

	it('tells the figures of a selection', async () => {
		await open();
		await grid.cell(0, 'n').click();
		await grid.cell(2, 'n').click({ modifiers: ['Shift'] });
		await expect
			.poll(() => grid.page.evaluate(() => window.table.statistics?.numbers))
			.toMatchObject({ count: 3, sum: '111', average: '37', min: '0', max: '74' });
	});

	it('sorts all rows read at a click, says over how many, and goes back', async () => {
		await open();
		await grid.page.locator('.ag-header-cell[col-id="n"] .column-name').click();
		await expect.poll(() => texts('n', 3)).toEqual(['0', '1', '2']);
		await grid.page.getByText('over 100 rows read').waitFor();
		const header = grid.page.locator('.ag-header-cell[col-id="n"]');
		expect(await header.getAttribute('aria-sort')).toBe('ascending');
		await grid.page.locator('.ag-header-cell[col-id="n"] .column-name').click();
		await expect.poll(() => texts('n', 2)).toEqual(['99', '98']);
		await grid.page.getByRole('button', { name: 'Push into query' }).click();
		expect(await grid.page.evaluate(() => window.asked)).toEqual([
			{ text: '', predicates: [], sort: [{ column: 0, descending: true, nulls: 'last' }] }
		]);
		await expect.poll(() => texts('n', 2)).toEqual(['0', '37']);
	});

	it('keeps the rows of a value from the menu of its cell, by keyboard', async () => {
		await open();
		await grid.cell(3, 'host').click();
		await key('Shift+F10');
		await grid.page.getByRole('menuitem', { name: 'Keep only rows with this value' }).waitFor();
		await key('k');
		await key('Enter');
		await grid.page.getByText('20 of 100 rows read').waitFor();
		await expect.poll(() => texts('host', 3)).toEqual(['host 3', 'host 3', 'host 3']);
		await grid.page.getByRole('button', { name: 'Remove: host is host 3' }).click();
		await expect.poll(() => grid.rowCount()).toBe(100);
	});

	it('finds a text, and goes on around the end', async () => {
		await open();
		await grid.cell(0, 'n').click();
		await key('Control+f');
		await grid.page.getByRole('searchbox', { name: 'Find in results' }).fill('host 4');
		await grid.page.getByText('Row 1 of 20 that match').waitFor();
		expect(await grid.cell(4, 'host').getAttribute('class')).toContain('found-here');
		await key('Shift+Enter');
		await grid.page.getByText('Row 20 of 20 that match').waitFor();
		await expect.poll(() => grid.cell(99, 'host').getAttribute('class')).toContain('found-here');
		await key('Escape');
		await expect.poll(() => grid.page.locator('.found-here').count()).toBe(0);
	});

	it('shows a whole cell beside the rows, exact, and its paths', async () => {
		await open();
		await grid.cell(0, '_source').click();
		await key('Enter');
		const pane = grid.page.getByRole('region', { name: 'Details' });
		await pane.getByText('9007199254740993').waitFor();
		await pane.getByText('9007199254740993').hover();
		await pane.getByRole('button', { name: 'Copy path deep.id' }).click();
		await expect.poll(clipboard).toBe('deep.id');
		await pane.getByRole('button', { name: 'Row', exact: true }).click();
		await pane.getByText('host 0').waitFor();
		await grid.cell(1, 'n').click();
		await grid.cell(2, 'n').click({ modifiers: ['Shift'] });
		await pane.getByRole('button', { name: 'Compare rows' }).click();
		await expect.poll(() => pane.getByRole('rowheader').allTextContents()).toEqual(['n', 'host']);
		await pane.getByRole('button', { name: 'Compare rows' }).press('Escape');
		await expect.poll(() => pane.count()).toBe(0);
		await expect
			.poll(() => grid.page.evaluate(() => document.activeElement?.getAttribute('col-id')))
			.toBe('n');
	});

	it('hides, pins and finds columns, and keeps them so for the next answer', async () => {
		await open();
		await grid.page.evaluate(() => (window.table.side = 'columns'));
		const pane = grid.page.getByRole('region', { name: 'Columns' });
		await pane.getByRole('button', { name: 'Show host' }).click();
		await expect.poll(() => grid.cell(0, 'host').count()).toBe(0);
		await pane.getByRole('button', { name: 'Pin many' }).click();
		await expect.poll(() => grid.page.locator('.ag-header-cell').first().getAttribute('col-id')).toBe('#');
		await expect.poll(() => grid.page.evaluate(() => window.table.shown)).toEqual([2, 0, 3]);
		await grid.show('/rows2', answer);
		await expect.poll(() => grid.cell(0, 'host').count()).toBe(0);
		await pane.getByRole('searchbox').fill('_source');
		await key('Enter');
		await expect
			.poll(() => grid.page.evaluate(() => document.activeElement?.getAttribute('col-id')))
			.toBe('_source');
	});

	it('groups the rows read as a tree, with figures', async () => {
		await open();
		await grid.page.evaluate(() => {
			window.table.groupBy = [1, 0];
			window.table.aggregates = [{ fn: 'sum', column: 0 }];
			window.table.side = 'groups';
		});
		const pane = grid.page.getByRole('region', { name: 'Groups' });
		await pane.getByText('over 100 rows read').waitFor();
		const rows = () => pane.getByRole('row').allInnerTexts();
		await expect.poll(async () => (await rows()).length).toBe(6);
		const sum = Array.from({ length: 20 }, (_, i) => (i * 5 * 37) % 100).reduce((a, b) => a + b);
		expect((await rows())[1].trim().split(/\s+/)).toEqual(['host', '0', '20', String(sum)]);
		await pane.getByRole('button', { name: 'Open host 1' }).press('ArrowRight');
		await expect.poll(async () => (await rows()).length).toBeGreaterThan(8);
		await pane.getByRole('button', { name: 'host 2', exact: true }).click();
		await grid.page.getByText('20 of 100 rows read').waitFor();
	});

	it('flashes changed cells where they stand, marks them until the next answer, and not where rows have moved', async () => {
		await open();
		const changed = grid.page.locator('.changed-here');
		const flash = (rows: readonly (readonly [number, readonly number[]])[]) =>
			grid.page.evaluate((cells) => {
				window.table.changed = new Map(cells.map(([at, columns]) => [at, new Set(columns)]));
			}, rows);
		const place = await grid.cell(1, 'host').boundingBox();
		await flash([
			[1, [1]],
			[3, [0, 3]],
			[99, [0]]
		]);
		await expect.poll(() => changed.count()).toBe(3);
		await expect.poll(() => grid.cell(1, 'host').getAttribute('class')).toContain('changed-here');
		expect(await grid.cell(3, '_source').getAttribute('class')).toContain('changed-here');
		expect(await grid.cell(1, 'host').boundingBox()).toEqual(place);
		const lasts = () =>
			grid.cell(1, 'host').evaluate((cell) => getComputedStyle(cell).animationDuration.replace('s', ''));
		expect(Number(await lasts())).toBeGreaterThan(1);
		await grid.page.emulateMedia({ reducedMotion: 'reduce' });
		expect(Number(await lasts())).toBeLessThan(0.001);
		await grid.page.locator('.ag-header-cell[col-id="host"] .column-name').click();
		await expect.poll(() => changed.count()).toBe(0);
		await grid.page.getByRole('button', { name: 'Clear' }).click();
		await expect.poll(() => changed.count()).toBe(3);
		await grid.scrollToEnd();
		await expect.poll(() => grid.cell(99, 'n').getAttribute('class')).toContain('changed-here');
		await grid.show('/rows', answer);
		await expect.poll(() => changed.count()).toBe(0);
	});
});
