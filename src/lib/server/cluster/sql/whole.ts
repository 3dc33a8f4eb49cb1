/** A whole number of 64 bits in a base from 2 to 36; base 16 may begin with `0x`. */
export function parseWhole(text: string, base: number): bigint | undefined {
	const [, sign, digits] =
		/^([+-]?)(?:0x(?=.))?(.+)$/i.exec(
			base === 16 ? text.trim() : text.trim().replace(/^([+-]?)0x/i, '$1?')
		) ?? [];
	if (digits === undefined || !(base >= 2 && base <= 36)) return undefined;
	let value = 0n;
	for (const char of digits.toLowerCase()) {
		const digit = '0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(char);
		if (digit < 0 || digit >= base) return undefined;
		value = value * BigInt(base) + BigInt(digit);
	}
	const result = sign === '-' ? -value : value;
	return BigInt.asIntN(64, result) === result ? result : undefined;
}
