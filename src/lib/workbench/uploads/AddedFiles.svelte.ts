import { isRecord } from '$lib/protocol/parse';
import { plainRequest } from '../examples';
import { indexInsertion } from '../rail/insertion';
import { bytes, counted } from '../status/words';
import type { Workbench } from '../Workbench.svelte';

/** One file on its way to the demo cluster. */
export type AddedFile =
	| { readonly kind: 'sending'; readonly name: string; readonly size: number }
	| { readonly kind: 'added'; readonly name: string; readonly index: string; readonly documents: number }
	| { readonly kind: 'failed'; readonly name: string; readonly reason: string };

/** Files that a person gave to the page, and what became of them. */
export class AddedFiles {
	/** The last ones given, in their order. */
	files: readonly AddedFile[] = $state.raw([]);
	/** How many have become indices so far. */
	made = $state(0);
	readonly #workbench: Workbench;
	/** Settles when what was given before has been sent. */
	#before: Promise<void> = Promise.resolve();

	constructor(workbench: Workbench) {
		this.#workbench = workbench;
	}

	/**
	 * Sends each file to a cluster that takes files, behind those that are on their way; the last index made opens in a tab
	 * of its own.
	 */
	async add(files: readonly File[]): Promise<void> {
		if (files.length === 0) return;
		const turn = this.#before.then(() => this.#add(files));
		this.#before = turn.catch(() => undefined);
		await turn;
	}

	async #add(files: readonly File[]): Promise<void> {
		this.files = files.map(({ name, size }) => ({ kind: 'sending', name, size }));
		for (const [at, file] of inOrder(files).entries()) {
			const result = await this.#send(file);
			this.files = this.files.map((known) => (known.name === file.name ? result : known));
			if (result.kind !== 'added') continue;
			this.made++;
			this.#workbench.schema.clear();
			if (at === files.length - 1 || !isMapping(file)) this.#open(result.index);
		}
	}

	get busy(): boolean {
		return this.files.some(({ kind }) => kind === 'sending');
	}

	/** Takes the sentences away. */
	dismiss(): void {
		this.files = this.files.filter(({ kind }) => kind === 'sending');
	}

	#open(index: string): void {
		const cluster = this.#workbench.clusters.choices.find(({ uploadBytes }) => uploadBytes > 0)?.id;
		const known = this.#workbench.tabs.find(({ query }) => query === indexInsertion(index, ''));
		if (known) this.#workbench.select(known);
		else this.#workbench.open(plainRequest(indexInsertion(index, '')), { cluster });
		this.#workbench.editor?.focus();
	}

	async #send(file: File): Promise<AddedFile> {
		const { name } = file;
		const failed = (reason: string): AddedFile => ({ kind: 'failed', name, reason });
		const taker = this.#workbench.clusters.choices.find(({ uploadBytes }) => uploadBytes > 0);
		if (!taker) return failed('no cluster here takes files');
		if (file.size > taker.uploadBytes)
			return failed(
				`it has ${bytes(file.size)}; files from the page may have ${bytes(taker.uploadBytes)} in all`
			);
		try {
			const response = await fetch(`/api/clusters/${taker.id}/files/${encodeURIComponent(name)}`, {
				method: 'PUT',
				headers: { 'content-type': 'application/octet-stream' },
				body: file
			});
			const answer = (await response.json()) as unknown;
			if (isRecord(answer) && typeof answer.index === 'string')
				return { kind: 'added', name, index: answer.index, documents: Number(answer.documents) };
			const error = isRecord(answer) && isRecord(answer.error) ? answer.error.reason : undefined;
			return failed(typeof error === 'string' ? error : `the server answered ${response.status}`);
		} catch (cause) {
			return failed(cause instanceof Error ? cause.message : String(cause));
		}
	}
}

const isMapping = ({ name }: File) => /\.mapping\.json$/i.test(name);

/** A mapping comes after the file that it describes. */
const inOrder = (files: readonly File[]): readonly File[] =>
	[...files].sort((a, b) => Number(isMapping(a)) - Number(isMapping(b)));

/** What became of a file, as a sentence. */
export function sentence(file: AddedFile): string {
	switch (file.kind) {
		case 'sending':
			return `${file.name}: sending ${bytes(file.size)}…`;
		case 'added':
			return `${file.name} is the index ${file.index} now, with ${counted(file.documents, 'document')}, until the server ends.`;
		case 'failed':
			return `${file.name} was not added: ${file.reason}.`.replace(/\.\.$/, '.');
	}
}
