import { availableParallelism } from 'node:os';
import { resolve, sep } from 'node:path';
import {
	type DuckDBConnection,
	type DuckDBDataChunk,
	DuckDBInstance,
	type DuckDBValue
} from '@duckdb/node-api';
import { textLiteral } from './literal';

export interface DatabaseOptions {
	/** File of the database; in memory when absent. */
	readonly file?: string;
	/** Folders whose files SQL may read and write; everything else on disk is out of reach. */
	readonly folders?: readonly string[];
	/** Where queries that outgrow the memory limit spill; none when absent. */
	readonly temp?: string;
	/** DuckDB size such as `2GB`; DuckDB's own default is 80 % of the machine. */
	readonly memory?: string;
	/** Defaults to one less than the machine's cores, at least 1. */
	readonly threads?: number;
}

export interface ChunkOptions {
	/** Abort interrupts the statement; the promise then rejects with the signal's reason. */
	readonly signal?: AbortSignal;
	/** The next chunk is read when this settles. Called for every chunk, in order; none for an empty result. */
	readonly onChunk: (chunk: DuckDBDataChunk) => void | Promise<void>;
}

/** One connection. Statements on it run one after another: start the next when the last has settled. */
export interface Connection {
	/** For what the interface below has no words for (functions, progress). Never `start…`/`runTask`: they hang with JS functions. */
	readonly native: DuckDBConnection;
	/** Runs a statement to its end and drops its result. */
	run(sql: string, signal?: AbortSignal): Promise<void>;
	/** Runs a statement to its end; for small results. */
	rows(sql: string, signal?: AbortSignal): Promise<DuckDBValue[][]>;
	/**
	 * Runs a statement to its end, then hands on its result chunk by chunk. DuckDB's own streaming is no way: with a full
	 * buffer it waits for ever, interrupts or not, where the branches of a UNION ALL take different time.
	 */
	chunks(sql: string, options: ChunkOptions): Promise<void>;
	/** Share of its work that the statement which runs has done, 0 … 1, as DuckDB estimates it; 0 where it can't tell. */
	readonly progress: number;
	/** Interrupts what runs, waits for it, disconnects. */
	close(): Promise<void>;
}

export interface Database {
	/** Folder in which SQL may leave what is wanted for a moment only. */
	readonly temp: string | undefined;
	connect(): Promise<Connection>;
	/** Closes every connection, then the database. */
	close(): Promise<void>;
}

/** Statements tell how far they are, and print nothing. */
const PROGRESS =
	'SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0';

/** How often an interrupt is repeated: one that arrives before the statement has started is lost. */
const INTERRUPT_EVERY = 10;

/** Opens DuckDB: no extension is loaded or installed, no file outside `folders` is touched. */
export async function openDatabase(options: DatabaseOptions = {}): Promise<Database> {
	const instance = await DuckDBInstance.create(options.file ?? ':memory:', {
		threads: String(options.threads ?? Math.max(1, availableParallelism() - 1)),
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false',
		...(options.memory === undefined ? {} : { memory_limit: options.memory })
	});
	const connections = new Set<Connection>();

	const setup = await instance.connect();
	try {
		for (const statement of settings(options)) await setup.run(statement);
	} finally {
		setup.closeSync();
	}

	return {
		temp: options.temp,
		async connect() {
			const native = await instance.connect();
			await native.run(PROGRESS);
			const connection = connectionOf(native, () => connections.delete(connection));
			connections.add(connection);
			return connection;
		},
		async close() {
			await Promise.all([...connections].map((connection) => connection.close()));
			instance.closeSync();
		}
	};
}

function settings({ folders = [], temp, file }: DatabaseOptions): string[] {
	const reachable = [...folders, ...(temp === undefined ? [] : [temp])].map(
		(folder) => resolve(folder) + sep
	);
	const files = file === undefined ? [] : [resolve(file), `${resolve(file)}.wal`];
	const list = (paths: readonly string[]) => `[${paths.map(textLiteral).join(', ')}]`;
	return [
		"SET GLOBAL TimeZone = 'UTC'",
		'SET GLOBAL max_expression_depth = 10000',
		`SET GLOBAL allowed_directories = ${list(reachable)}`,
		`SET GLOBAL allowed_paths = ${list(files)}`,
		`SET GLOBAL temp_directory = ${textLiteral(temp === undefined ? '' : resolve(temp))}`,
		'SET GLOBAL enable_external_access = false'
	];
}

function connectionOf(native: DuckDBConnection, onClose: () => void): Connection {
	const closing = new AbortController();
	let last: Promise<unknown> = Promise.resolve();

	function guard<T>(signal: AbortSignal | undefined, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
		const stop = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
		const result = interruptible(native, stop, work);
		last = result.catch(() => undefined);
		return result;
	}

	return {
		native,
		get progress() {
			return Math.min(1, Math.max(0, native.progress.percentage / 100));
		},
		run: (sql, signal) =>
			guard(signal, async () => {
				await native.run(sql);
			}),
		rows: (sql, signal) => guard(signal, async () => (await native.runAndReadAll(sql)).getRows()),
		chunks: (sql, { signal, onChunk }) =>
			guard(signal, async (stop) => {
				const result = await native.run(sql);
				for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
					await onChunk(chunk);
					stop.throwIfAborted();
				}
			}),
		async close() {
			closing.abort(new DOMException('The connection was closed', 'AbortError'));
			await last;
			native.closeSync();
			onClose();
		}
	};
}

async function interruptible<T>(
	native: DuckDBConnection,
	stop: AbortSignal,
	work: (stop: AbortSignal) => Promise<T>
): Promise<T> {
	stop.throwIfAborted();
	let repeat: NodeJS.Timeout | undefined;
	const interrupt = () => {
		native.interrupt();
		repeat = setInterval(() => native.interrupt(), INTERRUPT_EVERY);
	};
	stop.addEventListener('abort', interrupt, { once: true });
	try {
		return await work(stop);
	} catch (error) {
		stop.throwIfAborted();
		throw error;
	} finally {
		stop.removeEventListener('abort', interrupt);
		clearInterval(repeat);
	}
}
