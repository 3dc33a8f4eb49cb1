import { actionForPress, listActions } from './actions';
import type { Workbench } from './Workbench.svelte';

/** Does what a key asks for, or says why not. Keys mean nothing to the page while a dialog is open. */
export function pressed(workbench: Workbench, event: KeyboardEvent): void {
	const target = event.target instanceof HTMLElement ? event.target : undefined;
	const typing = target?.closest('input, textarea, select, [contenteditable="true"]') != null;
	if (workbench.dialog !== undefined) return;
	const action = actionForPress(listActions(workbench), event, typing);
	if (!action) return;
	event.preventDefault();
	event.stopPropagation();
	workbench.blocked = action.blocked ? { query: workbench.active.query, reason: action.blocked } : undefined;
	if (!action.blocked) action.perform();
}

/** Opens query files that are dropped; other files and texts are left to what they are dropped on. */
export function dropped(workbench: Workbench, event: DragEvent): void {
	const files = [...(event.dataTransfer?.files ?? [])];
	if (files.length === 0 || !files.every(({ name }) => name.endsWith('.esql'))) return;
	event.preventDefault();
	event.stopPropagation();
	void import('./files').then(({ openFiles }) => openFiles(workbench, files));
}

/** Lets files be dropped anywhere, so that a browser does not leave the page for one that missed its place. */
export function dragged(event: DragEvent): void {
	if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

/** Keeps what is typed when the page goes away, and does with its runs what the settings say. */
export function left(workbench: Workbench, event: PageTransitionEvent): void {
	if (event.persisted) workbench.saveDraftsNow();
	else workbench.leave();
}
