/** Milliseconds of work after which waiting messages get their turn. */
const SLICE = 8;

/** Lets long work be interrupted: by waiting messages now and then, and for good by a signal. */
export class Breath {
	readonly #signal: AbortSignal | undefined;
	#end = performance.now() + SLICE;

	constructor(signal?: AbortSignal) {
		this.#signal = signal;
	}

	/** Whether `take` is due. Cheap enough to ask every few thousand steps. */
	get due(): boolean {
		return performance.now() >= this.#end;
	}

	/** Lets waiting messages run. Throws the signal's reason once it is aborted. */
	async take(): Promise<void> {
		await turn();
		this.#signal?.throwIfAborted();
		this.#end = performance.now() + SLICE;
	}

	/** `take`, if it is due. */
	async pause(): Promise<void> {
		if (this.due) await this.take();
	}
}

/** Lets queued messages and timers run; unlike `setTimeout(0)` browsers do not stretch it to 4 ms. */
function turn(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
