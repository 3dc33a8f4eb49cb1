import { DAYS, isoWeekday, MONTHS, parsePattern } from './datepattern';
import { utcMillis } from './isodate';
import type { Zone } from './zone';
import { UTC, zoneOf } from './zone';

const alternatives = (names: readonly string[], width: number) =>
	(width >= 4 ? names : names.map((name) => name.slice(0, 3))).join('|');

function fieldRegex(letter: string, width: number, next: boolean): string {
	if ((letter === 'M' || letter === 'L') && width >= 3) return alternatives(MONTHS, width);
	if (letter === 'E') return alternatives(DAYS, width);
	if (letter === 'a') return '[AaPp][Mm]';
	if (letter === 'X' || letter === 'x' || letter === 'Z') return 'Z|[+-]\\d{2}(?::?\\d{2})?';
	if ('VzO'.includes(letter)) return '[A-Za-z0-9_/+:-]+';
	if (letter === 'S') return `\\d{${width}}`;
	if (letter === 'y' || letter === 'u' || letter === 'Y') return next ? `\\d{${width}}` : `-?\\d{${width},9}`;
	return width === 1 ? '\\d{1,2}' : `\\d{${width}}`;
}

/** A compiled reader of one Java pattern. */
export interface DateReader {
	readonly regex: RegExp;
	readonly fields: readonly { readonly letter: string; readonly width: number }[];
}

export function dateReader(pattern: string): DateReader | undefined {
	const pieces = parsePattern(pattern);
	if (!pieces) return undefined;
	const fields = pieces.flatMap((piece) => (piece.kind === 'field' ? [piece] : []));
	const source = pieces.map((piece, index) => {
		if (piece.kind === 'optional') return piece.open ? '(?:' : ')?';
		if (piece.kind === 'text') return piece.text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
		return `(${fieldRegex(piece.letter, piece.width, pieces[index + 1]?.kind === 'field')})`;
	});
	const depths: number[] = [];
	for (const piece of pieces)
		if (piece.kind === 'optional') depths.push((depths.at(-1) ?? 0) + (piece.open ? 1 : -1));
	if (depths.some((depth) => depth < 0)) return undefined;
	const ends = ')?'.repeat(depths.at(-1) ?? 0);
	return { regex: new RegExp(`^${source.join('')}${ends}$`), fields };
}

interface Parts {
	year: number;
	month: number;
	day: number;
	dayOfYear?: number;
	week?: number;
	weekday?: number;
	hour: number;
	half?: number;
	minute: number;
	second: number;
	millis: number;
	/** null for a name that is no zone. */
	zone?: Zone | null;
}

function readField(parts: Parts, letter: string, width: number, text: string): void {
	const number = Number(text);
	if (letter === 'y' || letter === 'u' || letter === 'Y') parts.year = width === 2 ? 2000 + number : number;
	else if (letter === 'M' || letter === 'L') {
		parts.month = width >= 3 ? MONTHS.findIndex((name) => name.startsWith(text)) + 1 : number;
	} else if (letter === 'w') parts.week = number;
	else if ((letter === 'e' || letter === 'c') && width < 3) parts.weekday = number;
	else if (letter === 'd') parts.day = number;
	else if (letter === 'D') parts.dayOfYear = number;
	else if ('Hk'.includes(letter)) parts.hour = letter === 'k' ? number % 24 : number;
	else if ('hK'.includes(letter)) parts.hour = number % 12;
	else if (letter === 'a') parts.half = /^p/i.test(text) ? 12 : 0;
	else if (letter === 'm') parts.minute = number;
	else if (letter === 's') parts.second = number;
	else if (letter === 'S') parts.millis = Number(text.padEnd(3, '0').slice(0, 3));
	else if ('XxZVzO'.includes(letter)) parts.zone = zoneOf(text) ?? null;
}

/** The day of an ISO week: week 1 holds the fourth of January. */
function weekDate({ year, week = 1, weekday = 1 }: Parts, zone: Zone): number | undefined {
	const fourth = utcMillis(year, 1, 4);
	if (fourth === undefined || week < 1 || week > 53 || weekday < 1 || weekday > 7) return undefined;
	const monday = fourth - (isoWeekday(new Date(fourth)) - 1) * 86_400_000;
	return zone.instant(monday + ((week - 1) * 7 + weekday - 1) * 86_400_000);
}

/** Text → epoch milliseconds by a Java pattern; undefined when it does not fit. */
export function readDate(reader: DateReader, text: string, zone: Zone = UTC): number | undefined {
	const match = reader.regex.exec(text);
	if (!match) return undefined;
	const parts: Parts = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, millis: 0 };
	reader.fields.forEach(({ letter, width }, index) => {
		const part: string | undefined = match[index + 1];
		if (part !== undefined) readField(parts, letter, width, part);
	});
	if (parts.week !== undefined) return weekDate(parts, zone);
	const hour = parts.hour + (parts.half ?? 0);
	const local = utcMillis(parts.year, parts.month, parts.day, hour, parts.minute, parts.second, parts.millis);
	if (local === undefined || parts.zone === null) return undefined;
	const shifted = parts.dayOfYear === undefined ? local : local + (parts.dayOfYear - 1) * 86_400_000;
	return (parts.zone ?? zone).instant(shifted);
}
