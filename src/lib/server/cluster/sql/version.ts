/**
 * The `version` type as a VARCHAR whose binary order is Elasticsearch's order: numeric parts by value, pre-releases
 * before their release, texts that are no version after every version. `decodeVersion` gives the text back.
 */

const NUMBER = '\u0001';
const PRE_RELEASE = '\u0002';
const RELEASE = '\u0003';
const NO_VERSION = '\u007f';
const LENGTH_BASE = 0x20;
const MAX_DIGITS = 0x5e;

const VERSION =
	/^((?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const DIGITS = /^\d+$/;

const number = (digits: string) => NUMBER + String.fromCharCode(LENGTH_BASE + digits.length) + digits;
const tooLong = (part: string) => DIGITS.test(part) && part.length > MAX_DIGITS;

/** Text → sortable text. */
export function encodeVersion(text: string): string {
	const match = VERSION.exec(text);
	if (!match) return NO_VERSION + text;
	const [, main, pre, build = ''] = match;
	const numbers = main.split('.');
	const labels = pre === undefined ? [] : pre.split('.');
	if ([...numbers, ...labels].some(tooLong)) return NO_VERSION + text;
	const head = numbers.map(number).join('.');
	if (pre === undefined) return head + RELEASE + build;
	return (
		head + PRE_RELEASE + labels.map((label) => (DIGITS.test(label) ? number(label) : label)).join('.') + build
	);
}

const MARKERS = /\u0001.|\u0003/g;

/** Sortable text → text. */
export function decodeVersion(encoded: string): string {
	if (encoded.startsWith(NO_VERSION)) return encoded.slice(1);
	return encoded.replace(MARKERS, '').replace(PRE_RELEASE, '-');
}

/** SQL expression of the text of an encoded version. */
export const versionTextSql = (encoded: string): string =>
	`CASE WHEN starts_with(${encoded}, chr(127)) THEN substr(${encoded}, 2) ` +
	`ELSE replace(regexp_replace(${encoded}, '\\x01.|\\x03', '', 'g'), chr(2), '-') END`;
