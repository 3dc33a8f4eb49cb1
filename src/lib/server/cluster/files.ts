import { resolve } from 'node:path';
import type { Connection, Database } from './database';
import { type Prepared, prepare, reason } from './files/prepare';
import { type FileGroup, type FileProblem, scanFolder } from './files/scan';
import { stampOf, watch } from './files/watch';
import type { IndexTable } from './indextable';

export type { FileProblem } from './files/scan';

/** The indices made of a folder's files. What it gives changes with the files. */
export interface DataFiles {
	readonly tables: readonly IndexTable[];
	/** Further names, each of the indices whose mappings give it. */
	readonly aliases: ReadonlyMap<string, readonly string[]>;
	/** What can't be read now, and why. */
	readonly problems: readonly FileProblem[];
	/** Settles when every file is loaded or given up. */
	idle(): Promise<void>;
	/** Reads at once what has changed, without waiting until it is noticed. */
	readNow(): Promise<void>;
	/** Ends loading. */
	close(): Promise<void>;
}

export interface FolderOptions {
	readonly folder: string;
	/** SQL schema of the tables, which no other folder has; `files` when absent. */
	readonly schema?: string;
	/** Takes a sentence for the operator. */
	readonly log: (sentence: string) => void;
	/** How often the folder is looked at, in milliseconds; 2 s when absent. */
	readonly interval?: number;
}

/** How often the folder is looked at, in milliseconds. */
const lookEvery = 2000;

interface Held extends Prepared {
	readonly stamp: string;
}

/**
 * Offers every CSV, TSV, NDJSON, JSON and Parquet file of a folder, and every sub-folder of such files, as an index. Types are
 * inferred before this settles; then the files are loaded one after the other, while Parquet stays where it is. Files that
 * change are read anew; until then, and when that fails, their index stays as it was.
 */
export async function openFiles(
	database: Database,
	{ folder, schema = 'files', log, interval = lookEvery }: FolderOptions
): Promise<DataFiles> {
	const files = new Files(await database.connect(), resolve(folder), schema, log);
	await files.open();
	const watching = watch(
		() => files.look(),
		interval,
		() => files.refresh(),
		(error) => log(`What changed in the data folder cannot be read: ${reason(error)}`)
	);
	return {
		get tables() {
			return files.held.map(({ table }) => table);
		},
		get aliases() {
			return aliasesOf(files.held);
		},
		get problems() {
			return files.problems;
		},
		idle: () => files.loading,
		readNow: () => files.refresh(),
		async close() {
			files.closing.abort(new DOMException('the demo cluster was closed', 'AbortError'));
			await files.loading;
			await watching.close();
			await files.settled();
			await files.connection.close();
		}
	};
}

class Files {
	readonly closing = new AbortController();
	loading: Promise<void> = Promise.resolve();
	problems: readonly FileProblem[] = [];
	readonly #held = new Map<string, Held>();
	/** Of files that were read anew or are gone; queries that began before may still read them until the next change. */
	#outdated: Held[] = [];
	#generation = 0;
	#refreshing: Promise<void> = Promise.resolve();

	constructor(
		readonly connection: Connection,
		readonly folder: string,
		readonly schema: string,
		readonly log: (sentence: string) => void
	) {}

	get held(): readonly Held[] {
		return [...this.#held.values()];
	}

	/** Offers every group, then loads them in the background. */
	async open(): Promise<void> {
		await this.connection.run(`CREATE SCHEMA IF NOT EXISTS ${this.schema}`);
		for (const group of this.#groups()) {
			const held = await this.#prepare(group);
			if (held) this.#held.set(group.index, held);
		}
		this.loading = (async () => {
			for (const held of this.held) await this.#load(held);
		})();
	}

	/** Changes when the folder's files do. */
	look(): string {
		try {
			const { groups, problems } = scanFolder(this.folder);
			return [...groups.map(stampOf), ...problems.map(({ sentence }) => sentence)].join('\n');
		} catch (error) {
			return reason(error);
		}
	}

	/** Reads what has changed; its index changes when it is loaded. One call after the other. */
	refresh(): Promise<void> {
		const turn = this.#refreshing.then(() => this.#refresh());
		this.#refreshing = turn.catch(() => undefined);
		return turn;
	}

	async #refresh(): Promise<void> {
		await this.loading;
		for (const { drop } of this.#outdated) await this.#drop(drop);
		this.#outdated = [];
		this.#generation++;
		const groups = this.#groups();
		for (const [index, held] of this.#held) {
			if (groups.some((group) => group.index === index)) continue;
			this.#held.delete(index);
			this.#outdated.push(held);
		}
		for (const group of groups) {
			const before = this.#held.get(group.index);
			if (before?.stamp === stampOf(group) || this.closing.signal.aborted) continue;
			const held = await this.#prepare(group);
			if (!held || !(await this.#load(held))) continue;
			this.#held.set(group.index, held);
			if (before) this.#outdated.push(before);
		}
	}

	/** Settles when no refresh is under way. */
	settled(): Promise<void> {
		return this.#refreshing;
	}

	#report(problem: FileProblem): void {
		this.problems = [...this.problems, problem];
		this.log(problem.sentence);
	}

	#groups(): readonly FileGroup[] {
		const known = this.problems;
		this.problems = [];
		try {
			const { groups, problems } = scanFolder(this.folder);
			const unchanged = ({ index }: FileProblem) =>
				groups.some(
					(group) => group.index === index && this.#held.get(group.index)?.stamp === stampOf(group)
				);
			this.problems = known.filter(unchanged);
			for (const problem of problems) {
				if (known.some(({ sentence }) => sentence === problem.sentence))
					this.problems = [...this.problems, problem];
				else this.#report(problem);
			}
			return groups;
		} catch (error) {
			const sentence = `The data folder cannot be read: ${reason(error)}`;
			this.#report({ name: this.folder, index: undefined, sentence });
			return [];
		}
	}

	async #prepare(group: FileGroup): Promise<Held | undefined> {
		try {
			const stamp = stampOf(group);
			return { ...(await prepare(this.connection, this.schema, group, this.#generation)), stamp };
		} catch (error) {
			const { name, index } = group;
			if (!this.closing.signal.aborted)
				this.#report({ name, index, sentence: `${name} cannot be read: ${reason(error)}` });
			return undefined;
		}
	}

	/** Can the table be read now? */
	async #load({ group: { name, index }, table, create }: Held): Promise<boolean> {
		const { signal } = this.closing;
		try {
			await this.connection.run(create, signal);
			const [[documents]] = await this.connection.rows(`SELECT count(*) FROM ${table.relation}`, signal);
			table.settle(Number(documents));
			return true;
		} catch (error) {
			const sentence = `${name} cannot be loaded: ${reason(error)}`;
			table.fail(new Error(sentence));
			if (!signal.aborted) this.#report({ name, index, sentence });
			return false;
		}
	}

	async #drop(statement: string): Promise<void> {
		try {
			await this.connection.run(statement, this.closing.signal);
		} catch (error) {
			if (!this.closing.signal.aborted) this.log(`An outdated table stays: ${reason(error)}`);
		}
	}
}

function aliasesOf(held: readonly Held[]): ReadonlyMap<string, readonly string[]> {
	const members = new Map<string, readonly string[]>();
	for (const { table, aliases } of held)
		for (const alias of aliases) members.set(alias, [...(members.get(alias) ?? []), table.index]);
	return members;
}
