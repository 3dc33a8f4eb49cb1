import { describe, expect, it } from 'vitest';
import type { Clock } from '$lib/runs/clock';
import { Failures } from '$lib/runs/failures';
import { Wakefulness } from '$lib/runs/wakefulness';

function handClock() {
	const hands = { now: 5, wall: 1_000_000 };
	const clock: Clock = { now: () => hands.now, wall: () => hands.wall, after: () => () => undefined };
	return { hands, clock };
}

describe('Wakefulness', () => {
	it('takes small differences of the clocks and late timers of hidden pages for nothing', () => {
		const { hands, clock } = handClock();
		const wakefulness = new Wakefulness(clock);
		hands.now += 60_000;
		hands.wall += 62_000;
		expect(wakefulness.check()).toEqual({ slept: 0, long: false });
		hands.wall -= 3_600_000;
		expect(wakefulness.check()).toEqual({ slept: 0, long: false });
	});

	it('notices a sleep that the stopwatch missed', () => {
		const { hands, clock } = handClock();
		const wakefulness = new Wakefulness(clock);
		hands.now += 200;
		hands.wall += 3_600_200;
		expect(wakefulness.check()).toEqual({ slept: 3_600_000, long: false });
		expect(wakefulness.check()).toEqual({ slept: 0, long: false });
	});

	it('notices a gap where the stopwatch went on', () => {
		const { hands, clock } = handClock();
		const wakefulness = new Wakefulness(clock);
		hands.now += 3_600_000;
		hands.wall += 3_600_000;
		expect(wakefulness.check()).toEqual({ slept: 0, long: true });
	});
});

describe('Failures', () => {
	it('counts a row and the time since it began', () => {
		const { hands, clock } = handClock();
		const failures = new Failures(clock);
		expect(failures.count()).toEqual({ attempts: 1, lasted: 0 });
		hands.now += 700;
		expect(failures.count()).toEqual({ attempts: 2, lasted: 700 });
		failures.forget();
		hands.now += 9;
		expect(failures.count()).toEqual({ attempts: 1, lasted: 0 });
	});
});
