/**
 * The time-range row of the filter: documents from `from` on and before `to`. Both are Elasticsearch dates as typed,
 * relative (`now-15m`, `now/d`) or absolute; empty is open.
 */
export interface TimeRange {
	readonly field: string;
	readonly from: string;
	readonly to: string;
	readonly enabled: boolean;
}

export const timePresets: readonly { readonly label: string; readonly from: string; readonly to: string }[] =
	[
		{ label: 'Last 15 minutes', from: 'now-15m', to: 'now' },
		{ label: 'Last hour', from: 'now-1h', to: 'now' },
		{ label: 'Last 4 hours', from: 'now-4h', to: 'now' },
		{ label: 'Last 24 hours', from: 'now-24h', to: 'now' },
		{ label: 'Last 7 days', from: 'now-7d', to: 'now' },
		{ label: 'Last 30 days', from: 'now-30d', to: 'now' },
		{ label: 'Today', from: 'now/d', to: 'now+1d/d' },
		{ label: 'Yesterday', from: 'now-1d/d', to: 'now/d' },
		{ label: 'This week', from: 'now/w', to: 'now+1w/w' },
		{ label: 'This month', from: 'now/M', to: 'now+1M/M' }
	];

const MATH = String.raw`(?:[+-]\d+[yMwdhHms])*(?:\/[yMwdhHms])?`;
const RELATIVE = new RegExp(`^now${MATH}$`);
const ABSOLUTE = new RegExp(
	String.raw`^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?)?(?:\|\|${MATH})?$`
);

export type TimePoint = 'open' | 'relative' | 'absolute' | 'wrong';

/** How Elasticsearch reads one end of a range, with the default format of dates. */
export function timePoint(text: string): TimePoint {
	const trimmed = text.trim();
	if (trimmed === '') return 'open';
	if (RELATIVE.test(trimmed)) return 'relative';
	if (/^-?\d{5,19}$/.test(trimmed)) return 'absolute';
	const match = ABSOLUTE.exec(trimmed);
	if (match === null) return 'wrong';
	const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0'] = match;
	const date = new Date(Date.UTC(2000, 0, 1));
	date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
	const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
	return exists && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 ? 'absolute' : 'wrong';
}

/** The Query DSL of a range, or nothing where it is switched off or open on both ends. `zone` as the request's. */
export function rangeDsl({ field, from, to, enabled }: TimeRange, zone: string): string | undefined {
	if (!enabled || field === '') return undefined;
	const members = [
		from.trim() === '' ? '' : `"gte":${JSON.stringify(from.trim())}`,
		to.trim() === '' ? '' : `"lt":${JSON.stringify(to.trim())}`
	].filter((member) => member !== '');
	if (members.length === 0) return undefined;
	if (zone !== '' && zone !== 'UTC' && zone !== 'Z') members.push(`"time_zone":${JSON.stringify(zone)}`);
	return `{"range":{${JSON.stringify(field)}:{${members.join(',')}}}}`;
}
