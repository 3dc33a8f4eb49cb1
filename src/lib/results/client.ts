import { LiveAnswer } from './answer';
import type { FromStore, Layout, PlainInit, ToStore } from './messages';
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

/** A `Store` that speaks to `serve` at the other end of `port`. */
export class StoreClient implements Store {
	readonly #port: ClientPort;
	readonly #onClose: () => void;
	readonly #live = new Map<number, LiveAnswer>();
	#last = 0;

	constructor(port: ClientPort, onClose: () => void) {
		this.#port = port;
		this.#onClose = onClose;
		port.addEventListener('message', ({ data }) => this.#live.get(data.answer)?.receive(data));
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
		for (const answer of [...this.#live.values()]) answer.leave();
		this.#onClose();
	}

	/** Ends every answer that is still being read, and everything that was asked, with `message`. */
	fail(message: string): void {
		for (const answer of this.#live.values()) answer.fail(message);
	}

	#open(listener: AnswerListener, start: (answer: number) => void): Answer {
		const id = ++this.#last;
		const answer = new LiveAnswer(
			id,
			listener,
			(message) => this.#send(message),
			() => this.#live.delete(id),
			() => this.#open({}, (as) => this.#send({ kind: 'share', answer: id, as }))
		);
		this.#live.set(id, answer);
		start(id);
		return answer;
	}

	#send(message: ToStore, transfer: Transferable[] = []): void {
		this.#port.postMessage(message, transfer);
	}
}
