import { isRecord } from '$lib/protocol/parse';
import { readRequest } from '$lib/request';
import type { QueryRequest } from '$lib/request/request';
import type { Run } from '$lib/runs/Run.svelte';
import type { BrowserStorage } from './BrowserStorage.svelte';
import { parseJson } from './stored';

/** One run that is over. `at` in epoch ms, `elapsed` in ms. */
export interface RecentRun {
	readonly at: number;
	readonly cluster: string;
	readonly request: QueryRequest;
	readonly outcome: string;
	readonly rows: number;
	readonly elapsed: number;
}

const key = 'workbench:recent';
const kept = 100;

/** The last hundred runs of this browser, newest first. */
export class RecentRuns {
	list: readonly RecentRun[] = $state.raw([]);
	readonly #storage: BrowserStorage;
	readonly #known = new WeakSet<Run>();

	constructor(storage: BrowserStorage) {
		this.#storage = storage;
		this.list = read(storage);
	}

	/** Remembers a run that is over; a second call for the same run does nothing. */
	add(run: Run): void {
		if (this.#known.has(run)) return;
		this.#known.add(run);
		const entry: RecentRun = {
			at: Date.now(),
			cluster: run.cluster,
			request: run.request,
			outcome: run.state.kind,
			rows: run.progress.rows,
			elapsed: Math.round(run.elapsed)
		};
		this.list = [entry, ...read(this.#storage)].slice(0, kept);
		this.#storage.write(key, JSON.stringify(this.list));
	}

	clear(): void {
		this.list = [];
		this.#storage.write(key, undefined);
	}
}

function read(storage: BrowserStorage): RecentRun[] {
	const saved = parseJson(storage.read(key));
	return Array.isArray(saved) ? saved.flatMap((entry: unknown) => readEntry(entry) ?? []) : [];
}

function readEntry(saved: unknown): RecentRun | undefined {
	if (!isRecord(saved)) return undefined;
	const request = readRequest(saved.request);
	if (!request) return undefined;
	return {
		at: Number(saved.at) || 0,
		cluster: String(saved.cluster),
		request,
		outcome: String(saved.outcome),
		rows: Number(saved.rows) || 0,
		elapsed: Number(saved.elapsed) || 0
	};
}
