import type { Clock } from './clock';

/** A calendar clock that gains more than this on the stopwatch, in ms, tells of a sleep. */
const SLEEP = 10_000;
/** Browsers let the timers of hidden pages fire once a minute: only a longer gap means that nothing could be done. */
const GAP = 90_000;

/** Notices that the computer slept: some stopwatches stand still meanwhile, on others timers are merely late. */
export class Wakefulness {
	readonly #clock: Clock;
	#now: number;
	#wall: number;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#now = clock.now();
		this.#wall = clock.wall();
	}

	/** What happened since the last check: `slept` ms that the stopwatch missed; `long` after a gap that no timer explains. */
	check(): { readonly slept: number; readonly long: boolean } {
		const now = this.#clock.now();
		const wall = this.#clock.wall();
		const gap = now - this.#now;
		const missed = wall - this.#wall - gap;
		this.#now = now;
		this.#wall = wall;
		return { slept: missed > SLEEP ? missed : 0, long: gap > GAP };
	}
}
