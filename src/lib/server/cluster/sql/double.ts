/**
 * A double as Java writes it: always with a fraction, scientific below 10⁻³ and from 10⁷ on (`44.0`, `1.0E10`).
 * JavaScript finds the same shortest digits; only their layout differs.
 */
export function doubleText(value: number): string {
	const size = Math.abs(value);
	if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
	if (size === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
	if (!Number.isFinite(value)) return String(value);
	if (size === Number.MIN_VALUE) return value < 0 ? '-4.9E-324' : '4.9E-324';
	const [digits, exponent] = value.toExponential().split('e');
	return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}
