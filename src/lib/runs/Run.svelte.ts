import type { AnswerMeta, ElasticColumn } from '$lib/protocol/elastic';
import type { Warning } from '$lib/protocol/parse';
import type { Problem } from '$lib/protocol/problem';
import { durationMs } from '$lib/request/duration';
import type { QueryRequest } from '$lib/request/request';
import type { Ending, Progress } from '$lib/results/messages';
import type { Answer, Store } from '$lib/results/store';
import { systemClock, type Clock } from './clock';
import { Exchange, type Outcome, type Result } from './exchange';
import { POLL_GRACE, POLL_WAIT, problemOf, remedy, type Trouble } from './poll';
import { isActive, transition, type RunEvent, type RunState } from './state';
import { Transport, type Call } from './transport';

/** One run of one request on one cluster. All members but the methods are reactive. */
export interface Run {
	readonly request: QueryRequest;
	readonly cluster: string;
	readonly state: RunState;
	readonly columns: readonly ElasticColumn[];
	readonly meta: AnswerMeta;
	readonly progress: Progress;
	readonly ending: Ending | undefined;
	readonly warnings: readonly Warning[];
	/** Why the run failed, or what is missing from a result that broke off. */
	readonly problem: Problem | undefined;
	/** Something about the run that a person should know and that is no failure. */
	readonly notice: string | undefined;
	/** The rows; there from their first byte on, kept until `dispose`. */
	readonly answer: Answer | undefined;
	/** Milliseconds since 1970. */
	readonly startedAt: number;
	/** Milliseconds; ticks five times a second while the run is active, then stays. */
	readonly elapsed: number;
	/** The cluster's id of the query, as first given. */
	readonly id: string | undefined;
	/** Ends the query and keeps the rows so far. */
	stop(): void;
	/** Abandons the query and deletes it from the cluster. */
	cancel(): void;
	/** Cancels what is active and frees the rows. */
	dispose(): void;
}

export interface RunOptions {
	readonly store: Store;
	readonly cluster: string;
	/** Origin of the workbench's server; `''` is the page's own. */
	readonly base?: string;
	readonly request: QueryRequest;
	/** Bytes of one answer that are read. */
	readonly budget?: number;
	readonly clock?: Clock;
	/** Like `Math.random`. */
	readonly random?: () => number;
}

export interface ResumeOptions extends RunOptions {
	readonly id: string;
	/** When the query was submitted, in milliseconds since 1970. */
	readonly startedAt?: number;
}

/** Sends a request and follows it to its end. */
export function startRun(options: RunOptions): Run {
	const run = new LiveRun(options);
	run.submit();
	return run;
}

/** Follows a query that the cluster knows already. */
export function resumeRun(options: ResumeOptions): Run {
	const run = new LiveRun(options, options.startedAt);
	run.follow(options.id);
	return run;
}

const DEFAULT_BUDGET = 512 * 1024 * 1024;
const DEFAULT_KEEP_ALIVE = 432_000_000;
const TICK = 200;
/** How long the answer to a submission is waited for once nobody wants it, to learn the id that must be deleted. */
const ID_PATIENCE = 60_000;

class LiveRun implements Run {
	readonly request: QueryRequest;
	readonly cluster: string;
	readonly startedAt: number;
	state: RunState = $state.raw({ kind: 'idle' });
	columns: readonly ElasticColumn[] = $state.raw([]);
	meta: AnswerMeta = $state.raw({});
	progress: Progress = $state.raw({ rows: 0, bytes: 0, done: false });
	ending: Ending | undefined = $state.raw();
	warnings: readonly Warning[] = $state.raw([]);
	problem: Problem | undefined = $state.raw();
	notice: string | undefined = $state();
	answer: Answer | undefined = $state.raw();
	elapsed: number = $state(0);
	id: string | undefined = $state();

	readonly #options: RunOptions;
	readonly #clock: Clock;
	readonly #transport: Transport;
	readonly #began: number;
	#exchange: Exchange | undefined;
	#stopAnswered = false;
	#failures = { count: 0, since: 0 };
	#wake: () => void = () => undefined;
	#callOffTick: () => void = () => undefined;

	constructor(options: RunOptions, startedAt?: number) {
		this.#options = options;
		this.#clock = options.clock ?? systemClock;
		this.request = options.request;
		this.cluster = options.cluster;
		this.startedAt = startedAt ?? this.#clock.wall();
		this.#began = this.#clock.now() - Math.max(0, this.#clock.wall() - this.startedAt);
		this.#transport = new Transport(options.base ?? '', options.cluster, options.request);
	}

	submit(): void {
		this.#dispatch({ kind: 'submit' });
		void this.#run('submit');
	}

	follow(id: string): void {
		this.id = id;
		this.#dispatch({ kind: 'follow', id });
		void this.#run('poll');
	}

	stop(): void {
		const before = this.state;
		if (!isActive(before) || before.stopping === true) return;
		this.#dispatch({ kind: 'stop' });
		if (before.kind === 'collecting') this.#exchange?.abort();
		if (before.kind === 'running') this.#interrupt();
	}

	cancel(): void {
		if (!isActive(this.state)) return;
		const exchange = this.#exchange;
		const submitting = this.state.kind === 'submitting';
		this.#exchange = undefined;
		this.#dispatch({ kind: 'cancel' });
		this.answer = undefined;
		this.columns = [];
		if (submitting && exchange !== undefined) void this.#disown(exchange);
		else exchange?.drop();
		this.#wake();
		if (this.id !== undefined) void this.#remove(this.id);
	}

	dispose(): void {
		this.cancel();
		this.answer?.drop();
		this.answer = undefined;
	}

	/** Asks and asks again until the run is over. */
	async #run(first: Step): Promise<void> {
		for (let step = first; isActive(this.state); step = this.#next()) {
			const outcome = await this.#ask(step);
			if (!isActive(this.state)) return;
			if (outcome.kind === 'running') this.#stillRunning(step, outcome);
			else if (outcome.kind === 'result') await this.#finish(step, outcome.result);
			else if (outcome.kind !== 'dropped') await this.#recover(step, outcome);
		}
	}

	#next(): Step {
		return this.state.kind === 'running' && this.state.stopping && !this.#stopAnswered ? 'stop' : 'poll';
	}

	#ask(step: Step): Promise<Outcome> {
		const exchange: Exchange = new Exchange({
			store: this.#options.store,
			call: this.#call(step),
			budget: this.#options.budget ?? DEFAULT_BUDGET,
			layout: this.request.options.columnar === true ? 'columns' : undefined,
			clock: this.#clock,
			deadline: step === 'submit' ? undefined : POLL_WAIT + POLL_GRACE,
			watcher: {
				begin: (answer, columns) => {
					if (this.#exchange !== exchange) return exchange.drop();
					this.#dispatch({ kind: 'rows' });
					this.answer = answer;
					this.columns = columns;
				},
				meta: (meta) => {
					if (this.#exchange === exchange) this.#learn(meta);
				},
				progress: (progress) => {
					if (this.#exchange === exchange) this.progress = progress;
				},
				warnings: (warnings) => {
					if (this.#exchange === exchange) this.warnings = warnings;
				}
			}
		});
		this.#exchange = exchange;
		return exchange.outcome;
	}

	#call(step: Step): Call {
		if (step === 'submit') return this.#transport.submit();
		if (this.id === undefined) throw new Error('a run without an id has nothing to follow');
		return step === 'stop' ? this.#transport.stop(this.id) : this.#transport.poll(this.id, POLL_WAIT);
	}

	#learn(meta: AnswerMeta): void {
		this.meta = meta;
		this.id ??= meta.id;
	}

	#stillRunning(step: Step, { id, meta }: Extract<Outcome, { kind: 'running' }>): void {
		this.#failures = { count: 0, since: 0 };
		if (step === 'stop') this.#stopAnswered = true;
		this.id ??= id;
		this.meta = meta;
		if (this.id === undefined) {
			this.#fail(broken('The cluster says that the query is running but gives no id to follow it by'));
		} else this.#dispatch({ kind: 'accepted', id: this.id });
	}

	async #finish(step: Step, { meta, ending, progress, begun }: Result): Promise<void> {
		if (!begun && ending.kind === 'cut' && step !== 'submit') {
			return this.#recover(step, { kind: 'unreached', message: ending.message });
		}
		this.#learn(meta);
		this.progress = progress;
		this.ending = ending;
		const cut = ending.kind === 'cut' ? ending.message : undefined;
		if (!begun) return this.#fail(broken(cut ?? 'The answer holds no columns'));
		if (cut !== undefined && progress.rows === 0) return this.#fail(broken(cut));
		if (cut !== undefined) this.problem = broken(`${cut}. The rows read until then are kept.`);
		this.#dispatch({ kind: 'finished', whole: ending.kind === 'complete' && meta.is_partial !== true });
	}

	async #recover(step: Step, outcome: Trouble['outcome']): Promise<void> {
		if (step === 'submit') return this.#fail(problemOf(outcome));
		if (step === 'stop' && isUnstoppable(outcome)) {
			this.notice = `This cluster does not stop queries early (Elasticsearch 8.18 and later do): ${problemOf(outcome).reason}`;
			return this.#dispatch({ kind: 'unstoppable' });
		}
		const now = this.#clock.now();
		const { count, since } = this.#failures;
		this.#failures = { count: count + 1, since: count === 0 ? now : since };
		const attempts = this.#failures.count;
		const lasted = now - this.#failures.since;
		const trouble = { outcome, attempts, lasted, expired: this.#isExpired() };
		const { random = Math.random } = this.#options;
		const next = remedy(trouble, random());
		if (next.kind !== 'retry') {
			this.problem = next.problem;
			return this.#dispatch(next);
		}
		this.#dispatch({ kind: 'disturbed', reason: next.reason });
		await this.#sleep(next.after);
	}

	#isExpired(): boolean {
		const { start_time_in_millis: start, expiration_time_in_millis: expiration } = this.meta;
		const told = start === undefined || expiration === undefined ? undefined : expiration - start;
		const asked = durationMs(this.request.options.keepAlive ?? '');
		return this.#clock.now() - this.#began >= (told ?? asked ?? DEFAULT_KEEP_ALIVE);
	}

	#fail(problem: Problem): void {
		this.problem = problem;
		this.#dispatch({ kind: 'fail', problem });
	}

	#dispatch(event: RunEvent): void {
		const next = transition(this.state, event);
		if (next === this.state) console.warn(`A run that is ${this.state.kind} ignored "${event.kind}"`);
		this.state = next;
		this.#tick();
	}

	#tick(): void {
		this.#callOffTick();
		this.elapsed = this.#clock.now() - this.#began;
		if (isActive(this.state)) this.#callOffTick = this.#clock.after(TICK, () => this.#tick());
	}

	/** Gives up waiting, for the next step to be taken at once. */
	#interrupt(): void {
		this.#exchange?.drop();
		this.#wake();
	}

	#sleep(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const callOff = this.#clock.after(ms, resolve);
			this.#wake = () => {
				callOff();
				resolve();
			};
		});
	}

	/** Waits for the id of a query that nobody wants any more, and deletes it. */
	async #disown(exchange: Exchange): Promise<void> {
		const callOff = this.#clock.after(ID_PATIENCE, () => exchange.drop());
		await exchange.outcome;
		callOff();
		exchange.drop();
		if (exchange.id === undefined) return;
		this.id = exchange.id;
		await this.#remove(exchange.id);
	}

	async #remove(id: string): Promise<void> {
		const { url, init } = this.#transport.remove(id);
		const refusal = await fetch(url, { ...init, keepalive: true }).then(
			(response) => (response.ok || response.status === 404 ? undefined : `HTTP ${response.status}`),
			(error: unknown) => String(error)
		);
		if (refusal === undefined) return;
		console.warn(`The query ${id} could not be deleted: ${refusal}`);
		this.notice = `The query could not be deleted from the cluster and may still be running there (${refusal})`;
	}
}

type Step = 'submit' | 'poll' | 'stop';

function isUnstoppable(outcome: Trouble['outcome']): boolean {
	if (outcome.kind === 'unreached') return false;
	const { status, type } = outcome.problem;
	return [400, 403, 404, 405, 501].includes(status) && type !== 'resource_not_found_exception';
}

function broken(reason: string): Problem {
	return { kind: 'response', status: 200, type: 'workbench_broken_answer', reason, places: [] };
}
