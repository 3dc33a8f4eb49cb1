import type { Admission } from './admission';
import { lostTables } from './clusters';
import { type Counts, documentsOf, runningCounts } from './counts';
import { Execution } from './execution';
import { exhausted } from './exhausted';
import { type Failure, failure, Refusal } from './failure';
import type { Gates } from './gates';
import type { Measurement } from './measure';
import type { Plan } from './plan';
import { Rows } from './rows';
import type { Sessions } from './sessions';

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

/** How long asking again for the first rows may take, in milliseconds: what is aimed at, and at most. */
export const prefixAim = 1000;
const prefixLimit = 2500;

/** Share to ask for where DuckDB can't tell how much it has seen, had that taken no longer than `prefixAim`. */
const modestShare = 0.25;

const stopped = new DOMException('The query was stopped', 'AbortError');

/** One query from submission to its outcome. Starts by itself. */
export class Job {
	expiresAt: number;
	outcome: Outcome | undefined;
	/** Settles with the outcome; never rejects. An interruption is an outcome at once. */
	readonly finished: Promise<Outcome>;

	readonly #engine: Engine;
	readonly #cancel = new AbortController();
	readonly #stop = new AbortController();
	readonly #abort = AbortSignal.any([this.#cancel.signal, this.#stop.signal]);
	#phase: 'waiting' | 'running' | 'stopping' | 'done' = 'waiting';
	#cut = false;
	#stoppedAt = 0;
	#executions: readonly Execution[] = [];

	constructor(
		readonly id: string,
		readonly task: number,
		readonly submission: Submission,
		engine: Engine
	) {
		this.#engine = engine;
		this.expiresAt = submission.startedAt + submission.keepAlive;
		this.finished = this.#run().then((outcome) => {
			this.#phase = 'done';
			return (this.outcome = outcome);
		});
	}

	/** Settles when nothing of it runs any more; never rejects. */
	async ended(): Promise<void> {
		await this.finished;
		await Promise.allSettled(this.#executions.map((execution) => execution.ended));
	}

	/** What the running query has read so far: exact where it is gated, else as DuckDB estimates it. */
	get counts(): Counts {
		const { plan, run } = this.submission;
		if (plan.gated) return runningCounts(plan, this.#engine.gates.rows(run));
		const progress = this.#executions.at(-1)?.progress ?? 0;
		return runningCounts(plan, Math.round(progress * documentsOf(plan.tables)));
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

	/**
	 * Finish with the rows seen so far: close the gate and let the rest drain. What has not finished in time is
	 * interrupted, and the query is asked of the first documents only; where there are none, it has no rows.
	 */
	async stop(): Promise<Outcome> {
		const { gated, prefix } = this.submission.plan;
		if (this.#phase === 'waiting' || (this.#phase === 'running' && !gated && !prefix)) {
			this.#stop.abort(stopped);
		} else if (this.#phase === 'running') {
			this.#phase = 'stopping';
			this.#cut = gated;
			this.#stoppedAt = performance.now();
			this.#engine.gates.close(this.submission.run);
			const timer = setTimeout(() => this.#stop.abort(stopped), this.#patience());
			void this.finished.then(() => clearTimeout(timer));
		}
		return this.finished;
	}

	/** Interrupt and end in a failure. Does nothing to a finished job. */
	cancel(reason: string): void {
		this.#cancel.abort(new Refusal(failure(400, 'task_cancelled_exception', `task cancelled [${reason}]`)));
	}

	async #run(): Promise<Outcome> {
		try {
			await this.#loaded(this.#abort);
			const { plan } = this.submission;
			const leave = await this.#engine.admission.enter(plan.gated ? 'long' : 'short', this.#abort);
			this.#phase = 'running';
			const execution = this.#execute(plan.sql, plan.gated);
			execution.ended.catch(() => undefined).finally(leave);
			await execution.done(this.#abort);
			return this.#answer(execution);
		} catch (error) {
			return error === stopped ? this.#early() : this.#failure(error);
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

	#execute(sql: string, gated: boolean): Execution {
		const { sessions, gates } = this.#engine;
		const { plan, run, profile } = this.submission;
		const measures = profile ? 'everything' : 'rows';
		const execution = new Execution({ sessions, gates, plan, sql, gated, run, measures });
		this.#executions = [...this.#executions, execution];
		return execution;
	}

	/** The outcome of a query that was interrupted by a stop: its answer of the first documents, of fewer at the second try. */
	async #early(): Promise<Outcome> {
		this.#cut = true;
		const { prefix } = this.submission.plan;
		const share = this.#share();
		if (!prefix || share === undefined) return this.#answer(undefined);
		for (const part of [share, share / 10]) {
			const limit = AbortSignal.timeout(prefixLimit);
			try {
				const execution = this.#execute(prefix(part), false);
				await execution.done(AbortSignal.any([this.#cancel.signal, limit]));
				return this.#answer(execution);
			} catch (error) {
				if (error !== limit.reason) return this.#failure(error);
			}
		}
		return this.#answer(undefined);
	}

	/** How long to wait for what was stopped, in milliseconds: not at all where the rest of a query without a gate would take longer. */
	#patience(): number {
		const [execution] = this.#executions;
		if (!execution || this.submission.plan.gated) return drainLimit;
		const { progress, began } = execution;
		const rest = ((performance.now() - began) * (1 - progress)) / progress;
		return rest > drainLimit && progress > 0 ? 0 : drainLimit;
	}

	/** The share of its documents that the interrupted query has seen, or less where that took too long. */
	#share(): number | undefined {
		const [execution] = this.#executions;
		if (!execution) return undefined;
		const { progress, began } = execution;
		const speed = Math.min(1, prefixAim / (this.#stoppedAt - began));
		return progress > 0 ? progress * speed : this.submission.plan.gated ? undefined : modestShare * speed;
	}

	#answer(execution: Execution | undefined): Outcome {
		const { plan, allowPartial } = this.submission;
		const lost = lostTables(plan.tables);
		const failed = lost.find(({ remote }) => remote?.state === 'failing')?.remote?.failure;
		if (failed && !allowPartial) return failure(500, failed.type, failed.reason);
		return {
			kind: 'answer',
			rows: execution?.rows ?? new Rows(plan.columns.length),
			warnings: execution?.warnings ?? plan.warnings,
			stopped: this.#cut,
			partial: this.#cut || lost.length > 0,
			...(execution?.counts ?? this.counts),
			measurement: execution?.measurement,
			tookNanos: this.runningNanos
		};
	}

	#failure(error: unknown): Failure {
		if (error instanceof Refusal) return error.failure;
		const lacking = exhausted(error, this.#engine.sessions.database.temp);
		if (lacking) return lacking;
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
