import type { EsType } from './schema';
import { isNumeric, typeName } from './types';

/** integer, long, unsigned_long or double by size; `text` may have a minus. */
export function numberType(text: string, decimal: boolean): EsType {
	if (decimal) return 'double';
	const value = BigInt(text);
	if (BigInt.asIntN(32, value) === value) return 'integer';
	if (BigInt.asIntN(64, value) === value) return 'long';
	return value > 0n && BigInt.asUintN(64, value) === value ? 'unsigned_long' : 'double';
}

const date = /^\d{4}(-\d\d(-\d\d(T(\d\d(:\d\d(:\d\d([.,]\d{1,9})?)?)?)?)?)?)?(Z|[+-]\d\d(:?\d\d)?)?$/;
const span = /^\s*[+-]?\d+\s*[a-z]+\s*$/i;

const readers: Readonly<Partial<Record<EsType, (text: string) => string | undefined>>> = {
	boolean: (text) =>
		/^(true|false)$/i.test(text)
			? undefined
			: `Failed to parse value [${text}] as only [true] or [false] are allowed.`,
	date: (text) =>
		date.test(text)
			? undefined
			: `failed to parse date field [${text}] with format [strict_date_optional_time]`,
	date_nanos: (text) =>
		date.test(text)
			? undefined
			: `failed to parse date field [${text}] with format [strict_date_optional_time_nanos]`,
	ip: (text) => (isAddress(text) ? undefined : `'${text}' is not an IP string literal.`)
};

/** Why a constant string can't be read as a type, in Elasticsearch's words; undefined where it can. */
export function unreadable(text: string, type: EsType): string | undefined {
	const reason = isNumeric(type)
		? /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim())
			? undefined
			: `Cannot parse number [${text}]`
		: readers[type]?.(text);
	return reason && `Cannot convert string [${text}] to [${typeName(type).toUpperCase()}], error [${reason}]`;
}

/** Does a string say a time span, like `3 days`? */
export const isSpanText = (text: string): boolean => span.test(text);

function isAddress(text: string): boolean {
	const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
	if (four.test(text)) return text.split('.').every((part) => Number(part) < 256);
	const pieces = text.split(':');
	const last = pieces[pieces.length - 1];
	const groups = four.test(last) ? pieces.length + 1 : pieces.length;
	const isShort = text.includes('::');
	return (
		groups >= 3 &&
		(isShort ? groups <= 9 && text.indexOf('::') === text.lastIndexOf('::') : groups === 8) &&
		pieces.every(
			(piece, at) => /^[\da-f]{0,4}$/i.test(piece) || (at === pieces.length - 1 && four.test(last))
		)
	);
}
