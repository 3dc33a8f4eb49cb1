import type { FromStore, Head, ToStore } from './messages';
import { Pace, type Rhythm } from './pace';
import { Reading, reason } from './reading';
import { Attendant, type Others, type Post, type Wish } from './attendant';
import { isReadable, refusalText } from './refusal';

/** The store's end of the channel: a worker's global scope, or a `MessagePort`. */
export interface StorePort {
	postMessage(message: FromStore, options?: { transfer?: Transferable[] }): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<ToStore>) => void): void;
}

/** The first rows are told at once; a long answer leaves the page time for other things. */
const PROGRESS: Rhythm = { early: 50, late: 250, settled: 1000 };

/** Serves the store over `port`: fetches or reads answers, keeps their bytes until dropped, hands out rows. */
export function serve(port: StorePort): void {
	const answers = new Map<number, ServedAnswer | SharedAnswer>();
	const others: Others = (answer) => answers.get(answer)?.reading;
	const post: Post = (message, transfer) => port.postMessage(message, { transfer });
	port.addEventListener('message', ({ data }) => {
		if (data.kind === 'fetch' || data.kind === 'read') {
			const served = new ServedAnswer(data, post, others);
			answers.set(data.answer, served);
			void served.run();
		} else if (data.kind === 'share') {
			const reading = others(data.answer);
			if (reading !== undefined) answers.set(data.as, new SharedAnswer(reading, post, others));
		} else if (data.kind === 'drop') {
			answers.get(data.answer)?.drop();
			answers.delete(data.answer);
		} else answers.get(data.answer)?.receive(data);
	});
}

/** Another hold on the bytes of an answer. */
class SharedAnswer {
	readonly reading: Reading;
	readonly #attendant: Attendant;
	#dropped = false;

	constructor(reading: Reading, post: Post, others: Others) {
		this.reading = reading;
		this.#attendant = new Attendant(
			reading,
			(message, transfer) => {
				if (!this.#dropped) post(message, transfer);
			},
			others
		);
	}

	receive(wish: Wish | Extract<ToStore, { kind: 'abort' }>): void {
		if (wish.kind !== 'abort') this.#attendant.receive(wish);
	}

	drop(): void {
		this.#dropped = true;
		this.#attendant.close();
	}
}

type Start = Extract<ToStore, { kind: 'read' | 'fetch' }>;

class ServedAnswer {
	readonly reading: Reading;
	readonly #start: Start;
	readonly #post: Post;
	readonly #abort = new AbortController();
	readonly #pace = new Pace(PROGRESS, () => this.#progress());
	readonly #attendant: Attendant;
	#dropped = false;
	#columnsSent = false;
	#metaSent = 0;

	constructor(start: Start, post: Post, others: Others) {
		this.#start = start;
		this.#post = post;
		this.reading = new Reading({ budget: start.budget, layout: start.layout, onChunk: () => this.#tell() });
		this.#attendant = new Attendant(
			this.reading,
			(message, transfer) => this.#send(message, transfer),
			others
		);
	}

	receive(wish: Wish | Extract<ToStore, { kind: 'abort' }>): void {
		if (wish.kind === 'abort') this.#abort.abort();
		else this.#attendant.receive(wish);
	}

	drop(): void {
		this.#dropped = true;
		this.#abort.abort();
		this.#attendant.close();
	}

	/** Ends with exactly one of `refused`, `unreached` and `end`. */
	async run(): Promise<void> {
		const message =
			this.#start.kind === 'fetch' ? await this.#fetch(this.#start) : await this.#read(this.#start.body);
		this.#pace.stop();
		this.#send(message);
	}

	async #fetch({ url, init, answer }: Extract<Start, { kind: 'fetch' }>): Promise<FromStore> {
		const { signal } = this.#abort;
		try {
			const response = await fetch(url, { ...init, signal, cache: 'no-store' });
			const head: Head = { status: response.status, headers: [...response.headers] };
			this.#send({ kind: 'head', answer, head });
			if (response.body !== null && isReadable(response)) return await this.#read(response.body);
			const text = await refusalText(response);
			if (!signal.aborted) return { kind: 'refused', answer, head, text };
		} catch (error) {
			if (!signal.aborted) return { kind: 'unreached', answer, message: reason(error) };
		}
		return {
			kind: 'end',
			answer,
			ending: { kind: 'aborted' },
			progress: { ...this.reading.progress, done: true }
		};
	}

	async #read(body: ReadableStream<Uint8Array>): Promise<FromStore> {
		const ending = await this.reading.read(body, this.#abort.signal);
		this.#tell();
		return { kind: 'end', answer: this.#start.answer, ending, progress: this.reading.progress };
	}

	/** Sends what the latest chunk made known. */
	#tell(): void {
		const { scanner, progress } = this.reading;
		const { answer } = this.#start;
		if (!this.#columnsSent && scanner.columns !== undefined) {
			this.#columnsSent = true;
			this.#send({ kind: 'columns', answer, columns: scanner.columns });
		}
		if (scanner.metaCount > this.#metaSent) {
			this.#metaSent = scanner.metaCount;
			this.#send({ kind: 'meta', answer, meta: scanner.meta() });
		}
		if (!progress.done && progress.rows > 0) this.#pace.request();
	}

	#progress(): void {
		this.#send({ kind: 'progress', answer: this.#start.answer, progress: this.reading.progress });
	}

	#send(message: FromStore, transfer?: Transferable[]): void {
		if (!this.#dropped) this.#post(message, transfer);
	}
}
