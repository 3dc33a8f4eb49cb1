import type { FromStore, Head, ToStore } from './messages';
import { Pace } from './pace';
import { Reading, reason } from './reading';
import { isReadable, refusalText } from './refusal';

/** The store's end of the channel: a worker's global scope, or a `MessagePort`. */
export interface StorePort {
	postMessage(message: FromStore): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<ToStore>) => void): void;
}

/** At most one progress message in this many milliseconds. */
const PROGRESS_INTERVAL = 50;

/** Serves the store over `port`: fetches or reads answers, keeps their bytes until dropped, hands out rows. */
export function serve(port: StorePort): void {
	const answers = new Map<number, ServedAnswer>();
	port.addEventListener('message', ({ data }) => {
		const answer = answers.get(data.answer);
		switch (data.kind) {
			case 'fetch':
			case 'read': {
				const served = new ServedAnswer(data, (message) => port.postMessage(message));
				answers.set(data.answer, served);
				void served.run();
				break;
			}
			case 'rows': {
				const rows = answer?.reading.rows(data.start, data.end) ?? [];
				port.postMessage({ kind: 'rows', answer: data.answer, request: data.request, rows });
				break;
			}
			case 'abort':
				answer?.abort();
				break;
			case 'drop':
				answer?.drop();
				answers.delete(data.answer);
				break;
		}
	});
}

type Start = Extract<ToStore, { kind: 'read' | 'fetch' }>;

class ServedAnswer {
	readonly reading: Reading;
	readonly #start: Start;
	readonly #post: (message: FromStore) => void;
	readonly #abort = new AbortController();
	readonly #pace = new Pace(PROGRESS_INTERVAL, () => this.#progress());
	#dropped = false;
	#columnsSent = false;
	#metaSent = 0;

	constructor(start: Start, post: (message: FromStore) => void) {
		this.#start = start;
		this.#post = post;
		this.reading = new Reading({ budget: start.budget, layout: start.layout, onChunk: () => this.#tell() });
	}

	abort(): void {
		this.#abort.abort();
	}

	drop(): void {
		this.#dropped = true;
		this.abort();
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

	#send(message: FromStore): void {
		if (!this.#dropped) this.#post(message);
	}
}
