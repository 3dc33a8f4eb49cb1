import { matchesKeys, type KeyPress } from '$lib/ui/keys';
import { initialKeys, type KeyedAction } from './settings/key-map';
import { focusRegion, type Region, stepRegion } from './regions';
import { type EditorShortcutId, isTypable } from './shortcuts';
import type { Workbench } from './Workbench.svelte';

/** Something a person can do, in the palette, by key or by button. */
export interface Action {
	readonly id: string;
	readonly title: string;
	readonly keys: readonly string[];
	/** The query editor hears the keys itself, and nothing else does. */
	readonly editor?: true;
	/** Someone gave it other keys, which the page hears for the editor. */
	readonly moved?: boolean;
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
	const { preferences, panes } = workbench;
	const { layout } = preferences;
	const more = preferences.settings.contrast === 'more';
	const cosy = preferences.settings.density === 'cosy';
	const action = actionMaker(workbench);
	const edit = (id: EditorShortcutId, title: string): Action => ({
		id,
		title,
		keys: preferences.keysOf(id),
		editor: true,
		moved: id in preferences.settings.keys,
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
		action('save-file', 'Save this query as a file', () => saveQuery(workbench), empty),
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
		action('help', 'Help: guide, reference, questions', () => (workbench.dialog = 'help')),
		action('tour', 'Take the tour of this page', () => showTour(workbench)),
		action('shortcuts', 'Keyboard shortcuts', () => (workbench.dialog = 'shortcuts')),
		action('add-file', 'Add a file as an index…', () => addFile(workbench), fileless(workbench)),
		action('toggle-rail', panes.shows('rail') ? 'Hide the catalog' : 'Show the catalog', () =>
			panes.toggle('rail')
		),
		action(
			'toggle-request',
			panes.shows('request') ? 'Hide params, filter and options' : 'Show params, filter and options',
			() => panes.toggle('request')
		),
		action(
			'swap-results',
			layout.side === 'below' ? 'Put the results to the right' : 'Put the results below',
			() => panes.swap(),
			panes.narrow ? 'The window is too narrow' : undefined
		),
		action('full-editor', panes.full === 'query' ? 'Leave full screen' : 'Editor alone on the screen', () =>
			panes.toggleFull('query')
		),
		action(
			'full-results',
			panes.full === 'results' ? 'Leave full screen' : 'Results alone on the screen',
			() => panes.toggleFull('results')
		),
		action('next-region', 'Go to the next part of the page', () => stepRegion(1)),
		action('previous-region', 'Go to the part of the page before', () => stepRegion(-1)),
		action('focus-editor', 'Go to the editor', () => goTo(workbench, 'editor')),
		action('focus-results', 'Go to the results', () => goTo(workbench, 'results')),
		action('focus-catalog', 'Go to the catalog', () => goTo(workbench, 'catalog')),
		action('focus-request', 'Go to params, filter and options', () => goTo(workbench, 'request')),
		action('focus-status', 'Go to the status bar', () => goTo(workbench, 'status')),
		action('theme-system', 'Theme: as the system', () => preferences.set('theme', 'system')),
		action('theme-light', 'Theme: light', () => preferences.set('theme', 'light')),
		action('theme-dark', 'Theme: dark', () => preferences.set('theme', 'dark')),
		action('contrast', contrast(more), () => preferences.set('contrast', more ? 'system' : 'more')),
		action('density', density(cosy), () => preferences.set('density', cosy ? 'compact' : 'cosy')),
		action('reset-layout', 'Reset the layout', () => panes.reset())
	];
}

/** Where a key was pressed: among fields that take text, or in the query editor itself. */
export type PressPlace = 'page' | 'field' | 'editor';

/** The action that a key press asks for, if any. */
export function actionForPress(
	actions: readonly Action[],
	press: KeyPress,
	place: PressPlace
): Action | undefined {
	const heard = ({ editor, moved }: Action) => !editor || (moved === true && place === 'editor');
	const typed = (keys: string) => place !== 'page' && isTypable(keys);
	return actions.find(
		(action) => heard(action) && action.keys.some((keys) => !typed(keys) && matchesKeys(keys, press))
	);
}

/** Whether the editor must not hear a press: the keys were taken from what it would do. */
export function isSilenced(actions: readonly Action[], press: KeyPress): boolean {
	return actions.some(
		({ id, moved }) => moved && initialKeys[id as KeyedAction].some((keys) => matchesKeys(keys, press))
	);
}

type MakeAction = (id: string, title: string, perform: () => unknown, blocked?: string) => Action;

function actionMaker({ preferences }: Workbench): MakeAction {
	return (id, title, perform, blocked) => ({
		id,
		title,
		keys: id in initialKeys ? preferences.keysOf(id as KeyedAction) : [],
		blocked,
		perform: () => void perform()
	});
}

const contrast = (more: boolean) => (more ? 'Contrast: as the system' : 'Contrast: high');
const density = (cosy: boolean) => (cosy ? 'Density: compact' : 'Density: cosy');

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

async function showTour(workbench: Workbench): Promise<void> {
	const { tourOf } = await import('./first-run/Tour.svelte');
	await tourOf(workbench).start();
}

async function saveQuery(workbench: Workbench): Promise<void> {
	const { active } = workbench;
	try {
		const { saveFile } = await import('./files');
		await saveFile(workbench, active);
	} catch (cause) {
		const reason = `The file could not be written: ${cause instanceof Error ? cause.message : String(cause)}`;
		workbench.blocked = { query: active.query, reason };
	}
}

function withFiles(work: (files: typeof import('./files')) => unknown): Promise<unknown> {
	return import('./files').then(work);
}

/** Brings a part of the page on screen where it is away, and the focus into it. */
function goTo({ panes }: Workbench, region: Region): void {
	const alone = region === 'results' ? 'results' : 'query';
	if (panes.full !== undefined && (region === 'catalog' || panes.full !== alone)) panes.full = undefined;
	const side = region === 'catalog' ? 'rail' : region;
	if ((side === 'rail' || side === 'request') && !panes.shows(side)) panes.toggle(side);
	requestAnimationFrame(() => focusRegion(region));
}
