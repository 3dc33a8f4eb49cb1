/** An instant as Elasticsearch writes it: UTC, to the millisecond, or with nine digits where it is exact to the nanosecond. */
export function instantText(value: bigint, unit: 'millis' | 'nanos'): string {
	if (unit === 'millis') return isoMillis(value);
	const millis = floorDiv(value, 1_000_000n);
	const below = value - millis * 1_000_000n;
	const text = isoMillis(millis);
	return below === 0n ? text : `${text.slice(0, -1)}${String(below).padStart(6, '0')}Z`;
}

/** Years beyond four digits get a sign and no padding, as Java writes them. */
function isoMillis(millis: bigint): string {
	const date = new Date(Number(millis));
	if (Number.isNaN(date.getTime())) return `${millis}`;
	return date.toISOString().replace(/^([+-])0*(\d{4,})/, '$1$2');
}

function floorDiv(a: bigint, b: bigint): bigint {
	const quotient = a / b;
	return a < 0n && quotient * b !== a ? quotient - 1n : quotient;
}
