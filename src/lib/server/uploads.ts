import { randomUUID } from 'node:crypto';
import {
	createWriteStream,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Upstream } from '$lib/protocol/upstream';
import { indexName, isReadable } from './cluster/files/scan';
import { problem } from './relay';

/** Where files that are sent from the page are kept until the server ends. */
export interface UploadFolder {
	readonly path: string;
	/** Bytes that all of its files may have. */
	readonly limit: number;
	close(): void;
}

const NAME = /^uploads-(\d+)-/;
const MAPPING = /\.mapping\.json$/i;

/** The index that a file, or the mapping of one, belongs to. */
const indexOf = (name: string): string => indexName(name.replace(MAPPING, ''));

/** An empty folder below `cacheDir`; those of processes that ended without removing theirs go. */
export function openUploads(cacheDir: string, limit: number): UploadFolder {
	mkdirSync(cacheDir, { recursive: true });
	for (const name of readdirSync(cacheDir)) {
		const pid = Number(NAME.exec(name)?.[1]);
		if (pid > 0 && !lives(pid)) rmSync(join(cacheDir, name), { recursive: true });
	}
	const path = mkdtempSync(join(cacheDir, `uploads-${process.pid}-`));
	return { path, limit, close: () => rmSync(path, { recursive: true, force: true }) };
}

function lives(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

/** What the demo cluster tells of its uploads. */
interface Told {
	readonly indices: readonly { readonly index: string; readonly documents: number }[];
	readonly problems: readonly { readonly index?: string; readonly sentence: string }[];
	readonly taken: readonly string[];
}

class TooLarge extends Error {}

const isFull = (error: unknown) =>
	error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/** Takes one file, called `name`, and answers with the index it became: `{"index", "documents"}`. */
export async function takeFile(
	folder: UploadFolder,
	upstream: Upstream,
	name: string,
	request: Request
): Promise<Response> {
	const { signal, body } = request;
	const index = indexOf(name);
	const before = await told(upstream, '', signal);
	const unfit = unfitName(name, index, before);
	if (unfit) return unfit;
	if (!body) return problem(400, 'workbench_file_unreadable', `[${name}] is empty`);
	try {
		if (Number(request.headers.get('content-length') ?? 0) > folder.limit) throw new TooLarge();
		await keep(folder, body, name, index, signal);
	} catch (error) {
		if (isFull(error))
			return problem(
				507,
				'workbench_disk_full',
				'the disk is full on which files sent from the page are kept'
			);
		if (!(error instanceof TooLarge)) throw error;
		const megabytes = Math.floor(folder.limit / 1024 / 1024);
		const reason = `files sent from the page may have ${megabytes} MB in all (WORKBENCH_UPLOAD_MB)`;
		return problem(413, 'workbench_file_too_large', reason);
	}
	const after = await told(upstream, '?read=true', signal);
	const made = after.indices.find((entry) => entry.index === index);
	const wrong = after.problems.find((entry) => entry.index === index);
	if (made && !wrong) return Response.json(made);
	for (const other of readdirSync(folder.path))
		if (indexOf(other) === index) rmSync(join(folder.path, other));
	await told(upstream, '?read=true', signal);
	return problem(400, 'workbench_file_unreadable', wrong?.sentence ?? `[${name}] gave no index`);
}

function unfitName(name: string, index: string, { taken, indices }: Told): Response | undefined {
	if (!isReadable(name) || index === '' || Buffer.byteLength(index) > 200)
		return problem(
			400,
			'workbench_file_unknown',
			`[${name}] cannot become an index: send CSV, TSV, NDJSON, JSON or Parquet, called as the index shall be`
		);
	if (taken.includes(index))
		return problem(
			409,
			'workbench_file_name_taken',
			`[${index}] is an index of the demo cluster already: give the file another name`
		);
	if (MAPPING.test(name) && !indices.some((entry) => entry.index === index))
		return problem(400, 'workbench_file_unknown', `send the file that [${name}] describes first`);
	return undefined;
}

/** Writes the body beside what is there, then takes the place of an older file of the index. */
async function keep(
	folder: UploadFolder,
	body: ReadableStream<Uint8Array>,
	name: string,
	index: string,
	signal: AbortSignal
): Promise<void> {
	const files = readdirSync(folder.path);
	const older = files.filter(
		(other) => indexOf(other) === index && MAPPING.test(other) === MAPPING.test(name)
	);
	const used = files
		.filter((other) => !older.includes(other))
		.reduce((sum, other) => sum + statSync(join(folder.path, other)).size, 0);
	const part = join(folder.path, `.${randomUUID()}`);
	try {
		await pipeline(bounded(body, folder.limit - used), createWriteStream(part), { signal });
		for (const other of older) rmSync(join(folder.path, other));
		const [ending = ''] = /(?:\.mapping)?\.[a-z]+(?:\.gz)?$/i.exec(name) ?? [];
		renameSync(part, join(folder.path, index + ending.toLowerCase()));
	} finally {
		rmSync(part, { force: true });
	}
}

async function told(upstream: Upstream, search: string, signal: AbortSignal): Promise<Told> {
	const answer = await upstream(new Request(`http://cluster/_workbench/uploads${search}`, { signal }));
	if (!answer.ok) throw new Error(`the demo cluster answered ${answer.status} when asked for its uploads`);
	return (await answer.json()) as Told;
}

/** The chunks of a body, as long as they are within the limit. */
async function* bounded(body: ReadableStream<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
	let size = 0;
	for await (const chunk of Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])) {
		size += (chunk as Uint8Array).byteLength;
		if (size > limit) throw new TooLarge();
		yield chunk as Uint8Array;
	}
}
