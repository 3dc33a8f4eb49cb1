import { type Case, failed } from './case';

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
	},
	{
		query:
			'FROM shelf | INLINE STATS m = MAX(price) BY sold | EVAL half = m * 2.0 / 4, other = half + id | SORT id | WHERE price > m * 0.5 AND half < 100 | LIMIT 4 | WHERE id + 1 > m * 0 | KEEP id, half, other',
		columns: 'id:integer, half:double, other:double',
		rows: [
			[1, 60.25, 61.25],
			[2, 7.5, 9.5],
			[3, 2.125, 5.125]
		]
	},
	{
		query: 'FROM shelf | INLINE STATS m = MAX(price) BY sold | WHERE id > m * 1e308 | STATS c = COUNT(*)',
		rows: [[0]],
		warnings: failed(
			'1:63',
			'm * 1e308',
			'java.lang.ArithmeticException: not a finite double number: Infinity'
		)
	},
	{
		query:
			'FROM shelf | INLINE STATS m = MAX(price) BY sold | INLINE STATS n = COUNT(*) BY sold | EVAL x = m + 1, y = n + 1 | FORK (WHERE x > 100) (WHERE y > 2) | EVAL z = x * 2 | KEEP id, x, y, z, _fork | SORT _fork, id | LIMIT 2',
		columns: 'id:integer, x:double, y:long, z:double, _fork:keyword'
	}
];
