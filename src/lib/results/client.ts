import type { FromStore, Layout, PlainInit, Progress, Row, ToStore } from './messages';
import type { Answer, AnswerListener, Store } from './store';

/** The page's end of the channel to a store: a `Worker`, or a `MessagePort`. */
export interface ClientPort {
	postMessage(message: ToStore, transfer: Transferable[]): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<FromStore>) => void): void;
}

/** A store in a worker of its own. */
export function createStore(): Store {
	const worker = new Worker(new URL('./store.worker.ts', import.meta.url), { type: 'module' });
	const client = new StoreClient(worker, () => worker.terminate());
	worker.addEventListener('error', (event) =>
		client.fail(event.message || 'The results worker could not be loaded')
	);
	worker.addEventListener('messageerror', () =>
		client.fail('A message of the results worker could not be read')
	);
	return client;
}

interface Pending {
	readonly resolve: (rows: readonly Row[]) => void;
	readonly reject: (error: Error) => void;
}

interface Live {
	readonly listener: AnswerListener;
	readonly pending: Map<number, Pending>;
	progress: Progress;
	ended: boolean;
}

/** A `Store` that speaks to `serve` at the other end of `port`. */
export class StoreClient implements Store {
	readonly #port: ClientPort;
	readonly #onClose: () => void;
	readonly #live = new Map<number, Live>();
	#last = 0;

	constructor(port: ClientPort, onClose: () => void) {
		this.#port = port;
		this.#onClose = onClose;
		port.addEventListener('message', ({ data }) => this.#receive(data));
	}

	fetch(url: string, init: PlainInit, budget: number, listener: AnswerListener, layout?: Layout): Answer {
		return this.#open(listener, (answer) => this.#send({ kind: 'fetch', answer, url, init, budget, layout }));
	}

	read(body: ReadableStream<Uint8Array>, budget: number, listener: AnswerListener, layout?: Layout): Answer {
		return this.#open(listener, (answer) =>
			this.#send({ kind: 'read', answer, body, budget, layout }, [body])
		);
	}

	close(): void {
		for (const answer of [...this.#live.keys()]) this.#forget(answer);
		this.#onClose();
	}

	/** Ends every answer that is still being read, and every request for rows, with `message`. */
	fail(message: string): void {
		for (const live of this.#live.values()) {
			for (const { reject } of live.pending.values()) reject(new Error(message));
			live.pending.clear();
			if (live.ended) continue;
			live.ended = true;
			live.listener.end?.({ kind: 'cut', message }, { ...live.progress, done: true });
		}
	}

	#open(listener: AnswerListener, start: (answer: number) => void): Answer {
		const answer = ++this.#last;
		this.#live.set(answer, {
			listener,
			pending: new Map(),
			progress: { rows: 0, bytes: 0, done: false },
			ended: false
		});
		start(answer);
		return {
			rows: (from, to) => this.#rows(answer, from, to),
			abort: () => this.#send({ kind: 'abort', answer }),
			drop: () => {
				this.#forget(answer);
				this.#send({ kind: 'drop', answer });
			}
		};
	}

	#rows(answer: number, start: number, end: number): Promise<readonly Row[]> {
		const live = this.#live.get(answer);
		if (live === undefined) return Promise.resolve([]);
		const request = ++this.#last;
		return new Promise((resolve, reject) => {
			live.pending.set(request, { resolve, reject });
			this.#send({ kind: 'rows', answer, request, start, end });
		});
	}

	#forget(answer: number): void {
		for (const { resolve } of this.#live.get(answer)?.pending.values() ?? []) resolve([]);
		this.#live.delete(answer);
	}

	#send(message: ToStore, transfer: Transferable[] = []): void {
		this.#port.postMessage(message, transfer);
	}

	#receive(message: FromStore): void {
		const live = this.#live.get(message.answer);
		if (live === undefined) return;
		const { listener } = live;
		switch (message.kind) {
			case 'head':
				return listener.head?.(message.head);
			case 'columns':
				return listener.columns?.(message.columns);
			case 'meta':
				return listener.meta?.(message.meta);
			case 'progress':
				live.progress = message.progress;
				return listener.progress?.(message.progress);
			case 'refused':
				live.ended = true;
				return listener.refused?.(message.head, message.text);
			case 'unreached':
				live.ended = true;
				return listener.unreached?.(message.message);
			case 'end':
				live.ended = true;
				return listener.end?.(message.ending, message.progress);
			case 'rows':
				live.pending.get(message.request)?.resolve(message.rows);
				live.pending.delete(message.request);
		}
	}
}
