import type { Breath } from '../breath';
import { roomFor } from '../columns/growth';
import { eachRun, sortNumbers } from './numbers';

const TWO_63 = 2n ** 63n;

/** Collects numbers of any kind and counts the different ones; `1` and `1.0` are one. */
export class DistinctNumbers {
	#doubles = new Float64Array(256);
	#doubleCount = 0;
	#signed = new BigInt64Array(64);
	#signedCount = 0;
	/** Those past 2^63. */
	#unsigned = new BigUint64Array(64);
	#unsignedCount = 0;

	add(value: number): void {
		this.#doubles = roomFor(this.#doubles, this.#doubleCount + 1);
		this.#doubles[this.#doubleCount++] = value;
	}

	addBig(value: bigint): void {
		const number = Number(value);
		if (Number.isSafeInteger(number)) this.add(number);
		else if (value < TWO_63) {
			this.#signed = roomFor(this.#signed, this.#signedCount + 1);
			this.#signed[this.#signedCount++] = value;
		} else {
			this.#unsigned = roomFor(this.#unsigned, this.#unsignedCount + 1);
			this.#unsigned[this.#unsignedCount++] = value;
		}
	}

	/** How many there are. Uses them up. */
	async count(breath: Breath): Promise<number> {
		let count = 0;
		const lists = [
			this.#doubles.subarray(0, this.#doubleCount),
			this.#signed.subarray(0, this.#signedCount),
			this.#unsigned.subarray(0, this.#unsignedCount)
		];
		for (const list of lists) eachRun(await sortNumbers(list, breath), () => count++);
		return count;
	}
}
