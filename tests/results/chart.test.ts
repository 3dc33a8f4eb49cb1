import { describe, expect, it } from 'vitest';
import { GridPage, head, list, noBrowser, type Column } from './gridpage';

const time = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();

describe.skipIf(noBrowser)('a picture in a browser, under the policy of the page', () => {
	const grid = new GridPage({ width: 1200, height: 600 });
	const draw = () => grid.page.evaluate(() => window.draw());
	/** Pixels of the canvas that are not its ground. */
	const inked = () =>
		grid.page
			.locator('#chart canvas')
			.first()
			.evaluate((node) => {
				const canvas = node as HTMLCanvasElement;
				const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
				let count = 0;
				for (let at = 3; at < data.length; at += 4) if (data[at] > 0) count++;
				return count;
			});

	async function show(columns: readonly Column[], rows: number, row: (n: number) => string) {
		await grid.show('/chart', `${head(columns)}${list(rows, row)}]}`);
	}

	it('draws 100,000 points of a line, and hears of a stretch that is marked', async () => {
		await show(
			[
				['t', 'date'],
				['n', 'double']
			],
			100_000,
			(n) => `["${time(n)}",${Math.sin(n / 3000).toFixed(4)}]`
		);
		const drawing = await draw();
		expect(drawing).toMatchObject({ kind: 'line', points: 100_000 });
		expect(drawing.ms).toBeLessThan(4000);
		expect(await inked()).toBeGreaterThan(5000);
		await grid.page.mouse.move(400, 300);
		await grid.page.mouse.down();
		await grid.page.mouse.move(700, 300, { steps: 5 });
		await grid.page.mouse.up();
		await expect.poll(() => grid.page.evaluate(() => window.stretches.length)).toBe(1);
		const stretch = await grid.page.evaluate(() => window.stretches[0]);
		expect(stretch!.from).toBeGreaterThan(Date.UTC(2026, 0, 1));
		expect(stretch!.to).toBeGreaterThan(stretch!.from);
	});

	it('draws bars and points', async () => {
		await show(
			[
				['host', 'keyword'],
				['n', 'long']
			],
			30,
			(n) => `["<b>host ${n}</b>",${n}]`
		);
		expect((await draw()).kind).toBe('bar');
		expect(await inked()).toBeGreaterThan(5000);
		await show(
			[
				['x', 'double'],
				['y', 'double']
			],
			20_000,
			(n) => `[${n % 171},${n % 313}]`
		);
		expect((await draw()).kind).toBe('scatter');
		expect(await inked()).toBeGreaterThan(5000);
	});
});
