import { JsonNumber } from '$lib/protocol/json';
import type { EsType } from '$lib/esql/analysis/schema';
import { refuse } from '../failure';
import type { Sought } from './clause';
import { textOf } from './members';

/** A number written in decimal: `digits` × 10^`exponent`, exactly. */
interface Decimal {
	readonly digits: bigint;
	readonly exponent: number;
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const FARTHEST = 400;

function decimal(text: string): Decimal | undefined {
	const match = NUMBER.exec(text.trim());
	if (!match || !(match[2] || match[3])) return undefined;
	const [, sign, whole = '', fraction = '', exponent = '0'] = match;
	const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
	const shift = Number(exponent) - fraction.length;
	return { digits, exponent: digits === 0n ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, shift)) };
}

/** Whole numbers next to a decimal: itself twice, or its neighbours. */
function neighbours({ digits, exponent }: Decimal): { readonly below: bigint; readonly above: bigint } {
	if (exponent >= 0) {
		const value = digits * 10n ** BigInt(exponent);
		return { below: value, above: value };
	}
	const scale = 10n ** BigInt(-exponent);
	const towardsZero = digits / scale;
	if (towardsZero * scale === digits) return { below: towardsZero, above: towardsZero };
	return digits < 0n
		? { below: towardsZero - 1n, above: towardsZero }
		: { below: towardsZero, above: towardsZero + 1n };
}

const limits: Readonly<Partial<Record<EsType, readonly [bigint, bigint]>>> = {
	integer: [-(2n ** 31n), 2n ** 31n - 1n],
	counter_integer: [-(2n ** 31n), 2n ** 31n - 1n],
	long: [-(2n ** 63n), 2n ** 63n - 1n],
	counter_long: [-(2n ** 63n), 2n ** 63n - 1n],
	unsigned_long: [0n, 2n ** 64n - 1n]
};

/** Smallest and largest value of a whole-number type; undefined for another type. */
export const limitsOf = (type: EsType): readonly [bigint, bigint] | undefined => limits[type];

/** Whole numbers next to the value sought. */
export function wholeNumber(value: Sought): { readonly below: bigint; readonly above: bigint } {
	return neighbours(decimal(textOf(value)) ?? noNumber(textOf(value)));
}

export function fractionalNumber(value: Sought): number {
	const text = textOf(value);
	if (!decimal(text)) noNumber(text);
	return Number(text);
}

export function truth(value: Sought): boolean {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false' || value === '') return false;
	return cannotCreate(
		`Can't parse boolean value [${value instanceof JsonNumber ? value.text : value}], expected [true] or [false]`,
		'illegal_argument_exception'
	);
}

const noNumber = (text: string): never =>
	cannotCreate(`For input string: "${text}"`, 'number_format_exception');

/** Refuse a query that does not fit the type of a field. */
export const cannotCreate = (reason: string, cause = 'illegal_argument_exception'): never =>
	refuse(400, 'query_shard_exception', `failed to create query: ${reason}`, {
		caused_by: { type: cause, reason }
	});
