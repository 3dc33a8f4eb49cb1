import type { Case } from './case';

const keys = Array.from({ length: 25 }, (_, index) => index + 1).join(',');
const series = (expression: string) => `ROW k = [${keys}] | MV_EXPAND k | EVAL v = ${expression}`;
const change = (expression: string, rows: Case['rows']): Case => ({
	query: `${series(expression)} | CHANGE_POINT v ON k AS t, p | WHERE t IS NOT NULL AND p < 0.01 | KEEP k, t`,
	columns: 'k:integer, t:keyword',
	rows
});

/** CHANGE_POINT and FUSE. */
export const ranking: readonly Case[] = [
	change('CASE(k < 13, 0, 1)', [[13, 'step_change']]),
	change('CASE(k < 13, 2, 1) + k % 3 * 0.1', [[13, 'step_change']]),
	change('CASE(k == 13, 50, k % 3)', [[13, 'spike']]),
	change('CASE(k == 7, -50, k % 3)', [[7, 'dip']]),
	change('CASE(k < 13, k, 26 - k)', [[13, 'trend_change']]),
	change('CASE(k < 13, k % 2 * 0.1, k % 2 * 9)', [[13, 'distribution_change']]),
	change('k * 2', []),
	change('k % 2', []),
	change('7', []),
	{
		query: `${series('CASE(k < 13, 0, 1)')} | EVAL g = k % 1, v = CASE(k == 3, null, v) | CHANGE_POINT v ON k BY g | WHERE type IS NOT NULL | KEEP k, type`,
		rows: [[13, 'step_change']]
	},
	{
		query: 'ROW k = [3, 1, 2] | MV_EXPAND k | CHANGE_POINT k ON k',
		columns: 'k:integer, type:keyword, pvalue:double',
		rows: [
			[1, null, null],
			[2, null, null],
			[3, null, null]
		],
		warnings: [
			'Line 1:35: evaluation of [CHANGE_POINT k ON k] failed, treating result as null. Only first 20 failures recorded.',
			'Line 1:35: java.lang.IllegalArgumentException: not enough buckets to calculate change_point. Requires at least [22]; found [3]'
		]
	},
	{ query: 'FROM shelf | CHANGE_POINT name ON id', refused: /change point value \[name\] must be numeric/ },
	{ query: 'FROM shelf | CHANGE_POINT id', refused: /Unknown column \[@timestamp\]/ },

	{
		query:
			'FROM shelf METADATA _id, _index, _score | FORK (WHERE id < 4 | SORT id) (WHERE id == 3) | FUSE | SORT _score DESC, id | EVAL r = ROUND(_score, 4) | KEEP id, r, _fork',
		columns: 'id:integer, r:double, _fork:keyword',
		rows: [
			[3, 0.0323, ['fork1', 'fork2']],
			[1, 0.0164, 'fork1'],
			[2, 0.0161, 'fork1']
		]
	},
	{
		query:
			'FROM shelf | EVAL s = id * 1.0 | FORK (WHERE id < 4) (WHERE id > 2) | FUSE LINEAR SCORE BY s KEY BY id WITH {"normalizer": "minmax", "weights": {"fork1": 0.7, "fork2": 0.3}} | SORT s DESC, id | KEEP id, s, _fork',
		rows: [
			[3, 0.7, ['fork1', 'fork2']],
			[2, 0.35, 'fork1'],
			[5, 0.3, 'fork2'],
			[4, 0.15, 'fork2'],
			[1, 0, 'fork1']
		]
	},
	{
		query:
			'FROM shelf | EVAL s = 1.0 | FORK (WHERE id < 4) (WHERE id > 2) | FUSE SCORE BY s KEY BY id WITH {"normalizer": "minmax"}',
		refused: /unknown option \[normalizer\]/
	},
	{
		query:
			'FROM shelf | EVAL s = 1.0 | FORK (WHERE id < 4) (WHERE id > 2) | FUSE product SCORE BY s KEY BY id',
		refused: /Fuse method \[product\] is not supported/
	},
	{
		query: 'FROM shelf | EVAL _fork = "a" | FUSE SCORE BY id KEY BY name',
		refused: /line 1:47: expected SCORE BY column \[id\] to be DOUBLE, not INTEGER/
	}
];
