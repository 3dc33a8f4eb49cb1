import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { GridPage, head, list, noBrowser, type Column } from './gridpage';

const numbered = (n: number) => `[${n},"row ${n}"]`;
const two: readonly Column[] = [
	['n', 'long'],
	['label', 'keyword']
];

describe.skipIf(noBrowser)('the grid in a browser', () => {
	const grid = new GridPage();
	const show: GridPage['show'] = (path, send) => grid.show(path, send);
	const cell: GridPage['cell'] = (row, column) => grid.cell(row, column);
	const rowCount = () => grid.rowCount();

	it('shows every kind of cell for what it is, and markup as text', async () => {
		const columns: readonly Column[] = [
			['@timestamp', 'date'],
			['big', 'long'],
			['text', 'keyword'],
			['many', 'keyword'],
			['_source', '_source'],
			['<b>x</b>', 'double']
		];
		await show(
			'/kinds',
			`${head(columns)}["2026-01-01T00:00:00.000Z",9007199254740993,"<img src=x onerror=alert(1)>",["a","<i>b</i>"],{ "k": 1.0 },44.0],[null,null,"",null,null,null],[null,null,"null",null,null,null]]}`
		);
		await cell(0, 'big').waitFor();
		await expect.poll(() => cell(0, 'big').textContent()).toBe('9007199254740993');
		expect(await cell(0, '@timestamp').textContent()).toBe('2026-01-01T00:00:00.000Z');
		expect(await cell(0, 'text').textContent()).toBe('<img src=x onerror=alert(1)>');
		expect(await cell(0, 'many').locator('.multi-count').textContent()).toBe('2');
		expect(await cell(0, 'many').locator('.multi-item').allTextContents()).toEqual(['a', '<i>b</i>']);
		expect(await cell(0, '_source').textContent()).toBe('{"k":1.0}');
		expect(await grid.page.locator('[row-index="0"] [aria-colindex="7"]').textContent()).toBe('44.0');
		expect(await grid.page.locator('.ag-header-cell[aria-colindex="7"] .column-name').textContent()).toBe(
			'<b>x</b>'
		);
		expect(await grid.page.locator('[role="grid"] :is(img, i, b)').count()).toBe(0);
		expect(await cell(1, 'text').textContent()).toBe('""');
		expect(await cell(1, 'many').textContent()).toBe('null');
		expect(await cell(1, 'many').getAttribute('class')).toContain('is-null');
		expect(await cell(2, 'text').textContent()).toBe('null');
		expect(await cell(2, 'text').getAttribute('class')).not.toContain('is-null');
		const align = (column: string) => cell(0, column).evaluate((node) => getComputedStyle(node).textAlign);
		expect(await align('big')).toBe('right');
		expect(await align('text')).not.toBe('right');
		expect(await grid.page.getByRole('columnheader').allTextContents()).toEqual(
			expect.arrayContaining([expect.stringMatching(/big\s*long/)])
		);
	});

	it('shows rows while bytes arrive, and all of them in the end', async () => {
		let response: ServerResponse | undefined;
		const ended = show('/slow', (opened) => {
			response = opened;
			opened.write(head(two) + list(5, numbered));
		});
		await expect.poll(() => cell(4, 'label').textContent()).toBe('row 4');
		expect(await rowCount()).toBe(5);
		response?.write(`,${list(20, numbered, 5)}`);
		await expect.poll(rowCount).toBe(25);
		await expect.poll(() => cell(10, 'label').textContent()).toBe('row 10');
		response?.write(`,${list(425, numbered, 25)}`);
		await expect.poll(rowCount).toBe(400);
		response?.end(']}');
		expect(await ended).toBe('complete');
		await expect.poll(rowCount).toBe(450);
		await grid.scrollToEnd();
		await expect.poll(() => cell(449, 'label').textContent()).toBe('row 449');
	});

	it('keeps the rows of an answer that was cut', async () => {
		expect(await show('/cut', `${head(two)}${list(7, numbered)},[7,"ro`)).toBe('cut');
		await expect.poll(rowCount).toBe(7);
		await expect.poll(() => cell(6, 'label').textContent()).toBe('row 6');
	});

	it('shows one answer after another in the same grid, also in the middle of reading', async () => {
		await show('/one', `${head(two)}${list(3000, numbered)}]}`);
		await expect.poll(rowCount).toBe(3000);
		await grid.page.getByRole('grid').evaluate((node) => node.setAttribute('data-same', 'yes'));
		for (let i = 0; i < 6; i++) {
			void show(`/hang${i}`, (response) => response.write(`${head(two)}${list(1000, numbered)}`)).catch(
				() => undefined
			);
			if (i % 2) await expect.poll(rowCount).toBe(1000);
		}
		await show('/other', `${head([['a', 'double']])}${list(2000, (n) => `[${n}.5]`)}]}`);
		await expect.poll(rowCount).toBe(2000);
		await expect.poll(() => cell(3, 'a').textContent()).toBe('3.5');
		expect(await grid.page.locator('[col-id="label"]').count()).toBe(0);
		await grid.scrollToEnd();
		await expect.poll(() => cell(1999, 'a').textContent()).toBe('1999.5');
		expect(await grid.page.getByRole('grid').getAttribute('data-same')).toBe('yes');
	});

	it('says when there are no rows, and keeps the header', async () => {
		await show('/none', `${head(two)}]}`);
		await grid.page.getByText('No rows.').waitFor();
		expect(await grid.page.getByRole('columnheader', { name: 'label' }).count()).toBe(1);
	});

	it('stays usable with 1,000 columns', async () => {
		const columns = Array.from({ length: 1000 }, (_, i) => [`c${i}`, 'long'] as const);
		await show(
			'/wide',
			`${head(columns)}${list(300, (n) => `[${columns.map((_, c) => n * c).join(',')}]`)}]}`
		);
		await expect.poll(() => cell(1, 'c1').textContent()).toBe('1');
		expect(await grid.page.locator('[row-index="1"] [col-id]').count()).toBeLessThan(60);
		await cell(1, 'c1').click();
		await grid.page.keyboard.press('End');
		await expect.poll(() => cell(299, 'c999').textContent()).toBe(String(299 * 999));
	});

	it('moves the focus by keyboard and widens a column by hand', async () => {
		await show('/keys', `${head(two)}${list(300, numbered)}]}`);
		await cell(0, 'n').click();
		await grid.page.keyboard.press('ArrowRight');
		await grid.page.keyboard.press('ArrowDown');
		const focus = () =>
			grid.page.evaluate(() => {
				const node = document.activeElement;
				return [node?.getAttribute('col-id'), node?.closest('[row-index]')?.getAttribute('row-index')];
			});
		await expect.poll(focus).toEqual(['label', '1']);
		const width = async () => (await cell(0, 'n').boundingBox())?.width ?? 0;
		const before = await width();
		const handle = await grid.page
			.locator('.ag-header-cell[col-id="n"] .ag-header-cell-resize')
			.boundingBox();
		if (handle === null) throw new Error('no handle');
		await grid.page.mouse.move(handle.x + handle.width / 2, handle.y + 10);
		await grid.page.mouse.down();
		await grid.page.mouse.move(handle.x + 80, handle.y + 10, { steps: 4 });
		await grid.page.mouse.up();
		await expect.poll(width).toBeGreaterThan(before + 50);
		const wide = await width();
		await show('/keys', `${head(two)}${list(10, numbered)}]}`);
		await expect.poll(rowCount).toBe(10);
		expect(await width()).toBe(wide);
	});
});
