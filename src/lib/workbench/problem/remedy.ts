import type { Place } from '$lib/protocol/problem';
import { listActions } from '../actions';
import type { Workbench } from '../Workbench.svelte';
import { edited } from './edit';
import type { Remedy } from './hint';

/** Whether a remedy for what a run said can be taken: text is changed only while it is still the text that was run. */
export function isOpen({ active: tab }: Workbench, remedy: Remedy, place: Place | undefined): boolean {
	if (remedy.kind !== 'replace' && remedy.kind !== 'append') return true;
	const current = tab.query.startsWith(tab.run?.request.query ?? tab.query);
	return current && edited(tab.query, remedy, place) !== undefined;
}

/** Does what a remedy offers. */
export function take(workbench: Workbench, remedy: Remedy, place: Place | undefined): void {
	const tab = workbench.active;
	switch (remedy.kind) {
		case 'replace':
		case 'append':
			tab.query = edited(tab.query, remedy, place) ?? tab.query;
			workbench.editor?.focus();
			return;
		case 'pane':
			tab.requestPane = remedy.pane;
			return;
		case 'dialog':
			workbench.dialog = remedy.dialog;
			return;
		case 'catalog':
			listActions(workbench)
				.find(({ id }) => id === 'focus-catalog')
				?.perform();
			return;
		case 'again':
			tab.start();
	}
}
