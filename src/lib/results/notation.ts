import { inZone } from './zone';

/** How dates are written: as Elasticsearch sends them, with a space instead of the T, or as the browser's language has it. */
export type DateNotation = 'sent' | 'spaced' | 'local';
/** How the digits before the decimal point are grouped. */
export type NumberNotation = 'plain' | 'spaces' | 'commas';

/** How values are shown. No digit is ever left out or changed by it. */
export interface Notation {
	/** IANA name, or `UTC` for dates as sent. */
	readonly timeZone: string;
	readonly dates?: DateNotation;
	readonly numbers?: NumberNotation;
}

/** Everything as the cluster sent it. */
export const asSent: Notation = { timeZone: 'UTC' };

const groups = { spaces: '\u202f', commas: ',' };

/** A number with its integer digits in groups of three: `-1234567.891` → `-1,234,567.891`. */
export function writeNumber(text: string, { numbers = 'plain' }: Notation): string {
	if (numbers === 'plain') return text;
	return text.replace(/^(-?)(\d{4,})/, (_, sign: string, digits: string) => {
		return sign + digits.replace(/\B(?=(?:\d{3})+$)/g, groups[numbers]);
	});
}

const instant = /^([+-]?\d{4,6}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d(?::\d\d)?)$/;

/** An instant on the clocks of the notation's zone, with all digits of its fraction. Anything else comes back as it is. */
export function writeDate(sent: string, { timeZone, dates = 'sent' }: Notation): string {
	const iso = inZone(sent, timeZone);
	const match = dates === 'sent' ? null : instant.exec(iso);
	if (!match) return iso;
	const [, day, time, fraction = '', offset] = match;
	if (dates === 'spaced') return `${day} ${time}${fraction}${offset === 'Z' ? '' : ` ${offset}`}`;
	const date = new Date(sent.replace(/\.\d+Z$/, 'Z'));
	return Number.isNaN(date.getTime()) ? iso : localDate(date, fraction, timeZone);
}

const locals = new Map<string, Intl.DateTimeFormat>();

function localDate(date: Date, fraction: string, timeZone: string): string {
	let format = locals.get(timeZone);
	if (format === undefined) {
		format = new Intl.DateTimeFormat(undefined, { timeZone, dateStyle: 'medium', timeStyle: 'medium' });
		locals.set(timeZone, format);
	}
	return format
		.formatToParts(date)
		.map(({ type, value }) => (type === 'second' ? value + fraction : value))
		.join('');
}
