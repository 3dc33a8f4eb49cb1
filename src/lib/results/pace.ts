/** Calls `action` at once, then at most once per `interval` milliseconds; a call that came too early is made up for. */
export class Pace {
	readonly #interval: number;
	readonly #action: () => void;
	#last = -Infinity;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(interval: number, action: () => void) {
		this.#interval = interval;
		this.#action = action;
	}

	request(): void {
		const wait = this.#last + this.#interval - performance.now();
		if (wait <= 0) this.#run();
		else this.#timer ??= setTimeout(() => this.#run(), wait);
	}

	/** Forgets a call that is still due. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#run(): void {
		this.stop();
		this.#last = performance.now();
		this.#action();
	}
}
