import type { Workbench } from '../Workbench.svelte';
import { AddedFiles } from './AddedFiles.svelte';

const all = new WeakMap<Workbench, AddedFiles>();

/** The files given to a page. */
export function filesOf(workbench: Workbench): AddedFiles {
	const known = all.get(workbench);
	if (known) return known;
	const made = new AddedFiles(workbench);
	all.set(workbench, made);
	return made;
}

/** Asks for files and adds them. */
export function pickFiles(workbench: Workbench): void {
	const input = document.createElement('input');
	input.type = 'file';
	input.multiple = true;
	input.accept = '.csv,.tsv,.ndjson,.jsonl,.json,.parquet,.gz';
	input.addEventListener('change', () => void filesOf(workbench).add([...(input.files ?? [])]));
	input.click();
}
