import type { CursorContext } from '../../analysis/cursor';
import type { Proposal } from './proposal';

/** Patterns of GROK, those that are mostly wanted first, with what they match. */
const syntaxes: Readonly<Record<string, string>> = {
	WORD: 'letters, digits and _',
	NUMBER: 'a number',
	INT: 'a whole number',
	IP: 'an IP address',
	NOTSPACE: 'anything up to white space',
	DATA: 'as little as possible',
	GREEDYDATA: 'all that follows',
	QUOTEDSTRING: 'text in quotes',
	TIMESTAMP_ISO8601: '2030-01-31T12:00:00Z',
	HTTPDATE: '31/Jan/2030:12:00:00 +0000',
	SYSLOGTIMESTAMP: 'Jan 31 12:00:00',
	LOGLEVEL: 'INFO, warn, …',
	HOSTNAME: 'a host',
	IPORHOST: 'an IP address or a host',
	HOSTPORT: 'a host and a port',
	USERNAME: 'a user',
	UUID: 'a UUID',
	EMAILADDRESS: 'an e-mail address',
	URI: 'a whole URI',
	URIPATH: 'the path of a URI',
	URIPATHPARAM: 'path and parameters of a URI',
	URIPARAM: 'parameters of a URI',
	URIHOST: 'host and port of a URI',
	PATH: 'a path of files',
	MAC: 'a MAC address',
	IPV4: 'an address like 192.0.2.1',
	IPV6: 'an address like 2001:db8::1',
	POSINT: 'a whole number above 0',
	NONNEGINT: 'a whole number, 0 or more',
	BASE10NUM: 'a decimal number',
	BASE16NUM: 'a hexadecimal number',
	SPACE: 'white space, or none',
	YEAR: 'a year',
	MONTH: 'a month by its name',
	MONTHNUM: 'a month by its number',
	MONTHDAY: 'a day of the month',
	DAY: 'a day of the week',
	TIME: '12:00:00',
	HOUR: 'an hour',
	MINUTE: 'a minute',
	SECOND: 'a second',
	DATE: '31-01-2030 or 01/31/2030',
	DATESTAMP: 'date and time',
	TZ: 'a time zone',
	ISO8601_TIMEZONE: 'Z or +01:00',
	SYSLOGPROG: 'program and process of a syslog line',
	SYSLOGHOST: 'host of a syslog line',
	COMMONAPACHELOG: 'a line of a web server',
	COMBINEDAPACHELOG: 'the same with referrer and agent'
};

const types = ['int', 'long', 'float', 'double', 'boolean'];

/** What may follow `%`, `%{` and the colons inside a pattern of GROK, and the keys of one of DISSECT. */
export function extractionProposals(context: CursorContext & { kind: 'extraction' }): Proposal[] {
	const head = context.open ? '' : '\\{';
	const tail = context.closed ? '' : '\\}';
	const ranked = (label: string, at: number, rest: string, detail: string): Proposal => ({
		label,
		kind: 'value',
		detail,
		rank: 50 - at,
		template: head + rest + tail
	});
	switch (context.part) {
		case 'syntax':
			return Object.entries(syntaxes).map(([name, detail], at) =>
				ranked(name, at, `${name}:\${name}`, detail)
			);
		case 'type':
			return types.map((type, at) => ranked(type, at, type, 'type of the column'));
		case 'key':
			return [
				ranked('name', 0, '${name}', 'a column of this name'),
				ranked('?name', 1, '?${name}', 'passed over'),
				ranked('name->', 2, '${name}->', 'with what pads it'),
				...context.keys.map((key, at) => ranked(`+${key}`, at + 3, `+${key}`, `joined to ${key}`))
			];
	}
}
