import type { Random } from '../random';
import { services } from './shop';

/** One stretch of time: how busy the shop was, from when (epoch ms) and for how long (ms). */
export interface Span {
	readonly index: number;
	readonly start: number;
	readonly length: number;
	readonly weight: number;
}

/** One service in trouble during one span; level 0 … 1. */
export interface Trouble {
	readonly span: number;
	readonly service: string;
	readonly level: number;
}

export interface Calendar {
	readonly spans: readonly Span[];
	readonly troubles: readonly Trouble[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Share of the peak at an hour of the day, UTC: Europe's evening, then America's. */
function rhythm(time: number): number {
	const hour = (time % DAY) / HOUR;
	const bump = (centre: number, width: number) => {
		const away = Math.min(Math.abs(hour - centre), 24 - Math.abs(hour - centre));
		return Math.exp(-((away / width) ** 2));
	};
	return 0.22 + 0.45 * bump(11, 3.5) + 0.75 * bump(19, 3.2) + 0.35 * bump(1, 2.5);
}

const weekend = (time: number) => [0, 6].includes(new Date(time).getUTCDay());

/**
 * `days` days before `end` in spans of `minutes`: a daily and weekly rhythm, a few busy hours, and incidents that
 * swell and ebb. One incident lies in the last day.
 */
export function makeCalendar(random: Random, end: number, days: number, minutes: number): Calendar {
	const length = minutes * MINUTE;
	const count = Math.floor((days * DAY) / length);
	const first = end - count * length;
	const campaigns = Array.from({ length: Math.ceil(days / 10) }, () => random.int(0, count - 1));
	const spans = Array.from({ length: count }, (_, index) => {
		const start = first + index * length;
		const campaign = campaigns.some((at) => index >= at && index < at + 120 / minutes) ? 1.9 : 1;
		const weight = rhythm(start) * (weekend(start) ? 0.78 : 1) * campaign * random.between(0.88, 1.12);
		return { index, start, length, weight };
	});
	const begins = Array.from({ length: Math.ceil(days / 3) }, () => random.int(0, count - 1));
	begins.push(Math.max(0, count - Math.round((random.between(6, 16) * 60) / minutes)));
	return { spans, troubles: begins.flatMap((begin) => incident(random, begin, count, minutes)) };
}

function incident(random: Random, begin: number, count: number, minutes: number): Trouble[] {
	const service = random.pick(services).name;
	const worst = random.between(0.3, 0.95);
	const length = Math.ceil(random.int(30, 150) / minutes);
	return Array.from({ length }, (_, step) => ({
		span: begin + step,
		service,
		level: Math.round(worst * Math.sin((Math.PI * (step + 0.5)) / length) * 1000) / 1000
	})).filter(({ span }) => span < count);
}
