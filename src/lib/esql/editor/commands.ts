import { EditorView, type Command, type KeyBinding } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import { deferred } from './deferred';

/** Goes from a column's use to where it comes from, and from there to its first use. */
export const goToDefinition: Command = deferred(async () => (await import('./navigate')).goToDefinition);

/** Lists every place of the column at the cursor; a press on one goes there. */
export const showPlaces: Command = deferred(async () => (await import('./navigate')).showPlaces);

/** Asks for a new name of the column at the cursor and gives it that name everywhere. */
export const renameColumnAtCursor: Command = deferred(
	async () => (await import('./rename')).renameColumnAtCursor
);

/** Applies the fix for what is underlined at the cursor; of several, asks which. */
export const quickFix: Command = deferred(async () => (await import('./fix')).quickFix);

export const columnKeys: readonly KeyBinding[] = [
	{ key: 'F12', run: goToDefinition },
	{ key: 'Shift-F12', run: showPlaces },
	{ key: 'F2', run: renameColumnAtCursor },
	{ key: 'Mod-.', run: quickFix }
];

/** Mod-click goes where F12 does, if it is on a column; else it puts a second cursor, as everywhere. */
export const originOnClick: Extension = EditorView.domEventHandlers({
	click(event, view) {
		const isMac = /Mac/.test(navigator.platform);
		if (!(isMac ? event.metaKey : event.ctrlKey) || event.altKey || event.shiftKey) return false;
		const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
		if (offset !== null)
			deferred(async () => {
				const { goToOrigin } = await import('./navigate');
				return (view) => goToOrigin(view, offset);
			})(view);
		return false;
	}
});
