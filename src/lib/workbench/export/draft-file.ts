/** ms after which a file that was left in the browser's own storage is no longer wanted. */
const KEPT = 3_600_000;
const FOLDER = 'exports';

/** A file in the making, on the disk. */
export interface DraftFile {
	readonly target: WritableStream<Uint8Array<ArrayBuffer>>;
	/** The file, once `target` is closed; its bytes stay on the disk. */
	file(): Promise<Blob>;
}

/**
 * A file in this page's own storage, to hand to the downloads when it is written: so what is exported is never in memory
 * as a whole. Undefined where the browser has no such storage or does not allow it.
 */
export async function draftFile(): Promise<DraftFile | undefined> {
	try {
		const root = await navigator.storage.getDirectory();
		const folder = await root.getDirectoryHandle(FOLDER, { create: true });
		await clear(folder);
		const handle = await folder.getFileHandle(`${Date.now()}-${crypto.randomUUID()}`, { create: true });
		return { target: await handle.createWritable(), file: () => handle.getFile() };
	} catch (cause) {
		console.warn('The export is put together in memory:', cause);
		return undefined;
	}
}

/** Forgets files of earlier exports: their downloads are over. */
async function clear(folder: FileSystemDirectoryHandle): Promise<void> {
	for await (const name of folder.keys()) {
		const at = Number(name.split('-')[0]);
		if (!(Date.now() - at < KEPT)) await folder.removeEntry(name);
	}
}
