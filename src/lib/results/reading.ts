import { Breath } from './breath';
import type { Ending, Layout, Progress, Row } from './messages';
import { MAX_BYTES } from './offsets';
import { Scanner } from './scan';
import { Table } from './table';

/** Where an Arrow stream begins; no JSON does. */
const ARROW = 0xff;

interface Source {
	read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
}

export interface ReadingOptions {
	/** Bytes after which reading ends. */
	readonly budget: number;
	readonly layout?: Layout;
	/** Called after each chunk was scanned. */
	readonly onChunk: () => void;
}

/** One answer being read, or read: its bytes, its index, and how it ended. */
export class Reading {
	readonly scanner: Scanner;
	readonly #table: Table;
	readonly #budget: number;
	readonly #onChunk: () => void;
	#done = false;
	#end: () => void = () => undefined;
	readonly #over = new Promise<void>((resolve) => (this.#end = resolve));
	/** Told when a chunk was scanned, and at the end. */
	#waiting: (() => void)[] = [];

	constructor(options: ReadingOptions) {
		this.scanner = new Scanner(options.layout);
		this.#table = new Table(this.scanner);
		this.#budget = Math.min(options.budget, MAX_BYTES);
		this.#onChunk = options.onChunk;
	}

	get progress(): Progress {
		return { rows: this.scanner.rows, bytes: this.scanner.bytes.length, done: this.#done };
	}

	rows(start: number, end: number): readonly Row[] {
		return this.#table.rows(start, end);
	}

	/** Resolves once there are more rows than `rows`, but not before `pause` milliseconds; at once at the end. */
	async more(rows: number, pause: number): Promise<void> {
		await Promise.race([this.#over, new Promise((resolve) => setTimeout(resolve, pause))]);
		while (!this.#done && this.scanner.rows <= rows) {
			await new Promise<void>((resolve) => this.#waiting.push(resolve));
		}
	}

	/** Reads `body` to its end, the budget, a fault or the abort, whichever is first. Never rejects. */
	async read(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<Ending> {
		const reader = body.getReader();
		// A stream that broke rejects its cancel; `read` has told of that already.
		const cancel = () => void reader.cancel().catch(() => undefined);
		signal.addEventListener('abort', cancel, { once: true });
		try {
			const ending = await this.#pump(reader, signal);
			if (ending.kind !== 'complete') cancel();
			return ending;
		} catch (error) {
			return signal.aborted
				? { kind: 'aborted' }
				: { kind: 'cut', message: `The connection broke: ${reason(error)}` };
		} finally {
			signal.removeEventListener('abort', cancel);
			this.#done = true;
			this.#end();
			this.#wake();
		}
	}

	#wake(): void {
		for (const resolve of this.#waiting.splice(0)) resolve();
	}

	async #pump(source: Source, signal: AbortSignal): Promise<Ending> {
		const { scanner } = this;
		const breath = new Breath();
		for (;;) {
			if (signal.aborted) return { kind: 'aborted' };
			const { done, value } = await source.read();
			if (signal.aborted) return { kind: 'aborted' };
			if (done || value === undefined) return this.#ended();
			if (scanner.bytes.length === 0 && value[0] === ARROW) return this.#pumpArrow(value, source, signal);
			const left = this.#budget - scanner.bytes.length;
			scanner.push(value.length > left ? value.subarray(0, left) : value);
			this.#onChunk();
			this.#wake();
			if (scanner.fault !== undefined)
				return { kind: 'cut', message: `The answer is not valid: ${scanner.fault}` };
			if (value.length > left && !scanner.complete) return { kind: 'budget', limit: this.#budget };
			await breath.pause();
		}
	}

	/** The bytes of the same answer as JSON are kept: so all that is done with rows is done with these. */
	async #pumpArrow(first: Uint8Array, source: Source, signal: AbortSignal): Promise<Ending> {
		let broken: unknown;
		const body = (async function* () {
			yield first;
			try {
				for (let next = await source.read(); next.value !== undefined; next = await source.read())
					yield next.value;
			} catch (error) {
				broken = error;
				throw error;
			}
		})();
		const { arrowAsJson } = await import('./arrow/arrowjson');
		this.scanner.expectRows();
		const json = arrowAsJson(body);
		try {
			return await this.#pump(
				{
					read: async () => {
						const { done = false, value } = await json.next();
						return done ? { done } : { done, value: value as Uint8Array };
					}
				},
				signal
			);
		} catch (error) {
			if (broken !== undefined) throw broken;
			return { kind: 'cut', message: `The answer is no Arrow that can be read: ${reason(error)}` };
		}
	}

	#ended(): Ending {
		if (this.scanner.complete) return { kind: 'complete' };
		const bytes = this.scanner.bytes.length.toLocaleString('en');
		return { kind: 'cut', message: `The answer ended after ${bytes} bytes, before its JSON did` };
	}
}

/** The message of an error and of what caused it, on one line. */
export function reason(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
