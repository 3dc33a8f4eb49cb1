import { fromFile, toFile } from '$lib/request/file';
import { download } from './download';
import type { Tab } from './Tab.svelte';
import type { Workbench } from './Workbench.svelte';

/** Bytes of a query file that is opened. */
const LARGEST = 2_000_000;

/** A query file that the browser lets this page write to. */
export interface Writable {
	readonly name: string;
	createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

interface Pickers {
	showSaveFilePicker(options: object): Promise<Writable>;
	showDirectoryPicker(options: object): Promise<Folder>;
}

/** A folder that the browser lets this page read. */
export interface Folder {
	readonly name: string;
	values(): AsyncIterable<
		| { readonly kind: 'file'; readonly name: string; getFile(): Promise<File> }
		| { readonly kind: 'directory'; readonly name: string }
	>;
}

const types = [{ description: 'ES|QL query', accept: { 'text/plain': ['.esql'] } }];

/** Opens query files, each in a tab of its own, un-run. Gives a sentence about those that could not be opened. */
export async function openFiles(workbench: Workbench, files: Iterable<File>): Promise<string | undefined> {
	const refused: string[] = [];
	for (const file of files) {
		const text = file.size > LARGEST ? undefined : await file.text();
		if (text === undefined || text.includes('\0')) {
			refused.push(file.name);
			continue;
		}
		const { request, cluster, view } = fromFile(text);
		const tab = workbench.open(request, cluster === '' ? {} : { cluster });
		tab.title = baseName(file.name);
		tab.show(view ?? {});
	}
	return refused.length === 0 ? undefined : `No query file: ${refused.join(', ')}`;
}

/** Opens query files as `openFiles` does; what could not be opened is told beside Run. */
export async function openChosen(workbench: Workbench, files: Iterable<File>): Promise<void> {
	const reason = await openFiles(workbench, files);
	if (reason !== undefined) workbench.blocked = { query: workbench.active.query, reason };
}

/** Lets the person choose query files and opens them. */
export function chooseFiles(workbench: Workbench): void {
	const input = document.createElement('input');
	input.type = 'file';
	input.accept = '.esql,.txt';
	input.multiple = true;
	input.onchange = () => void openChosen(workbench, input.files ?? []);
	input.click();
}

/** Saves a tab as an `.esql` file: where the person says, or as a download where the browser does not ask. */
export async function saveFile(workbench: Workbench, tab: Tab): Promise<void> {
	const text = toFile({ ...tab.shared, cluster: workbench.clusterOf(tab) });
	const name = `${fileSafe(tab.name)}.esql`;
	const { showSaveFilePicker } = window as Partial<Pickers>;
	if (showSaveFilePicker === undefined) return download(name, text, 'text/plain');
	try {
		const file = await showSaveFilePicker({ suggestedName: name, types });
		const writing = await file.createWritable();
		await writing.write(text);
		await writing.close();
		tab.title = baseName(file.name);
	} catch (cause) {
		if (!isRefusal(cause)) throw cause;
	}
}

/** Whether this browser can open a folder. */
export function canOpenFolders(): boolean {
	return (window as Partial<Pickers>).showDirectoryPicker !== undefined;
}

/** Lets the person choose a folder; undefined when they don't. */
export async function chooseFolder(): Promise<Folder | undefined> {
	try {
		return await (window as Partial<Pickers>).showDirectoryPicker?.({ id: 'queries', mode: 'read' });
	} catch (cause) {
		if (isRefusal(cause)) return undefined;
		throw cause;
	}
}

/** The query files in a folder, by name. */
export async function filesOf(folder: Folder): Promise<readonly File[]> {
	const files: File[] = [];
	for await (const entry of folder.values()) {
		if (entry.kind === 'file' && entry.name.endsWith('.esql')) files.push(await entry.getFile());
	}
	return files.sort((a, b) => a.name.localeCompare(b.name));
}

/** A name without characters that file systems refuse. */
export function fileSafe(name: string): string {
	return (
		name
			.replace(/[^\p{L}\p{N}._]+/gu, '-')
			.replace(/^[-.]+|[-.]+$/g, '')
			.slice(0, 80) || 'query'
	);
}

function baseName(name: string): string {
	return name.replace(/\.(?:esql|txt)$/i, '');
}

/** The person closed the picker, or does not allow it. */
function isRefusal(cause: unknown): boolean {
	return (
		cause instanceof DOMException && ['AbortError', 'NotAllowedError', 'SecurityError'].includes(cause.name)
	);
}
