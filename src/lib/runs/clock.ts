/** Time as a run sees it. */
export interface Clock {
	/** Milliseconds that only ever grow. */
	now(): number;
	/** Milliseconds since 1970. */
	wall(): number;
	/** Calls `action` once after `ms`; gives back what calls it off. */
	after(ms: number, action: () => void): () => void;
}

export const systemClock: Clock = {
	now: () => performance.now(),
	wall: () => Date.now(),
	after: (ms, action) => {
		const timer = setTimeout(action, ms);
		return () => clearTimeout(timer);
	}
};
