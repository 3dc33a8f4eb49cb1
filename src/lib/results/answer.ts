import type { FromStore, Progress, Row, ToStore } from './messages';
import type { Arrangement, FileFormat, Question, QuestionName, Questions } from './questions';
import type { Answer, AnswerListener, AskOptions, ExportOptions, View, ViewListener } from './store';

interface Pending {
	resolve(value: unknown): void;
	reject(error: unknown): void;
}

/** Sends a message to the store. */
export type Send = (message: ToStore) => void;

/** The page's side of one answer: passes what the store tells to the listener, and replies to those who asked. */
export class LiveAnswer implements Answer {
	readonly id: number;
	readonly #listener: AnswerListener;
	readonly #send: Send;
	readonly #forget: () => void;
	readonly #share: () => Answer;
	/** Requests for rows, which end empty when the answer is dropped. */
	readonly #rows = new Map<number, Pending>();
	/** Questions, which are rejected then. */
	readonly #asked = new Map<number, Pending>();
	readonly #views = new Map<number, ViewListener>();
	#last = 0;
	#progress: Progress = { rows: 0, bytes: 0, done: false };
	#ended = false;
	#dropped = false;

	constructor(id: number, listener: AnswerListener, send: Send, forget: () => void, share: () => Answer) {
		this.id = id;
		this.#listener = listener;
		this.#send = send;
		this.#forget = forget;
		this.#share = share;
	}

	rows(start: number, end: number): Promise<readonly Row[]> {
		return this.#readRows(undefined, start, end);
	}

	arrange(arrangement: Arrangement, listener: ViewListener): View {
		const id = ++this.#last;
		this.#views.set(id, listener);
		this.#send({ kind: 'arrange', answer: this.id, view: id, arrangement });
		return {
			id,
			rows: (start, end) => (this.#views.has(id) ? this.#readRows(id, start, end) : Promise.resolve([])),
			close: () => {
				if (this.#views.delete(id)) this.#send({ kind: 'release', answer: this.id, view: id });
			}
		};
	}

	ask<Name extends QuestionName>(
		name: Name,
		question: Questions[Name]['ask'],
		{ view, signal }: AskOptions = {}
	): Promise<Questions[Name]['reply']> {
		if (signal?.aborted) return Promise.reject(signal.reason as Error);
		if (this.#dropped) return Promise.reject(gone());
		const request = ++this.#last;
		const reply = new Promise<unknown>((resolve, reject) => {
			const cancel = () => {
				this.#asked.delete(request);
				this.#send({ kind: 'cancel', answer: this.id, request });
				reject(signal?.reason as Error);
			};
			const settle = (then: (value: unknown) => void) => (value: unknown) => {
				signal?.removeEventListener('abort', cancel);
				then(value);
			};
			signal?.addEventListener('abort', cancel, { once: true });
			this.#asked.set(request, { resolve: settle(resolve), reject: settle(reject) });
		});
		this.#send({
			kind: 'ask',
			answer: this.id,
			request,
			view: view?.id,
			question: { name, ...question } as unknown as Question
		});
		return reply as Promise<Questions[Name]['reply']>;
	}

	export(
		format: FileFormat,
		{ columns, view, signal }: ExportOptions = {}
	): ReadableStream<Uint8Array<ArrayBuffer>> {
		const request = ++this.#last;
		const cancel = () => {
			this.#asked.delete(request);
			this.#send({ kind: 'cancel', answer: this.id, request });
		};
		return new ReadableStream<Uint8Array<ArrayBuffer>>(
			{
				start: (controller) => {
					if (signal?.aborted) return controller.error(signal.reason);
					if (this.#dropped) return controller.error(gone());
					this.#send({ kind: 'export', answer: this.id, request, view: view?.id, format, columns });
					signal?.addEventListener('abort', () => {
						cancel();
						controller.error(signal.reason);
					});
				},
				pull: async (controller) => {
					const { bytes, done } = await this.#piece(request);
					if (bytes.length > 0) controller.enqueue(bytes);
					if (done) controller.close();
				},
				cancel
			},
			{ highWaterMark: 1 }
		);
	}

	share(): Answer {
		return this.#share();
	}

	abort(): void {
		this.#send({ kind: 'abort', answer: this.id });
	}

	drop(): void {
		this.leave();
		this.#send({ kind: 'drop', answer: this.id });
	}

	/** Stops listening; what is asked ends. */
	leave(): void {
		this.#dropped = true;
		this.#forget();
		this.#views.clear();
		for (const { resolve } of this.#rows.values()) resolve([]);
		for (const { reject } of this.#asked.values()) reject(gone());
		this.#rows.clear();
		this.#asked.clear();
	}

	/** The worker broke: ends what is being read, and everything that is asked, with `message`. */
	fail(message: string): void {
		for (const { reject } of [...this.#rows.values(), ...this.#asked.values()]) reject(new Error(message));
		for (const listener of this.#views.values()) listener.failed(message);
		this.#rows.clear();
		this.#asked.clear();
		this.#views.clear();
		if (this.#ended) return;
		this.#ended = true;
		this.#listener.end?.({ kind: 'cut', message }, { ...this.#progress, done: true });
	}

	receive(message: FromStore): void {
		const listener = this.#listener;
		switch (message.kind) {
			case 'head':
				return listener.head?.(message.head);
			case 'columns':
				return listener.columns?.(message.columns);
			case 'meta':
				return listener.meta?.(message.meta);
			case 'progress':
				this.#progress = message.progress;
				return listener.progress?.(message.progress);
			case 'refused':
				this.#ended = true;
				return listener.refused?.(message.head, message.text);
			case 'unreached':
				this.#ended = true;
				return listener.unreached?.(message.message);
			case 'end':
				this.#ended = true;
				return listener.end?.(message.ending, message.progress);
			case 'scope':
				return this.#views.get(message.view)?.arranged(message.scope);
			case 'unarranged':
				return this.#views.get(message.view)?.failed(message.message);
			case 'rows':
				return this.#settle(message.request)?.resolve(message.rows);
			case 'reply':
				return this.#settle(message.request)?.resolve(message.reply);
			case 'piece':
				return this.#settle(message.request)?.resolve(message);
			case 'failed':
				return this.#settle(message.request)?.reject(new Error(message.message));
		}
	}

	#piece(request: number): Promise<Extract<FromStore, { kind: 'piece' }>> {
		if (this.#dropped) return Promise.reject(gone());
		return new Promise((resolve, reject) => {
			this.#asked.set(request, { resolve: resolve as (piece: unknown) => void, reject });
			this.#send({ kind: 'pull', answer: this.id, request });
		});
	}

	#readRows(view: number | undefined, start: number, end: number): Promise<readonly Row[]> {
		if (this.#dropped) return Promise.resolve([]);
		const request = ++this.#last;
		return new Promise((resolve, reject) => {
			this.#rows.set(request, { resolve: resolve as (rows: unknown) => void, reject });
			this.#send({ kind: 'rows', answer: this.id, request, view, start, end });
		});
	}

	#settle(request: number): Pending | undefined {
		const pending = this.#rows.get(request) ?? this.#asked.get(request);
		this.#rows.delete(request);
		this.#asked.delete(request);
		return pending;
	}
}

function gone(): DOMException {
	return new DOMException('The answer is no longer kept', 'AbortError');
}
