import type { Case } from './case';

export const commands: readonly Case[] = [
	{
		query: 'FROM shelf | SORT sold | MV_EXPAND tags | WHERE sold IS NOT NULL | KEEP id, tags',
		rows: [
			[2, 'brass'],
			[5, 'small'],
			[1, 'heavy'],
			[1, 'iron'],
			[4, null]
		]
	},
	{
		query:
			'ROW line = "1.2.3.4 - kim [05/Mar/2026:14:07:09 +0000] \\"GET /a HTTP/1.1\\" 200 12" | GROK line "%{COMMONAPACHELOG}" | KEEP source.address, user.name, url.original, http.response.*',
		columns:
			'source.address:keyword, user.name:keyword, url.original:keyword, http.response.body.bytes:long, http.response.status_code:integer',
		rows: [['1.2.3.4', 'kim', '/a', 12, 200]]
	},
	{ query: 'FROM shelf METADATA _tier | LIMIT 1 | KEEP _tier', columns: '_tier:keyword', rows: [[null]] },
	{ query: 'FROM (FROM shelf | LIMIT 2) | STATS n = COUNT(*)', rows: [[2]] },
	{
		query: 'ROW a = 1, b = "x", c = [1, 2] | KEEP c, a',
		columns: 'c:integer, a:integer',
		rows: [[[1, 2], 1]]
	},
	{
		query: 'ROW a = 1 | EVAL b = a + 1, a = b * 10 | EVAL c = a + b',
		columns: 'b:integer, a:integer, c:integer',
		rows: [[2, 20, 22]]
	},
	{ query: 'SHOW INFO | KEEP version', columns: 'version:keyword', rows: [['9.5.0']] },
	{ query: 'FROM shelf | KEEP id | SORT id | LIMIT 2', rows: [[1], [2]] },
	{ query: 'FROM shelf | SORT price DESC, id | KEEP id', rows: [[4], [1], [2], [3], [5]] },
	{ query: 'FROM shelf | SORT price DESC NULLS LAST, id DESC | KEEP id', rows: [[1], [2], [5], [3], [4]] },
	{ query: 'FROM shelf | SORT price | KEEP id', rows: [[3], [5], [2], [1], [4]] },
	{ query: 'FROM shelf | SORT stock DESC | KEEP id', rows: [[3], [2], [5], [1], [4]] },
	{ query: 'FROM shelf | SORT stock | LIMIT 2 | SORT id DESC | KEEP id', rows: [[4], [1]] },
	{ query: 'FROM shelf | SORT id DESC | EVAL id = 0 | KEEP name | LIMIT 2', rows: [[null], ['drum']] },
	{ query: 'FROM shelf | LIMIT 0 | STATS n = COUNT(*)', rows: [[0]] },
	{ query: 'FROM shelf | LIMIT 4 | LIMIT 2 | STATS n = COUNT(*)', rows: [[2]] },
	{ query: 'FROM shelf | SORT id | LIMIT 3 | WHERE id > 1 | KEEP id', rows: [[2], [3]] },
	{
		query: 'FROM shelf | SORT id | LIMIT 1 BY sold | KEEP id, sold',
		rows: [
			[1, true],
			[2, false],
			[3, null]
		]
	},
	{
		query: 'FROM shelf | KEEP n*, id | DROP no* | RENAME name AS title | SORT id | LIMIT 1',
		columns: 'title:keyword, id:integer',
		rows: [['anvil', 1]]
	},
	{ query: 'FROM shelf | WHERE sold | SORT id | KEEP id', rows: [[1], [4]] },
	{ query: 'FROM shelf | WHERE NOT sold | SORT id | KEEP id', rows: [[2], [5]] },
	{ query: 'FROM shelf | WHERE tags IS NULL OR price IS NULL | KEEP id', rows: [[4]] },
	{
		query:
			'FROM shelf, shelf-old METADATA _index | WHERE id IN (1, 90) | SORT id | KEEP id, _index, price, weight',
		columns: 'id:integer, _index:keyword, price:unsupported, weight:long',
		rows: [
			[1, 'shelf', null, null],
			[90, 'shelf-old', null, 800]
		]
	},
	{ query: 'FROM shelf*,-shelf-old | STATS n = COUNT(*)', rows: [[5]] },
	{ query: 'FROM nothing-* | KEEP *', columns: '<no-fields>:null', rows: [] },
	{ query: 'FROM nothing-* | STATS n = COUNT(*)', rows: [[0]] },
	{ query: 'FROM shelf METADATA _id, _version | WHERE id == 1 | KEEP _version, id', rows: [[1, 1]] },
	{
		query: 'FROM shelf METADATA _source | WHERE id == 2 | KEEP _source',
		rows: [
			[
				{
					id: 2,
					name: 'bell',
					tags: ['brass'],
					price: 15,
					stock: [10],
					sold: false,
					added: '2026-02-14T23:59:59.999Z',
					seen: '2026-02-14T23:59:59.000Z',
					origin: '10.0.1.7',
					release: '1.10.0',
					big: -5,
					huge: 7,
					note: 'Rings loud: 100% brass'
				}
			]
		]
	},
	{
		query: 'FROM (FROM shelf | WHERE id < 3 | KEEP id), (ROW id = 99) | SORT id',
		columns: 'id:integer',
		rows: [[1], [2], [99]]
	},

	{
		query: 'FROM shelf | MV_EXPAND tags | SORT id, tags | KEEP id, tags | LIMIT 4',
		rows: [
			[1, 'heavy'],
			[1, 'iron'],
			[2, 'brass'],
			[3, 'brass']
		]
	},
	{
		query: 'ROW a = [3, 1, 2], b = "k" | MV_EXPAND a | EVAL c = a * 2',
		rows: [
			[3, 'k', 6],
			[1, 'k', 2],
			[2, 'k', 4]
		]
	},
	{
		query:
			'ROW line = "GET /a?b=1 200 12ms" | DISSECT line "%{verb} %{path}?%{query} %{status} %{took}ms" | DROP line',
		columns: 'verb:keyword, path:keyword, query:keyword, status:keyword, took:keyword',
		rows: [['GET', '/a', 'b=1', '200', '12']]
	},
	{ query: 'ROW line = "a:b" | DISSECT line "%{x}=%{y}" | KEEP x, y', rows: [[null, null]] },
	{
		query:
			'ROW line = "2026-05-17 [warn] 10.1.2.3 took 4.5s" | GROK line "%{DATA:day} \\\\[%{LOGLEVEL:level}\\\\] %{IP:client} took %{NUMBER:seconds:double}s" | DROP line',
		columns: 'client:keyword, day:keyword, level:keyword, seconds:double',
		rows: [['10.1.2.3', '2026-05-17', 'warn', 4.5]]
	},
	{
		query: 'ROW line = "x=1 y=2" | GROK line "x=%{INT:n:int} y=%{INT:n:int}" | KEEP n',
		columns: 'n:integer',
		rows: [[[1, 2]]]
	},
	{
		query: 'ROW line = "port 80" | GROK line "%{IP:a}", "port %{INT:b:long}" | KEEP a, b',
		rows: [[null, 80]]
	},
	{
		query: 'FROM shelf | WHERE id <= 3 | LOOKUP JOIN makers ON name | SORT id, since | KEEP id, maker, since',
		rows: [
			[1, 'Smithy', 1901],
			[2, null, null],
			[3, 'Potter', 1950],
			[3, 'Tinker', 1960]
		]
	},
	{
		query: 'FROM shelf | STATS total = SUM(price) BY tags | LOOKUP JOIN makers ON tags',
		refused: /Unknown column \[tags\] in right side of join/
	},
	{
		query: 'FROM shelf | FORK (WHERE id == 1 | KEEP id) (STATS n = COUNT(*)) | SORT _fork',
		columns: 'id:integer, _fork:keyword, n:long',
		rows: [
			[1, 'fork1', null],
			[null, 'fork2', 5]
		]
	},
	{
		query: 'FROM shelf | SAMPLE 0.999999 | STATS n = COUNT(*) | EVAL some = n >= 0 | KEEP some',
		rows: [[true]]
	},
	{ query: 'FROM shelf | KEEP sold | DEDUP | STATS n = COUNT(*)', rows: [[3]] },
	{
		query: 'FROM shelf | SORT id | LIMIT 3 | INLINE STATS m = MAX(price) BY sold | KEEP id, m',
		rows: [
			[1, 120.5],
			[2, 15],
			[3, 4.25]
		]
	},
	{
		query: 'FROM shelf | INLINE STATS n = COUNT(*), hi = MAX(id) | SORT id | KEEP id, n, hi | LIMIT 1',
		rows: [[1, 5, 5]]
	},
	{
		query: 'FROM shelf | EVAL constant = 5 | STATS s = SUM(constant) BY sold | SORT sold | KEEP s',
		rows: [[10], [10], [5]]
	},

	{ query: 'FROM nowhere | LIMIT 1', refused: 'Found 1 problem\nline 1:6: Unknown index [nowhere]' },
	{
		query: 'FROM shelf | LOOKUP JOIN shelf-old ON name',
		refused: /Lookup Join requires a single lookup mode index; \[shelf-old\]/
	},
	{
		query: 'FROM shelf | KEEP nam',
		refused: /^Found 1 problem\nline 1:19: Unknown column \[nam\], did you mean/
	},
	{
		query: 'FROM shelf | WHERE nope > 1 AND nada > 2',
		refused: /^Found 2 problems\nline 1:20: Unknown column \[nope\].*\nline 1:33: Unknown column \[nada\]/
	},
	{ query: 'FROM shelf | ENRICH none ON name', refused: /cannot find enrich policy \[none\]/ },
	{ query: 'FROM shelf | RERANK "x" ON note', refused: /RERANK is not available on this cluster/ },
	{ query: 'ROW a = "b" | DISSECT a "no keys"', refused: /Invalid pattern for DISSECT/ },
	{ query: 'ROW a = "b" | GROK a "%{NOPE:x}"', refused: /Unable to find pattern \[NOPE\]/ },
	{ query: 'FROM shelf | SAMPLE 2.0', refused: /SAMPLE probability/ },
	{ query: 'FROM shelf | LIMIT -1', refused: /LIMIT/ },
	{ query: 'FRM shelf', refused: /^line 1:1: / },
	{ query: 'SET time_zone = "Nowhere"; ROW a = 1', refused: /Invalid time zone/ }
];
