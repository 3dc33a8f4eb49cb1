/**
 * What is asked in both ways; `$name` in the SQL stands for the column of that field, `$from` for the indices of `from`.
 * @typedef {{ id: string, esql: string, sql: string, goal: { ratio: number } | { added: number } }} Question
 */

/** @typedef {{ title: string, from: string, warmups: number, rounds: number, questions: readonly Question[] }} Round */

/** @type {Round} */
export const million = {
	title: '1M rows',
	from: 'logs-web-*',
	warmups: 5,
	rounds: 15,
	questions: [
		{
			id: 'STATS by three keys',
			esql: 'FROM logs-web-* | STATS c = COUNT(*), a = AVG(event.duration), s = SUM(http.response.body.bytes) BY service.name, http.response.status_code, http.request.method | SORT c DESC | LIMIT 20',
			sql: 'SELECT count(*) c, avg($event.duration), sum($http.response.body.bytes)::BIGINT, $service.name, $http.response.status_code, $http.request.method FROM $from GROUP BY ALL ORDER BY c DESC LIMIT 20',
			goal: { ratio: 1.3 }
		},
		{
			id: 'three filters and a count',
			esql: 'FROM logs-web-* | WHERE service.name == "checkout" AND http.response.status_code >= 400 AND event.duration > 1000000 | STATS c = COUNT(*)',
			sql: "SELECT count(*) FROM $from WHERE $service.name = 'checkout' AND $http.response.status_code >= 400 AND $event.duration > 1000000",
			goal: { added: 5 }
		},
		{
			id: 'top 50 by two keys',
			esql: 'FROM logs-web-* | KEEP @timestamp, service.name, event.duration | SORT event.duration DESC, @timestamp ASC | LIMIT 50',
			sql: 'SELECT $@timestamp, $service.name, $event.duration FROM $from ORDER BY $event.duration DESC NULLS FIRST, $@timestamp ASC NULLS LAST LIMIT 50',
			goal: { added: 5 }
		},
		{
			id: 'DISSECT',
			esql: String.raw`FROM logs-web-* | DISSECT message "%{ip} - - [%{at}] \"%{verb} %{path} HTTP/%{version}\" %{code} %{rest}" | STATS c = COUNT(*) BY verb, code | SORT c DESC | LIMIT 20`,
			sql: `SELECT count(*) c, verb, code FROM (SELECT split_part(split_part($message, '"', 2), ' ', 1) verb, split_part(split_part($message, '" ', 2), ' ', 1) code FROM $from) GROUP BY ALL ORDER BY c DESC LIMIT 20`,
			goal: { ratio: 1.5 }
		},
		{
			id: 'GROK',
			esql: String.raw`FROM logs-web-* | GROK message "%{IP:ip} - - \\[%{HTTPDATE:at}\\] \"%{WORD:verb} %{NOTSPACE:path} HTTP/%{NUMBER:version}\" %{NUMBER:code}" | STATS c = COUNT(*) BY verb, code | SORT c DESC | LIMIT 20`,
			sql: String.raw`SELECT count(*) c, r.verb, r.code FROM (SELECT regexp_extract($message, '^(\S+) - - \[([^\]]+)\] "(\w+) (\S+) HTTP/([0-9.]+)" (\d+)', ['ip', 'at', 'verb', 'path', 'version', 'code']) r FROM $from) GROUP BY ALL ORDER BY c DESC LIMIT 20`,
			goal: { ratio: 2.5 }
		},
		{
			id: 'grouping by a multi-valued field',
			esql: 'FROM logs-web-* | STATS c = COUNT(*), a = AVG(event.duration) BY tags | SORT c DESC | LIMIT 20',
			sql: 'SELECT count(*) c, avg(d), tag FROM (SELECT $event.duration d, unnest(coalesce($tags, [NULL])) tag FROM $from) GROUP BY tag ORDER BY c DESC LIMIT 20',
			goal: { ratio: 1.5 }
		}
	]
};

/** @type {Round} */
export const tenMillion = {
	title: '10M rows',
	from: 'ten-million',
	warmups: 1,
	rounds: 5,
	questions: [
		{
			id: 'STATS by three keys',
			esql: 'FROM ten-million | STATS c = COUNT(*), a = AVG(event.duration), s = SUM(http.response.body.bytes) BY service.name, http.response.status_code, http.request.method | SORT c DESC | LIMIT 20',
			sql: 'SELECT count(*) c, avg($event.duration), sum($http.response.body.bytes)::BIGINT, $service.name, $http.response.status_code, $http.request.method FROM $from GROUP BY ALL ORDER BY c DESC LIMIT 20',
			goal: { ratio: 1.15 }
		},
		{
			id: 'three filters and a count',
			esql: 'FROM ten-million | WHERE service.name == "checkout" AND http.response.status_code >= 400 AND event.duration > 1000000 | STATS c = COUNT(*)',
			sql: "SELECT count(*) FROM $from WHERE $service.name = 'checkout' AND $http.response.status_code >= 400 AND $event.duration > 1000000",
			goal: { ratio: 1.15 }
		},
		{
			id: 'top 50 by two keys',
			esql: 'FROM ten-million | KEEP @timestamp, service.name, event.duration | SORT event.duration DESC, @timestamp ASC | LIMIT 50',
			sql: 'SELECT $@timestamp, $service.name, $event.duration FROM $from ORDER BY $event.duration DESC NULLS FIRST, $@timestamp ASC NULLS LAST LIMIT 50',
			goal: { ratio: 1.15 }
		},
		{
			id: 'hourly histogram with p95 by a key',
			esql: 'FROM ten-million | STATS c = COUNT(*), p = PERCENTILE(event.duration, 95) BY h = BUCKET(@timestamp, 1 hour), service.name | SORT h, service.name | LIMIT 10000',
			sql: 'SELECT count(*), quantile_cont($event.duration, 0.95), time_bucket(INTERVAL 1 HOUR, $@timestamp) h, $service.name s FROM $from GROUP BY ALL ORDER BY h, s LIMIT 10000',
			goal: { ratio: 1.15 }
		},
		{
			id: 'INLINE STATS and a filter on it',
			esql: 'FROM ten-million | KEEP service.name, event.duration | INLINE STATS a = AVG(event.duration) BY service.name | WHERE event.duration > a * 3 | STATS c = COUNT(*) BY service.name | LIMIT 20',
			sql: 'WITH s AS (SELECT $service.name k, avg($event.duration) a FROM $from GROUP BY 1) SELECT count(*), $service.name FROM $from JOIN s ON $service.name IS NOT DISTINCT FROM s.k WHERE $event.duration > a * 3 GROUP BY 2 LIMIT 20',
			goal: { ratio: 1.15 }
		}
	]
};
