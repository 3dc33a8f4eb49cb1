/** Adds numbers without losing any: integers as such, doubles as a list of parts that don't overlap (Shewchuk). */
export class ExactSum {
	#safe = 0;
	#big = 0n;
	#parts: number[] = [];
	#isInteger = true;
	#special = 0;

	/** Adds an integer within ± 2^53. */
	addInteger(value: number): void {
		const sum = this.#safe + value;
		if (Number.isSafeInteger(sum)) this.#safe = sum;
		else {
			this.#big += BigInt(this.#safe);
			this.#safe = value;
		}
	}

	addBig(value: bigint): void {
		this.#big += value;
	}

	addDouble(value: number): void {
		this.#isInteger = false;
		if (!Number.isFinite(value)) {
			this.#special += value;
			return;
		}
		const parts = this.#parts;
		let kept = 0;
		let x = value;
		for (let i = 0; i < parts.length; i++) {
			let y = parts[i];
			if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
			const high = x + y;
			const low = y - (high - x);
			if (low !== 0) parts[kept++] = low;
			x = high;
		}
		parts[kept] = x;
		parts.length = kept + 1;
	}

	/** The integer sum, digit by digit; or the double nearest to the sum. */
	get text(): string {
		return this.#isInteger ? String(this.#integer) : String(this.#double);
	}

	/** The double nearest to the average of `count` numbers. */
	average(count: number): number {
		if (!this.#isInteger) return this.#double / count;
		const whole = this.#integer / BigInt(count);
		return Number(whole) + Number(this.#integer % BigInt(count)) / count;
	}

	get #integer(): bigint {
		return this.#big + BigInt(this.#safe);
	}

	get #double(): number {
		if (this.#special !== 0) return this.#special;
		const all = new ExactSum();
		for (const part of this.#parts) all.addDouble(part);
		let rest = this.#integer;
		for (let i = 0; i < 3 && rest !== 0n; i++) {
			const part = Number(rest);
			all.addDouble(part);
			rest -= BigInt(part);
		}
		return all.#rounded;
	}

	/** The parts as one double: largest first, with the tie between two doubles decided by what is below. */
	get #rounded(): number {
		const parts = this.#parts;
		let i = parts.length - 1;
		let sum = parts[i] ?? 0;
		let low = 0;
		while (i > 0) {
			const x = sum;
			const y = parts[--i];
			sum = x + y;
			low = y - (sum - x);
			if (low !== 0) break;
		}
		if (i > 0 && ((low < 0 && parts[i - 1] < 0) || (low > 0 && parts[i - 1] > 0))) {
			const twice = low * 2;
			const next = sum + twice;
			if (twice === next - sum) sum = next;
		}
		return sum;
	}
}
