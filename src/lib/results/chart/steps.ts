const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** The first Monday, from which weeks are counted. */
const MONDAY = 4 * DAY;

const spans: readonly number[] = [
	...[1, 2, 5, 10, 20, 50, 100, 200, 500],
	...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
	...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
	...[1, 2, 3, 6, 12].map((count) => count * HOUR),
	DAY,
	WEEK
];
const months: readonly number[] = [1, 3, 6, 12, 60, 120, 600, 1200, 12_000];

/** How a stretch of x is cut into steps. */
export interface Steps {
	/** Where each begins. */
	readonly starts: Float64Array<ArrayBuffer>;
	/** Width of all of them; 0 when they are calendar months. */
	readonly width: number;
	/** The number of the step that holds a value within the stretch. */
	indexOf(value: number): number;
}

/** At most about `count` steps over dates in epoch ms: of a length people know, cut in UTC. */
export function dateSteps(from: number, to: number, count: number): Steps {
	const least = (to - from) / Math.max(1, count);
	const span = spans.find((candidate) => candidate >= least);
	if (span !== undefined) return evenSteps(from, to, span, span === WEEK ? MONDAY : 0);
	const least30 = least / (30 * DAY);
	return monthSteps(from, to, months.find((candidate) => candidate >= least30) ?? 120_000);
}

/** At most about `count` steps over numbers, of a round length; of whole ones when all numbers are whole. */
export function numberSteps(from: number, to: number, count: number, isWhole: boolean): Steps {
	const least = (to - from) / Math.max(1, count);
	if (!(least > 0) || !Number.isFinite(least))
		return evenSteps(from, from, isWhole ? 1 : Math.abs(from) / 10 || 1, 0);
	const power = 10 ** Math.floor(Math.log10(least));
	const width =
		[1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= least) ?? least;
	return evenSteps(from, to, isWhole ? Math.max(1, Math.round(width)) : width, 0);
}

function evenSteps(from: number, to: number, width: number, origin: number): Steps {
	const first = Math.floor((from - origin) / width);
	const last = Math.max(first, Math.floor((to - origin) / width));
	const starts = Float64Array.from({ length: last - first + 1 }, (_, i) =>
		tidy((first + i) * width + origin, width)
	);
	return {
		starts,
		width,
		indexOf: (value) => Math.min(starts.length - 1, Math.max(0, Math.floor((value - origin) / width) - first))
	};
}

/** Without the last digits that multiplying by a fraction leaves (`0.30000000000000004`). */
function tidy(value: number, width: number): number {
	return width < 1 ? Number(value.toPrecision(12)) : value;
}

function monthSteps(from: number, to: number, width: number): Steps {
	const numberOf = (value: number) => {
		const date = new Date(value);
		return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / width);
	};
	const first = numberOf(from);
	const starts = Float64Array.from({ length: numberOf(to) - first + 1 }, (_, i) => {
		const month = (first + i) * width;
		const date = new Date(0);
		date.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
		return date.getTime();
	});
	return { starts, width: 0, indexOf: (value) => numberOf(value) - first };
}
