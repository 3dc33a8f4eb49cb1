const ZERO = 0x30;
const MINUS = 0x2d;
const POINT = 0x2e;

/** So many digits, and powers of ten up to 10^22, are exact in a double: one division then rounds correctly. */
const EXACT_DIGITS = 15;
const powers = Array.from({ length: 23 }, (_, power) => 10 ** power);

const jsonNumber = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** The double nearest to the JSON number in `bytes[start … end - 1]`; NaN when that is no number. */
export function readNumber(bytes: Uint8Array, start: number, end: number): number {
	const negative = bytes[start] === MINUS;
	const first = negative ? start + 1 : start;
	let mantissa = 0;
	let point = -1;
	if (end - first > EXACT_DIGITS + 1) return slowly(bytes, start, end);
	for (let i = first; i < end; i++) {
		const digit = bytes[i] - ZERO;
		if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
		else if (bytes[i] === POINT && point === -1 && i > first && i < end - 1) point = i;
		else return slowly(bytes, start, end);
	}
	if (end === first || (point === -1 && end - first > EXACT_DIGITS)) return slowly(bytes, start, end);
	const value = point === -1 ? mantissa : mantissa / powers[end - point - 1];
	return negative ? -value : value;
}

function slowly(bytes: Uint8Array, start: number, end: number): number {
	let text = '';
	for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]);
	return jsonNumber.test(text) ? Number(text) : NaN;
}

const TWO_32 = 2 ** 32;
const BILLION = 1e9;

/**
 * Writes `± (high * 10^9 + low)` as a 64-bit integer into two words, the lower one first. False when it does not fit:
 * `signed` into -2^63 … 2^63 - 1, else into 0 … 2^64 - 1. `low` is below 10^9.
 */
export function writeWide(
	words: Uint32Array,
	at: number,
	value: { readonly negative: boolean; readonly high: number; readonly low: number },
	signed: boolean
): boolean {
	const { negative, high, low } = value;
	if (high > 18_446_744_073) return false;
	const upper = Math.floor(high / 65_536) * BILLION;
	const lower = (high % 65_536) * BILLION + low;
	const bottom = (upper % 65_536) * 65_536 + lower;
	let lowWord = bottom % TWO_32;
	let highWord = Math.floor(upper / 65_536) + Math.floor(bottom / TWO_32);
	if (highWord >= TWO_32) return false;
	if (negative) {
		const isZero = highWord === 0 && lowWord === 0;
		if (!signed && !isZero) return false;
		if (highWord > 0x80000000 || (highWord === 0x80000000 && lowWord > 0)) return false;
		highWord = lowWord === 0 ? (TWO_32 - highWord) % TWO_32 : TWO_32 - 1 - highWord;
		lowWord = (TWO_32 - lowWord) % TWO_32;
	} else if (signed && highWord >= 0x80000000) return false;
	words[at] = lowWord;
	words[at + 1] = highWord;
	return true;
}

/** Reads a JSON integer into two words, as `writeWide` does; false when it is none or does not fit. */
export function readWide(
	bytes: Uint8Array,
	start: number,
	end: number,
	words: Uint32Array,
	at: number,
	signed: boolean
): boolean {
	const negative = bytes[start] === MINUS;
	const first = negative ? start + 1 : start;
	if (end === first || end - first > 20) return false;
	const cut = Math.max(first, end - 9);
	let high = 0;
	let low = 0;
	for (let i = first; i < end; i++) {
		const digit = bytes[i] - ZERO;
		if (digit < 0 || digit > 9) return false;
		if (i < cut) high = high * 10 + digit;
		else low = low * 10 + digit;
	}
	return writeWide(words, at, { negative, high, low }, signed);
}
