import type { AnswerMeta, ElasticColumn } from '$lib/protocol/elastic';
import type { Warning } from '$lib/protocol/parse';
import type { Problem } from '$lib/protocol/problem';
import { durationMs } from '$lib/protocol/duration';
import type { QueryRequest } from '$lib/request/request';
import type { Ending, Progress } from '$lib/results/messages';
import type { Answer } from '$lib/results/store';
import { systemClock, type Clock } from './clock';
import { Exchange, type Outcome, type Result } from './exchange';
import { farewell, lateId } from './farewell';
import { Failures } from './failures';
import { PollGate } from './gate';
import { keepAliveOf } from './keepalive';
import { systemNetwork, type Network } from './network';
import { Pause } from './pause';
import {
	isUnstoppable,
	POLL_GRACE,
	POLL_WAIT,
	problemOf,
	remedy,
	submissionRemedy,
	type Trouble
} from './poll';
import type { Run, RunOptions } from './Run.svelte';
import { Stopwatch } from './Stopwatch.svelte';
import { isActive, transition, type RunEvent, type RunState } from './state';
import { Transport, type Call } from './transport';
import { brokenAnswer, verdict } from './verdict';

const DEFAULT_BUDGET = 512 * 1024 * 1024;
const DEFAULT_WAIT = 1000;
/** After failures a poll waits at most this long, so that a connection that is back is noticed, in ms. */
const PROBE_WAIT = 500;
/** How much longer than its wait a submission may take, in ms. */
const SUBMIT_GRACE = 120_000;

/** The one kind of run there is. */
export class LiveRun implements Run {
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
	id: string | undefined = $state();
	/** The keep-alive's end as it was moved, if it was. */
	#moved: number | undefined = $state();
	readonly keptUntil: number | undefined = $derived.by(() =>
		this.id === undefined ? undefined : (this.#moved ?? this.startedAt + keepAliveOf(this.request, this.meta))
	);

	readonly #options: RunOptions;
	readonly #clock: Clock;
	readonly #network: Network;
	readonly #transport: Transport;
	readonly #gate: PollGate;
	readonly #failures: Failures;
	readonly #stopwatch: Stopwatch;
	readonly #pause: Pause;
	readonly #unwatch: () => void;
	#released = false;
	#exchange: Exchange | undefined;
	#stopAnswered = false;
	#known = false;
	#leaveQueue: () => void = () => undefined;
	#leaveGate: () => void = () => undefined;

	constructor(options: RunOptions, startedAt?: number) {
		this.#options = options;
		this.#clock = options.clock ?? systemClock;
		this.#network = options.network ?? systemNetwork;
		this.#gate = options.gate ?? new PollGate();
		this.request = options.request;
		this.cluster = options.cluster;
		this.startedAt = startedAt ?? this.#clock.wall();
		this.#failures = new Failures(this.#clock);
		this.#pause = new Pause(this.#clock);
		this.#stopwatch = new Stopwatch(this.#clock, this.startedAt, {
			going: () => this.#isFollowed,
			slept: () => this.#refresh(),
			paused: () => this.#failures.forget()
		});
		this.#transport = new Transport(options.base ?? '', options.cluster, options.request);
		this.#unwatch = this.#network.watch(() => this.#network.online && this.#refresh());
	}

	submit(): void {
		const { queue } = this.#options;
		if (queue === undefined) return this.#send();
		this.#leaveQueue = queue.enter(this.cluster, {
			moved: (ahead) => this.#dispatch({ kind: 'queue', ahead }),
			go: () => this.#send()
		});
	}

	follow(id: string): void {
		this.id = id;
		this.#leaveQueue = this.#options.queue?.occupy(this.cluster) ?? this.#leaveQueue;
		this.#dispatch({ kind: 'follow', id });
		void this.#run('poll');
	}

	stop(): void {
		const before = this.state;
		if (!isActive(before) || ('stopping' in before && before.stopping === true)) return;
		this.#dispatch({ kind: 'stop' });
		if (before.kind === 'collecting') this.#exchange?.abort();
		if (before.kind === 'running') this.#interrupt();
	}

	cancel(): void {
		if (!this.#isFollowed) return;
		const exchange = this.#exchange;
		const submitting = this.state.kind === 'submitting';
		this.#exchange = undefined;
		this.#dispatch({ kind: 'cancel' });
		this.answer = undefined;
		this.columns = [];
		if (submitting && exchange !== undefined) void this.#disown(exchange);
		else exchange?.drop();
		this.#pause.end();
		if (this.id !== undefined) void this.#remove(this.id);
	}

	keep(until: number): void {
		this.#moved = until;
	}

	dispose(): void {
		this.cancel();
		this.release();
	}

	release(): void {
		this.#released = true;
		const unread = this.answer === undefined ? this.#exchange : undefined;
		this.#exchange = undefined;
		unread?.drop();
		this.answer?.drop();
		this.answer = undefined;
		this.#pause.end();
		this.#settle();
	}

	/** Gives its poll up for a run that waits for one. Rows that are on their way are not. */
	recall(): void {
		if (this.state.kind === 'running') this.#interrupt();
	}

	get elapsed(): number {
		return this.#stopwatch.elapsed;
	}

	get watched(): boolean {
		return this.#stopwatch.watched;
	}

	set watched(watched: boolean) {
		this.#stopwatch.watched = watched;
	}

	get #isFollowed(): boolean {
		return isActive(this.state) && !this.#released;
	}

	#send(): void {
		this.#dispatch({ kind: 'submit' });
		void this.#run('submit');
	}

	/** Asks and asks again until the run is over. */
	async #run(first: Step): Promise<void> {
		for (let step = first; this.#isFollowed; step = this.#next()) {
			const outcome = step === 'poll' ? await this.#poll() : await this.#ask(step);
			if (!this.#isFollowed) return;
			if (outcome.kind === 'running') this.#stillRunning(step, outcome);
			else if (outcome.kind === 'result') await this.#finish(step, outcome.result);
			else if (outcome.kind !== 'dropped') await this.#recover(step, outcome);
		}
	}

	#next(): Step {
		if (this.state.kind === 'submitting') return 'submit';
		return this.state.kind === 'running' && this.state.stopping && !this.#stopAnswered ? 'stop' : 'poll';
	}

	/** Waits for a turn, then asks with as much patience as that turn allows. */
	async #poll(): Promise<Outcome> {
		let giveBack: () => void = () => undefined;
		const wait = await this.#pause.turn<number>((grant) => (giveBack = this.#gate.ask(this, grant)));
		try {
			if (wait === undefined || !this.#isFollowed) return { kind: 'dropped' };
			return await this.#ask('poll', this.#failures.none ? wait : Math.min(wait, PROBE_WAIT));
		} finally {
			giveBack();
		}
	}

	#ask(step: Step, wait = 0): Promise<Outcome> {
		const exchange: Exchange = new Exchange({
			store: this.#options.store,
			call: this.#call(step, wait),
			budget: this.#options.budget ?? DEFAULT_BUDGET,
			layout: this.request.options.columnar === true ? 'columns' : undefined,
			clock: this.#clock,
			deadline: step === 'submit' ? this.#submitWait() + SUBMIT_GRACE : POLL_WAIT + POLL_GRACE,
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

	#call(step: Step, wait: number): Call {
		if (step === 'submit') return this.#transport.submit();
		if (this.id === undefined) throw new Error('a run without an id has nothing to follow');
		return step === 'stop' ? this.#transport.stop(this.id) : this.#transport.poll(this.id, wait);
	}

	#learn(meta: AnswerMeta): void {
		this.meta = meta;
		this.id ??= meta.id;
	}

	#stillRunning(step: Step, { id, meta }: Extract<Outcome, { kind: 'running' }>): void {
		this.#failures.forget();
		this.#known = true;
		if (step === 'stop') this.#stopAnswered = true;
		this.id ??= id;
		this.meta = meta;
		if (this.id === undefined) {
			this.#fail(brokenAnswer('The cluster says that the query is running but gives no id to follow it by'));
		} else if (this.state.kind !== 'running' || this.state.reconnecting !== undefined) {
			this.#dispatch({ kind: 'accepted', id: this.id });
		}
	}

	async #finish(step: Step, result: Result): Promise<void> {
		const judged = verdict(result);
		if (judged.kind === 'nothing') {
			this.id ??= this.#exchange?.id;
			if (step === 'submit' && this.id !== undefined) this.#dispatch({ kind: 'accepted', id: this.id });
			if (this.id !== undefined) return this.#recover('poll', { kind: 'unreached', message: judged.message });
		}
		this.#learn(result.meta);
		this.progress = result.progress;
		this.ending = result.ending;
		if (judged.kind === 'nothing') return this.#fail(brokenAnswer(judged.message));
		if (judged.kind === 'useless') return this.#fail(judged.problem);
		this.problem = judged.problem;
		this.#dispatch({ kind: 'finished', whole: judged.whole });
	}

	async #recover(step: Step, outcome: Trouble['outcome']): Promise<void> {
		if (step === 'stop' && isUnstoppable(outcome)) {
			this.notice = `This cluster does not stop queries early (Elasticsearch 8.18 and later do): ${problemOf(outcome).reason}`;
			return this.#dispatch({ kind: 'unstoppable' });
		}
		const offline = outcome.kind === 'unreached' && !this.#network.online;
		if (offline) this.#failures.forget();
		const trouble: Trouble = {
			outcome,
			...this.#failures.count(),
			expired: this.keptUntil !== undefined && this.#clock.wall() >= this.keptUntil,
			known: this.#known
		};
		const { random = Math.random } = this.#options;
		const next = (step === 'submit' ? submissionRemedy : remedy)(trouble, random());
		if (next.kind !== 'retry') {
			this.problem = next.problem;
			return this.#dispatch(next);
		}
		this.#dispatch({ kind: 'disturbed', reason: offline ? 'This computer is offline' : next.reason });
		await this.#pause.time(next.after);
	}

	#submitWait(): number {
		return durationMs(this.request.options.waitForCompletionTimeout ?? '') ?? DEFAULT_WAIT;
	}

	#fail(problem: Problem): void {
		this.problem = problem;
		this.#dispatch({ kind: 'fail', problem });
	}

	#dispatch(event: RunEvent): void {
		const before = this.state;
		const next = transition(before, event);
		if (next === before) console.warn(`A run that is ${before.kind} ignored "${event.kind}"`);
		this.state = next;
		if (next.kind === 'running' && before.kind !== 'running') this.#leaveGate = this.#gate.join();
		this.#stopwatch.tick();
		if (!isActive(next)) this.#settle();
	}

	/** Ends everything that waits for this run or that it waits for. */
	#settle(): void {
		this.#stopwatch.halt();
		this.#unwatch();
		this.#leaveQueue();
		this.#leaveGate();
	}

	/** The world has changed: what failed before says nothing, and a connection from before may be dead. */
	#refresh(): void {
		this.#failures.forget();
		this.recall();
	}

	/** Gives up waiting, for the next step to be taken at once. */
	#interrupt(): void {
		this.#exchange?.drop();
		this.#pause.end();
	}

	async #disown(exchange: Exchange): Promise<void> {
		this.id = await lateId(exchange, this.#clock);
		if (this.id !== undefined) await this.#remove(this.id);
	}

	async #remove(id: string): Promise<void> {
		this.notice = (await farewell(this.#transport, id)) ?? this.notice;
	}
}

type Step = 'submit' | 'poll' | 'stop';
