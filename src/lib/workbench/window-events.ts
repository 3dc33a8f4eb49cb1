import { actionForPress, isSilenced, listActions, type PressPlace } from './actions';
import type { Workbench } from './Workbench.svelte';

/** Does what a key asks for, or says why not. Keys mean nothing to the page while a dialog is open. */
export function pressed(workbench: Workbench, event: KeyboardEvent): void {
	if (workbench.dialog !== undefined) return;
	const actions = listActions(workbench);
	const place = placeOf(event.target);
	const action = actionForPress(actions, event, place);
	if (!action && !(place === 'editor' && isSilenced(actions, event))) return;
	event.preventDefault();
	event.stopPropagation();
	if (!action) return;
	workbench.blocked = action.blocked ? { query: workbench.active.query, reason: action.blocked } : undefined;
	if (!action.blocked) action.perform();
}

function placeOf(target: EventTarget | null): PressPlace {
	if (!(target instanceof HTMLElement)) return 'page';
	if (target.closest('[data-focus="editor"] .cm-content')) return 'editor';
	return target.closest('input, textarea, select, [contenteditable="true"]') ? 'field' : 'page';
}

/**
 * Escape that nothing else wanted puts away what lies over the rest, else leaves the full screen, else goes back to the
 * editor. A field's own text is cleared first.
 */
export function escaped({ panes, editor }: Workbench, event: KeyboardEvent): void {
	if (event.key !== 'Escape' || event.defaultPrevented) return;
	if (document.querySelector(':popover-open, dialog[open]')) return;
	const { target } = event;
	if (target instanceof HTMLInputElement && target.type === 'search' && target.value !== '') return;
	if (panes.leave()) event.preventDefault();
	else if (target instanceof Element && target.closest('[data-focus]:not([data-focus="editor"])'))
		editor?.focus();
}

/** Opens query files that are dropped; other files and texts are left to what they are dropped on. */
export function dropped(workbench: Workbench, event: DragEvent): void {
	const files = [...(event.dataTransfer?.files ?? [])];
	if (files.length === 0 || !files.every(({ name }) => name.endsWith('.esql'))) return;
	event.preventDefault();
	event.stopPropagation();
	void import('./files').then(({ openChosen }) => openChosen(workbench, files));
}

/** Lets files be dropped anywhere, so that a browser does not leave the page for one that missed its place. */
export function dragged(event: DragEvent): void {
	if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}
