import { matchesKeys, type KeyPress } from '$lib/ui/keys';
import { type EditorShortcutId, editorShortcuts, isTypable, shortcuts, type ShortcutId } from './shortcuts';
import type { Workbench } from './Workbench.svelte';

/** Something a person can do, in the palette, by key or by button. */
export interface Action {
	readonly id: string;
	readonly title: string;
	readonly keys: readonly string[];
	/** The query editor hears the keys itself, and nothing else does. */
	readonly editor?: true;
	/** Why it can't be done just now. */
	readonly blocked?: string | undefined;
	perform(): void;
}

/** All actions as they stand at this moment. */
export function listActions(workbench: Workbench): readonly Action[] {
	const tab = workbench.active;
	const idle = tab.busy ? undefined : 'No query is running';
	const empty = tab.query.trim() === '' ? 'The query is empty' : undefined;
	const unready = workbench.runBlocked;
	const lone = workbench.tabs.length === 1 ? 'There is only one query' : undefined;
	const at = workbench.tabs.indexOf(tab);
	const nothingClosed = workbench.closed.isEmpty ? 'No query was closed yet' : undefined;
	const { preferences } = workbench;
	const edit = (id: EditorShortcutId, title: string): Action => ({
		id,
		title,
		keys: editorShortcuts[id],
		editor: true,
		blocked: empty,
		perform: () => workbench.editor?.perform(id)
	});
	return [
		action('run', 'Run the query', () => tab.start(), unready),
		action('run-to-here', 'Run the pipeline up to the cursor', () => tab.startToHere(), unready),
		action('run-with-profile', 'Run with profile', () => profileRun(workbench), unready),
		action('open-profile', 'Open a profile from a file…', () => profileFiles(workbench)),
		action('steps', 'Look at the pipeline step by step', () => (workbench.dialog = 'steps'), unready),
		action('format', 'Format the query', () => workbench.format(), empty),
		edit('explain', 'Explain what is at the cursor'),
		edit('parameters', "Show a function's parameters"),
		edit('quick-fix', 'Fix what is underlined at the cursor'),
		edit('go-to-origin', 'Go to where a column comes from'),
		edit('places', 'List all places of a column'),
		edit('rename-column', 'Rename a column everywhere'),
		edit('expand-selection', 'Select what is around'),
		edit('shrink-selection', 'Select less again'),
		edit('comment', 'Comment lines out or in'),
		action('stop', 'Stop and keep the rows so far', () => tab.stop(), idle),
		action('cancel', 'Cancel and drop the rows', () => tab.cancel(), idle),
		action('compare', 'Compare two results', () => (workbench.dialog = 'compare')),
		action('export', 'Export the rows to a file', () => (workbench.dialog = 'export')),
		action('share', 'Share a link to this request', () => (workbench.dialog = 'share')),
		action(
			'paste-request',
			'Paste a request: body, curl, Console or link',
			() => (workbench.dialog = 'paste')
		),
		action('open-file', 'Open query files', () => withFiles(({ chooseFiles }) => chooseFiles(workbench))),
		action(
			'save-file',
			'Save this query as a file',
			() => withFiles(({ saveFile }) => saveFile(workbench, tab)),
			empty
		),
		action('folder', 'Query files of a folder', () => (workbench.dialog = 'folder')),
		action('new-tab', 'New query', () => workbench.openBlank()),
		action('duplicate-tab', 'Duplicate this query', () => workbench.open(tab.request)),
		action('rename-tab', 'Rename this query', () => (workbench.renaming = tab)),
		action('close-tab', 'Close this query', () => workbench.requestClose(tab)),
		action('reopen-tab', 'Open the query that was closed last', () => workbench.reopen(), nothingClosed),
		action('move-tab-left', 'Move this query to the left', () => workbench.move(tab, at - 1), lone),
		action('move-tab-right', 'Move this query to the right', () => workbench.move(tab, at + 1), lone),
		action('next-tab', 'Next query', () => workbench.step(1), lone),
		action('previous-tab', 'Previous query', () => workbench.step(-1), lone),
		action('queries', 'Running queries and stored results', () => (workbench.dialog = 'queries')),
		action('history', 'History of runs', () => (workbench.dialog = 'history')),
		action('settings', 'Settings', () => (workbench.dialog = 'settings')),
		action('palette', 'Command palette', () => (workbench.dialog = 'palette')),
		action('shortcuts', 'Keyboard shortcuts', () => (workbench.dialog = 'shortcuts')),
		action('add-file', 'Add a file as an index…', () => addFile(workbench), fileless(workbench)),
		action('toggle-rail', preferences.rail ? 'Hide the catalog' : 'Show the catalog', () =>
			preferences.toggleRail()
		),
		action('focus-editor', 'Go to the editor', () => workbench.editor?.focus()),
		action('focus-results', 'Go to the results', () => focusResults()),
		action('focus-catalog', 'Go to the catalog', () => focusCatalog(workbench)),
		action('theme-system', 'Theme: as the system', () => preferences.setTheme('system')),
		action('theme-light', 'Theme: light', () => preferences.setTheme('light')),
		action('theme-dark', 'Theme: dark', () => preferences.setTheme('dark')),
		action('reset-layout', 'Reset the layout', () => preferences.resetLayout())
	];
}

/** The action that a key press asks for, if any. */
export function actionForPress(
	actions: readonly Action[],
	press: KeyPress,
	typing: boolean
): Action | undefined {
	return actions.find(
		({ keys, editor }) =>
			!editor && keys.some((key) => !(typing && isTypable(key)) && matchesKeys(key, press))
	);
}

function action(id: string, title: string, perform: () => unknown, blocked?: string): Action {
	return {
		id,
		title,
		keys: id in shortcuts ? shortcuts[id as ShortcutId] : [],
		blocked,
		perform: () => void perform()
	};
}

async function profileRun(workbench: Workbench): Promise<void> {
	const { runWithProfile } = await import('./profile/run');
	runWithProfile(workbench);
}

async function addFile(workbench: Workbench): Promise<void> {
	const { pickFiles } = await import('./uploads/files-of');
	pickFiles(workbench);
}

const fileless = ({ clusters }: Workbench): string | undefined =>
	clusters.choices.some(({ uploadBytes }) => uploadBytes > 0) ? undefined : 'No cluster here takes files';

async function profileFiles(workbench: Workbench): Promise<void> {
	const { pickProfiles } = await import('./profile/profiles-of');
	pickProfiles(workbench);
}

function withFiles(work: (files: typeof import('./files')) => unknown): Promise<unknown> {
	return import('./files').then(work);
}

function focusCatalog(workbench: Workbench): void {
	if (!workbench.preferences.rail) workbench.preferences.toggleRail();
	requestAnimationFrame(() => focusIn('[data-focus="catalog"]'));
}

/** The cell where the focus was in the rows on screen, or the first; the pane's tab where there are none. */
function focusResults(): void {
	const cells = document.querySelectorAll<HTMLElement>(
		'[data-focus="results"] [role="gridcell"][col-id]:not([col-id="#"])'
	);
	const cell = [...cells].find((cell) => cell.checkVisibility());
	if (cell) cell.focus();
	else focusIn('[data-focus="results"]');
}

function focusIn(selector: string): void {
	const region = document.querySelector<HTMLElement>(selector);
	const target = region?.querySelector<HTMLElement>('[tabindex="0"], input, button:not(:disabled)');
	(target ?? region)?.focus();
}
