import type { Interval } from './interval';
import type { Zone } from './zone';
import { quote } from './value';

/** How instants are rounded down: to calendar months (counted from year 1), ISO weeks, days, or a fixed step from 1970. */
export type Rounding =
	| { readonly kind: 'months'; readonly count: number }
	| { readonly kind: 'week' }
	| { readonly kind: 'day' }
	| { readonly kind: 'step'; readonly millis: number };

const DAY = 86_400_000;

/** The rounding of an interval; undefined when it is not positive or mixes calendar and clock. */
export function roundingOf({ months, days, millis }: Interval): Rounding | undefined {
	if (months > 0 && days === 0 && millis === 0) return { kind: 'months', count: months };
	if (months !== 0) return undefined;
	if (millis === 0 && days === 7) return { kind: 'week' };
	if (millis === 0 && days === 1) return { kind: 'day' };
	const step = days * DAY + millis;
	return step > 0 ? { kind: 'step', millis: step } : undefined;
}

/** From coarse to fine: the steps an automatic date histogram may take. */
const HUMAN: readonly Rounding[] = [
	{ kind: 'months', count: 1 },
	{ kind: 'week' },
	{ kind: 'day' },
	...[12 * 3600, 3 * 3600, 3600, 1800, 600, 300, 60, 30, 10, 5, 1, 0.1, 0.05, 0.01, 0.001].map(
		(seconds): Rounding => ({
			kind: 'step',
			millis: seconds * 1000
		})
	)
];

/** Months since the year 1, with the part of the last one that has passed. */
function monthsAt(local: number): number {
	const date = new Date(local);
	const months = (date.getUTCFullYear() - 1) * 12 + date.getUTCMonth();
	const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
	return months + (local - start) / (31 * DAY);
}

/** A week begins on Monday, the first of them on 29 December 1969. */
const WEEK_SHIFT = 3 * DAY;

/** Where an instant lies among the buckets of a rounding, counted from any one. */
function placeOf(rounding: Rounding, local: number): number {
	switch (rounding.kind) {
		case 'months':
			return monthsAt(local) / rounding.count;
		case 'week':
			return (local + WEEK_SHIFT) / (7 * DAY);
		case 'day':
			return local / DAY;
		case 'step':
			return local / rounding.millis;
	}
}

const fits = (rounding: Rounding, buckets: number, from: number, to: number): boolean =>
	Math.max(1, Math.ceil(placeOf(rounding, to)) - Math.floor(placeOf(rounding, from))) <= buckets;

/** The finest human step that needs at most `buckets` buckets between two instants; a year at the coarsest. */
export function automaticRounding(buckets: number, from: number, to: number, zone: Zone): Rounding {
	const [start, end] = [from + zone.offset(from), to + zone.offset(to)];
	let best: Rounding = { kind: 'months', count: 12 };
	for (const rounding of HUMAN) {
		if (!fits(rounding, buckets, start, end)) return best;
		best = rounding;
	}
	return best;
}

/** The numeric bucket width for about `buckets` buckets: a power of ten or half of one. */
export function automaticWidth(buckets: number, from: number, to: number): number {
	const precise = (to - from) / buckets;
	const power = Math.pow(10, Math.ceil(Math.log10(precise)));
	return precise < power / 2 ? power / 2 : power;
}

/** Steps of more milliseconds may leave the calendar. */
const FAR = 1e12;

function stepSql(step: string, local: string, far: boolean): string {
	const bucket = `time_bucket(${step}, ${local}, TIMESTAMP '1970-01-01')`;
	return far ? `TRY(${bucket})` : bucket;
}

function roundSql(rounding: Rounding, local: string): string {
	switch (rounding.kind) {
		case 'months': {
			const unit = { 1: 'month', 3: 'quarter', 12: 'year' }[rounding.count];
			if (unit) return `date_trunc('${unit}', ${local})`;
			return `time_bucket(INTERVAL ${rounding.count} months, ${local}, TIMESTAMP '0001-01-01')`;
		}
		case 'week':
		case 'day':
			return `date_trunc('${rounding.kind}', ${local})`;
		case 'step':
			return stepSql(`INTERVAL '${rounding.millis} milliseconds'`, local, rounding.millis > FAR);
	}
}

const isUtc = (zone: Zone) => zone.name === 'UTC' || zone.name === 'Z';
const fixedShift = (zone: Zone) =>
	/^[+-]/.test(zone.name) ? `INTERVAL ${zone.offset(0)} milliseconds` : undefined;

/** SQL of the wall-clock time of a TIMESTAMP in a zone. */
export function localSql(timestamp: string, zone: Zone): string {
	if (isUtc(zone)) return timestamp;
	const shift = fixedShift(zone);
	if (shift) return `(${timestamp} + ${shift})`;
	return `timezone(${quote(zone.name)}, timezone('UTC', ${timestamp}))`;
}

function instantSql(local: string, zone: Zone): string {
	if (isUtc(zone)) return local;
	const shift = fixedShift(zone);
	if (shift) return `(${local} - ${shift})`;
	return `timezone('UTC', timezone(${quote(zone.name)}, ${local}))`;
}

/** SQL that rounds a TIMESTAMP down in a zone. */
export const roundedSql = (rounding: Rounding, timestamp: string, zone: Zone): string =>
	instantSql(roundSql(rounding, localSql(timestamp, zone)), zone);
