import { getContext, setContext } from 'svelte';
import type { Workbench } from './Workbench.svelte';

const key = Symbol('workbench');

/** Gives the workbench to every component below the caller. */
export function setWorkbench(workbench: Workbench): Workbench {
	return setContext(key, workbench);
}

/** The workbench of the page; throws outside of one. */
export function getWorkbench(): Workbench {
	const workbench = getContext<Workbench | undefined>(key);
	if (!workbench) throw new Error('No workbench above this component: call setWorkbench in the page.');
	return workbench;
}
