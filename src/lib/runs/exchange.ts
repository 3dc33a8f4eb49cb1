import { header, type AnswerMeta, type ElasticColumn } from '$lib/protocol/elastic';
import { headerValue, parseWarnings, problemFromAnswer, type Warning } from '$lib/protocol/parse';
import type { Problem } from '$lib/protocol/problem';
import type { Ending, Head, Layout, Progress } from '$lib/results/messages';
import type { Answer, Store } from '$lib/results/store';
import type { Clock } from './clock';
import type { Call } from './transport';

/** ms without a byte after which a result that is being read counts as broken off. */
const SILENCE = 120_000;
/** The same before its columns are here: ten thousand of them take their time on a slow line. */
const LONG_SILENCE = 600_000;

/** What one answer of the async query protocol turned out to be. */
export type Outcome =
	/** The query is still running; there are no rows. */
	| { readonly kind: 'running'; readonly id: string | undefined; readonly meta: AnswerMeta }
	| { readonly kind: 'result'; readonly result: Result }
	/** `retryAfter` in ms, where the answer names it. */
	| { readonly kind: 'refused'; readonly problem: Problem; readonly retryAfter: number | undefined }
	| { readonly kind: 'unreached'; readonly message: string }
	/** `drop` was called. */
	| { readonly kind: 'dropped' };

/** A result that has been read, as far as it goes. */
export interface Result {
	readonly meta: AnswerMeta;
	readonly ending: Ending;
	readonly progress: Progress;
	/** Whether a column list was read. */
	readonly begun: boolean;
}

/** Told about a result while it is read; never about an answer that only says `is_running`. */
export interface ResultWatcher {
	/** The first bytes of rows are here: `answer` gives them out from now on. */
	begin(answer: Answer, columns: readonly ElasticColumn[]): void;
	meta(meta: AnswerMeta): void;
	progress(progress: Progress): void;
	warnings(warnings: readonly Warning[]): void;
}

export interface ExchangeOptions {
	readonly store: Store;
	readonly call: Call;
	readonly budget: number;
	readonly layout: Layout | undefined;
	readonly watcher: ResultWatcher;
	readonly clock: Clock;
	/** Milliseconds after which an answer that has not said what it is counts as unreached. */
	readonly deadline: number | undefined;
}

/** One request and its answer, read by the store and told apart: still running, a result, or a refusal. */
export class Exchange {
	readonly outcome: Promise<Outcome>;
	readonly #watcher: ResultWatcher;
	readonly #answer: Answer;
	readonly #clock: Clock;
	#callOff: () => void = () => undefined;
	#settle: (outcome: Outcome) => void = () => undefined;
	#running: boolean | undefined;
	#id: string | undefined;
	#meta: AnswerMeta = {};
	/** The store may tell columns before what stands ahead of them: the id is in there. */
	#metaSeen = false;
	#columns: readonly ElasticColumn[] | undefined;
	#progress: Progress = { rows: 0, bytes: 0, done: false };
	#begun = false;

	constructor({ store, call, budget, layout, watcher, clock, deadline }: ExchangeOptions) {
		this.#watcher = watcher;
		this.#clock = clock;
		this.outcome = new Promise((resolve) => (this.#settle = resolve));
		if (deadline !== undefined) this.#callOff = clock.after(deadline, () => this.#late(deadline));
		this.#answer = store.fetch(
			call.url,
			call.init,
			budget,
			{
				head: (head) => this.#head(head),
				columns: (columns) => {
					this.#columns = columns;
					if (this.#running === false && this.#metaSeen) this.#begin();
				},
				meta: (meta) => this.#readMeta(meta),
				progress: (progress) => {
					this.#progress = progress;
					if (!this.#decide()) return;
					if (this.#begun) this.#listen(SILENCE);
					this.#watcher.progress(progress);
				},
				refused: (head, text) =>
					this.#end({
						kind: 'refused',
						problem: problemFromAnswer(head, text),
						retryAfter: retryAfter(head, clock.wall())
					}),
				unreached: (message) => this.#end({ kind: 'unreached', message }),
				end: (ending, progress) => this.#ended(ending, progress)
			},
			layout
		);
	}

	/** The cluster's id of the query, once the answer told it. */
	get id(): string | undefined {
		return this.#id;
	}

	/** Gives the answer up, with its rows. */
	drop(): void {
		this.#answer.drop();
		this.#end({ kind: 'dropped' });
	}

	/** Ends reading; rows read so far stay. */
	abort(): void {
		this.#answer.abort();
	}

	#head(head: Head): void {
		const flag = headerValue(head, header.isRunning);
		if (flag !== undefined) this.#running = flag === '?1';
		if (this.#running === false) this.#listen(LONG_SILENCE);
		this.#id = headerValue(head, header.asyncId);
		const warning = headerValue(head, 'warning');
		if (warning !== undefined) this.#watcher.warnings(parseWarnings([warning]));
	}

	#readMeta(meta: AnswerMeta): void {
		this.#meta = meta;
		this.#metaSeen = true;
		this.#running ??= meta.is_running;
		if (typeof meta.id === 'string') this.#id ??= meta.id;
		if (this.#running === true || (this.#running === undefined && this.#columns === undefined)) return;
		this.#decide();
		this.#watcher.meta(meta);
	}

	/** An answer that has shown rows without saying `is_running` is a result. True when it is one. */
	#decide(): boolean {
		this.#running ??= false;
		if (this.#running) return false;
		this.#begin();
		return true;
	}

	#begin(): void {
		if (this.#begun || this.#columns === undefined) return;
		this.#begun = true;
		this.#listen(SILENCE);
		this.#watcher.begin(this.#answer, this.#columns);
	}

	#ended(ending: Ending, progress: Progress): void {
		if (this.#running === true) {
			return this.#end({ kind: 'running', id: this.#id, meta: this.#meta });
		}
		this.#decide();
		this.#end({ kind: 'result', result: { meta: this.#meta, ending, progress, begun: this.#begun } });
	}

	/** From now on the answer may be silent for `ms`, as often as this is called. */
	#listen(ms: number): void {
		this.#callOff();
		this.#callOff = this.#clock.after(ms, () => this.#silent(ms));
	}

	#silent(ms: number): void {
		if (!this.#begun) return this.#late(ms);
		const message = `Nothing more came for ${Math.round(ms / 1000)} s`;
		const progress = { ...this.#progress, done: true };
		this.#end({
			kind: 'result',
			result: { meta: this.#meta, ending: { kind: 'cut', message }, progress, begun: true }
		});
		this.#answer.abort();
	}

	#late(deadline: number): void {
		const seconds = Math.round(deadline / 1000);
		if (this.#running === true && this.#id !== undefined) {
			return this.#end({ kind: 'running', id: this.#id, meta: this.#meta });
		}
		this.#end({ kind: 'unreached', message: `there was no answer for ${seconds} s` });
	}

	#end(outcome: Outcome): void {
		this.#callOff();
		if (!this.#begun) this.#answer.drop();
		this.#settle(outcome);
	}
}

/** `Retry-After` in ms: seconds, or an HTTP date. */
function retryAfter(head: Head, now: number): number | undefined {
	const value = headerValue(head, 'retry-after')?.trim();
	if (value === undefined || value === '') return undefined;
	const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
	return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}
