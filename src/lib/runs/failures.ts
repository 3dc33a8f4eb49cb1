import type { Clock } from './clock';

/** Counts failures in a row. */
export class Failures {
	readonly #clock: Clock;
	#attempts = 0;
	#since = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** One more. `lasted`: ms since the first of the row. */
	count(): { readonly attempts: number; readonly lasted: number } {
		const now = this.#clock.now();
		if (this.#attempts++ === 0) this.#since = now;
		return { attempts: this.#attempts, lasted: now - this.#since };
	}

	get none(): boolean {
		return this.#attempts === 0;
	}

	/** The row is over. */
	forget(): void {
		this.#attempts = 0;
	}
}
