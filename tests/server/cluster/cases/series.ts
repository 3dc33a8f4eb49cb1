import type { Case } from './case';

/** Queries that begin with TS. */
export const series: readonly Case[] = [
	{
		query:
			'TS gauges | STATS r = SUM(RATE(hits)) BY b = TBUCKET(10 minutes) | SORT b | EVAL r = ROUND(r, 4) | KEEP b, r',
		columns: 'b:date, r:double',
		rows: [
			['2026-05-17T10:00:00.000Z', 2.5833],
			['2026-05-17T10:10:00.000Z', 1]
		]
	},
	{
		query:
			'TS gauges | STATS m = MAX(MAX_OVER_TIME(load)), l = SUM(LAST_OVER_TIME(load)), f = SUM(FIRST_OVER_TIME(load)), c = SUM(COUNT_OVER_TIME(load)) BY host | SORT host',
		columns: 'm:double, l:double, f:double, c:long, host:keyword',
		rows: [
			[7, 7, 1, 5, 'a'],
			[30, 30, 10, 3, 'b']
		]
	},
	{
		query:
			'TS gauges | STATS s = SUM(load), a = AVG(AVG_OVER_TIME(load)), i = MAX(INCREASE(hits)), d = MAX(DELTA(load)) BY b = TSTEP(10 minutes), host | SORT b, host | DROP b',
		rows: [
			[2, 2, 70, 1, 'a'],
			[20, 15, 240, 10, 'b'],
			[7, 6, 60, 2, 'a'],
			[30, 30, null, null, 'b']
		]
	},
	{
		query:
			'TS gauges | STATS x = MAX(DERIV(load)), y = MAX(IRATE(hits)), z = MAX(IDELTA(load)), v = MAX(VARIANCE_OVER_TIME(load)), p = MAX(PERCENTILE_OVER_TIME(load, 50)), n = MAX(COUNT_DISTINCT_OVER_TIME(load)), o = MAX(STDDEV_OVER_TIME(load)) | EVAL x = ROUND(x, 3), v = ROUND(v, 3), o = ROUND(o, 3) | KEEP x, y, z, v, o, p, n',
		rows: [[0.03, 1, 10, 66.667, 8.165, 20, 5]]
	},
	{
		query:
			'TS gauges | WHERE host == "a" | STATS e = COUNT(PRESENT_OVER_TIME(load)), q = COUNT(ABSENT_OVER_TIME(load)), m = MIN(MIN_OVER_TIME(load)) WHERE host == "b", k = SUM(SUM_OVER_TIME(load)) WHERE load > 3',
		rows: [[1, 1, null, 18]]
	},
	{ query: 'TS gauges | STATS s = SUM(load) + 1 BY host | STATS m = MAX(s)', rows: [[31]] },
	{
		query: 'TS gauges | FORK (WHERE host == "a") (LIMIT 1) | STATS n = COUNT(load), e = MIN(load)',
		rows: [[6, 1]]
	},
	{ query: 'TS gauges | STATS l = LATEST(load)', columns: 'l:double', rows: [[7]] },
	{ query: 'TS gauges | EVAL d = load * 2 | STATS s = SUM(MAX_OVER_TIME(d))', rows: [[74]] },
	{
		query: 'TS gauges | STATS r = RATE(hits) BY host',
		refused: /line 1:23: \[RATE\(hits\)\] has to stand inside an aggregate on this cluster$/
	},
	{
		query: 'TS gauges | STATS r = MAX(RATE(hits, 5 minutes)) BY host',
		refused: /a window is not available on this cluster/
	},
	{
		query: 'FROM gauges | STATS r = MAX(RATE(hits)) BY host',
		refused: /line 1:29: time_series aggregate\[RATE\(hits\)\] can only be used with the TS command$/
	}
];
