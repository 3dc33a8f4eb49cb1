import { cells } from './convert';
import type { Admission } from './admission';
import { lostTables } from './clusters';
import { type Counts, measuredCounts, runningCounts } from './counts';
import { type Failure, failure, Refusal } from './failure';
import type { Gates } from './gates';
import type { Measurement } from './measure';
import type { Plan } from './plan';
import { Rows } from './rows';
import type { Session, Sessions } from './sessions';

/** What jobs run on. */
export interface Engine {
	readonly sessions: Sessions;
	readonly gates: Gates;
	readonly admission: Admission;
	/** Where errors that nobody expected go. */
	readonly log: (message: string, error: unknown) => void;
}

/** One query, compiled and ready to run. Times are epoch milliseconds. */
export interface Submission {
	readonly kind: 'sync' | 'async';
	readonly query: string;
	readonly plan: Plan;
	/** Number of the run that the plan's gate asks for. */
	readonly run: number;
	readonly startedAt: number;
	/** `performance.now()` when the request came, and when its plan stood. */
	readonly began: number;
	readonly planned: number;
	/** How the answer is wanted. */
	readonly columnar: boolean;
	readonly profile: boolean;
	readonly metadata: 'none' | 'ccs' | 'execution';
	/** Whether rows may be missing from the answer when a part of a cluster fails. */
	readonly allowPartial: boolean;
	readonly keepOnCompletion: boolean;
	/** Milliseconds from the start after which the job is forgotten. */
	readonly keepAlive: number;
}

/** A finished query's rows and figures. */
export interface Answer extends Counts {
	readonly kind: 'answer';
	readonly rows: Rows;
	readonly warnings: readonly string[];
	/** Stopped before all rows were seen. */
	readonly stopped: boolean;
	/** Rows are missing: it was stopped, or a part of a remote cluster did not answer. */
	readonly partial: boolean;
	readonly tookNanos: number;
	/** DuckDB's own figures; none when it was interrupted. */
	readonly measurement: Measurement | undefined;
}

export type Outcome = Answer | Failure;

/** How long a stopped query may take to finish with the rows it has seen, in milliseconds. */
export const drainLimit = 2000;

const stopped = new DOMException('The query was stopped', 'AbortError');

/** One query from submission to its outcome. Starts by itself. */
export class Job {
	expiresAt: number;
	outcome: Outcome | undefined;
	/** Settles with the outcome; never rejects. */
	readonly finished: Promise<Outcome>;

	readonly #engine: Engine;
	readonly #abort = new AbortController();
	readonly #rows: Rows;
	#phase: 'waiting' | 'running' | 'draining' | 'done' = 'waiting';
	#cut = false;
	#warnings: readonly string[];
	#counts: Counts = { documents: 0, values: 0 };
	#measurement: Measurement | undefined;

	constructor(
		readonly id: string,
		readonly task: number,
		readonly submission: Submission,
		engine: Engine
	) {
		this.#engine = engine;
		this.#rows = new Rows(submission.plan.columns.length);
		this.#warnings = submission.plan.warnings;
		this.expiresAt = submission.startedAt + submission.keepAlive;
		this.finished = this.#run().then((outcome) => {
			this.#phase = 'done';
			return (this.outcome = outcome);
		});
	}

	/** What a running query has read so far; only gated ones can tell. */
	get counts(): Counts {
		return runningCounts(this.submission.plan, this.#engine.gates.rows(this.submission.run));
	}

	/** Nanoseconds since the request came. */
	get runningNanos(): number {
		return Math.round((performance.now() - this.submission.began) * 1e6);
	}

	/** The outcome, or undefined when there is none after so many milliseconds. Rejects when `signal` is aborted. */
	async wait(millis: number, signal?: AbortSignal): Promise<Outcome | undefined> {
		signal?.throwIfAborted();
		if (this.outcome || millis <= 0) return this.outcome;
		return new Promise((resolve, reject) => {
			const end = (settle: () => void) => {
				clearTimeout(timer);
				signal?.removeEventListener('abort', leave);
				settle();
			};
			const leave = () => end(() => reject(signal?.reason));
			const timer = setTimeout(() => end(() => resolve(undefined)), Math.min(millis, longestTimer));
			timer.unref();
			signal?.addEventListener('abort', leave, { once: true });
			void this.finished.then((outcome) => end(() => resolve(outcome)));
		});
	}

	/** Finish with the rows seen so far: close the gate and drain, or interrupt where there is no gate. */
	async stop(): Promise<Outcome> {
		if (this.#phase === 'running' && this.submission.plan.gated) {
			this.#phase = 'draining';
			this.#cut = true;
			this.#engine.gates.close(this.submission.run);
			const timer = setTimeout(() => this.#abort.abort(stopped), drainLimit);
			void this.finished.then(() => clearTimeout(timer));
		} else if (this.#phase === 'waiting' || this.#phase === 'running') {
			this.#abort.abort(stopped);
		}
		return this.finished;
	}

	/** Interrupt and end in a failure. Does nothing to a finished job. */
	cancel(reason: string): void {
		this.#abort.abort(new Refusal(failure(400, 'task_cancelled_exception', `task cancelled [${reason}]`)));
	}

	async #run(): Promise<Outcome> {
		const { signal } = this.#abort;
		try {
			await this.#loaded(signal);
			const leave = await this.#engine.admission.enter(signal);
			try {
				await this.#execute(signal);
			} finally {
				leave();
			}
			return this.#answer();
		} catch (error) {
			if (error === stopped) {
				this.#cut = true;
				return this.#answer();
			}
			return this.#failure(error);
		}
	}

	/** Waits for the tables. Loading is not this job's to end, so an abort only ends the wait. */
	#loaded(signal: AbortSignal): Promise<unknown> {
		signal.throwIfAborted();
		const ready = Promise.all(this.submission.plan.tables.map((table) => table.ready));
		return new Promise((resolve, reject) => {
			const leave = () => reject(signal.reason);
			signal.addEventListener('abort', leave, { once: true });
			ready.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
		});
	}

	async #execute(signal: AbortSignal): Promise<void> {
		const { sessions, gates } = this.#engine;
		const { plan, run, profile } = this.submission;
		gates.begin(run, plan.sites);
		let session: Session | undefined;
		let sound = false;
		try {
			session = await sessions.lend(profile ? 'everything' : 'rows');
			this.#phase = 'running';
			await session.connection.stream(plan.sql, {
				signal,
				onChunk: (chunk) => this.#rows.add(cells(chunk, plan.columns, plan.timeZone), chunk.rowCount)
			});
			this.#measurement = session.meter?.read();
			sound = true;
		} finally {
			const passed = plan.gated ? gates.rows(run) : undefined;
			this.#warnings = [...new Set([...plan.warnings, ...gates.warnings(run)])];
			this.#counts = this.#measurement
				? measuredCounts(this.#measurement, passed)
				: runningCounts(plan, passed ?? 0);
			if (session) await sessions.takeBack(session, sound);
			gates.end(run);
		}
	}

	#answer(): Outcome {
		const { plan, allowPartial } = this.submission;
		const lost = lostTables(plan.tables);
		const failed = lost.find(({ remote }) => remote?.state === 'failing')?.remote?.failure;
		if (failed && !allowPartial) return failure(500, failed.type, failed.reason);
		return {
			kind: 'answer',
			rows: this.#rows,
			warnings: this.#warnings,
			stopped: this.#cut,
			partial: this.#cut || lost.length > 0,
			...this.#counts,
			measurement: this.#measurement,
			tookNanos: this.runningNanos
		};
	}

	#failure(error: unknown): Failure {
		if (error instanceof Refusal) return error.failure;
		if (error instanceof Error && error.message.startsWith('Out of Memory Error'))
			return failure(
				429,
				'circuit_breaking_exception',
				'the query needs more memory than the demo cluster may use',
				{
					durability: 'TRANSIENT'
				}
			);
		this.#engine.log(`Query failed: ${this.submission.query}\nSQL: ${this.submission.plan.sql}`, error);
		return failure(
			500,
			'illegal_state_exception',
			'the demo cluster could not run this query; its log has the cause'
		);
	}
}

/** Node's longest timer, 24.8 days. */
export const longestTimer = 2 ** 31 - 1;
