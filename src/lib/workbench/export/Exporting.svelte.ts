import { saveBlob } from '../chart/saving';
import { draftFile } from './draft-file';

/** Where an export is. */
export type ExportState =
	| { readonly kind: 'idle' }
	| { readonly kind: 'writing'; readonly bytes: number }
	| { readonly kind: 'done'; readonly bytes: number; readonly name: string }
	| { readonly kind: 'cancelled' }
	| { readonly kind: 'failed'; readonly message: string };

/** A file that is to be written. */
export interface ExportJob {
	readonly name: string;
	readonly mime: string;
	/** Begins to make the file; the signal ends it. */
	open(signal: AbortSignal): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

/** A file that a person chose to write to. */
interface FileHandle {
	createWritable(): Promise<WritableStream<Uint8Array<ArrayBuffer>>>;
}

type SavePicker = (options: { readonly suggestedName: string }) => Promise<FileHandle>;

/** At most so many looks per second at how far it is. */
const TOLD_EVERY = 100;

/** Writes one file after another, piece by piece, and tells how far it is. */
export class Exporting {
	state: ExportState = $state.raw({ kind: 'idle' });
	#aborting: AbortController | undefined;

	/** Resolves with whether the file was written. */
	async write(job: ExportJob): Promise<boolean> {
		const aborting = (this.#aborting = new AbortController());
		try {
			const target = await pickFile(job.name);
			this.state = { kind: 'writing', bytes: 0 };
			const stream = (await job.open(aborting.signal)).pipeThrough(this.#counter());
			if (target === undefined) await download(stream, job, aborting.signal);
			else await stream.pipeTo(await target.createWritable(), { signal: aborting.signal });
			this.state = { kind: 'done', bytes: this.#bytes, name: job.name };
			return true;
		} catch (cause) {
			const called =
				aborting.signal.aborted || (cause instanceof DOMException && cause.name === 'AbortError');
			this.state = called
				? { kind: 'cancelled' }
				: { kind: 'failed', message: cause instanceof Error ? cause.message : String(cause) };
			return false;
		}
	}

	cancel(): void {
		this.#aborting?.abort(new DOMException('The export was cancelled', 'AbortError'));
	}

	#bytes = 0;

	#counter(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
		this.#bytes = 0;
		let told = 0;
		return new TransformStream({
			transform: (chunk, controller) => {
				this.#bytes += chunk.byteLength;
				const now = performance.now();
				if (now - told > TOLD_EVERY) {
					told = now;
					this.state = { kind: 'writing', bytes: this.#bytes };
				}
				controller.enqueue(chunk);
			}
		});
	}
}

/** Hands a file to the downloads, over the disk where the browser allows. */
async function download(
	stream: ReadableStream<Uint8Array<ArrayBuffer>>,
	{ name, mime }: ExportJob,
	signal: AbortSignal
): Promise<void> {
	const draft = await draftFile();
	if (draft) await stream.pipeTo(draft.target, { signal });
	const blob = draft ? await draft.file() : await new Response(stream).blob();
	signal.throwIfAborted();
	saveBlob(new Blob([blob], { type: mime }), name);
}

/** Asks where to write, where the browser can; undefined means the downloads folder. */
async function pickFile(suggestedName: string): Promise<FileHandle | undefined> {
	const picker = (window as { readonly showSaveFilePicker?: SavePicker }).showSaveFilePicker;
	return picker?.call(window, { suggestedName });
}
