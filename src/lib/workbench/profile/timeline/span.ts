/** The part of a timeline that is in sight, in its milliseconds. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** The finest that can be told apart: a microsecond. */
const least = 0.001;

/** Closer by `factor` (or further, below 1) around a moment, within `whole`. */
export function zoom({ from, to }: Span, factor: number, around: number, whole: number): Span {
	const width = Math.min(whole, Math.max(least, (to - from) / factor));
	const share = to > from ? (around - from) / (to - from) : 0.5;
	return within(around - width * share, width, whole);
}

export function pan({ from, to }: Span, by: number, whole: number): Span {
	return within(from + by, to - from, whole);
}

/** A stretch with a little room on both sides. */
export function around(from: number, to: number, whole: number): Span {
	const width = Math.min(whole, Math.max(least, (to - from) * 1.1));
	return within((from + to - width) / 2, width, whole);
}

function within(from: number, width: number, whole: number): Span {
	const start = Math.max(0, Math.min(from, whole - width));
	return { from: start, to: start + width };
}

/** Moments for a ruler, about one for each `room` pixels, at 1, 2 or 5 times a power of ten. */
export function ticks({ from, to }: Span, pixels: number, room = 90): readonly number[] {
	const raw = ((to - from) * room) / Math.max(1, pixels);
	const power = 10 ** Math.floor(Math.log10(raw));
	const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= raw)!;
	const first = Math.ceil(from / step - 1e-9);
	const count = Math.max(0, Math.floor(to / step + 1e-9) - first + 1);
	return Array.from({ length: count }, (_, at) => (first + at) * step);
}

/** `0`, `250 ms`, `1.5 s`, `40 µs`. */
export function tickLabel(millis: number, step: number): string {
	if (millis === 0) return '0';
	const [value, unit, size] =
		step >= 500
			? [millis / 1000, 's', step / 1000]
			: step >= 0.5
				? [millis, 'ms', step]
				: [millis * 1000, 'µs', step * 1000];
	const digits = Math.max(0, Math.ceil(-Math.log10(size) - 1e-9));
	return `${value.toFixed(Math.min(3, digits))} ${unit}`;
}
