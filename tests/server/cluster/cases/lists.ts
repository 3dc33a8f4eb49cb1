import type { Case } from './case';
import { failed, value } from './case';

/** Functions of multi-values at their edges. */
export const lists: readonly Case[] = [
	value('MV_PERCENTILE([1.0, 2.0, 10.0], 25)', 1.5, 'r:double'),
	value('MV_PERCENTILE([-10, -1], 25)', -8, 'r:integer'),
	value('MV_PERCENTILE(5, 90)', 5),
	value('MV_PERCENTILE(null, 90)', null),
	{
		query: 'ROW a = [1, 2, 3], p = [50, 60] | EVAL r = MV_PERCENTILE(a, MV_FIRST(p)) | KEEP r',
		rows: [[2]]
	},
	{
		query: 'ROW r = MV_PERCENTILE([1, 2], 101)',
		rows: [[null]],
		warnings: failed(
			'1:9',
			'MV_PERCENTILE([1, 2], 101)',
			'java.lang.IllegalArgumentException: Percentile parameter must be a number between 0 and 100, found [101]'
		)
	},
	{
		query: 'ROW r = MV_MEDIAN([9223372036854775807, 9223372036854775806])',
		texts: [['9223372036854775806']]
	},
	{
		query: 'ROW r = MV_MEDIAN([18446744073709551615, 18446744073709551613])',
		texts: [['18446744073709551614']]
	},
	value('MV_MEDIAN([1.0, 4.0])', 2.5),
	value('MV_SLICE([1, 2, 3], -5, -4)', null),
	value('MV_SLICE([1, 2, 3], -5, 1)', [1, 2]),
	value('MV_SLICE([1, 2, 3], 2, 1)', null),
	value('MV_SLICE([1, 2, 3], 1, 9)', [2, 3])
];
