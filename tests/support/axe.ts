import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/** Rules of WCAG 2.2 A and AA, and of good practice where they are about names and landmarks. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/**
 * What axe says of the page as it stands: one line for each rule that is broken, with where and why. `region` is off: the workbench
 * is one application in which the bars above and below `main` are named, and a dialog in front is a region of its own.
 */
export async function violations(page: Page): Promise<readonly string[]> {
	await page.evaluate(axe.source);
	const found = await page.evaluate(
		({ tags }) =>
			(window as unknown as { axe: typeof axe }).axe.run(document, {
				runOnly: { type: 'tag', values: tags },
				rules: { region: { enabled: false } }
			}),
		{ tags }
	);
	return found.violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} — ${failureSummary ?? ''}`)
	);
}

/** Expects that axe has nothing to say about the page as it stands. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
	expect.soft(await violations(page), state).toEqual([]);
}
