import { describe, expect, it } from 'vitest';
import { offered } from './completion';

/**
 * `query → wanted, wanted; not unwanted, unwanted`: each wanted one is `label`, `label:kind` or `label:kind:detail`.
 * `a > b` demands that a comes before b. `↵` is a line break, `∶` a colon that belongs to a label.
 */
const cases = `
‸ → FROM:command, ROW, TS, SHOW, EXPLAIN, PROMQL, SET; not WHERE, METADATA
F‸ → FROM; not EVAL, SHOW
fr‸ → FROM
// a comment↵‸ → FROM
FROM logs | ‸ → WHERE:command, STATS, INLINE STATS, LOOKUP JOIN, STATS … BY …:snippet; not FROM, SET, LEFT, RIGHT, INLINESTATS
FROM logs | ‸ → WHERE > STATS, STATS > GROK, LIMIT > MMR, KEEP > STATS … BY …
FROM logs | whe‸ → WHERE; not FROM
FROM logs |‸ → WHERE
FROM logs | /* a | b */ ‸ → WHERE; not FROM
FROM logs | WHERE ok | ‸ → LIMIT; not FROM
FROM logs | inl‸ → INLINE STATS
FROM logs | look‸ → LOOKUP JOIN
FROM logs | fuse‸ → FUSE:command:needs 9.2
FROM logs | INL‸ → INLINE STATS:command:needs 9.2
FROM logs | ‸ → DEDUP > INLINE STATS
FROM logs | FORK (‸ → WHERE, LIMIT; not FROM
FROM logs | FORK (WHERE ok | ‸ → LIMIT; not FROM
FROM logs | FORK (LIMIT 1) (‸) → WHERE; not FROM
FROM (‸ → FROM, ROW; not WHERE, SET
FROM logs, (‸ → FROM; not WHERE
FROM logs, (FROM meters | ‸ → WHERE; not FROM
EXPLAIN (‸ → FROM, ROW; not WHERE
SET time_zone = "UTC"; ‸ → FROM, SET; not WHERE
FROM ‸ → logs:index:data stream, errors:index:view, web-*:index:2 of them, eu logs:index:alias; not FROM, METADATA, status_code
FROM ‸ → logs > web-1, web-* > web-1, web-1 > countries, countries > .kibana
from lo‸ → logs
FROM logs, ‸ → errors; not logs, METADATA
FROM logs, we‸ → web-1, web-*; not logs
FROM logs,‸ → errors
FROM "lo‸ → logs
FROM "lo‸" → logs
FROM logs, "‸" → errors; not logs
FROM web-‸ → web-1, web-2, web-*
FROM b‸ → berlin∶
FROM ‸ → logs > berlin∶, tokyo∶:index:remote cluster
FROM berlin:‸ → berlin∶trains, berlin∶trams; not logs, tokyo∶
FROM logs, berlin:tr‸ | LIMIT 1 → berlin∶trains; not logs
FROM -berlin:‸ → berlin∶trains
FROM logs, -web‸ → web-1; not logs
FROM "berlin:tr‸ → berlin∶trains
FROM "logs,err‸" → errors; not meters
FROM "logs,berlin:‸" → berlin∶trams
FROM tokyo:‸ | LIMIT 1 → ; not logs
FROM berlin:trains::‸ → data; not berlin∶trains
FROM logs | LOOKUP JOIN ‸ → countries; not berlin∶
FROM logs::‸ → data, failures; not logs
TS ‸ → meters
TS me‸ | STATS → meters
FROM logs ‸ → METADATA:keyword; not WHERE, logs
FROM logs meta‸ → METADATA; not logs
FROM logs METADATA ‸ → _id:field:keyword, _index, _score:field:double; not logs
FROM logs METADATA _id, ‸ → _index; not _id
FROM logs METADATA _i‸ → _id, _index; not logs
FROM logs, (FROM meters | WHERE ‸) | LIMIT 1 → cpu, pod; not status_code
FROM logs, (FROM meters) | WHERE ‸ → status_code; not WHERE
SHOW ‸ → INFO:keyword
ROW a = 1, b = ‸ → a:field:integer, NOW:function; not COUNT
ROW ‸ → PI:function, NULL:keyword; not COUNT, BUCKET
FROM logs | WHERE ‸ → status_code:field:integer, TO_LONG:function, NOT:keyword, TRUE; not COUNT, BY, WHERE, BUCKET, RATE
FROM logs | WHERE ‸ → ok > bytes, bytes > STARTS_WITH, STARTS_WITH > TO_LONG, NOT > TO_LONG, bytes > mixed
FROM logs | WHERE st‸ → status_code:field, starts_with:function; not STATS, STATS … BY …
FROM logs | WHERE status_code > 1 AND ‸ → ok > bytes, STARTS_WITH > LENGTH
FROM logs | WHERE NOT ‸ → ok, STARTS_WITH; not COUNT
FROM logs | WHERE (‸ → ok > bytes, NOT:keyword
FROM logs | WHERE ok OR (‸) → ok > bytes
FROM logs | WHERE status_code > ‸ → bytes:field:long, duration, LENGTH:function; not NOT, COUNT
FROM logs | WHERE status_code > ‸ → bytes > host.name, LENGTH > CONCAT, bytes > LENGTH, duration > @timestamp
FROM logs | WHERE host.name == ‸ → my-field > bytes, message > bytes, CONCAT > LENGTH
FROM logs | WHERE host.name == ho‸ → host.name
FROM logs | WHERE client.ip == ‸ → client.ip > bytes, TO_IP > LENGTH
FROM logs | WHERE @timestamp > ‸ → nanos > bytes, NOW > LENGTH
FROM logs | WHERE @timestamp > NOW() - ‸ → 1 hour:snippet, 1 day, 1 day > bytes; not 1 millisecond
FROM logs | WHERE status_code + ‸ → bytes > host.name
FROM logs | WHERE bytes / ‸ → duration > message
FROM logs | WHERE - ‸ → bytes > message
FROM logs | WHERE status_code ‸ → ==:operator:equal, >, IN:keyword, IS NULL, IS NOT NULL, NOT IN, AND, OR; not status_code, TO_LONG, IS, NOT
FROM logs | WHERE status_code ‸ → == > LIKE, > > :
FROM logs | WHERE message ‸ → LIKE > +, : > -
FROM logs | WHERE ok ‸ → == > <, AND > +
FROM logs | WHERE status_code i‸ → IN, IS NULL; not status_code
FROM logs | WHERE status_code IS ‸ → NOT, NULL; not status_code
FROM logs | WHERE status_code IS NOT ‸ → NULL
FROM logs | WHERE status_code > 1 ‸ → AND, OR; not LIKE, ==, BY
FROM logs | WHERE status_code IN (‸ → bytes > host.name, bytes:field
FROM logs | WHERE host.name IN ("a", ‸ → my-field > bytes
FROM logs | WHERE host.name IN (FROM countries | KEEP ‸ → continent, population; not bytes
FROM logs | WHERE host.name NOT ‸ → IN, LIKE, RLIKE
FROM logs | WHERE message LIKE ‸ → "…*":snippet; not message
FROM logs | WHERE message RLIKE ‸ → "….*":snippet
FROM logs | WHERE message : ‸ → "…":snippet; not message
FROM logs | WHERE host.‸ → host.name; not status_code
FROM logs | WHERE LENGTH(‸ → message > bytes, host.name > status_code, CONCAT > ABS; not COUNT
FROM logs | WHERE ABS(‸ → bytes > message, LENGTH > CONCAT
FROM logs | WHERE STARTS_WITH(host.name, ‸ → message > bytes
FROM logs | WHERE CIDR_MATCH(‸ → client.ip > bytes
FROM logs | WHERE ST_X(‸ → location > bytes
FROM logs | WHERE CASE(‸ → ok > bytes
FROM logs | WHERE COALESCE(bytes, ‸ → status_code > message
FROM logs | EVAL x = ‸ → bytes, ROUND; not COUNT, x
FROM logs | EVAL x = 1, y = ‸ → x:field:integer, bytes; not y
FROM logs | EVAL x = 1, y = ‸ → x > bytes
FROM logs | EVAL x = CONCAT(host.name, ‸ → message > bytes
FROM logs | EVAL x = DATE_DIFF("‸ → days:value, hours; not bytes
FROM logs | EVAL x = DATE_DIFF("days", ‸ → @timestamp > bytes, nanos > message
FROM logs | EVAL x = DATE_EXTRACT("ho‸", @timestamp) → hour_of_day
FROM logs | EVAL x = DATE_TRUNC(‸ → 1 day:snippet, 1 hour > bytes; not x
FROM logs | EVAL x = DATE_TRUNC(1 day, ‸ → @timestamp > bytes
FROM logs | EVAL x = ROUND(bytes / 2, ‸ → status_code > message
FROM logs | EVAL x = bytes::‸ → keyword:type, integer, datetime; not bytes
FROM logs | EVAL x = bytes::key‸ → keyword; not integer
FROM logs | EVAL t = @timestamp - 1 ‸ → hour:unit:time_duration, day:unit:date_period; not hours, bytes
FROM logs | EVAL t = @timestamp - 3 ‸ → hours, days; not hour
FROM logs | EVAL t = @timestamp + 3 d‸ → days; not hours
FROM logs | EVAL a.\`b c\` = 1 | WHERE a‸ → a.b c
FROM logs | EVAL \`my‸\` = 1 → \`my-field\`
FROM logs | KEEP \`my‸ → \`my-field\`; not bytes
FROM logs | KEEP host.\`na‸ → host.\`name\`; not bytes
FROM logs | STATS ‸ → COUNT:function, SUM, BY:keyword; not BUCKET, RATE, TBUCKET
FROM logs | STATS ‸ → COUNT > bytes, bytes > ABS, COUNT > LENGTH
FROM logs | STATS c = ‸ → COUNT > bytes, AVG; not c
FROM logs | STATS c = COUNT(*), ‸ → SUM > bytes
FROM logs | STATS SUM(‸ → bytes > host.name; not COUNT, AVG
FROM logs | STATS MAX(bytes) + ‸ → MIN > ABS
FROM logs | STATS c = COUNT(*) ‸ → BY, WHERE; not status_code
FROM logs | STATS c = COUNT(*) WHERE ‸ → ok > bytes, STARTS_WITH; not COUNT
FROM logs | STATS c = COUNT(*) BY ‸ → host.name:field, BUCKET:function, DATE_TRUNC; not COUNT, SUM, c
FROM logs | STATS c = COUNT(*) BY ‸ → host.name > BUCKET, BUCKET > DATE_TRUNC, host.name > vector
FROM logs | STATS c = COUNT(*) BY host.name, ‸ → BUCKET, bytes; not COUNT
FROM logs | STATS c = COUNT(*) BY b = ‸ → BUCKET; not COUNT
FROM logs | STATS BY ‸ → host.name
FROM logs | STATS c = COUNT(*) BY BUCKET(‸ → @timestamp > host.name; not BUCKET, COUNT
FROM logs | STATS c = COUNT(*) BY BUCKET(@timestamp, ‸ → 1 hour:snippet
FROM logs | STATS c = COUNT(*) BY host.name | WHERE ‸ → c:field:long, host.name; not bytes
FROM logs | STATS c = COUNT(*) BY host.name | SORT ‸ → c, host.name; not bytes
FROM logs | INLINE STATS m = MAX(bytes) BY host.name | WHERE ‸ → m:field:long, bytes
FROM logs | INLINE STATS ‸ → MAX > bytes
FROM logs | INLINE ‸ → STATS
TS meters | STATS ‸ → RATE:function, SUM; not TBUCKET
TS meters | STATS SUM(‸ → RATE, AVG_OVER_TIME, cpu; not AVG
TS meters | STATS SUM(RATE(‸ → requests > cpu; not RATE, AVG
TS meters | STATS SUM(RATE(requests)) BY ‸ → TBUCKET, pod; not RATE
FROM logs | STATS SUM(‸ → bytes; not RATE
FROM logs | SORT ‸ → bytes, LENGTH:function; not COUNT, ASC
FROM logs | SORT ‸ → bytes > vector, @timestamp > location
FROM logs | SORT bytes ‸ → ASC:keyword, DESC, NULLS FIRST, NULLS LAST; not WHERE, NULLS
FROM logs | SORT bytes DESC ‸ → NULLS LAST; not ASC
FROM logs | SORT bytes NULLS ‸ → FIRST, LAST
FROM logs | SORT bytes, ‸ → duration
FROM logs | LIMIT ‸ → 10:value, 100, 1000; not bytes
FROM logs | LIMIT 10 ‸ → BY; not bytes
FROM logs | LIMIT 10 BY ‸ → host.name; not COUNT
FROM logs | SAMPLE ‸ → 0.1:value
FROM logs | KEEP ‸ → bytes:field:long, host.name; not TO_LONG, NOT
FROM logs | KEEP by‸ → bytes
FROM logs | KEEP bytes, ‸ → host.name; not bytes, WHERE
FROM logs | KEEP bytes | WHERE ‸ → bytes; not host.name
FROM logs | DROP ‸ → bytes; not TO_LONG
FROM logs | DROP bytes | KEEP ‸ → host.name; not bytes
FROM logs | RENAME ‸ → bytes
FROM logs | RENAME bytes ‸ → AS:keyword; not bytes
FROM logs | RENAME bytes AS b, ‸ → host.name
FROM logs | RENAME bytes AS b | KEEP ‸ → b:field:long; not bytes
FROM logs | RENAME b = ‸ → bytes
FROM logs | DISSECT ‸ → message > bytes, host.name > duration
FROM logs | DISSECT message ‸ → "%{…}":snippet
FROM logs | DISSECT message "%{a} %{b}" ‸ → APPEND_SEPARATOR
FROM logs | DISSECT message "%{a} %{b}" | KEEP ‸ → a:field:keyword, b
FROM logs | GROK ‸ → message > bytes
FROM logs | GROK message ‸ → "%{…:…}":snippet
FROM logs | GROK message "%{INT:n:int}" | WHERE ‸ → n:field:integer
FROM logs | GROK message "%{‸ → WORD:value, IP, COMBINEDAPACHELOG; not int
FROM logs | GROK message "%‸ → WORD, GREEDYDATA
FROM logs | GROK message "%{IP:a} %{N‸}" → NUMBER, NOTSPACE; not int
FROM logs | GROK message "%{INT:n:‸ → int, long, double; not WORD
FROM logs | GROK message "%{INT:‸ → ; not int, WORD
FROM logs | GROK message "a", "%{‸ → WORD
FROM logs | GROK message """%{‸ → WORD
FROM logs | GROK message "100‸ → ; not WORD
FROM logs | DISSECT message "%{‸ → name, ?name, name->; not WORD
FROM logs | DISSECT message "%{a->} %{?b} %{+‸ → +a; not +b
FROM logs | ENRICH ‸ → hosts:policy:match on host.name, zones; not bytes
FROM logs | ENRICH ho‸ → hosts; not zones
FROM logs | ENRICH hosts ‸ → ON:keyword, WITH
FROM logs | ENRICH hosts ON ‸ → host.name > bytes, bytes > location
FROM logs | ENRICH zones ON ‸ → location > host.name
FROM logs | ENRICH hosts ON host.name WITH ‸ → owner:field, team; not bytes
FROM logs | ENRICH _any:hosts WITH ‸ → owner
FROM logs | ENRICH hosts WITH t = ‸ → team; not bytes
FROM logs | ENRICH hosts WITH owner, ‸ → team
FROM logs | MV_EXPAND ‸ → host.name; not TO_LONG
FROM logs | LOOKUP ‸ → JOIN
FROM logs | LOOKUP JOIN ‸ → countries:index:lookup; not logs, meters
FROM logs | LOOKUP JOIN cou‸ → countries
FROM logs | LOOKUP JOIN countries ‸ → ON:keyword; not bytes
FROM logs | LOOKUP JOIN countries ON ‸ → host.name > bytes, host.name > continent
FROM logs | LOOKUP JOIN countries ON ‸ → continent:field:keyword · lookup
FROM logs | LOOKUP JOIN countries ON bytes > ‸ → population, status_code
FROM logs | LOOKUP JOIN countries ON host.name | KEEP ‸ → continent, population, bytes
FROM logs | CHANGE_POINT ‸ → bytes > message
FROM logs | CHANGE_POINT bytes ‸ → ON, AS
FROM logs | CHANGE_POINT bytes ON ‸ → @timestamp
FROM logs | FORK (WHERE ‸ → ok, bytes
FROM logs | FORK (EVAL z = 1 | WHERE ‸) → z, bytes
FROM logs | FORK (LIMIT 1) (WHERE ‸) → bytes; not COUNT
FROM logs | FORK (LIMIT 1) (LIMIT 2) | WHERE ‸ → _fork:field:keyword
FROM logs METADATA _score | FUSE ‸ → RRF, LINEAR, SCORE BY, WITH
FROM logs | FUSE WITH {"‸ → rank_constant:option, normalizer
FROM logs | FUSE LINEAR WITH {"normalizer": "‸"} → minmax:value, l2_norm
FROM logs | FUSE LINEAR WITH {"normalizer": ‸} → minmax
FROM logs | COMPLETION ‸ → message > bytes
FROM logs | COMPLETION message WITH {‸ → inference_id:option
FROM logs | COMPLETION message WITH {"inference_id": "‸ → gpt:value:chat_completion; not judge
FROM logs | COMPLETION message WITH {"inference_id": ‸} → gpt
FROM logs | RERANK "a" ON ‸ → message > bytes
FROM logs | RERANK "a" ON message WITH {"inference_id": "‸"} → judge; not gpt
FROM logs | WHERE MATCH(message, "a", {‸ → operator:option, fuzziness
FROM logs | WHERE MATCH(message, "a", {"operator": "AND", ‸ → fuzziness; not operator
FROM logs | WHERE MATCH(message, "a", {"operator": "‸"}) → AND:value, OR
FROM logs | FILLNULL 0 ON ‸ → bytes
FROM logs | URI_PARTS u = ‸ → message > bytes
FROM logs | URI_PARTS u = message | KEEP ‸ → u.domain, u.port:field:integer
FROM logs | IP_LOCATION g = ‸ → client.ip > bytes
FROM logs | MMR ON ‸ → vector > bytes
FROM logs METADATA _id | KEEP ‸ → _id:field:keyword
FROM logs | WHERE bytes > 1 ‸ → AND > day, OR; not bytes
SET ‸ → time_zone:setting, unmapped_fields; not FROM
SET unmapped_fields = ‸ → nullify:value, load
SET unmapped_fields = "nu‸" → nullify
SET approximation = ‸ → true
FROM logs | WHERE bytes > ?min AND status_code < ?‸ → ?min:param
FROM logs | KEEP ??col | SORT ??‸ → ??col:param
FROM logs | WHERE bytes == ?1 OR bytes == ?‸ → ?1
FROM logs | WHERE )) | KEEP ‸ → bytes
FROM logs | EVAL a b c | KEEP ‸ → bytes
FROM logs | WHERE status_code >> | WHERE ‸ → bytes
FROM logs | STATS COUNT( | KEEP ‸ → ; not bytes
FROM logs | STATS | WHERE ‸ → NOT
FROM logs | NONSENSE a | WHERE ‸ → NOT, STARTS_WITH
FROM logs | WHERE ABS(bytes | KEEP ‸ → bytes
FROM logs | WHERE "unclosed | KEEP ‸ → ; not bytes
FROM logs | WHERE ‸ | LIMIT 10 → ok, bytes
FROM logs | WHERE by‸ > 1 | LIMIT 10 → bytes
FROM logs | EVAL x = (((‸ → bytes
FROM logs | DROP * | WHERE ‸ → NOT
FROM unknown | WHERE ‸ → NOT, STARTS_WITH; not bytes
`;

interface Case {
	readonly query: string;
	readonly wanted: readonly string[];
	readonly unwanted: readonly string[];
}

function read(line: string): Case {
	const [query, rest] = line.split(' → ');
	const [wanted, unwanted = ''] = rest.split(/; not /);
	const list = (text: string) =>
		text
			.split(', ')
			.map((item) => item.trim())
			.filter(Boolean);
	return { query: query.replaceAll('↵', '\n'), wanted: list(wanted), unwanted: list(unwanted) };
}

const colons = (label: string) => label.replaceAll('∶', ':');

const same = (label: string, kind: string | undefined) => (kind === 'function' ? label.toLowerCase() : label);

describe('completion', () => {
	const lines = cases.trim().split('\n').map(read);

	it('is tested at many places', () => expect(lines.length).toBeGreaterThan(150));

	it.each(lines)('at $query', async ({ query, wanted, unwanted }) => {
		const options = await offered(query);
		const labels = options.map(({ label }) => label);
		const place = (label: string) => {
			expect(labels).toContain(colons(label));
			return labels.indexOf(colons(label));
		};
		for (const item of wanted) {
			const order = / > (?=\S)/.exec(item);
			if (order) {
				const [first, second] = [item.slice(0, order.index), item.slice(order.index + 3)];
				expect(place(first), `${first} before ${second}`).toBeLessThan(place(second));
				continue;
			}
			const [, label, kind, detail] = /^(:|.+?)(?::(\w+)(?::(.+))?)?$/.exec(item) ?? [];
			const found = options.filter((option) => same(option.label, kind) === same(colons(label), kind));
			expect(found.length, `${label} of ${labels.slice(0, 20).join(', ')}`).toBeGreaterThan(0);
			if (kind) expect(found.map(({ type }) => type)).toContain(kind);
			if (detail) expect(found.map((option) => option.detail)).toContain(detail);
		}
		for (const label of unwanted) expect(labels).not.toContain(colons(label));
	});
});
