import type { Database } from './database';
import { type DataFiles, type FileProblem, openFiles } from './files';
import { matchNames } from './patterns';
import { openSeed } from './seed/seed';
import type { Table, Tables } from './table';

export interface TablesOptions {
	/** Must reach `cacheDir` and `dataDir`, and know the functions of `udf.ts`. */
	readonly database: Database;
	/** Folder whose files and sub-folders become indices. */
	readonly dataDir?: string;
	/** Folder whose files become indices at once when `uploads.read` is called. */
	readonly uploadDir?: string;
	/** Folder for the generated data sets. */
	readonly cacheDir: string;
	/** Seed of the generated data sets; 42 when absent. */
	readonly seed?: number;
	/** Share of the generated data sets' documents, 0 < scale ≤ 1; 1 when absent. */
	readonly scale?: number;
	/** Epoch milliseconds of the last moment in the generated data sets; the present when absent. */
	readonly baseDate?: number;
	/** Takes a sentence for the operator. */
	readonly log?: (sentence: string) => void;
}

/** The indices made of files that were sent from the page. */
export interface Uploads {
	list(): readonly Table[];
	problems(): readonly FileProblem[];
	/** Reads files that came or went since. */
	read(): Promise<void>;
}

export interface OpenTables extends Tables {
	/** Absent without `uploadDir`. */
	readonly uploads: Uploads | undefined;
	/** What of `dataDir` could not be offered, and why; grows while files are loaded. */
	problems(): readonly FileProblem[];
	/** Settles when no table is loading any more. */
	idle(): Promise<void>;
	/** Ends loading. The database is the caller's to close, after this. */
	close(): Promise<void>;
}

const WEB_LOGS = 'logs-web';

/** Opens every index of the demo cluster; tables still loading can be listed and waited for. */
export async function openTables(options: TablesOptions): Promise<OpenTables> {
	const { database, dataDir, uploadDir, log = console.warn } = options;
	const seed = await openSeed({
		database,
		cacheDir: options.cacheDir,
		seed: options.seed ?? 42,
		scale: options.scale ?? 1,
		baseDate: options.baseDate,
		log
	});
	const files: DataFiles | undefined =
		dataDir === undefined ? undefined : await openFiles(database, { folder: dataDir, log });
	const uploaded: DataFiles | undefined =
		uploadDir === undefined
			? undefined
			: await openFiles(database, { folder: uploadDir, schema: 'uploads', log });

	/** A file of the user's own stands before a generated index of the same name. */
	function byName(): ReadonlyMap<string, Table> {
		const all: readonly Table[] = [...seed.tables(), ...(files?.tables ?? []), ...(uploaded?.tables ?? [])];
		return new Map(all.map((table) => [table.index, table]));
	}

	const names = () => [...byName().keys()].sort();
	const aliases = (): ReadonlyMap<string, readonly string[]> => {
		const known = names();
		const members = known.filter((name) => /^logs-web-\d+$/.test(name));
		const all = new Map<string, readonly string[]>([
			[WEB_LOGS, members],
			...(files?.aliases ?? []),
			...(uploaded?.aliases ?? [])
		]);
		for (const name of known) all.delete(name);
		return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
	};

	return {
		list() {
			const tables = byName();
			return [...tables.values()].sort((a, b) => (a.index < b.index ? -1 : 1));
		},
		aliases,
		match(patterns) {
			const tables = byName();
			const found = matchNames(patterns, [...tables.keys()], aliases());
			return { tables: found.names.flatMap((name) => tables.get(name) ?? []), missing: found.missing };
		},
		problems: () => files?.problems ?? [],
		uploads: uploaded && {
			list: () => uploaded.tables,
			problems: () => uploaded.problems,
			read: () => uploaded.readNow()
		},
		async idle() {
			await Promise.all([seed.idle(), files?.idle(), uploaded?.idle()]);
		},
		async close() {
			await Promise.all([seed.close(), files?.close(), uploaded?.close()]);
		}
	};
}
