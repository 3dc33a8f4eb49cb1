import type { Desk } from './desk';
import type { FromStore, ToStore } from './messages';
import { reason, type Reading } from './reading';
import { transferables } from './transferables';

/** What is wanted of an answer that is read, or being read. */
export type Wish = Exclude<ToStore, { kind: 'read' | 'fetch' | 'share' | 'abort' | 'drop' }>;
type WishOf<Kind extends Wish['kind']> = Extract<Wish, { kind: Kind }>;

/** Sends a message to the page, some of it by transfer. */
export type Post = (message: FromStore, transfer?: Transferable[]) => void;

/** What is read of another answer; undefined when it is not kept. */
export type Others = (answer: number) => Reading | undefined;

/** Gives what the page wants of one answer: rows, replies, views, files. */
export class Attendant {
	readonly #reading: Reading;
	readonly #post: Post;
	readonly #others: Others;
	/** Made when first needed: most answers are only scrolled through. */
	#desk: Promise<Desk> | undefined;
	/** Questions and files at work. */
	readonly #open = new Map<number, AbortController>();
	readonly #files = new Map<number, Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>>>();

	constructor(reading: Reading, post: Post, others: Others) {
		this.#reading = reading;
		this.#post = post;
		this.#others = others;
	}

	receive(wish: Wish): void {
		switch (wish.kind) {
			case 'cancel':
				return this.#close(wish.request);
			case 'rows':
				return void this.#rows(wish);
			case 'ask':
				return void this.#answer(wish);
			case 'arrange':
				return void this.#arrange(wish);
			case 'release':
				return void this.#withDesk((desk) => desk.release(wish.view));
			case 'export':
				return this.#export(wish);
			case 'pull':
				return void this.#pull(wish);
		}
	}

	/** Ends everything at work. */
	close(): void {
		for (const request of [...this.#open.keys()]) this.#close(request);
		if (this.#desk !== undefined) void this.#withDesk((desk) => desk.close());
	}

	#close(request: number): void {
		this.#open.get(request)?.abort();
		this.#open.delete(request);
		this.#files.delete(request);
	}

	#openDesk(): Promise<Desk> {
		return (this.#desk ??= import('./desk').then(({ Desk }) => new Desk(this.#reading, this.#others)));
	}

	/** Does something at a desk that is there; one that could not be loaded has told so to those who asked. */
	async #withDesk(action: (desk: Desk) => void): Promise<void> {
		await this.#openDesk().then(action, () => undefined);
	}

	async #rows({ answer, request, view, start, end }: WishOf<'rows'>): Promise<void> {
		try {
			const rows =
				view === undefined ? this.#reading.rows(start, end) : (await this.#openDesk()).rows(view, start, end);
			this.#post({ kind: 'rows', answer, request, rows });
		} catch (error) {
			this.#post({ kind: 'failed', answer, request, message: reason(error) });
		}
	}

	async #answer({ answer, request, view, question }: WishOf<'ask'>): Promise<void> {
		const { signal } = this.#begin(request);
		try {
			const desk = await this.#openDesk();
			const reply = await desk.answer(question, view, signal);
			if (!signal.aborted) this.#post({ kind: 'reply', answer, request, reply }, transferables(reply));
		} catch (error) {
			if (!signal.aborted) this.#post({ kind: 'failed', answer, request, message: reason(error) });
		} finally {
			this.#close(request);
		}
	}

	async #arrange({ answer, view, arrangement }: WishOf<'arrange'>): Promise<void> {
		const failed = (message: string) => this.#post({ kind: 'unarranged', answer, view, message });
		try {
			const desk = await this.#openDesk();
			desk.arrange(view, arrangement, {
				arranged: (scope) => this.#post({ kind: 'scope', answer, view, scope }),
				failed
			});
		} catch (error) {
			failed(reason(error));
		}
	}

	#export({ request, view, format, columns }: WishOf<'export'>): void {
		const { signal } = this.#begin(request);
		this.#files.set(
			request,
			this.#openDesk().then((desk) => desk.file(format, columns, view, signal))
		);
	}

	async #pull({ answer, request }: WishOf<'pull'>): Promise<void> {
		const signal = this.#open.get(request)?.signal;
		try {
			const pieces = await this.#files.get(request);
			if (pieces === undefined) return;
			let next = await pieces.next();
			while (next.done !== true && next.value.length === 0) next = await pieces.next();
			if (signal?.aborted) return;
			const bytes = next.done === true ? new Uint8Array() : next.value;
			this.#post({ kind: 'piece', answer, request, bytes, done: next.done === true }, [bytes.buffer]);
			if (next.done === true) this.#close(request);
		} catch (error) {
			if (signal?.aborted) return;
			this.#post({ kind: 'failed', answer, request, message: reason(error) });
			this.#close(request);
		}
	}

	#begin(request: number): AbortController {
		const controller = new AbortController();
		this.#open.set(request, controller);
		return controller;
	}
}
