import { describe, expect, it } from 'vitest';
import { systemClock, type Clock } from '$lib/runs/clock';
import { Pause } from '$lib/runs/pause';
import { Stopwatch } from '$lib/runs/Stopwatch.svelte';

/** A clock whose timers are counted and go off by hand. */
function counted() {
	const timers = new Set<() => void>();
	const clock: Clock = {
		...systemClock,
		after: (_, action) => {
			const fire = () => {
				timers.delete(fire);
				action();
			};
			timers.add(fire);
			return () => timers.delete(fire);
		}
	};
	return { clock, timers };
}

describe('Pause', () => {
	it('ends with its time, or before, and leaves no timer', async () => {
		const { clock, timers } = counted();
		const pause = new Pause(clock);
		const first = pause.time(1000);
		[...timers][0]?.();
		await first;
		const second = pause.time(1000);
		pause.end();
		await second;
		expect(timers.size).toBe(0);
	});

	it('waits for a turn, or gives it up', async () => {
		const pause = new Pause(counted().clock);
		expect(await pause.turn<number>((grant) => grant(7))).toBe(7);
		const waiting = pause.turn<number>(() => undefined);
		pause.end();
		expect(await waiting).toBeUndefined();
	});
});

describe('Stopwatch', () => {
	it('ticks while its run goes on, however often it is looked at, with one timer', () => {
		const { clock, timers } = counted();
		let going = true;
		const watch = new Stopwatch(clock, clock.wall() - 5000, {
			going: () => going,
			slept: () => undefined,
			paused: () => undefined
		});
		watch.tick();
		watch.tick();
		watch.watched = false;
		watch.watched = true;
		expect(timers.size).toBe(1);
		expect(watch.elapsed).toBeGreaterThanOrEqual(5000);
		going = false;
		[...timers][0]?.();
		expect(timers.size).toBe(0);
		watch.watched = false;
		watch.watched = true;
		expect(timers.size).toBe(0);
	});
});
