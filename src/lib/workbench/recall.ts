import type { LinkState } from '$lib/request/link';
import type { QueryRequest } from '$lib/request/request';
import { plainRequest } from './examples';
import type { LeftRun } from './left';
import type { Tab } from './Tab.svelte';
import type { Workbench } from './Workbench.svelte';

/**
 * Brings what a cluster keeps under an async id into a tab of its own. Its request is taken from the history where this
 * browser knows the id, else `request` stands for it.
 */
export async function recall(workbench: Workbench, id: string, request?: QueryRequest): Promise<Tab> {
	const known = await workbench.past.find(id);
	const cluster = known?.cluster ?? workbench.clusterOf(workbench.active);
	const left: LeftRun = {
		id,
		cluster,
		request: known?.request ?? request ?? plainRequest(''),
		startedAt: known?.at ?? Date.now(),
		keptUntil: undefined,
		active: true
	};
	const tab = workbench.open(left.request, { cluster });
	if (left.request.query === '') tab.title = 'Stored result';
	tab.resume(left);
	if (tab.run) workbench.past.skip(tab.run);
	return tab;
}

/** The stored result that a link names, for its tab to hold until the person asks for it. */
export function offeredResult({ asyncId, cluster, request }: LinkState): LeftRun {
	return { id: asyncId, cluster, request, startedAt: Date.now(), keptUntil: undefined, active: false };
}

/** Fetches the stored result that the link of a tab named into that tab; the query is not run. */
export async function openOffered(workbench: Workbench, tab: Tab): Promise<void> {
	const { offered } = tab;
	if (offered?.id === undefined) return;
	const known = await workbench.past.find(offered.id);
	tab.fromLink = false;
	tab.resume({ ...offered, cluster: workbench.clusterOf(tab), startedAt: known?.at ?? offered.startedAt });
	if (tab.run) workbench.past.skip(tab.run);
}
