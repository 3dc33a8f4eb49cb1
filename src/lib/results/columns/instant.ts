const ZERO = 0x30;
const DAY = 86_400;

/** Reads UTC instants as Elasticsearch sends them: `2026-01-01T00:00:00.123456789Z`, the year with 4 to 9 digits and a sign. */
export class InstantReader {
	/** Whole seconds since 1970, and nanoseconds on top of them. */
	seconds = 0;
	nanos = 0;
	#bytes: Uint8Array = new Uint8Array();
	#at = 0;

	/** Reads `bytes[start … end - 1]`, without quotes; false when that is no such instant. */
	read(bytes: Uint8Array, start: number, end: number): boolean {
		this.#bytes = bytes;
		this.#at = start;
		const sign = bytes[start] === 0x2d ? -1 : 1;
		if (bytes[start] === 0x2d || bytes[start] === 0x2b) this.#at++;
		let digits = this.#at;
		while (digits < end && isDigit(bytes[digits])) digits++;
		const width = digits - this.#at;
		if (width < 4 || width > 9) return false;
		const year = sign * this.#digits(width);
		if (!this.#skip(0x2d)) return false;
		const month = this.#digits(2);
		if (!this.#skip(0x2d)) return false;
		const day = this.#digits(2);
		if (!this.#skip(0x54)) return false;
		const hour = this.#digits(2);
		if (!this.#skip(0x3a)) return false;
		const minute = this.#digits(2);
		if (!this.#skip(0x3a)) return false;
		const second = this.#digits(2);
		this.nanos = 0;
		if (bytes[this.#at] === 0x2e) {
			const first = ++this.#at;
			let unit = 1e8;
			while (this.#at < end && isDigit(bytes[this.#at])) {
				this.nanos += (bytes[this.#at++] - ZERO) * unit;
				unit /= 10;
			}
			if (this.#at === first || this.#at - first > 9) return false;
		}
		if (!this.#skip(0x5a) || this.#at !== end) return false;
		if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 60)) {
			return false;
		}
		this.seconds = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
		return true;
	}

	/** A number of so many digits; NaN when they are not all there. */
	#digits(count: number): number {
		let value = 0;
		for (let i = 0; i < count; i++) {
			const byte = this.#bytes[this.#at++];
			value = isDigit(byte) ? value * 10 + byte - ZERO : NaN;
		}
		return value;
	}

	#skip(byte: number): boolean {
		return this.#bytes[this.#at++] === byte;
	}
}

function isDigit(byte: number): boolean {
	return byte >= 0x30 && byte <= 0x39;
}

/** Days from 1970-01-01 to a day of the proleptic Gregorian calendar. */
function days(year: number, month: number, day: number): number {
	const shifted = month <= 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146_097 + dayOfEra - 719_468;
}
