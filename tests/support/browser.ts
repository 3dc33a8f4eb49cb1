import { expect, type Locator, type Page } from '@playwright/test';

/** The workbench as a person sees it: every locator goes by role and name. */
export class WorkbenchPage {
	readonly editor: Locator;
	readonly filter: Locator;
	readonly run: Locator;
	readonly status: Locator;
	readonly state: Locator;
	readonly grid: Locator;

	constructor(readonly page: Page) {
		this.editor = page.getByRole('textbox', { name: 'ES|QL query' });
		this.filter = page.getByRole('textbox', { name: 'Query DSL filter' });
		this.run = page.getByRole('button', { name: 'Run', exact: true });
		this.status = page.getByRole('status', { name: 'Run status' });
		this.state = this.status.locator('[data-state]');
		this.grid = page.getByRole('grid', { name: 'Results' });
	}

	async open(fragment = ''): Promise<void> {
		await this.page.goto(`/${fragment}`);
		await expect(this.editor).toBeVisible();
		await expect(this.page.getByRole('button', { name: /^Cluster: (?!…|unreachable)/ })).toBeVisible();
	}

	/** Replaces all text of an editor, as by pasting. */
	async write(text: string, editor = this.editor): Promise<void> {
		await editor.click();
		await this.page.keyboard.press('ControlOrMeta+a');
		await this.page.keyboard.insertText(text);
	}

	/** Writes a query, runs it and waits for one of the states. */
	async query(text: string, ...states: string[]): Promise<void> {
		await this.write(text);
		await this.run.click();
		await this.reach(...states);
	}

	async reach(...states: string[]): Promise<void> {
		await expect(this.state).toHaveAttribute('data-state', new RegExp(`^(${states.join('|')})$`), {
			timeout: 30_000
		});
	}

	/** The text of an editor, line by line. */
	async text(editor = this.editor): Promise<string> {
		await expect(editor).toBeVisible();
		return (await editor.locator('.cm-line').allInnerTexts()).join('\n');
	}

	pane(name: string): Locator {
		return this.page.getByRole('tabpanel', { name, exact: true });
	}

	tab(name: string): Locator {
		return this.page.getByRole('tab', { name, exact: true });
	}

	/** Text of a cell. */
	cell(row: number, column: string): Locator {
		return this.grid.locator(`[row-index="${row}"] [col-id="${column}"]`);
	}
}

/** Adds a row to the filter; the Filter pane is open. */
export async function addClause(
	{ page }: WorkbenchPage,
	field: string,
	relation: string,
	value: string
): Promise<void> {
	await page.getByRole('button', { name: 'Add clause' }).click();
	const form = page.getByRole('form', { name: 'New clause' });
	await form.getByLabel('Field', { exact: true }).fill(field);
	await form.getByLabel('Relation', { exact: true }).selectOption({ label: relation });
	await form.getByLabel(relation === 'is one of' ? 'Values' : 'Value', { exact: true }).fill(value);
	await form.getByRole('button', { name: 'Add', exact: true }).click();
}
