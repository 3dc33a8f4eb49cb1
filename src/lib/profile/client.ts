import type { ExportFormat, FromDesk, Opened, Source, ToDesk } from './messages';
import type { Driver } from './model';
import type { QueryText } from './report';

/** The page's end of the channel to a desk: a `Worker`, or a `MessagePort`. */
export interface DeskClientPort {
	postMessage(message: ToDesk): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<FromDesk>) => void): void;
}

/** What opening gave: one or more profiles, or a sentence that says why none. */
export type Opening =
	| { readonly kind: 'opened'; readonly opened: readonly Opened[] }
	| { readonly kind: 'refused'; readonly reason: string };

/** A desk in a worker of its own. */
export function createDesk(): ProfileDesk {
	const worker = new Worker(new URL('./desk.worker.ts', import.meta.url), { type: 'module' });
	const desk = new ProfileDesk(worker, () => worker.terminate());
	worker.addEventListener('error', (event) =>
		desk.fail(event.message || 'The profile worker could not be loaded')
	);
	return desk;
}

type Ask<Message = ToDesk> = Message extends { readonly request: number } ? Omit<Message, 'request'> : never;
type Answer = (message: FromDesk) => void;

/** Profiles are read, kept and exported elsewhere; this asks for it. */
export class ProfileDesk {
	readonly #port: DeskClientPort;
	readonly #onClose: () => void;
	readonly #waiting = new Map<number, Answer>();
	#last = 0;

	constructor(port: DeskClientPort, onClose: () => void) {
		this.#port = port;
		this.#onClose = onClose;
		port.addEventListener('message', ({ data }) => {
			this.#waiting.get(data.request)?.(data);
			this.#waiting.delete(data.request);
		});
	}

	async open(source: Source, name: string, query?: QueryText): Promise<Opening> {
		return opening(await this.#ask({ kind: 'open', source, name, query }));
	}

	/** The report on a profile with a query's text. */
	async explain(profile: number, query: QueryText): Promise<Opening> {
		return opening(await this.#ask({ kind: 'explain', profile, query }));
	}

	/** Everything that is told of one driver. */
	async driver(profile: number, index: number): Promise<Driver | undefined> {
		const answer = await this.#ask({ kind: 'driver', profile, index });
		return answer.kind === 'driver' ? answer.driver : undefined;
	}

	/** A file of the profile; rejects with a sentence. */
	async export(profile: number, format: ExportFormat, redact: boolean): Promise<Blob> {
		const answer = await this.#ask({ kind: 'export', profile, format, redact });
		if (answer.kind === 'exported') return answer.blob;
		throw new Error(answer.kind === 'refused' ? answer.reason : 'The profile worker gave another answer');
	}

	drop(profile: number): void {
		this.#port.postMessage({ kind: 'drop', profile });
	}

	/** Answers everything that waits with a refusal. */
	fail(reason: string): void {
		for (const [request, answer] of this.#waiting) answer({ kind: 'refused', request, reason });
		this.#waiting.clear();
	}

	close(): void {
		this.fail('The page was closed.');
		this.#onClose();
	}

	#ask(ask: Ask): Promise<FromDesk> {
		const request = ++this.#last;
		return new Promise((resolve) => {
			this.#waiting.set(request, resolve);
			this.#port.postMessage({ ...ask, request } as ToDesk);
		});
	}
}

function opening(answer: FromDesk): Opening {
	if (answer.kind === 'opened') return { kind: 'opened', opened: answer.opened };
	return {
		kind: 'refused',
		reason: answer.kind === 'refused' ? answer.reason : 'The profile worker gave another answer'
	};
}
