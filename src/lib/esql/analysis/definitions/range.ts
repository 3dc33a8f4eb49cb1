import type { Rows } from './signature';

/** Signatures of the range functions. Kind: scalar. */
export const range: Rows = {
	RANGE_CONTAINS: [
		'left:date_range, right:date|date_range -> boolean',
		'left:double_range, right:double|double_range -> boolean'
	],
	RANGE_INTERSECTS: [
		'left:date|date_range, right:date|date_range -> boolean',
		'left:double|double_range, right:double|double_range -> boolean'
	],
	RANGE_MAX: ['range:date_range -> date', 'range:double_range -> double'],
	RANGE_MIN: ['range:date_range -> date', 'range:double_range -> double'],
	RANGE_WITHIN: [
		'left:date|date_range, right:date_range -> boolean',
		'left:double|double_range, right:double_range -> boolean'
	]
};
