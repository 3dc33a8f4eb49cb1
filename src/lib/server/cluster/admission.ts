/** Lets at most `limit` hold a place at once; the others wait in the order they came. */
export class Admission {
	#held = 0;
	readonly #waiting = new Set<() => void>();

	constructor(readonly limit: number) {}

	/** Resolves to the call that gives the place back. Rejects with the signal's reason when it is aborted first. */
	enter(signal: AbortSignal): Promise<() => void> {
		signal.throwIfAborted();
		if (this.#held < this.limit) return Promise.resolve(this.#take());
		return new Promise((resolve, reject) => {
			const admit = () => {
				signal.removeEventListener('abort', leave);
				resolve(this.#take());
			};
			const leave = () => {
				this.#waiting.delete(admit);
				reject(signal.reason);
			};
			this.#waiting.add(admit);
			signal.addEventListener('abort', leave, { once: true });
		});
	}

	#take(): () => void {
		this.#held++;
		let given = false;
		return () => {
			if (given) return;
			given = true;
			this.#held--;
			const [next] = this.#waiting;
			if (!next) return;
			this.#waiting.delete(next);
			next();
		};
	}
}

/** Each running query holds one thread of libuv's pool (`UV_THREADPOOL_SIZE`, 4 unless set): two are left for files. */
export function admissionLimit(poolSize: string | undefined): number {
	const size = Number(poolSize);
	return Math.min(8, Math.max(1, (Number.isInteger(size) && size > 0 ? size : 4) - 2));
}
