import type { Workbench } from '../Workbench.svelte';
import { Profiles } from './Profiles.svelte';

const all = new WeakMap<Workbench, Profiles>();

/** The profiles of a page; they outlive the pane that shows them. */
export function profilesOf(workbench: Workbench): Profiles {
	const known = all.get(workbench);
	if (known) return known;
	const made = new Profiles();
	all.set(workbench, made);
	return made;
}

/** Shows the Profile pane and asks for files. */
export function pickProfiles(workbench: Workbench): void {
	const input = document.createElement('input');
	input.type = 'file';
	input.multiple = true;
	input.accept = '.json,.ndjson,.jsonl,.html,.txt,application/json';
	input.addEventListener('change', () => void showFiles(workbench, [...(input.files ?? [])]));
	input.click();
}

/** Opens files and shows the last of them in the Profile pane. */
export async function showFiles(workbench: Workbench, files: readonly File[]): Promise<void> {
	if (files.length === 0) return;
	workbench.active.answerPane = 'profile';
	await profilesOf(workbench).read(files);
}
