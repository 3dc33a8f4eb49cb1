import type { Case } from './case';

/** INLINE STATS whose keys have several values: a row gets what each of its groups gives. */
export const inline: readonly Case[] = [
	{
		query: 'FROM shelf | INLINE STATS n = COUNT(*) BY tags | KEEP id, tags, n | SORT id',
		columns: 'id:integer, tags:keyword, n:long',
		rows: [
			[1, ['heavy', 'iron'], [1, 1]],
			[2, 'brass', 2],
			[3, ['brass', 'small'], [2, 2]],
			[4, null, 1],
			[5, 'small', 2]
		]
	},
	{
		query:
			'FROM shelf | INLINE STATS v = VALUES(id), m = ROUND(AVG(price)) + 1 BY tags | WHERE id == 3 | KEEP v, m',
		rows: [
			[
				[2, 3, 3, 5],
				[11, 5]
			]
		]
	},
	{
		query:
			'FROM shelf | INLINE STATS n = COUNT(*), hi = MAX(price) WHERE id < 2 BY sold, tags | WHERE id IN (1, 4) | KEEP id, n, hi, sold | SORT id',
		rows: [
			[1, [1, 1], [120.5, 120.5], true],
			[4, 1, null, true]
		]
	},
	{
		query: 'ROW a = [1, 2], b = 3 | INLINE STATS s = SUM(b) BY a',
		columns: 'b:integer, s:long, a:integer',
		rows: [[3, [3, 3], [1, 2]]]
	},
	{
		query: 'FROM shelf | KEEP id | INLINE STATS c = COUNT(*), x = 1 + MAX(id) BY id % 2 | SORT id | LIMIT 2',
		columns: 'id:integer, c:long, x:integer, id % 2:integer',
		rows: [
			[1, 3, 6, 1],
			[2, 2, 5, 0]
		]
	}
];
