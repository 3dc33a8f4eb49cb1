import type { Clock } from './clock';

/** Waiting that can be cut short: for a turn, or for some time. */
export class Pause {
	readonly #clock: Clock;
	#end: () => void = () => undefined;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Waits so many ms, or until `end`. */
	time(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const callOff = this.#clock.after(ms, resolve);
			this.#end = () => {
				callOff();
				resolve();
			};
		});
	}

	/** Waits until `begin` is given its answer; undefined when `end` comes first. */
	turn<Value>(begin: (answer: (value: Value) => void) => void): Promise<Value | undefined> {
		return new Promise((resolve) => {
			this.#end = () => resolve(undefined);
			begin(resolve);
		});
	}

	/** Ends what is waited for, if anything is. */
	end(): void {
		this.#end();
	}
}
