import { accessSync, constants, mkdirSync } from 'node:fs';
import type { Database } from '../database';
import type { IndexTable } from '../indextable';
import type { DataSet, SeedContext } from './dataset';
import {
	findGenerations,
	type Generation,
	generationOf,
	removeReplaced,
	removeUnfinished
} from './generation';
import { auth } from './sets/auth';
import { logs } from './sets/logs';
import { metrics } from './sets/metrics';
import { orders } from './sets/orders';
import { reference } from './sets/reference';
import { SeedStore } from './store';
import { World } from './world/world';

/** In the order in which they are made. */
export const dataSets: readonly DataSet[] = [reference, orders, logs, auth, metrics];

export interface SeedOptions {
	readonly database: Database;
	/** Folder for the files of generated data; one that `database` may write. */
	readonly cacheDir: string;
	readonly seed: number;
	/** Share of the documents, 0 < scale ≤ 1. */
	readonly scale: number;
	/** Epoch milliseconds of the last moment in the data; the present when absent. */
	readonly baseDate?: number;
	readonly log: (sentence: string) => void;
}

export interface Seed {
	/** The current table of every index; replaced when newer data are ready. */
	tables(): readonly IndexTable[];
	/** Settles when nothing is being made any more. */
	idle(): Promise<void>;
	close(): Promise<void>;
}

interface Served {
	readonly generation: Generation;
	readonly tables: readonly IndexTable[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Older data are served while newer are made, so that the last day is never empty. */
const MAX_AGE = 12 * HOUR;

/** Serves the generated data sets: from the cache at once, else as they are made, one after the other. */
export async function openSeed(options: SeedOptions): Promise<Seed> {
	const { database, seed, scale, baseDate, log } = options;
	const folder = writableFolder(options.cacheDir, log);
	const closing = new AbortController();
	const store = new SeedStore(database, await database.connect(), folder, closing.signal);
	const current = new Map<DataSet, Served>();
	const retired: Generation[] = [];
	let making: Promise<void> = Promise.resolve();

	async function fromCache(set: DataSet, wanted: Generation): Promise<Served | undefined> {
		if (folder === undefined) return undefined;
		for (const generation of findGenerations(folder, wanted, baseDate !== undefined)) {
			const tables = store.tablesOf(set, generation);
			try {
				await store.attach(tables, generation);
				return { generation, tables };
			} catch (error) {
				log(`Cached demo data "${set.name}" cannot be read and are made again: ${message(error)}`);
				await store.discard(generation);
			}
		}
		return undefined;
	}

	async function make(set: DataSet, served: Served, context: SeedContext): Promise<void> {
		const { generation, tables } = served;
		try {
			await store.build(set, generation, context);
			await store.attach(tables, generation);
		} catch (error) {
			const reason = closing.signal.aborted ? 'the demo cluster was closed' : message(error);
			const sentence = `The demo data "${set.name}" could not be made: ${reason}`;
			for (const table of tables) table.fail(new Error(sentence));
			if (!closing.signal.aborted) log(sentence);
			return;
		}
		const before = current.get(set);
		current.set(set, served);
		if (before && before !== served) retired.push(before.generation);
		if (folder !== undefined && baseDate === undefined) removeReplaced(folder, generation);
	}

	async function refresh(): Promise<void> {
		if (closing.signal.aborted) return;
		const end = baseDate ?? Math.floor(Date.now() / MINUTE) * MINUTE;
		const context = { seed, scale, end, world: new World(seed, end) };
		for (const generation of retired.splice(0)) await store.detach(generation);
		for (const set of dataSets) {
			const wanted = generationOf(set, context);
			const served = current.get(set) ?? (await fromCache(set, wanted));
			if (served) current.set(set, served);
			if (served && end - served.generation.end <= MAX_AGE) continue;
			const next = { generation: wanted, tables: store.tablesOf(set, wanted) };
			if (!served) current.set(set, next);
			making = making.then(() => make(set, next, context));
		}
	}

	if (folder !== undefined) removeUnfinished(folder);
	await refresh();
	const timer = setInterval(() => {
		making = making
			.then(refresh)
			.catch((error: unknown) => log(`Demo data were not renewed: ${message(error)}`));
	}, HOUR).unref();

	return {
		tables: () => [...current.values()].flatMap(({ tables }) => tables),
		idle: () => making,
		async close() {
			clearInterval(timer);
			closing.abort(new DOMException('The demo cluster was closed', 'AbortError'));
			await making;
			await store.close();
		}
	};
}

function writableFolder(folder: string, log: (sentence: string) => void): string | undefined {
	try {
		mkdirSync(folder, { recursive: true });
		accessSync(folder, constants.R_OK | constants.W_OK);
		return folder;
	} catch (error) {
		log(`Demo data are kept in memory because ${folder} cannot be written: ${message(error)}`);
		return undefined;
	}
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));
