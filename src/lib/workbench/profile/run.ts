import type { Workbench } from '../Workbench.svelte';

/** Runs the active query with `"profile": true`, which stays set, and shows its profile. */
export function runWithProfile({ active }: Workbench): void {
	active.setOption('profile', true);
	active.answerPane = 'profile';
	active.start();
}
