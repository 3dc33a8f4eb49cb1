import { cells } from './convert';
import { type Counts, documentsOf, measuredCounts, runningCounts } from './counts';
import type { Gates } from './gates';
import type { Measurement } from './measure';
import type { Plan } from './plan';
import { Rows } from './rows';
import type { Session, Sessions } from './sessions';

/** What one statement runs on, and which. */
export interface Statement {
	readonly sessions: Sessions;
	readonly gates: Gates;
	readonly plan: Plan;
	/** The plan's SQL or another of the same columns. */
	readonly sql: string;
	/** Does `sql` call the gate? */
	readonly gated: boolean;
	/** Number of the run that it notes failures under. */
	readonly run: number;
	readonly measures: Session['measures'];
}

/** One statement of a plan on its way through DuckDB. Starts by itself. */
export class Execution {
	/** `performance.now()` when it began. */
	readonly began = performance.now();
	readonly rows: Rows;
	warnings: readonly string[];
	counts: Counts = { documents: 0, values: 0 };
	/** DuckDB's own figures; none when it was interrupted. */
	measurement: Measurement | undefined;
	/** Settles when nothing of it runs any more; rejects with what it ended by. */
	readonly ended: Promise<void>;
	readonly #statement: Statement;
	#session: Session | undefined;
	readonly #abort = new AbortController();

	constructor(statement: Statement) {
		this.#statement = statement;
		this.rows = new Rows(statement.plan.columns.length);
		this.warnings = statement.plan.warnings;
		this.ended = this.#run();
	}

	/** Share of the documents it has read, 0 … 1. */
	get progress(): number {
		const { gates, gated, run, plan } = this.#statement;
		if (!gated) return this.#session?.connection.progress ?? 0;
		const all = documentsOf(plan.tables);
		return all === 0 ? 0 : Math.min(1, gates.rows(run) / all);
	}

	/** Settles as soon as it has ended or `signal` is aborted, which interrupts it; rejects with the cause. */
	done(signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const leave = () => {
				this.#abort.abort(signal.reason);
				reject(signal.reason);
			};
			signal.addEventListener('abort', leave, { once: true });
			this.ended.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
			if (signal.aborted) leave();
		});
	}

	async #run(): Promise<void> {
		const { sessions, gates, plan, sql, gated, run, measures } = this.#statement;
		const begun = gates.begin(run, plan.sites);
		let sound = false;
		try {
			const session = (this.#session = await sessions.lend(measures));
			await session.connection.chunks(sql, {
				signal: this.#abort.signal,
				onChunk: (chunk) => this.rows.add(cells(chunk, plan.columns, plan.timeZone), chunk.rowCount)
			});
			this.measurement = session.meter?.read();
			sound = true;
		} finally {
			const passed = gated ? gates.rows(run) : undefined;
			const session = this.#session;
			this.#session = undefined;
			this.warnings = [...new Set([...plan.warnings, ...gates.warnings(run)])];
			this.counts = this.measurement
				? measuredCounts(this.measurement, passed, plan.tables)
				: runningCounts(plan, passed ?? 0);
			if (session) await sessions.takeBack(session, sound);
			gates.end(run, begun);
		}
	}
}
