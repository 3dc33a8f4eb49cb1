const pattern = /^(\d+(?:\.\d+)*)(?:-([0-9A-Za-z.-]+))?(\+[0-9A-Za-z.-]+)?$/;

const INVALID = '\u007f';
const END_OF_IDENTIFIER = '\u0001';
const PRE_RELEASE = '\u0002';
const RELEASE = '\u0003';
const NUMERIC = '\u0004';
const ALPHANUMERIC = '\u0005';

/**
 * A text whose order is that of the version: numeric parts as numbers, `1.0.0-beta` before `1.0.0`, what is no version
 * after all versions and as text.
 */
export function versionKey(version: string): string {
	const match = pattern.exec(version);
	if (match === null) return INVALID + version;
	const [, numbers, preRelease, build = ''] = match;
	const main = numbers.split('.').map(numberKey).join('');
	if (preRelease === undefined) return main + RELEASE + build;
	const identifiers = preRelease
		.split('.')
		.map(
			(part) => (/^\d+$/.test(part) ? NUMERIC + numberKey(part) : ALPHANUMERIC + part) + END_OF_IDENTIFIER
		);
	return main + PRE_RELEASE + identifiers.join('') + build;
}

/** Digits behind their count, so that longer numbers come later. */
function numberKey(digits: string): string {
	const plain = digits.replace(/^0+(?=\d)/, '');
	return String.fromCharCode(0x10 + Math.min(plain.length, 0x60)) + plain;
}
