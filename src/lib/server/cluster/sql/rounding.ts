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

function roundLocal(rounding: Rounding, local: number): number {
	switch (rounding.kind) {
		case 'months': {
			const date = new Date(local);
			const months = (date.getUTCFullYear() - 1) * 12 + date.getUTCMonth();
			return monthStart(Math.floor(months / rounding.count) * rounding.count);
		}
		case 'week':
			return Math.floor((local + 3 * DAY) / (7 * DAY)) * 7 * DAY - 3 * DAY;
		case 'day':
			return Math.floor(local / DAY) * DAY;
		case 'step':
			return Math.floor(local / rounding.millis) * rounding.millis;
	}
}

function monthStart(months: number): number {
	const date = new Date(0);
	date.setUTCFullYear(Math.floor(months / 12) + 1, ((months % 12) + 12) % 12, 1);
	return date.getTime();
}

function nextLocal(rounding: Rounding, local: number): number {
	if (rounding.kind !== 'months') {
		return local + (rounding.kind === 'step' ? rounding.millis : rounding.kind === 'week' ? 7 * DAY : DAY);
	}
	const date = new Date(local);
	return monthStart((date.getUTCFullYear() - 1) * 12 + date.getUTCMonth() + rounding.count);
}

function fits(rounding: Rounding, buckets: number, from: number, to: number): boolean {
	let bucket = roundLocal(rounding, from);
	for (let used = 0; used < buckets; used++) {
		bucket = nextLocal(rounding, bucket);
		if (bucket >= to) return true;
	}
	return false;
}

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
			return `time_bucket(INTERVAL '${rounding.millis} milliseconds', ${local}, TIMESTAMP '1970-01-01')`;
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
