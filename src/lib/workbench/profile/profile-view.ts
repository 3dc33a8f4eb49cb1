import { isRecord } from '$lib/protocol/parse';
import type { Plain } from '$lib/request/view';
import { profileViews, type ProfileView, type Selection } from './Profiles.svelte';

/** What a link says of the Profile pane: which view is open, and what is selected in it. */
export interface ProfileState {
	readonly view: ProfileView;
	readonly selection: Selection;
}

const MOST_STEPS = 200;

/** What a view in a link means; parts that are not as they should be are left out. */
export function readProfileState(stored: Plain | undefined): ProfileState | undefined {
	if (!isRecord(stored)) return undefined;
	const { steps, node } = stored;
	const view = profileViews.find((one) => one === stored.view) ?? 'timeline';
	const known = Array.isArray(steps) ? steps.filter((step) => typeof step === 'string') : [];
	return {
		view,
		selection: { steps: known.slice(0, MOST_STEPS), ...(typeof node === 'string' ? { node } : {}) }
	};
}

/** The state as a link holds it; undefined where it is that of a fresh pane. A driver is one of its run alone. */
export function plainProfileState({ view, selection: { steps, node } }: ProfileState): Plain | undefined {
	const parts = {
		...(view === 'timeline' ? {} : { view }),
		...(steps.length > 0 ? { steps: steps.slice(0, MOST_STEPS) } : {}),
		...(node === undefined ? {} : { node })
	};
	return Object.keys(parts).length > 0 ? parts : undefined;
}
