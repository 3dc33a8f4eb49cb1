import type { Zone } from './zone';
import { UTC } from './zone';

const ISO =
	/^([+-]\d{4,9}|\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:T(?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?$/;

/** An instant: epoch milliseconds, and the nanoseconds within that millisecond. */
export interface Instant {
	readonly millis: number;
	readonly nanos: number;
}

/** Milliseconds since the epoch of a UTC calendar time; undefined when there is no such time. */
export function utcMillis(
	year: number,
	month: number,
	day: number,
	hour = 0,
	minute = 0,
	second = 0,
	millis = 0
): number | undefined {
	if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined;
	const date = new Date(0);
	date.setUTCFullYear(year, month - 1, day);
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || day < 1) return undefined;
	return date.setUTCHours(hour, minute, second, millis);
}

/** ISO date with optional time and offset (Elasticsearch's `strict_date_optional_time`); undefined when it is none. */
export function parseIsoInstant(text: string, zone: Zone = UTC): Instant | undefined {
	const match = ISO.exec(text);
	if (!match) return undefined;
	const [, year, month, day, hour, minute, second, fraction, offset] = match;
	const digits = (fraction ?? '').padEnd(9, '0');
	const local = utcMillis(
		Number(year),
		Number(month ?? 1),
		Number(day ?? 1),
		Number(hour ?? 0),
		Number(minute ?? 0),
		Number(second ?? 0),
		Number(digits.slice(0, 3))
	);
	if (local === undefined) return undefined;
	const nanos = Number(digits.slice(3));
	if (offset === undefined) return { millis: zone.instant(local), nanos };
	if (offset === 'Z') return { millis: local, nanos };
	const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0);
	return { millis: local - (offset.startsWith('-') ? -minutes : minutes) * 60_000, nanos };
}

export const parseIsoMillis = (text: string, zone: Zone = UTC): number | undefined =>
	parseIsoInstant(text, zone)?.millis;

/** Nanoseconds since the epoch; undefined when it is no date or outside 1970…2262. */
export function parseIsoNanos(text: string, zone: Zone = UTC): bigint | undefined {
	const instant = parseIsoInstant(text, zone);
	if (!instant) return undefined;
	const nanos = BigInt(instant.millis) * 1_000_000n + BigInt(instant.nanos);
	return nanos < 0n || nanos > 9_223_372_036_854_775_807n ? undefined : nanos;
}

const DAY = 86_400_000;
const days = new Map<number, string>();

/** The calendar repeats after so many days, which are 400 years. */
const CYCLE = 146_097;
const LAST_DAY = 100_000_000;

/** A time that JavaScript's dates can hold, and the years that it is too early: none but for times far off. */
export function nearby(millis: number): { readonly millis: number; readonly years: number } {
	if (Math.abs(millis) <= LAST_DAY * DAY) return { millis, years: 0 };
	const cycles = Math.round(millis / DAY / CYCLE);
	return { millis: millis - cycles * CYCLE * DAY, years: cycles * 400 };
}

function isoDay(day: number): string {
	const { millis, years } = nearby(day * DAY);
	const text = new Date(millis).toISOString();
	if (years === 0) return text.slice(0, -13);
	const year = new Date(millis).getUTCFullYear() + years;
	return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}${text.slice(-20, -13)}`;
}

/** `2026-01-15T` of a day since the epoch; kept, since rows share their days. */
function dayText(day: number): string {
	let text = days.get(day);
	if (text === undefined) {
		text = isoDay(day)
			.replace(/^([+-])0(?=\d{5})/, '$1')
			.replace(/^-0(?=\d{4}-)/, '-');
		if (days.size > 20_000) days.clear();
		days.set(day, text);
	}
	return text;
}

const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** A wall-clock time to the millisecond, without its zone. */
function clockText(local: number): string {
	const day = Math.floor(local / DAY);
	const millis = local - day * DAY;
	const seconds = Math.floor(millis / 1000);
	const fraction = millis - seconds * 1000;
	const minutes = Math.floor(seconds / 60);
	const hours = Math.floor(minutes / 60);
	const point = fraction < 10 ? '.00' : fraction < 100 ? '.0' : '.';
	return `${dayText(day)}${two[hours]}:${two[minutes - hours * 60]}:${two[seconds - minutes * 60]}${point}${fraction}`;
}

/** `2026-01-15T10:00:00.000Z`; local time and offset in another zone. */
export const isoMillis = (millis: number, zone: Zone = UTC): string =>
	clockText(millis + zone.offset(millis)) + zone.suffix(millis);

/** As `isoMillis`, with as many of nine fraction digits as needed, at least three. */
export function isoNanos(nanos: bigint, zone: Zone = UTC): string {
	const millis = Number(nanos / 1_000_000n) - (nanos % 1_000_000n < 0n ? 1 : 0);
	const rest = Number(nanos - BigInt(millis) * 1_000_000n);
	const more = rest === 0 ? '' : String(rest).padStart(6, '0').replace(/0+$/, '');
	return clockText(millis + zone.offset(millis)) + more + zone.suffix(millis);
}
