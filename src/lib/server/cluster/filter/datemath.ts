import { refuse } from '../failure';
import { isIsoFormat, patternOf } from '../sql/dateformat';
import { dateReader, readDate } from '../sql/dateread';
import { parseIsoInstant } from '../sql/isodate';
import { UTC, type Zone, zoneOf } from '../sql/zone';

/** Nanoseconds since the epoch of the first and last moment that a date text means. */
export interface Moments {
	readonly first: bigint;
	readonly last: bigint;
}

export interface DateContext {
	/** Epoch milliseconds of `now`. */
	readonly now: number;
	readonly zone: Zone;
	/** Formats divided by `||`. */
	readonly format: string;
}

type Unit = 'y' | 'M' | 'w' | 'd' | 'h' | 'm' | 's';

const MILLION = 1_000_000n;
const FIXED: Readonly<Partial<Record<Unit, number>>> = { h: 3_600_000, m: 60_000, s: 1000 };
const UNITS: ReadonlySet<string> = new Set(['y', 'M', 'w', 'd', 'h', 'm', 's']);

/** Elasticsearch's formats of a `date` and a `date_nanos` field. */
export const defaultFormat = {
	date: 'strict_date_optional_time||epoch_millis',
	date_nanos: 'strict_date_optional_time_nanos||epoch_millis'
} as const;

/** Zone by name; refuses one that does not exist. */
export function requiredZone(name: string): Zone {
	return zoneOf(name) ?? refuse(400, 'illegal_argument_exception', `Unknown time-zone ID: ${name}`);
}

/** Reads a date, `now` or a date followed by `||`, each with date math such as `-1d/d`. */
export function readMoments(text: string, context: DateContext): Moments {
	if (text.startsWith('now')) {
		const now = BigInt(context.now) * MILLION;
		return applyMath(text.slice(3), { first: now, last: now }, text, context);
	}
	const cut = text.indexOf('||');
	const anchor = readAnchor(cut < 0 ? text : text.slice(0, cut), text, context);
	if (cut < 0) return anchor;
	return applyMath(text.slice(cut + 2), { first: anchor.first, last: anchor.first }, text, context);
}

const STEP = /([+-]\d*|\/)([a-zA-Z])/y;

function applyMath(math: string, start: Moments, text: string, { zone, format }: DateContext): Moments {
	let { first, last } = start;
	for (STEP.lastIndex = 0; STEP.lastIndex < math.length;) {
		const at = STEP.lastIndex;
		const step = STEP.exec(math);
		const unit = step && unitOf(step[2]);
		if (!unit) return unreadable(text, format, `operator not supported for date math [${math.slice(at)}]`);
		if (step[1] === '/') {
			({ first, last } = whole(first, unit, zone));
		} else {
			const amount = Number(step[1].length === 1 ? `${step[1]}1` : step[1]);
			first = shift(first, amount, unit, zone);
			last = shift(last, amount, unit, zone);
		}
	}
	return { first, last };
}

const unitOf = (letter: string): Unit | undefined =>
	letter === 'H' ? 'h' : UNITS.has(letter) ? (letter as Unit) : undefined;

const millisOf = (nanos: bigint): number => Number(nanos / MILLION) - (nanos % MILLION < 0n ? 1 : 0);

function shift(nanos: bigint, amount: number, unit: Unit, zone: Zone): bigint {
	const fixed = FIXED[unit];
	if (fixed !== undefined) return nanos + BigInt(fixed) * BigInt(amount) * MILLION;
	const millis = millisOf(nanos);
	const local = new Date(millis + zone.offset(millis));
	const moved = zone.instant(movedLocal(local, amount, unit));
	return BigInt(moved) * MILLION + (nanos - BigInt(millis) * MILLION);
}

/** Local time moved by calendar units; the day is clipped to the month's length. */
function movedLocal(local: Date, amount: number, unit: Unit): number {
	if (unit === 'd' || unit === 'w') return local.getTime() + amount * (unit === 'w' ? 7 : 1) * 86_400_000;
	const months = local.getUTCMonth() + amount * (unit === 'y' ? 12 : 1);
	const days = new Date(Date.UTC(local.getUTCFullYear(), months + 1, 0)).getUTCDate();
	const day = Math.min(local.getUTCDate(), days);
	return Date.UTC(local.getUTCFullYear(), months, day) + (local.getTime() % 86_400_000);
}

/** The whole unit that holds a moment. */
function whole(nanos: bigint, unit: Unit, zone: Zone): Moments {
	const millis = millisOf(nanos);
	const local = new Date(millis + zone.offset(millis));
	const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
	const midnight = Date.UTC(year, month, day);
	const starts: Readonly<Record<Unit, number>> = {
		y: Date.UTC(year, 0, 1),
		M: Date.UTC(year, month, 1),
		w: midnight - ((local.getUTCDay() + 6) % 7) * 86_400_000,
		d: midnight,
		h: Math.floor(local.getTime() / 3_600_000) * 3_600_000,
		m: Math.floor(local.getTime() / 60_000) * 60_000,
		s: Math.floor(local.getTime() / 1000) * 1000
	};
	const first = BigInt(zone.instant(starts[unit])) * MILLION;
	return { first, last: shift(first, 1, unit, zone) - 1n };
}

function readAnchor(text: string, written: string, context: DateContext): Moments {
	for (const format of context.format.split('||')) {
		const moments = readAs(format.trim(), text, context);
		if (moments) return moments;
	}
	return unreadable(written, context.format);
}

const ISO_PARTS =
	/^[+-]?\d{4,9}(-\d+)?(-\d+)?(?:T(\d+)?(:\d+)?(:\d+)?([.,]\d+)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

function readAs(format: string, text: string, { zone }: DateContext): Moments | undefined {
	if (format === 'epoch_millis' || format === 'epoch_second') {
		const match = /^(-?)(\d+)(?:\.(\d{1,9}))?$/.exec(text);
		if (!match) return undefined;
		const [, sign, digits, fraction = ''] = match;
		const places = format === 'epoch_millis' ? 6 : 9;
		const nanos = BigInt(digits + fraction.slice(0, places).padEnd(places, '0')) * (sign ? -1n : 1n);
		const span = 10n ** BigInt(Math.max(0, places - fraction.length)) - 1n;
		return { first: nanos, last: nanos + span };
	}
	if (isIsoFormat(format)) return readIso(text, zone);
	const reader = dateReader(patternOf(format));
	if (!reader)
		return refuse(400, 'illegal_argument_exception', `Invalid format: [${format}]: Unknown pattern letter`);
	const millis = readDate(reader, text, zone);
	if (millis === undefined) return undefined;
	const letters = reader.fields.map(({ letter }) => letter).join('');
	return from(BigInt(millis) * MILLION, finest(letters), /[XxZVzO]/.test(letters) ? UTC : zone);
}

function readIso(text: string, zone: Zone): Moments | undefined {
	const instant = parseIsoInstant(text, zone);
	const parts = ISO_PARTS.exec(text);
	if (!instant || !parts) return undefined;
	const nanos = BigInt(instant.millis) * MILLION + BigInt(instant.nanos);
	const [, month, day, hour, minute, second, fraction, offset] = parts;
	const unit = fraction
		? undefined
		: second
			? 's'
			: minute
				? 'm'
				: hour
					? 'h'
					: day
						? 'd'
						: month
							? 'M'
							: 'y';
	if (fraction && fraction.length <= 4) return { first: nanos, last: nanos + MILLION - 1n };
	return from(nanos, unit, offset === undefined ? zone : UTC);
}

function finest(letters: string): Unit | undefined {
	if (/[SnN]/.test(letters)) return undefined;
	if (letters.includes('s')) return 's';
	if (letters.includes('m')) return 'm';
	if (/[HhkK]/.test(letters)) return 'h';
	if (/[dDeEc]/.test(letters)) return 'd';
	return /[ML]/.test(letters) ? 'M' : 'y';
}

const from = (nanos: bigint, unit: Unit | undefined, zone: Zone): Moments => ({
	first: nanos,
	last: unit === undefined ? nanos : shift(nanos, 1, unit, zone) - 1n
});

function unreadable(text: string, format: string, cause?: string): never {
	const reason = `failed to parse date field [${text}] with format [${format}]`;
	return refuse(400, 'parse_exception', cause === undefined ? reason : `${cause}: [${reason}]`);
}
