import type { Case } from './case';

const shown = (settings: string, rest: string) => `SET ${settings}; FROM shelf${rest}`;

/** Policies, queries inside queries, fields of several types or of none. */
export const sources: readonly Case[] = [
	{
		query:
			'FROM shelf | KEEP id, name | RENAME name AS thing | LOOKUP JOIN makers ON thing == name AND since > 1950 | SORT id | KEEP id, maker | LIMIT 3',
		rows: [
			[1, null],
			[2, null],
			[3, 'Tinker']
		]
	},
	{
		query:
			'FROM shelf | KEEP id, name | RENAME name AS thing | LOOKUP JOIN makers ON name == thing AND maker LIKE "P*" | SORT id | KEEP id, maker, since | LIMIT 3',
		rows: [
			[1, null, null],
			[2, null, null],
			[3, 'Potter', 1950]
		]
	},
	{
		query:
			'FROM shelf | WHERE id == 1 | EVAL year = 1955 | KEEP id, year | LOOKUP JOIN makers ON since < year | SORT since | KEEP since, year',
		rows: [
			[1901, 1955],
			[1950, 1955]
		]
	},
	{
		query: 'FROM shelf | RENAME name AS thing | LOOKUP JOIN makers ON thing == name AND id > 1',
		refused: /JOIN ON takes fields/
	},
	{
		query: 'FROM shelf METADATA _id | WHERE id IN (2, 5) | KEEP _id, id | SORT id',
		rows: [
			['shelf#2', 2],
			['shelf#5', 5]
		]
	},
	{
		query: 'FROM shelf | SORT id | LIMIT 3 | ENRICH makers ON name | KEEP id, maker, since',
		columns: 'id:integer, maker:keyword, since:integer',
		rows: [
			[1, 'Smithy', 1901],
			[2, null, null],
			[3, ['Potter', 'Tinker'], [1950, 1960]]
		]
	},
	{
		query: 'FROM shelf | ENRICH makers WITH who = maker | WHERE who == "Smithy" | KEEP id, who',
		columns: 'id:integer, who:keyword',
		rows: [[1, 'Smithy']]
	},
	{
		query:
			'FROM shelf | FORK (WHERE id == 1 | ENRICH makers | KEEP id, maker) (WHERE id == 3 | KEEP id) | KEEP id, maker',
		rows: [
			[1, 'Smithy'],
			[3, null]
		]
	},
	{
		query: 'ROW z = 3 | ENRICH makers ON z',
		columns: 'z:integer, maker:keyword, since:integer',
		rows: [[3, null, null]]
	},
	{
		query: 'FROM shelf | ENRICH makrs ON name',
		refused: 'Found 1 problem\nline 1:14: cannot find enrich policy [makrs], did you mean [makers]?'
	},
	{
		query: 'FROM shelf | ENRICH makers ON name WITH who = makr',
		refused:
			'Found 1 problem\nline 1:47: Enrich field [makr] not found in enrich policy [makers], did you mean [maker]?'
	},

	{ query: 'FROM shelf | WHERE name IN (FROM makers | KEEP name) | SORT id | KEEP id', rows: [[1], [3]] },
	{
		query:
			'FROM shelf | WHERE name NOT IN (FROM makers | WHERE since > 1910 | KEEP name) | SORT id | KEEP id',
		rows: [[1], [2], [4]]
	},
	{
		query: 'FROM shelf | WHERE id IN (FROM shelf | STATS m = MAX(id)) OR id == 1 | SORT id | KEEP id',
		rows: [[1], [5]]
	},
	{ query: 'FROM shelf | WHERE "brass" IN (FROM shelf | KEEP tags) | STATS n = COUNT(*)', rows: [[5]] },
	{
		query:
			'FROM shelf | EVAL z = id IN (FROM shelf | SORT id DESC | LIMIT 2 | KEEP id) | SORT id DESC | LIMIT 3 | KEEP id, z',
		rows: [
			[5, true],
			[4, true],
			[3, false]
		]
	},
	{
		query: 'FROM shelf | WHERE added IN (FROM makers | KEEP since)',
		refused:
			/line 1:20: 1st argument of \[added IN \(FROM makers \| KEEP since\)\] must be \[date\], found value \[.*\] type \[integer\]/
	},
	{
		query: 'FROM shelf | WHERE id IN (FROM makers) | KEEP id',
		refused: 'Found 1 problem\nline 1:26: a subquery after IN must give one column, but gives [3]'
	},

	{
		query:
			'FROM shelf, shelf-old | WHERE id IN (1, 90) | EVAL p = price::keyword, d = TO_DOUBLE(price) | SORT id | KEEP id, p, d',
		columns: 'id:integer, p:keyword, d:double',
		rows: [
			[1, '120.5', 120.5],
			[90, '3', 3]
		]
	},
	{ query: 'FROM shelf, shelf-old | STATS s = SUM(price::double)', rows: [[147]] },
	{
		query: 'FROM shelf, shelf-old | STATS s = SUM(price)',
		refused:
			/line 1:39: Cannot use field \[price\] due to ambiguities being mapped as \[2\] incompatible types/
	},

	{
		query: shown(
			'unmapped_fields = "nullify"',
			' | EVAL x = nope + 1 | SORT id | LIMIT 1 | KEEP id, nope, x, gone'
		),
		columns: 'id:integer, nope:null, x:integer, gone:null',
		rows: [[1, null, null, null]]
	},
	{
		query: shown('unmapped_fields = "load"', ' | SORT id | LIMIT 1 | KEEP id, nope'),
		columns: 'id:integer, nope:keyword',
		rows: [[1, null]]
	},
	{
		query: shown(
			'unmapped_fields = "nullify"',
			' | LOOKUP JOIN makers ON name | STATS c = COUNT(nope), n = COUNT(maker)'
		),
		rows: [[0, 3]]
	},
	{
		query: shown('unmapped_fields = "nullify"', ' | KEEP id | EVAL x = nope'),
		refused: 'Found 1 problem\nline 1:66: Unknown column [nope]'
	},
	{
		query: shown('unmapped_fields = "maybe"', ''),
		refused:
			'line 1:1: Error validating setting [unmapped_fields]: Invalid unmapped_fields resolution ["maybe"], must be one of [DEFAULT, NULLIFY, LOAD]'
	},
	{ query: shown('colour = "red"', ''), refused: 'line 1:1: Unknown setting [colour]' },
	{
		query: 'EXPLAIN (FROM shelf)',
		refused: /EXPLAIN is not available on this cluster: .*; ask for a profile instead/
	}
];
