const unitMs: Readonly<Record<string, number>> = {
	nanos: 1e-6,
	micros: 1e-3,
	ms: 1,
	s: 1000,
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000
};

/**
 * Milliseconds of a duration as Elasticsearch reads one: a whole number and a unit (`20s`, `5d`), or a bare `0` or `-1`.
 * Undefined when it is not one.
 */
export function durationMs(text: string): number | undefined {
	const match = /^(-1|0+|\d{1,18})\s*([a-z]*)$/.exec(text.trim().toLowerCase());
	if (match === null) return undefined;
	const [, digits, unit] = match;
	if (unit === '') return /^(?:-1|0+)$/.test(digits) ? Number(digits) : undefined;
	if (digits === '-1' || !Object.hasOwn(unitMs, unit)) return undefined;
	return Number(digits) * unitMs[unit];
}
