const DAY = 86_400_000;
const QUARTER_HOUR = 900_000;
/** Rules of zones are known up to here. */
const LAST = 8_640_000_000_000_000 - DAY;

const parts = {
	hourCycle: 'h23',
	year: 'numeric',
	month: 'numeric',
	day: 'numeric',
	hour: 'numeric',
	minute: 'numeric',
	second: 'numeric',
	era: 'short'
} as const;

/** Offset from UTC in milliseconds of a zone at an instant. Zone rules change on quarter hours only. */
export class Zone {
	readonly #format: Intl.DateTimeFormat | undefined;
	readonly #fixed: number | undefined;
	readonly #offsets = new Map<number, number>();

	/** `name`: an IANA name, `Z`, `UTC` or an offset such as `+02:00`. Throws RangeError for anything else. */
	constructor(readonly name: string) {
		this.#fixed = fixedOffset(name);
		if (this.#fixed === undefined) {
			this.#format = new Intl.DateTimeFormat('en-US', { timeZone: name, ...parts });
		}
	}

	offset(instant: number): number {
		if (this.#fixed !== undefined) return this.#fixed;
		const key = Math.floor(Math.max(-LAST, Math.min(LAST, instant)) / QUARTER_HOUR);
		let offset = this.#offsets.get(key);
		if (offset === undefined) {
			offset = this.#compute(key * QUARTER_HOUR);
			if (this.#offsets.size > 50_000) this.#offsets.clear();
			this.#offsets.set(key, offset);
		}
		return offset;
	}

	/** The instant at which clocks of the zone show `local` (milliseconds as if it were UTC). */
	instant(local: number): number {
		const guess = local - this.offset(local);
		return local - this.offset(guess);
	}

	/** `Z` or `+02:00`. */
	suffix(instant: number): string {
		const minutes = this.offset(instant) / 60_000;
		if (minutes === 0) return 'Z';
		const size = Math.abs(minutes);
		const pad = (n: number) => String(n).padStart(2, '0');
		return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
	}

	#compute(instant: number): number {
		const found: Record<string, string> = {};
		for (const { type, value } of this.#format?.formatToParts(instant) ?? []) found[type] = value;
		const year = found.era === 'BC' ? 1 - Number(found.year) : Number(found.year);
		const clock = new Date(0);
		clock.setUTCFullYear(year, Number(found.month) - 1, Number(found.day));
		clock.setUTCHours(Number(found.hour), Number(found.minute), Number(found.second));
		return Math.round((clock.getTime() - instant) / 60_000) * 60_000;
	}
}

function fixedOffset(name: string): number | undefined {
	if (/^(?:z|utc|gmt|etc\/utc)$/i.test(name)) return 0;
	const match = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(name);
	if (!match) return undefined;
	const size = Number(match[2]) * 60 + Number(match[3] ?? 0);
	if (size * 60_000 > DAY) throw new RangeError(`Invalid time zone specified: ${name}`);
	return (match[1] === '-' ? -size : size) * 60_000;
}

export const UTC = new Zone('UTC');

const zones = new Map<string, Zone>();

/** The zone of a name, made once; undefined when there is none of that name. */
export function zoneOf(name: string): Zone | undefined {
	const known = zones.get(name);
	if (known) return known;
	try {
		const zone = new Zone(name);
		zones.set(name, zone);
		return zone;
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}
