import { totalmem } from 'node:os';
import type { Upstream } from '$lib/protocol/upstream';
import { Admission, admissionLimit } from './admission';
import { openDatabase } from './database';
import type { Gates } from './gates';
import { Jobs } from './jobs';
import type { RemoteConfig } from './remotes';
import { withRemotes } from './remotetables';
import { restDoor } from './rest';
import { Sessions } from './sessions';
import { openTables, type TablesOptions } from './tables';
import { openSpill } from './spill';
import { registerFunctions } from './udf';
import { Views } from './views';

export interface DemoOptions extends Omit<TablesOptions, 'database' | 'log'> {
	/** Rows that one answer may have. */
	readonly maxRows: number;
	/** Characters that the rows of an answer may have to be kept; 10 MB when absent. */
	readonly maxStored?: number;
	/** Simulated remote clusters; none when absent. */
	readonly remotes?: readonly RemoteConfig[];
	/** Megabytes that queries may take before they spill; half of what there is when absent. */
	readonly memory?: number;
	/** Takes what the operator should know; the console when absent. */
	readonly log?: (message: string, error?: unknown) => void;
	/** Takes the text of a query that goes on long after it was interrupted; only the end of the process ends it. */
	readonly onStuck?: (query: string) => void;
}

export interface DemoCluster {
	/** Answers Elasticsearch's REST API as soon as the cluster is open; queries wait for the tables they read. */
	readonly upstream: Upstream;
	/** Settles when every index can be read. */
	readonly ready: Promise<void>;
	/** Interrupts every query, ends loading, closes the database. */
	close(): Promise<void>;
}

/** Opens the demo cluster: ES|QL on DuckDB in this process. */
export async function createDemoCluster(options: DemoOptions): Promise<DemoCluster> {
	const {
		maxRows,
		maxStored,
		remotes = [],
		cacheDir,
		dataDir,
		uploadDir,
		memory = halfOfMemory(),
		log = consoleLog,
		onStuck
	} = options;
	const spill = openSpill(cacheDir, log);
	const database = await openDatabase({
		folders: [cacheDir, dataDir, uploadDir].filter((folder) => folder !== undefined),
		temp: spill.folder,
		memory: `${memory}MB`
	});
	const setup = await database.connect();
	const gates: Gates = registerFunctions(setup.native);
	await setup.close();
	const tables = withRemotes(await openTables({ ...options, database, log }), remotes);
	const admission = new Admission(admissionLimit(process.env.UV_THREADPOOL_SIZE));
	const jobs = new Jobs({ sessions: new Sessions(database), gates, admission, log }, onStuck);
	const views = new Views(cacheDir, log);
	const { uploads } = tables;
	const defaultRows = Math.min(1000, maxRows);
	const cluster = { tables, uploads, jobs, views, maxRows, defaultRows, maxStored, remotes };
	return {
		upstream: restDoor(cluster, log),
		ready: tables.idle(),
		async close() {
			await jobs.close();
			await tables.close();
			await database.close();
			spill.close();
		}
	};
}

/** In megabytes; a container's limit counts. */
function halfOfMemory(): number {
	const limit = process.constrainedMemory();
	const all = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
	return Math.max(64, Math.floor(all / 2 / 1024 / 1024));
}

function consoleLog(message: string, error?: unknown): void {
	if (error === undefined) console.warn(message);
	else console.error(message, error);
}
