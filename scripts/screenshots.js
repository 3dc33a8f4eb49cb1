import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.js';
import { root } from './prepare.js';

/**
 * The pictures of the README, taken of a workbench that runs: `node scripts/screenshots.js [address]`. Each shows the last example, run,
 * in one theme.
 */
const address = process.argv[2] ?? 'http://127.0.0.1:3000';
const folder = join(root, 'docs/images');
const limit = 300_000;

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
	executablePath: await findChromium(),
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
});
try {
	for (const colorScheme of /** @type {const} */ (['light', 'dark'])) await take(colorScheme);
} finally {
	await browser.close();
}

/** @param {'light' | 'dark'} colorScheme */
async function take(colorScheme) {
	const page = await browser.newPage({ colorScheme, viewport: { width: 1440, height: 900 } });
	await page.goto(address);
	await page.getByRole('button', { name: /^A week of errors/ }).click();
	await page.locator('[data-state="complete"]').first().waitFor();
	await page.getByRole('tabpanel', { name: 'Chart' }).locator('canvas, svg').first().waitFor();
	// The chart draws itself in; a still picture shows its end.
	await page.waitForTimeout(2000);
	const path = join(folder, `workbench-${colorScheme}.png`);
	await page.screenshot({ path });
	await page.close();
	const { size } = statSync(path);
	console.log(`${path}: ${Math.round(size / 1000)} kB`);
	if (size > limit) throw new Error(`${path} is larger than ${limit / 1000} kB`);
}
