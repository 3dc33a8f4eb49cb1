const LANCZOS = [
	76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155, 0.001208650973866179,
	-0.000005395239384953
];

function logGamma(x: number): number {
	const base = x + 5.5 - (x + 0.5) * Math.log(x + 5.5);
	const series = LANCZOS.reduce((sum, factor, index) => sum + factor / (x + 1 + index), 1.000000000190015);
	return -base + Math.log((2.5066282746310005 * series) / x);
}

/** Lentz's continued fraction for the incomplete beta function. */
function fraction(x: number, a: number, b: number): number {
	const tiny = 1e-300;
	const held = (value: number) => (Math.abs(value) < tiny ? tiny : value);
	let c = 1;
	let d = 1 / held(1 - ((a + b) * x) / (a + 1));
	let result = d;
	for (let m = 1; m < 300; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / held(1 + even * d);
		c = held(1 + even / c);
		result *= d * c;
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / held(1 + odd * d);
		c = held(1 + odd / c);
		result *= d * c;
		if (Math.abs(d * c - 1) < 1e-12) break;
	}
	return result;
}

/** The regularised incomplete beta function I_x(a, b). */
export function incompleteBeta(x: number, a: number, b: number): number {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
	return x < (a + 1) / (a + b + 2)
		? (front * fraction(x, a, b)) / a
		: 1 - (front * fraction(1 - x, b, a)) / b;
}

/** The probability that an F-distributed value with these degrees of freedom is above `f`. */
export const aboveF = (f: number, df1: number, df2: number): number =>
	f === Infinity ? 0 : incompleteBeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);

/** The probability that a t-distributed value is farther from zero than `t`. */
export const beyondT = (t: number, df: number): number => incompleteBeta(df / (df + t * t), df / 2, 0.5);
