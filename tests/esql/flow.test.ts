import { describe, expect, it } from 'vitest';
import { analyze } from '$lib/esql/analysis/analyze';
import { parse } from '$lib/esql/syntax/parse';
import { analyzed, columns, refused } from './schema';

const shop =
	'@timestamp:date area:geo_shape big:unsigned_long client.ip:ip client.name:keyword note:text paid:boolean price:double quantity:integer release:version serial:long shipped:date_nanos sku:keyword spot:geo_point';

describe('columns after a pipeline', () => {
	it('are others after MV_EXPAND, with ids of their own', () => {
		const [before, after] = analyzed('ROW a = [1, 2] | MV_EXPAND a').stages;
		expect(after.columns.map(({ name }) => name)).toEqual(['a']);
		expect(after.columns[0].id).not.toBe(before.columns[0].id);
	});

	it.each([
		['FROM shop', shop],
		['FROM shop METADATA _index, _id, _score, _index', `${shop} _id:keyword _score:double _index:keyword`],
		['ROW a = 1, b = "x", c = null, d = [1, 2]', 'a:integer b:keyword c:null d:integer'],
		['ROW 1 + 2, a = 3, a = "x"', '1 + 2:integer a:keyword'],
		['SHOW INFO', 'version:keyword date:keyword hash:keyword'],
		['ROW a = 1 | WHERE a > 1 | SORT a | LIMIT 3', 'a:integer'],
		['ROW a = 1, b = 2 | EVAL c = a, a = "x"', 'b:integer c:integer a:keyword'],
		['ROW a = 1 | EVAL b = a + 1, c = b * 2.0', 'a:integer b:integer c:double'],
		['ROW a = 1 | EVAL a  +  1, (a)', 'a:integer a  +  1:integer (a):integer'],
		['ROW a = 1, b = 2 | EVAL x = 1, x = "y"', 'a:integer b:integer x:keyword'],
		['ROW `a b`.c = 1 | EVAL d = `a b`.c', 'a b.c:integer d:integer'],
		['FROM shop | STATS COUNT(*)', 'COUNT(*):long'],
		['FROM shop | STATS n = COUNT(*), MAX(price) BY sku', 'n:long MAX(price):double sku:keyword'],
		['FROM shop | STATS BY sku, q = quantity + 1', 'sku:keyword q:integer'],
		['FROM shop | STATS COUNT(*) BY quantity % 2', 'COUNT(*):long quantity % 2:integer'],
		['FROM shop | STATS COUNT(*) BY `client`.ip', 'COUNT(*):long client.ip:ip'],
		['FROM shop | STATS x = COUNT(*), x = MAX(price)', 'x:double'],
		['FROM shop | STATS sku = COUNT(*) BY sku', 'sku:keyword'],
		['FROM shop | STATS n = COUNT(*) WHERE paid BY sku', 'n:long sku:keyword'],
		['FROM shop | STATS m = MAX(price) + quantity BY quantity', 'm:double quantity:integer'],
		['FROM shop | STATS MAX(d) BY d = BUCKET(@timestamp, 1 day)', 'MAX(d):date d:date'],
		['FROM shop | STATS n = COUNT(*) BY BUCKET(price, 10.0)', 'n:long BUCKET(price, 10.0):double'],
		['FROM shop | KEEP sku, price | INLINE STATS m = MAX(price) BY sku', 'price:double m:double sku:keyword'],
		['FROM shop | KEEP sku, price | INLINE STATS price = MAX(price)', 'sku:keyword price:double'],
		['FROM shop | KEEP price, sku', 'price:double sku:keyword'],
		['FROM shop | KEEP client.*', 'client.ip:ip client.name:keyword'],
		['ROW a = 1, ab = 2, b = 3 | KEEP *', 'a:integer ab:integer b:integer'],
		['ROW a = 1, ab = 2, b = 3 | KEEP b, *', 'b:integer a:integer ab:integer'],
		['ROW a = 1, ab = 2, b = 3 | KEEP *, a', 'ab:integer b:integer a:integer'],
		['ROW a = 1, ab = 2, b = 3 | KEEP a*, b, a', 'ab:integer b:integer a:integer'],
		['ROW a = 1, ab = 2, b = 3 | KEEP *b*, a*', 'b:integer a:integer ab:integer'],
		['ROW `a*` = 1, ab = 2 | KEEP `a*`', 'a*:integer'],
		['ROW a = 1, ab = 2, b = 3 | DROP a*', 'b:integer'],
		['ROW a = 1, ab = 2, b = 3 | DROP b, a', 'ab:integer'],
		['ROW a = 1, b = 2 | RENAME a AS c', 'c:integer b:integer'],
		['ROW a = 1, b = "x" | RENAME b AS a', 'a:keyword'],
		['ROW a = 1, b = "x" | RENAME a AS b', 'b:integer'],
		['ROW a = 1, b = "x" | RENAME a AS t, b AS a, t AS b', 'b:integer a:keyword'],
		['ROW a = 1 | RENAME a AS b, b AS c', 'c:integer'],
		['ROW a = 1 | RENAME a AS a', 'a:integer'],
		['ROW a = 1 | RENAME b = a', 'b:integer'],
		['ROW a = "x-y" | DISSECT a "%{b}-%{c->} %{?d} %{+b/2}"', 'a:keyword b:keyword c:keyword'],
		['ROW a = "x" | DISSECT a "%{a} %{b}"', 'a:keyword b:keyword'],
		[
			'ROW a = "x" | GROK a "%{WORD:w} %{NUMBER:n:int} %{NUMBER:f:float} (?<c>.*)"',
			'a:keyword c:keyword f:double n:integer w:keyword'
		],
		['ROW a = [1, 2], b = 3 | MV_EXPAND a', 'a:integer b:integer'],
		[
			'FROM shop | KEEP sku, quantity | LOOKUP JOIN parts ON sku',
			'sku:keyword quantity:keyword maker:keyword year:integer'
		],
		['FROM shop | KEEP sku | CHANGE_POINT sku ON sku', 'sku:keyword type:keyword pvalue:double'],
		['FROM shop | KEEP sku | CHANGE_POINT sku ON sku AS t, p', 'sku:keyword t:keyword p:double'],
		['FROM shop | FORK (KEEP sku | LIMIT 1) (STATS n = COUNT(*))', 'sku:keyword _fork:keyword n:long'],
		['FROM shop | KEEP sku | COMPLETION sku WITH {"inference_id": "m"}', 'sku:keyword completion:keyword'],
		['FROM shop | KEEP sku | URI_PARTS u = sku | KEEP sku, u.port', 'sku:keyword u.port:integer'],
		['FROM shop | KEEP sku, price | SAMPLE 0.5 | DEDUP | FILLNULL 0 ON price', 'sku:keyword price:double'],
		[
			'FROM (FROM shop | KEEP sku, price), (FROM parts | KEEP sku, year)',
			'sku:keyword price:double year:integer'
		],
		['FROM (FROM shop | KEEP quantity), (FROM parts | KEEP quantity)', 'quantity:unsupported'],
		['TS meters | STATS r = SUM(RATE(requests)) BY host', 'r:double host:keyword'],
		['SET unmapped_fields = "nullify"; FROM shop | EVAL x = nowhere | KEEP sku, x', 'sku:keyword x:unknown'],
		['FROM shop | WHERE sku IN (FROM parts | KEEP sku) | KEEP sku', 'sku:keyword']
	])('%s', (query, expected) => {
		expect(refused(query)).toBeUndefined();
		expect(columns(query)).toBe(expected);
	});
});

describe('an unread index', () => {
	const last = (query: string) => {
		const { diagnostics, stages } = analyzed(query);
		const stage = stages.at(-1);
		return {
			columns: stage?.columns.map(({ name, type }) => `${name}:${type}`),
			open: stage?.open,
			messages: diagnostics.map(({ message }) => message)
		};
	};

	it.each([
		['FROM unread', [], true],
		['FROM unread | WHERE a > 1 | SORT b.c', [], true],
		['FROM unread | EVAL x = 1, y = z', ['x:integer', 'y:unknown'], true],
		['FROM unread | KEEP a, b', ['a:unknown', 'b:unknown'], false],
		['FROM unread | KEEP a, b*', ['a:unknown'], true],
		['FROM unread | DROP a', [], true],
		['FROM unread | RENAME a AS b', ['b:unknown'], true],
		['FROM unread | STATS n = COUNT(*) BY a, `b`.c', ['n:long', 'a:unknown', 'b.c:unknown'], false],
		['FROM unread | STATS n = SUM(a)', ['n:unknown'], false],
		['FROM shop | KEEP sku | LOOKUP JOIN unread ON sku', ['sku:keyword'], true],
		[
			'FROM shop | KEEP sku | ENRICH p ON sku WITH a, b = c',
			['sku:keyword', 'a:unknown', 'b:unknown'],
			false
		],
		['FROM shop | KEEP sku | ENRICH p ON sku', ['sku:keyword'], true],
		['FROM shop | KEEP sku | FROBNICATE x', ['sku:keyword'], true]
	])('%s', (query, expected, open) => {
		expect(last(query)).toEqual({ columns: expected, open, messages: [] });
	});

	it('is no excuse for a column that STATS has taken away', () => {
		expect(last('FROM unread | STATS n = COUNT(*) | WHERE a > 1').messages).toEqual(['Unknown column [a]']);
	});
});

describe('refusals, in place and words', () => {
	it.each([
		['FROM shopp', 'line 1:6: Unknown index [shopp]'],
		['FROM shop, nope', 'line 1:12: Unknown index [nope]'],
		['FROM nope | WHERE x > 1', 'line 1:6: Unknown index [nope]'],
		['FROM shop | LOOKUP JOIN nope ON sku', 'line 1:25: Unknown index [nope]'],
		['FROM shop METADATA _nope', 'line 1:20: unsupported metadata field [_nope]'],
		['FROM shop | KEEP skuu', 'line 1:18: Unknown column [skuu], did you mean [sku]?'],
		['FROM shop | KEEP x*', 'line 1:18: No matches found for pattern [x*]'],
		['FROM shop | DROP foobar*', 'line 1:18: No matches found for pattern [foobar*]'],
		['FROM shop | DROP *', 'line 1:18: Removing all fields is not allowed [*]'],
		['FROM shop | RENAME sku AS x | DROP sku', 'line 1:36: Unknown column [sku]'],
		['FROM shop | RENAME nope AS x', 'line 1:20: Unknown column [nope], did you mean [note]?'],
		[
			'FROM shop | RENAME sku AS a, a AS b, sku AS c',
			'line 1:38: Column [sku] renamed to [a] and is no longer available [sku AS c]'
		],
		['FROM shop | RENAME s* AS x', 'line 1:20: Using wildcards [*] in RENAME is not allowed [s* AS x]'],
		[
			'FROM odd | RENAME shape AS x',
			'line 1:19: Cannot use field [shape] with unsupported type [percolator]'
		],
		['FROM odd | MV_EXPAND shape', 'line 1:22: Cannot use field [shape] with unsupported type [percolator]'],
		['FROM shop | SORT spot', 'line 1:18: cannot sort on geo_point'],
		['FROM meters | SORT requests', 'line 1:20: cannot sort on counter_long'],
		['FROM shop METADATA _source | SORT _source', 'line 1:35: cannot sort on _source'],
		['ROW a = 1 | LIMIT -1', 'line 1:13: Invalid value for LIMIT [-1], expecting a non negative integer'],
		[
			'ROW a = 1 | LIMIT "10"',
			'line 1:13: Invalid value for LIMIT [10: String], expecting a non negative integer'
		],
		[
			'ROW a = 1 | LIMIT 1.2',
			'line 1:13: Invalid value for LIMIT [1.2: Double], expecting a non negative integer'
		],
		[
			'FROM shop | DISSECT price "%{a}"',
			'line 1:21: Dissect only supports KEYWORD or TEXT values, found expression [price] type [DOUBLE]'
		],
		[
			'FROM shop | GROK price "%{WORD:a}"',
			'line 1:18: Grok only supports KEYWORD or TEXT values, found expression [price] type [DOUBLE]'
		],
		['FROM shop | LOOKUP JOIN parts ON price', 'line 1:34: Unknown column [price] in right side of join'],
		[
			'FROM shop | LOOKUP JOIN parts ON quantity',
			'line 1:34: JOIN left field [quantity] of type [INTEGER] is incompatible with right field [quantity] of type [KEYWORD]'
		],
		[
			'FROM shop | FORK (KEEP price) (STATS price = COUNT(*))',
			'line 1:31: Column [price] has conflicting data types in FORK branches: [long] and [double]'
		],
		[
			'FROM shop | KEEP sku | FUSE',
			'line 1:24: FUSE requires a score column, default [_score] column not found.\nline 1:24: FUSE requires a column to group by, default [_fork] column not found.\nline 1:24: FUSE requires a key column, default [_id] column not found.'
		],
		['FROM shop | KEEP sku | CHANGE_POINT sku', 'line 1:24: Unknown column [@timestamp]'],
		['FROM shop | WHERE sku IN (FROM parts | KEEP nope)', 'line 1:45: Unknown column [nope]'],
		[
			'FROM shop\n| EVAL `🙂` = 1, x = nope\n| KEEP x',
			'line 2:21: Unknown column [nope], did you mean [note]?'
		]
	])('%s', (query, message) => {
		expect(refused(query)).toBe(message);
	});
});

describe('STATS', () => {
	it.each([
		[
			'FROM shop | STATS x = AVG(price), quantity BY sku',
			'line 1:35: column [quantity] must appear in the STATS BY clause or be used in an aggregate function'
		],
		[
			'FROM shop | STATS MAX(MAX(price)) BY sku',
			'line 1:23: nested aggregations [MAX(price)] not allowed inside other aggregations [MAX(MAX(price))]'
		],
		['FROM shop | STATS 5 BY sku', 'line 1:19: expected an aggregate function but found [5]'],
		[
			'FROM shop | STATS sku BY sku',
			'line 1:19: grouping key [sku] already specified in the STATS BY clause'
		],
		[
			'FROM shop | STATS quantity + serial BY quantity + serial',
			'line 1:19: grouping key [quantity + serial] already specified in the STATS BY clause'
		],
		[
			'FROM shop | STATS e BY e = quantity + 1',
			'line 1:19: grouping key [e] already specified in the STATS BY clause'
		],
		[
			'FROM shop | STATS quantity BY e = quantity + 1',
			'line 1:19: Cannot specify grouping expression [quantity] as an aggregate'
		],
		[
			'FROM shop | STATS MAX(price) + quantity BY l = quantity % 3',
			'line 1:32: column [quantity] cannot be used as an aggregate once declared in the STATS BY grouping key [l = quantity % 3]'
		],
		[
			'FROM shop | STATS MAX(price) BY MAX(price)',
			'line 1:33: cannot use an aggregate [MAX(price)] for grouping'
		],
		[
			'FROM shop | STATS quantity + 1 WHERE paid BY quantity',
			'line 1:38: WHERE clause allowed only for aggregate functions, none found in [quantity + 1 WHERE paid]'
		],
		[
			'FROM shop | STATS MAX(price) WHERE MAX(price) > 1',
			'line 1:36: cannot use aggregate function [MAX(price)] in aggregate WHERE clause [MAX(price) WHERE MAX(price) > 1]'
		],
		[
			'FROM shop | STATS COUNT(*) WHERE "true"',
			'line 1:34: Condition expression needs to be boolean, found [KEYWORD]'
		],
		['FROM shop | STATS m = MAX(price), MIN(price) WHERE m > 1', 'line 1:52: Unknown column [m]'],
		[
			'FROM shop | STATS BUCKET(price, 5.0) BY sku',
			'line 1:19: can only use grouping function [BUCKET(price, 5.0)] as part of the BY clause'
		],
		[
			'FROM shop | STATS BUCKET(price, 5.0) BY x = bucket(price,5.0)',
			'line 1:19: grouping function [BUCKET(price, 5.0)] cannot be used as an aggregate once declared in the STATS BY clause'
		],
		[
			'FROM shop | STATS COUNT(*) BY BUCKET(BUCKET(price, 5.0), 6.0)',
			'line 1:38: cannot nest grouping functions; found [BUCKET(price, 5.0)] inside [BUCKET(BUCKET(price, 5.0), 6.0)]'
		],
		[
			'FROM shop | EVAL x = MAX(price)',
			'line 1:22: aggregate function [MAX(price)] not allowed outside STATS command'
		],
		[
			'FROM shop | SORT MAX(price)',
			'line 1:18: aggregate function [MAX(price)] not allowed outside STATS command'
		],
		[
			'FROM shop | WHERE ABS(BUCKET(price, 5.0)) > 1',
			'line 1:23: cannot use grouping function [BUCKET(price, 5.0)] outside of a STATS command'
		],
		[
			'FROM meters | STATS COUNT(*) BY requests',
			'line 1:33: cannot group by on [counter_long] type for grouping [requests]'
		],
		[
			'FROM meters | STATS MAX(RATE(requests))',
			'line 1:25: time_series aggregate[RATE(requests)] can only be used with the TS command'
		],
		[
			'FROM shop | STATS c = AVG(nope) BY missing + 1, lost',
			'line 1:27: Unknown column [nope], did you mean [note]?\nline 1:36: Unknown column [missing]\nline 1:49: Unknown column [lost]'
		]
	])('%s', (query, message) => {
		expect(refused(query)).toBe(message);
	});

	it.each([
		'FROM shop | STATS MAX(price) WHERE BUCKET(price, 10.0) > 1 BY BUCKET(price, 10.0)',
		'FROM shop | STATS 1 + BUCKET(price, 10.0) BY BUCKET(price, 10.0)',
		'FROM shop | STATS x = quantity + 1 BY quantity',
		'FROM shop | STATS MAX(q) BY q = quantity + 1',
		'FROM shop | STATS COUNT(*), a = CASE(MAX(price) > 1, 1, 2)',
		'TS meters | STATS MAX(RATE(requests)), SUM(requests), cpu'
	])('nothing is wrong with %s', (query) => {
		expect(refused(query)).toBeUndefined();
	});
});

describe('what the text defines and means', () => {
	it('keeps the identity of a column through RENAME and gives a new one to EVAL', () => {
		const { stages } = analyzed('ROW a = 1 | RENAME a AS b | EVAL b = b + 1');
		const ids = stages.map(({ columns }) => columns[0].id);
		expect(ids[1]).toBe(ids[0]);
		expect(ids[2]).not.toBe(ids[0]);
	});

	it('knows the column behind each reference, at its place', () => {
		const query = 'ROW a = 1 | EVAL a = a + 1 | WHERE a > 1';
		const { references, stages } = analyzed(query);
		const used = [...references].map(([node, { id }]) => [node.from, id]);
		const [first, second] = [stages[0].columns[0].id, stages[1].columns[0].id];
		expect(used).toContainEqual([query.indexOf('a + 1'), first]);
		expect(used).toContainEqual([query.indexOf('a > 1'), second]);
	});

	it('says where a column comes from', () => {
		const { columns, parsed } = analyzed('FROM shop | EVAL x = 1 | STATS n = COUNT(*) BY x, sku');
		const origins = columns.map(({ origin }) => origin && parsed.text.slice(origin.from, origin.to));
		expect(origins).toEqual(['n', 'x', undefined]);
		expect(columns[2].field).toBe('sku');
	});

	it('has the stages of branches and subqueries inside', () => {
		const { stages } = analyzed('FROM (FROM shop | KEEP sku) | FORK (LIMIT 1) (STATS COUNT(*) | LIMIT 2)');
		expect(stages[0].inner.map((inner) => inner.length)).toEqual([2]);
		expect(stages[1].inner.map((inner) => inner.map(({ command }) => command.kind))).toEqual([
			['limit'],
			['stats', 'limit']
		]);
	});

	it('is a warning, not an error, where no cluster is known', () => {
		const query = 'FROM anything | STATS frobnicate(x) | WHERE y > 1 | LIMIT -1';
		const told = analyze(parse(query)).diagnostics.map(({ severity, code }) => [severity, code]);
		expect(told).toEqual([
			['warning', 'unknown_function'],
			['warning', 'unknown_column'],
			['warning', 'bad_limit']
		]);
	});

	it('takes any text', () => {
		for (const text of [
			'',
			'|',
			'FROM',
			'FROM shop |',
			'FROM shop | EVAL',
			'FROM shop | STATS BY',
			'ROW a =',
			'FROM shop | SORT x DESC NULLS',
			'FROM shop | KEEP ,',
			'FROM shop | RENAME a AS',
			'FROM shop | LOOKUP JOIN',
			'FROM shop | FORK (',
			'SHOW',
			'EXPLAIN (FROM shop'
		]) {
			const analysis = analyzed(text);
			expect(analysis.stages).toHaveLength(analysis.parsed.query.commands.length);
		}
	});
});
