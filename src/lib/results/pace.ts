/** How often something may be done, in milliseconds. */
export interface Rhythm {
	readonly early: number;
	/** From `settled` milliseconds after the first time on. */
	readonly late: number;
	readonly settled: number;
}

/** Calls `action` at once, then no more often than the rhythm allows; a call that came too early is made up for. */
export class Pace {
	readonly #rhythm: Rhythm;
	readonly #action: () => void;
	#first: number | undefined;
	#last = -Infinity;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(rhythm: Rhythm, action: () => void) {
		this.#rhythm = rhythm;
		this.#action = action;
	}

	request(): void {
		const now = performance.now();
		this.#first ??= now;
		const { early, late, settled } = this.#rhythm;
		const wait = this.#last + (now - this.#first < settled ? early : late) - now;
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
