import { describe, expect, it } from 'vitest';
import { wkbOf } from '$lib/server/cluster/formats/wkb';

const hex = (text: string) => wkbOf(text)?.toString('hex');
const one = '000000000000f03f';
const two = '0000000000000040';
const zero = '0000000000000000';

describe('well-known binary', () => {
	it.each([
		['POINT (1 2)', `0101000000${one}${two}`],
		['point(1.0 2.0 9)', `0101000000${one}${two}`],
		['LINESTRING (0 0, 1 2)', `010200000002000000${zero}${zero}${one}${two}`],
		[
			'POLYGON ((0 0, 1 0, 1 2, 0 0))',
			`01030000000100000004000000${zero}${zero}${one}${zero}${one}${two}${zero}${zero}`
		],
		['MULTIPOINT (1 2, 0 0)', `0104000000020000000101000000${one}${two}0101000000${zero}${zero}`],
		['MULTIPOINT ((1 2), (0 0))', `0104000000020000000101000000${one}${two}0101000000${zero}${zero}`],
		['MULTILINESTRING ((0 0, 1 2))', `010500000001000000010200000002000000${zero}${zero}${one}${two}`],
		[
			'MULTIPOLYGON (((0 0, 1 0, 0 0)))',
			`01060000000100000001030000000100000003000000${zero}${zero}${one}${zero}${zero}${zero}`
		],
		['GEOMETRYCOLLECTION (POINT (1 2))', `0107000000010000000101000000${one}${two}`],
		['POLYGON EMPTY', '010300000000000000']
	])('%s', (text, expected) => expect(hex(text)).toBe(expected));

	it.each([
		'',
		'CIRCLE (1 2)',
		'POINT 1 2',
		'POINT (1)',
		'POINT (1 2',
		'POINT (1 2) x',
		'POLYGON (0 0, 1 1)',
		'LINESTRING ((0 0))',
		'GEOMETRYCOLLECTION (1 2)',
		'POINT ((1 2))'
	])('does not read %j', (text) => expect(hex(text)).toBeUndefined());
});
