import type { Case } from './case';

export const stats: readonly Case[] = [
	{
		query:
			'ROW d = "2026-05-17"::date | STATS BY b = BUCKET(d, 9000000000, "0001-01-01", "2026-05-18"), y = BUCKET(d, 3, "2026-01-01", "2026-03-01"), z = BUCKET(d, 1, "2026-01-01", "2026-03-01")',
		rows: [['2026-05-17T00:00:00.000Z', '2026-05-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z']]
	},
	{
		query:
			'ROW d = "2026-05-17"::date | STATS BY w = BUCKET(d, 2, "2026-05-11", "2026-05-25"), n = BUCKET(d, 2, "2026-05-12", "2026-05-26")',
		rows: [['2026-05-11T00:00:00.000Z', '2026-05-01T00:00:00.000Z']]
	},
	{
		query: 'ROW d = "2026-05-17"::date | STATS c = COUNT(*) BY b = BUCKET(d, 2147483647 days)',
		columns: 'c:long, b:date'
	},
	{
		query: 'FROM shelf | STATS COUNT(*), COUNT(price), COUNT(tags), COUNT(stock)',
		columns: 'COUNT(*):long, COUNT(price):long, COUNT(tags):long, COUNT(stock):long',
		rows: [[5, 4, 6, 5]]
	},
	{
		query: 'FROM shelf | STATS SUM(price), AVG(price), MIN(price), MAX(price)',
		rows: [[144, 36, 4.25, 120.5]]
	},
	{
		query: 'FROM shelf | STATS s = SUM(stock), a = AVG(stock), lo = MIN(stock), hi = MAX(stock)',
		columns: 's:long, a:double, lo:integer, hi:integer',
		rows: [[24, 4.8, 0, 10]]
	},
	{
		query: 'FROM shelf | STATS m = MEDIAN(stock), p = PERCENTILE(price, 50), d = COUNT_DISTINCT(tags)',
		rows: [[4, 9.625, 4]]
	},
	{
		query: 'FROM shelf | STATS n = COUNT(*) BY tags | SORT n DESC, tags',
		columns: 'n:long, tags:keyword',
		rows: [
			[2, 'brass'],
			[2, 'small'],
			[1, 'heavy'],
			[1, 'iron'],
			[1, null]
		]
	},
	{
		query: 'FROM shelf | STATS n = COUNT(*) BY tags, sold | SORT tags, sold | LIMIT 3',
		rows: [
			[1, 'brass', false],
			[1, 'brass', null],
			[1, 'heavy', true]
		]
	},
	{
		query: 'FROM shelf | STATS a = COUNT(*) WHERE sold, b = SUM(price) WHERE price < 10, c = COUNT(*)',
		rows: [[2, 8.5, 5]]
	},
	{
		query: 'FROM shelf | STATS x = ROUND(AVG(price)) + COUNT(*) BY sold | SORT sold',
		rows: [
			[12, false],
			[123, true],
			[5, null]
		]
	},
	{
		query: 'FROM shelf | STATS BY sold | SORT sold',
		columns: 'sold:boolean',
		rows: [[false], [true], [null]]
	},
	{
		query: 'FROM shelf | STATS n = COUNT(*) BY odd = id % 2 == 1 | SORT odd',
		rows: [
			[2, false],
			[3, true]
		]
	},
	{
		query:
			'FROM shelf | STATS v = VALUES(name), t = TOP(price, 2, "desc"), f = FIRST(name, id), l = LAST(name, big)',
		rows: [[['anvil', 'bell', 'cup', 'drum'], [120.5, 15], 'anvil', 'anvil']]
	},
	{
		query: 'FROM shelf | STATS v = VALUES(tags), t = TOP(stock, 3, "asc")',
		rows: [
			[
				['brass', 'heavy', 'iron', 'small'],
				[0, 3, 4]
			]
		]
	},
	{
		query:
			'FROM shelf | WHERE id < 0 | STATS n = COUNT(*), s = SUM(price), v = VALUES(name), d = COUNT_DISTINCT(tags)',
		rows: [[0, null, null, 0]]
	},
	{ query: 'FROM shelf | WHERE id < 0 | STATS n = COUNT(*) BY sold', rows: [] },
	{
		query: 'ROW a = [1, 2, 3, 4] | STATS s = STD_DEV(a), v = VARIANCE(a), m = MEDIAN_ABSOLUTE_DEVIATION(a)',
		rows: [[1.118033988749895, 1.25, 1]]
	},
	{
		query: 'FROM shelf | WHERE price IS NOT NULL | STATS w = WEIGHTED_AVG(price, id)',
		columns: 'w:double',
		rows: [[16.772727272727273]]
	},
	{
		query: 'FROM shelf | STATS p = PRESENT(price), a = ABSENT(price) BY sold | SORT sold',
		rows: [
			[true, false, false],
			[true, false, true],
			[true, false, null]
		]
	},
	{
		query: 'FROM shelf | STATS lo = MIN(origin), hi = MAX(release), since = MIN(added)',
		columns: 'lo:ip, hi:version, since:date',
		rows: [['10.0.0.1', 'odd', '2026-01-31T08:15:00.000Z']]
	},
	{
		query: 'FROM shelf | STATS n = COUNT(*) BY m = BUCKET(added, 1 month) | SORT m',
		columns: 'n:long, m:date',
		rows: [
			[1, '2026-01-01T00:00:00.000Z'],
			[2, '2026-02-01T00:00:00.000Z'],
			[1, '2026-05-01T00:00:00.000Z'],
			[1, null]
		]
	},
	{
		query: 'FROM shelf | STATS n = COUNT(*) BY p = BUCKET(price, 10) | SORT p',
		columns: 'n:long, p:double',
		rows: [
			[2, 0],
			[1, 10],
			[1, 120],
			[1, null]
		]
	},
	{
		query:
			'FROM shelf | STATS n = COUNT(*) BY w = BUCKET(added, 10, "2026-01-01", "2026-02-28") | SORT w | LIMIT 2',
		rows: [
			[1, '2026-01-26T00:00:00.000Z'],
			[2, '2026-02-09T00:00:00.000Z']
		]
	},
	{
		query:
			'FROM shelf | EVAL from = NOW() - 30 days | STATS n = COUNT(*) BY d = BUCKET(added, 31, from, NOW()) | WHERE d > NOW() - 30 days',
		rows: [[1, '2026-05-17T00:00:00.000Z']]
	},
	{ query: 'ROW x = 9223372036854775807 | STATS s = SUM(x)', texts: [['9223372036854775807']] },
	{ query: 'FROM shelf | STATS s = SUM(big)', texts: [['9007199254741037']] },
	{ query: 'FROM shelf | STATS p = PERCENTILE(price, 101)', refused: /between 0 and 100/ },
	{ query: 'FROM shelf | STATS t = TOP(price, 0, "asc")', refused: /greater than 0/ },
	{ query: 'FROM shelf | STATS t = TOP(price, 1, "up")', refused: /Invalid order|ASC, DESC|asc, desc/i },
	{
		query: 'FROM shelf | EVAL x = SUM(price)',
		refused: /aggregate function \[SUM\(price\)\] not allowed outside STATS command/i
	}
];
