/** Seeded random numbers (mulberry32): the same seed gives the same numbers on every machine. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** 0 ≤ number < 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** Whole number, both ends included. */
	int(from: number, to: number): number {
		return from + Math.floor(this.next() * (to - from + 1));
	}

	between(from: number, to: number): number {
		return from + this.next() * (to - from);
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(items: readonly T[]): T {
		return items[Math.floor(this.next() * items.length)];
	}

	/** Standard normal distribution. */
	normal(): number {
		return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
	}
}

/** Picks items by weight: made once for many picks. */
export class Wheel<T extends { readonly weight: number }> {
	readonly #items: readonly T[];
	readonly #ends: readonly number[];

	constructor(items: readonly T[]) {
		let end = 0;
		this.#items = items;
		this.#ends = items.map(({ weight }) => (end += weight));
	}

	spin(random: Random): T {
		const point = random.next() * this.#ends[this.#ends.length - 1];
		let [low, high] = [0, this.#ends.length - 1];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#ends[middle] > point) high = middle;
			else low = middle + 1;
		}
		return this.#items[low];
	}
}
