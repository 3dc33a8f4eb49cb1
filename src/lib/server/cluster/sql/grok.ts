import type { EsType } from '$lib/esql/analysis/schema';
import { ExtractPatternError } from './dissect';
import { plainRepetitions, regexProblem } from './pattern';

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})';
const HEX4 = '[0-9A-Fa-f]{1,4}';
const IPV4 = `(?:${OCTET}\\.){3}${OCTET}`;
/** Few and unbounded repetitions, which RE2 runs several times as fast as an exact count of groups. */
const IPV6 = `(?:(?:${HEX4}:){7}${HEX4}|(?:${HEX4}(?::${HEX4})*)?::(?:(?:${HEX4}:)*(?:${IPV4}|${HEX4}))?)(?:%[0-9A-Za-z]+)?`;

/**
 * Names that GROK patterns may use → RE2, where `%{NAME}` again stands for another pattern. Repetitions have no upper
 * bound: counted ones are written out by RE2, and a program of more than 500 steps runs at half the speed.
 */
const LIBRARY: Readonly<Record<string, string>> = {
	USERNAME: '[a-zA-Z0-9._-]+',
	USER: '%{USERNAME}',
	EMAILLOCALPART: "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*",
	EMAILADDRESS: '%{EMAILLOCALPART}@%{HOSTNAME}',
	INT: '[+-]?[0-9]+',
	BASE10NUM: '[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)',
	NUMBER: '%{BASE10NUM}',
	BASE16NUM: '[+-]?(?:0x)?[0-9A-Fa-f]+',
	BASE16FLOAT: '[+-]?(?:0x)?(?:[0-9A-Fa-f]+(?:\\.[0-9A-Fa-f]*)?|\\.[0-9A-Fa-f]+)',
	POSINT: '[1-9][0-9]*',
	NONNEGINT: '[0-9]+',
	WORD: '\\b\\w+\\b',
	NOTSPACE: '\\S+',
	SPACE: '\\s*',
	DATA: '.*?',
	GREEDYDATA: '.*',
	QUOTEDSTRING: '(?:"(?:\\\\.|[^\\\\"])*"|\'(?:\\\\.|[^\\\\\'])*\'|`(?:\\\\.|[^\\\\`])*`)',
	QS: '%{QUOTEDSTRING}',
	UUID: '[A-Fa-f0-9]{8}-(?:[A-Fa-f0-9]{4}-){3}[A-Fa-f0-9]{12}',
	URN: 'urn:[0-9A-Za-z][0-9A-Za-z-]*:[^\\s"<>]+',
	MAC: '(?:%{CISCOMAC}|%{WINDOWSMAC}|%{COMMONMAC})',
	CISCOMAC: '(?:[A-Fa-f0-9]{4}\\.){2}[A-Fa-f0-9]{4}',
	WINDOWSMAC: '(?:[A-Fa-f0-9]{2}-){5}[A-Fa-f0-9]{2}',
	COMMONMAC: '(?:[A-Fa-f0-9]{2}:){5}[A-Fa-f0-9]{2}',
	IPV4,
	IPV6,
	IP: `(?:${IPV4}|${IPV6})`,
	HOSTNAME: '\\b[0-9A-Za-z][0-9A-Za-z-]*(?:\\.[0-9A-Za-z][0-9A-Za-z-]*)*\\.?\\b',
	HOST: '%{HOSTNAME}',
	IPORHOST: '(?:%{IP}|%{HOSTNAME})',
	HOSTPORT: '%{IPORHOST}:%{POSINT}',
	PATH: '(?:%{UNIXPATH}|%{WINPATH})',
	UNIXPATH: '(?:/[\\w_%!$@:.,+~-]*)+',
	WINPATH: '(?:[A-Za-z]+:|\\\\)(?:\\\\[^\\\\?*]*)+',
	TTY: '/dev/(?:pts|tty(?:[pq])?)(?:\\w+)?/?[0-9]*',
	URIPROTO: '[A-Za-z][A-Za-z0-9+.-]+',
	URIHOST: '%{IPORHOST}(?::%{POSINT})?',
	URIPATH: "(?:/[A-Za-z0-9$.+!*'(){},~:;=@#%&_-]*)+",
	URIQUERY: "[A-Za-z0-9$.+!*'|(){},~@#%&/=:;_?\\[\\]<>-]*",
	URIPARAM: '\\?%{URIQUERY}',
	URIPATHPARAM: '%{URIPATH}(?:\\?%{URIQUERY})?',
	URI: '%{URIPROTO}://(?:%{USER}(?::[^@]*)?@)?(?:%{URIHOST})?(?:%{URIPATH}(?:\\?%{URIQUERY})?)?',
	MONTH:
		'\\b(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?|[Ss]ep(?:t(?:ember)?)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)\\b',
	MONTHNUM: '(?:0?[1-9]|1[0-2])',
	MONTHNUM2: '(?:0[1-9]|1[0-2])',
	MONTHDAY: '(?:0[1-9]|[12][0-9]|3[01]|[1-9])',
	DAY: '(?:Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)',
	YEAR: '[0-9]{2}(?:[0-9]{2})?',
	HOUR: '(?:2[0123]|[01]?[0-9])',
	MINUTE: '[0-5][0-9]',
	SECOND: '(?:[0-5]?[0-9]|60)(?:[:.,][0-9]+)?',
	TIME: '%{HOUR}:%{MINUTE}(?::%{SECOND})',
	DATE_US: '%{MONTHNUM}[/-]%{MONTHDAY}[/-]%{YEAR}',
	DATE_EU: '%{MONTHDAY}[./-]%{MONTHNUM}[./-]%{YEAR}',
	DATE: '(?:%{DATE_US}|%{DATE_EU})',
	DATESTAMP: '%{DATE}[- ]%{TIME}',
	ISO8601_TIMEZONE: '(?:Z|[+-]%{HOUR}(?::?%{MINUTE}))',
	ISO8601_SECOND: '%{SECOND}',
	TIMESTAMP_ISO8601:
		'%{YEAR}-%{MONTHNUM}-%{MONTHDAY}[T ]%{HOUR}:?%{MINUTE}(?::?%{SECOND})?%{ISO8601_TIMEZONE}?',
	TZ: '[A-Z]{3,4}',
	DATESTAMP_RFC822: '%{DAY} %{MONTH} %{MONTHDAY} %{YEAR} %{TIME} %{TZ}',
	DATESTAMP_RFC2822: '%{DAY}, %{MONTHDAY} %{MONTH} %{YEAR} %{TIME} %{ISO8601_TIMEZONE}',
	DATESTAMP_OTHER: '%{DAY} %{MONTH} %{MONTHDAY} %{TIME} %{TZ} %{YEAR}',
	DATESTAMP_EVENTLOG: '%{YEAR}%{MONTHNUM2}%{MONTHDAY}%{HOUR}%{MINUTE}%{SECOND}',
	SYSLOGTIMESTAMP: '%{MONTH} +%{MONTHDAY} %{TIME}',
	PROG: '[!-Z\\\\^-~]+',
	SYSLOGPROG: '%{PROG:process.name}(?:\\[%{POSINT:process.pid:int}\\])?',
	SYSLOGHOST: '%{IPORHOST}',
	SYSLOGFACILITY: '<%{NONNEGINT:log.syslog.facility.code:int}.%{NONNEGINT:log.syslog.priority:int}>',
	SYSLOGBASE:
		'%{SYSLOGTIMESTAMP:timestamp} (?:%{SYSLOGFACILITY} )?%{SYSLOGHOST:host.hostname} %{SYSLOGPROG}:',
	HTTPDATE: '%{MONTHDAY}/%{MONTH}/%{YEAR}:%{TIME} %{INT}',
	HTTPDUSER: '(?:%{EMAILADDRESS}|%{USER})',
	HTTPD_COMMONLOG:
		'%{IPORHOST:source.address} (?:-|%{HTTPDUSER:apache.access.user.identity}) (?:-|%{HTTPDUSER:user.name}) \\[%{HTTPDATE:timestamp}\\] "(?:%{WORD:http.request.method} %{NOTSPACE:url.original}(?: HTTP/%{NUMBER:http.version})?|%{DATA})" (?:-|%{INT:http.response.status_code:int}) (?:-|%{INT:http.response.body.bytes:long})',
	HTTPD_COMBINEDLOG:
		'%{HTTPD_COMMONLOG} "(?:-|%{DATA:http.request.referrer})" "(?:-|%{DATA:user_agent.original})"',
	COMMONAPACHELOG: '%{HTTPD_COMMONLOG}',
	COMBINEDAPACHELOG: '%{HTTPD_COMBINEDLOG}',
	LOGLEVEL:
		'(?:[Aa]lert|ALERT|[Tt]race|TRACE|[Dd]ebug|DEBUG|[Nn]otice|NOTICE|[Ii]nfo(?:rmation)?|INFO(?:RMATION)?|[Ww]arn(?:ing)?|WARN(?:ING)?|[Ee]rr(?:or)?|ERR(?:OR)?|[Cc]rit(?:ical)?|CRIT(?:ICAL)?|[Ff]atal|FATAL|[Ss]evere|SEVERE|EMERG(?:ENCY)?|[Ee]merg(?:ency)?)'
};

const TYPES: Readonly<Record<string, EsType>> = {
	int: 'integer',
	long: 'long',
	float: 'double',
	double: 'double',
	boolean: 'boolean'
};

export interface GrokField {
	readonly name: string;
	readonly type: EsType;
}

/** RE2 with one capture group per field, in this order. */
export interface GrokPattern {
	readonly regex: string;
	readonly fields: readonly GrokField[];
}

const REFERENCE = /%\{(\w+)(?::([^:}]+))?(?::(\w+))?\}/g;
const CUSTOM = /\(\?<([\w.@-]+)>/g;
const DEPTH = 20;

function expand(pattern: string, fields: GrokField[], depth: number): string {
	if (depth > DEPTH) throw new ExtractPatternError('circular reference in pattern');
	const combined = new RegExp(`${REFERENCE.source}|${CUSTOM.source}|\\\\.|\\((?!\\?)`, 'g');
	return pattern.replace(
		combined,
		(whole: string, reference?: string, name?: string, type?: string, custom?: string) => {
			if (custom !== undefined) {
				fields.push({ name: custom, type: 'keyword' });
				return '(';
			}
			if (reference === undefined) return whole === '(' ? '(?:' : whole;
			const body = Object.hasOwn(LIBRARY, reference) ? LIBRARY[reference] : undefined;
			if (body === undefined)
				throw new ExtractPatternError(`Unable to find pattern [${reference}] in Grok's pattern dictionary`);
			if (name === undefined) return `(?:${expand(body, fields, depth + 1)})`;
			const known = type === undefined ? 'keyword' : TYPES[type];
			if (!known) throw new ExtractPatternError(`unknown type [${type}]`);
			fields.push({ name, type: known });
			return `(${expand(body, fields, depth + 1)})`;
		}
	);
}

/** A GROK pattern with its references written out. */
export function grokPattern(pattern: string): GrokPattern {
	const fields: GrokField[] = [];
	const regex = plainRepetitions(expand(pattern, fields, 0));
	const problem = regexProblem(regex);
	if (problem) throw new ExtractPatternError(problem);
	return { regex, fields };
}

const NAMED = /%\{\w+:[^}]+\}/;

/** True for a library pattern that names columns, itself or through others. */
const namesColumns = (body: string, depth = 0): boolean =>
	depth <= DEPTH &&
	(NAMED.test(body) ||
		[...body.matchAll(REFERENCE)].some(
			([, inner]) => Object.hasOwn(LIBRARY, inner) && namesColumns(LIBRARY[inner], depth + 1)
		));

/** The pattern with every reference written out that names columns of its own, such as `%{COMBINEDAPACHELOG}`. */
export function expandNamed(pattern: string, depth = 0): string {
	if (depth > DEPTH) return pattern;
	return pattern.replace(REFERENCE, (whole: string, name: string, column?: string) => {
		if (column !== undefined || !Object.hasOwn(LIBRARY, name) || !namesColumns(LIBRARY[name])) return whole;
		return `(?:${expandNamed(LIBRARY[name], depth + 1)})`;
	});
}
