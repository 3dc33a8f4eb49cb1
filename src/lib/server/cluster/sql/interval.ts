/** A span of time: calendar months and days, and exact milliseconds. */
export interface Interval {
	readonly months: number;
	readonly days: number;
	readonly millis: number;
}

const UNITS: Readonly<Record<string, Partial<Interval>>> = {
	millisecond: { millis: 1 },
	second: { millis: 1000 },
	minute: { millis: 60_000 },
	hour: { millis: 3_600_000 },
	day: { days: 1 },
	week: { days: 7 },
	month: { months: 1 },
	quarter: { months: 3 },
	year: { months: 12 }
};

const ABBREVIATIONS: Readonly<Record<string, string>> = {
	ms: 'millisecond',
	s: 'second',
	sec: 'second',
	m: 'minute',
	min: 'minute',
	h: 'hour',
	d: 'day',
	w: 'week',
	mo: 'month',
	q: 'quarter',
	y: 'year',
	yr: 'year'
};

/** Months and days of an interval, and the amount of a span, are 32-bit numbers. */
const MOST = 2 ** 31 - 1;

/** `3`, `hours` → interval; undefined for an unknown unit or an amount that is no whole number, or too large. */
export function intervalOf(amount: string, unit: string): Interval | undefined {
	const word = unit.toLowerCase();
	const name = ABBREVIATIONS[word] ?? (word in UNITS ? word : word.replace(/s$/, ''));
	const factor = UNITS[name];
	if (!factor || !/^[+-]?\d+$/.test(amount)) return undefined;
	const count = Number(amount);
	const largest = Math.max(1, factor.months ?? 0, factor.days ?? 0);
	if (Math.abs(count) * largest > MOST) return undefined;
	return {
		months: (factor.months ?? 0) * count,
		days: (factor.days ?? 0) * count,
		millis: (factor.millis ?? 0) * count
	};
}

/** `3 hours` as text → interval. */
export function parseInterval(text: string): Interval | undefined {
	const match = /^\s*([+-]?\d+)\s*([a-z]+)\s*$/i.exec(text);
	return match ? intervalOf(match[1], match[2]) : undefined;
}

export const negateInterval = ({ months, days, millis }: Interval): Interval => ({
	months: -months,
	days: -days,
	millis: -millis
});

export const intervalSql = ({ months, days, millis }: Interval): string =>
	`INTERVAL '${months} months ${days} days ${millis} milliseconds'`;

/** `time` + interval on the UTC calendar, epoch milliseconds; the day is clipped to the month's length. */
export function addInterval(time: number, { months, days, millis }: Interval): number {
	const date = new Date(time);
	const day = date.getUTCDate();
	date.setUTCDate(1);
	date.setUTCMonth(date.getUTCMonth() + months);
	const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
	date.setUTCDate(Math.min(day, length));
	return date.getTime() + days * 86_400_000 + millis;
}

/** `date` + span: an INTERVAL keeps microseconds, so nanoseconds are put back. */
export const shifted = (date: string, span: string, nanos: boolean): string =>
	nanos
		? `make_timestamp_ns(epoch_ns(((${date})::TIMESTAMP + ${span})::TIMESTAMP_NS) + epoch_ns(${date}) % 1000)`
		: `TRY(${date} + ${span})`;
