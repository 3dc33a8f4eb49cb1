import { formatDate, parsePattern } from './datepattern';
import { dateReader, readDate } from './dateread';
import { isoNanos, parseIsoMillis } from './isodate';
import type { Zone } from './zone';

/** Elasticsearch's names of Java patterns; each also has a `strict_` form. */
const NAMED: Readonly<Record<string, string>> = {
	basic_date: 'yyyyMMdd',
	basic_date_time: "yyyyMMdd'T'HHmmss.SSSXX",
	basic_date_time_no_millis: "yyyyMMdd'T'HHmmssXX",
	basic_ordinal_date: 'yyyyDDD',
	basic_ordinal_date_time: "yyyyDDD'T'HHmmss.SSSXX",
	basic_time: 'HHmmss.SSSXX',
	basic_time_no_millis: 'HHmmssXX',
	basic_t_time: "'T'HHmmss.SSSXX",
	basic_week_date: "YYYY'W'wwe",
	date: 'yyyy-MM-dd',
	date_hour: "yyyy-MM-dd'T'HH",
	date_hour_minute: "yyyy-MM-dd'T'HH:mm",
	date_hour_minute_second: "yyyy-MM-dd'T'HH:mm:ss",
	date_hour_minute_second_fraction: "yyyy-MM-dd'T'HH:mm:ss.SSS",
	date_hour_minute_second_millis: "yyyy-MM-dd'T'HH:mm:ss.SSS",
	date_time: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
	date_time_no_millis: "yyyy-MM-dd'T'HH:mm:ssXXX",
	hour: 'HH',
	hour_minute: 'HH:mm',
	hour_minute_second: 'HH:mm:ss',
	hour_minute_second_fraction: 'HH:mm:ss.SSS',
	hour_minute_second_millis: 'HH:mm:ss.SSS',
	ordinal_date: 'yyyy-DDD',
	ordinal_date_time: "yyyy-DDD'T'HH:mm:ss.SSSXXX",
	time: 'HH:mm:ss.SSSXXX',
	time_no_millis: 'HH:mm:ssXXX',
	t_time: "'T'HH:mm:ss.SSSXXX",
	week_date: "YYYY-'W'ww-e",
	weekyear: 'YYYY',
	weekyear_week: "YYYY-'W'ww",
	weekyear_week_day: "YYYY-'W'ww-e",
	year: 'yyyy',
	year_month: 'yyyy-MM',
	year_month_day: 'yyyy-MM-dd'
};

const ISO = new Set(['iso8601', 'date_optional_time', 'date_optional_time_nanos']);

/** How dates are written and read by one format. */
export interface DateFormat {
	/** `nanos`: nanoseconds within the millisecond. */
	readonly write: (millis: number, nanos: number, zone: Zone) => string;
	/** Epoch milliseconds; undefined when the text does not fit. */
	readonly read: (text: string, zone: Zone) => number | undefined;
}

/** The Java pattern that a format name stands for; any other text is a pattern itself. */
export const patternOf = (format: string): string => {
	const name = format.replace(/^strict_/, '');
	return Object.hasOwn(NAMED, name) ? NAMED[name] : format;
};

/** True for the names of ISO dates with an optional time. */
export const isIsoFormat = (format: string): boolean => ISO.has(format.replace(/^strict_/, ''));

const epoch = (unit: number): DateFormat => ({
	write: (millis) => String(unit === 1 ? millis : millis / unit),
	read: (text) => (/^-?\d+(?:\.\d+)?$/.test(text) ? Math.floor(Number(text) * unit) : undefined)
});

const iso: DateFormat = {
	write: (millis, nanos, zone) => isoNanos(BigInt(millis) * 1_000_000n + BigInt(nanos), zone),
	read: parseIsoMillis
};

function single(format: string): DateFormat | undefined {
	if (format === 'epoch_millis') return epoch(1);
	if (format === 'epoch_second') return epoch(1000);
	if (isIsoFormat(format)) return iso;
	const pattern = patternOf(format);
	const pieces = parsePattern(pattern);
	const reader = dateReader(pattern);
	if (!pieces || !reader) return undefined;
	return {
		write: (millis, nanos, zone) => formatDate(pieces, millis, zone, nanos),
		read: (text, zone) => readDate(reader, text, zone)
	};
}

/**
 * A format by its name (`strict_date_optional_time`), as a Java pattern, or as several of these between `||`: dates
 * are written by the first and read by the first that fits. undefined when there is no such format.
 */
export function dateFormat(text: string): DateFormat | undefined {
	const formats = text.split('||').map(single);
	const known = formats.filter((format) => format !== undefined);
	if (known.length < formats.length || known.length === 0) return undefined;
	return {
		write: known[0].write,
		read: (text, zone) => {
			for (const format of known) {
				const millis = format.read(text, zone);
				if (millis !== undefined) return millis;
			}
			return undefined;
		}
	};
}
