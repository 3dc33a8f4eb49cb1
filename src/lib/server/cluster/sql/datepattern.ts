import { nearby } from './isodate';
import type { Zone } from './zone';
import { UTC } from './zone';

/** One piece of a Java date pattern. `width`: how often the letter stands there. */
export type Piece =
	| { readonly kind: 'text'; readonly text: string }
	/** `[` or `]`: what stands between them may be absent where a date is read. */
	| { readonly kind: 'optional'; readonly open: boolean }
	| { readonly kind: 'field'; readonly letter: string; readonly width: number };

export const MONTHS =
	'January February March April May June July August September October November December'.split(' ');
export const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const FIELDS = 'yuMLdDEecHhkKmsSnNAaQqwWFYGXxZVzO';

/** Pieces of a pattern such as `yyyy-MM-dd'T'HH:mm`; undefined when a letter is not supported. */
export function parsePattern(pattern: string): readonly Piece[] | undefined {
	const pieces: Piece[] = [];
	const matcher = /'((?:[^']|'')*)'|([A-Za-z])\2*|[[\]]|[^A-Za-z'[\]{}#]+/y;
	let at = 0;
	while (at < pattern.length) {
		matcher.lastIndex = at;
		const match = matcher.exec(pattern);
		if (!match) return undefined;
		const [whole, quoted, letter] = match;
		if (quoted !== undefined) pieces.push({ kind: 'text', text: quoted.replaceAll("''", "'") || "'" });
		else if (whole === '[' || whole === ']') pieces.push({ kind: 'optional', open: whole === '[' });
		else if (letter === undefined) pieces.push({ kind: 'text', text: whole });
		else if (FIELDS.includes(letter)) pieces.push({ kind: 'field', letter, width: whole.length });
		else return undefined;
		at += whole.length;
	}
	return pieces;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
const named = (names: readonly string[], index: number, width: number): string =>
	width === 4 ? names[index] : names[index].slice(0, width > 4 ? 1 : 3);

export const isoWeekday = (date: Date): number => date.getUTCDay() || 7;

export function dayOfYear(date: Date): number {
	const start = new Date(0);
	start.setUTCFullYear(date.getUTCFullYear(), 0, 0);
	return Math.floor((date.getTime() - start.getTime()) / 86_400_000);
}

/** ISO week and the year it belongs to. */
export function isoWeek(date: Date): { readonly week: number; readonly year: number } {
	const thursday = new Date(date.getTime() + (4 - isoWeekday(date)) * 86_400_000);
	return { week: Math.ceil(dayOfYear(thursday) / 7), year: thursday.getUTCFullYear() };
}

function offsetText(minutes: number, letter: string, width: number): string {
	if (minutes === 0 && (letter === 'X' || (letter === 'Z' && width === 5))) return 'Z';
	const size = Math.abs(minutes);
	const [hours, rest] = [pad(Math.floor(size / 60), 2), pad(size % 60, 2)];
	const sign = minutes < 0 ? '-' : '+';
	if (letter === 'O') {
		if (minutes === 0) return 'GMT';
		if (width === 4) return `GMT${sign}${hours}:${rest}`;
		return `GMT${sign}${Number(hours)}${rest === '00' ? '' : `:${rest}`}`;
	}
	if (letter === 'Z') return sign + hours + (width === 5 ? ':' : '') + rest;
	if (width === 1) return sign + hours + (rest === '00' ? '' : rest);
	return sign + hours + (width === 3 || width === 5 ? ':' : '') + rest;
}

const startOfMonth = (date: Date): Date => new Date(date.getTime() - (date.getUTCDate() - 1) * 86_400_000);

interface Moment {
	readonly date: Date;
	/** To be added to the year of `date`. */
	readonly years: number;
	readonly zone: Zone;
	readonly instant: number;
	/** Nanoseconds within the millisecond. */
	readonly nanos: number;
}

const ofDay = (date: Date): number => ((date.getTime() % 86_400_000) + 86_400_000) % 86_400_000;
const ofSecond = ({ date, nanos }: Moment): number => date.getUTCMilliseconds() * 1_000_000 + nanos;

function formatField(letter: string, width: number, moment: Moment): string {
	const { date, years, zone, instant, nanos } = moment;
	const year = date.getUTCFullYear() + years;
	switch (letter) {
		case 'y':
		case 'u':
			return width === 2 ? pad(((year % 100) + 100) % 100, 2) : pad(year, width);
		case 'Y':
			return pad(width === 2 ? (isoWeek(date).year + years) % 100 : isoWeek(date).year + years, width);
		case 'M':
		case 'L':
			return width >= 3 ? named(MONTHS, date.getUTCMonth(), width) : pad(date.getUTCMonth() + 1, width);
		case 'Q':
		case 'q': {
			const quarter = Math.floor(date.getUTCMonth() / 3) + 1;
			return width === 3 ? `Q${quarter}` : pad(quarter, width);
		}
		case 'w':
			return pad(isoWeek(date).week, width);
		case 'd':
			return pad(date.getUTCDate(), width);
		case 'D':
			return pad(dayOfYear(date), width);
		case 'E':
			return named(DAYS, isoWeekday(date) - 1, width);
		case 'e':
		case 'c':
			return width >= 3 ? named(DAYS, isoWeekday(date) - 1, width) : pad(isoWeekday(date), width);
		case 'H':
			return pad(date.getUTCHours(), width);
		case 'k':
			return pad(date.getUTCHours() || 24, width);
		case 'h':
			return pad(date.getUTCHours() % 12 || 12, width);
		case 'K':
			return pad(date.getUTCHours() % 12, width);
		case 'm':
			return pad(date.getUTCMinutes(), width);
		case 's':
			return pad(date.getUTCSeconds(), width);
		case 'S':
			return pad(ofSecond(moment), 9).padEnd(width, '0').slice(0, width);
		case 'n':
			return pad(ofSecond(moment), width);
		case 'N':
			return pad(ofDay(date) * 1_000_000 + nanos, width);
		case 'A':
			return pad(ofDay(date), width);
		case 'W':
			return pad(Math.floor((date.getUTCDate() + 6 + isoWeekday(startOfMonth(date)) - 1) / 7), width);
		case 'F':
			return pad(Math.floor((date.getUTCDate() - 1) / 7) + 1, width);
		case 'G':
			return width === 4 ? (year > 0 ? 'Anno Domini' : 'Before Christ') : year > 0 ? 'AD' : 'BC';
		case 'a':
			return date.getUTCHours() < 12 ? 'AM' : 'PM';
		case 'X':
		case 'x':
		case 'Z':
		case 'O':
			return offsetText(zone.offset(instant) / 60_000, letter, width);
		default:
			return zone.name === 'UTC' ? 'Z' : zone.name;
	}
}

/** Epoch milliseconds → text by a Java pattern. */
export function formatDate(pieces: readonly Piece[], instant: number, zone: Zone = UTC, nanos = 0): string {
	const { millis, years } = nearby(instant + zone.offset(instant));
	const moment: Moment = { date: new Date(millis), years, zone, instant, nanos };
	let text = '';
	for (const piece of pieces) {
		if (piece.kind === 'text') text += piece.text;
		else if (piece.kind === 'field') text += formatField(piece.letter, piece.width, moment);
	}
	return text;
}
