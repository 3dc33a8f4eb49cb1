const instant = /^([+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z$/;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A UTC instant as Elasticsearch sends it, on the clocks of `timeZone` with its offset and with the fraction digit for
 * digit (`2026-01-01T00:00:00.123456789Z` → `2026-01-01T01:00:00.123456789+01:00`). Anything else comes back as it is.
 */
export function inZone(text: string, timeZone: string): string {
	if (timeZone === 'UTC') return text;
	const match = instant.exec(text);
	if (match === null) return text;
	const [, seconds, fraction = ''] = match;
	const date = new Date(`${seconds}Z`);
	if (Number.isNaN(date.getTime())) return text;
	const part = Object.fromEntries(
		format(timeZone)
			.formatToParts(date)
			.map(({ type, value }) => [type, value])
	);
	const offset = part.timeZoneName.slice('GMT'.length) || '+00:00';
	return `${part.year.padStart(4, '0')}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}${fraction}${offset}`;
}

function format(timeZone: string): Intl.DateTimeFormat {
	let found = formats.get(timeZone);
	if (found === undefined) {
		found = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
			timeZone,
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
			hourCycle: 'h23',
			timeZoneName: 'longOffset'
		});
		formats.set(timeZone, found);
	}
	return found;
}
