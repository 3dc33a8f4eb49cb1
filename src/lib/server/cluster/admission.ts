/** How long a query is likely to run; of several places, the last is kept for short ones. */
export type Lane = 'short' | 'long';

/** Lets at most `limit` hold a place at once; the others of a lane wait in the order they came. */
export class Admission {
	readonly #held: Record<Lane, number> = { short: 0, long: 0 };
	readonly #waiting: Record<Lane, Set<() => void>> = { short: new Set(), long: new Set() };

	constructor(readonly limit: number) {}

	/** Resolves to the call that gives the place back. Rejects with the signal's reason when it is aborted first. */
	enter(lane: Lane, signal: AbortSignal): Promise<() => void> {
		signal.throwIfAborted();
		if (this.#hasPlace(lane)) return Promise.resolve(this.#take(lane));
		const waiting = this.#waiting[lane];
		return new Promise((resolve, reject) => {
			const admit = () => {
				signal.removeEventListener('abort', leave);
				waiting.delete(admit);
				resolve(this.#take(lane));
			};
			const leave = () => {
				waiting.delete(admit);
				reject(signal.reason);
			};
			waiting.add(admit);
			signal.addEventListener('abort', leave, { once: true });
		});
	}

	#hasPlace(lane: Lane): boolean {
		const { short, long } = this.#held;
		return short + long < this.limit && (lane === 'short' || long < Math.max(1, this.limit - 1));
	}

	#take(lane: Lane): () => void {
		this.#held[lane]++;
		let given = false;
		return () => {
			if (given) return;
			given = true;
			this.#held[lane]--;
			for (const next of ['short', 'long'] as const) {
				const [admit] = this.#waiting[next];
				if (admit && this.#hasPlace(next)) return admit();
			}
		};
	}
}

/** Each running query holds one thread of libuv's pool (`UV_THREADPOOL_SIZE`, 4 unless set): two are left for files. */
export function admissionLimit(poolSize: string | undefined): number {
	const size = Number(poolSize);
	return Math.min(8, Math.max(1, (Number.isInteger(size) && size > 0 ? size : 4) - 2));
}
