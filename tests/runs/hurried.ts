import { systemClock, type Clock } from '$lib/runs/clock';

/** Waits pass a thousand times faster than they say, the clock shows what they say; ticks take real time. */
export function hurriedClock(): Clock & { readonly waits: number[] } {
	const waits: number[] = [];
	let ahead = 0;
	return {
		waits,
		now: () => performance.now() + ahead,
		wall: () => Date.now() + ahead,
		after: (ms, action) => {
			if (ms <= 200) return systemClock.after(ms, action);
			if (ms >= 30_000) return systemClock.after(ms, action);
			waits.push(ms);
			return systemClock.after(ms / 1000, () => {
				ahead += ms;
				action();
			});
		}
	};
}
