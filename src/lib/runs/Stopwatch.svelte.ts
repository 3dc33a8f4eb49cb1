import type { Clock } from './clock';
import { Wakefulness } from './wakefulness';

/** ms between two ticks. */
const TICK = 200;
/** The same while nobody looks. */
const UNSEEN_TICK = 1000;

/** What a stopwatch tells and asks. */
export interface Timed {
	/** Whether it goes on. */
	going(): boolean;
	/** The computer slept: connections from before may be dead. */
	slept(): void;
	/** Nothing could be done for longer than timers of hidden pages explain. */
	paused(): void;
}

/** The time since a run was sent, sleep of the computer included. */
export class Stopwatch {
	/** ms; ticks while the run goes on, then stays. */
	elapsed: number = $state(0);
	#watched = $state(true);
	readonly #clock: Clock;
	readonly #timed: Timed;
	readonly #wakefulness: Wakefulness;
	#began: number;
	#callOff: () => void = () => undefined;

	/** `startedAt`: ms since 1970. */
	constructor(clock: Clock, startedAt: number, timed: Timed) {
		this.#clock = clock;
		this.#timed = timed;
		this.#wakefulness = new Wakefulness(clock);
		this.#began = clock.now() - Math.max(0, clock.wall() - startedAt);
	}

	/** Whether someone looks at it. */
	get watched(): boolean {
		return this.#watched;
	}

	set watched(watched: boolean) {
		if (watched === this.#watched) return;
		this.#watched = watched;
		if (watched && this.#timed.going()) this.tick();
	}

	/** Looks at the clock, and goes on doing so while the run does. */
	tick(): void {
		this.halt();
		const { slept, long } = this.#wakefulness.check();
		this.#began -= slept;
		this.elapsed = this.#clock.now() - this.#began;
		if (!this.#timed.going()) return;
		this.#callOff = this.#clock.after(this.#watched ? TICK : UNSEEN_TICK, () => this.tick());
		if (slept > 0) this.#timed.slept();
		else if (long) this.#timed.paused();
	}

	halt(): void {
		this.#callOff();
	}
}
