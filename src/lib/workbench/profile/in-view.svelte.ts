import { untrack } from 'svelte';
import type { Tab } from '../Tab.svelte';
import type { Workbench } from '../Workbench.svelte';
import { plainProfileState, readProfileState } from './profile-view';
import { nothing, type Profiles } from './Profiles.svelte';

/** For a component: what is selected in the profile of a tab's run belongs to the tab's view, which its link holds. */
export function keepInView(workbench: Workbench, profiles: Profiles): void {
	let met: Tab | undefined;
	$effect.pre(() => {
		const { active } = workbench;
		if (active === met) return;
		met = active;
		untrack(() => {
			const kept = readProfileState(active.view.profile);
			profiles.view = kept?.view ?? profiles.view;
			profiles.selection = kept?.selection ?? nothing;
		});
	});
	$effect(() => {
		const { active } = workbench;
		if (profiles.chosen !== undefined || active !== met) return;
		const plain = plainProfileState(profiles);
		const { profile, ...view } = untrack(() => active.view);
		if (JSON.stringify(profile) !== JSON.stringify(plain))
			active.view = plain === undefined ? view : { ...view, profile: plain };
	});
}
