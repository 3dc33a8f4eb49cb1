import type { Limits } from './config';

export type Admission =
	| { readonly kind: 'in'; leave(): void }
	/** `retryAfter`: seconds. */
	| { readonly kind: 'out'; readonly reason: string; readonly retryAfter: number };

interface Use {
	open: number;
	/** Requests that may still be sent now; grows with time up to a minute's worth. */
	left: number;
	at: number;
}

const minute = 60_000;

/** Counts what each asker has open and has sent (a token bucket that fills in a minute). */
export class Quota {
	readonly #uses = new Map<string, Use>();

	/** `key`: the asker on one cluster. */
	enter(key: string, { openRequests, requestsPerMinute }: Limits, now = performance.now()): Admission {
		const use = this.#uses.get(key) ?? { open: 0, left: requestsPerMinute, at: now };
		this.#uses.set(key, use);
		use.left = Math.min(requestsPerMinute, use.left + ((now - use.at) / minute) * requestsPerMinute);
		use.at = now;
		if (use.open >= openRequests)
			return {
				kind: 'out',
				reason: `this session has ${use.open} requests open at once; at most ${openRequests} may be`,
				retryAfter: 1
			};
		if (use.left < 1)
			return {
				kind: 'out',
				reason: `this session has sent more than ${requestsPerMinute} requests in a minute`,
				retryAfter: Math.ceil(((1 - use.left) / requestsPerMinute) * (minute / 1000))
			};
		use.left -= 1;
		use.open += 1;
		let inside = true;
		return {
			kind: 'in',
			leave: () => {
				if (!inside) return;
				inside = false;
				use.open -= 1;
				this.#sweep();
			}
		};
	}

	/** Forgets who has been away for a minute, once there are many. */
	#sweep(now = performance.now()): void {
		if (this.#uses.size < 1000) return;
		for (const [key, { open, at }] of this.#uses) {
			if (open === 0 && at < now - minute) this.#uses.delete(key);
		}
	}
}
