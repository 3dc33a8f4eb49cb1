import type { Case } from './case';

const ids = (condition: string, ...found: number[]): Case => ({
	query: `FROM shelf | WHERE ${condition} | SORT id | KEEP id`,
	rows: found.map((id) => [id])
});

export const search: readonly Case[] = [
	ids('note : "SMALL iron"', 1, 3, 5),
	ids('MATCH(note, "small iron", {"operator": "AND"})'),
	ids('MATCH(note, "small")', 3, 5),
	ids('MATCH(name, "bell")', 2),
	ids('tags : "brass"', 2, 3),
	ids('id : 4', 4),
	ids('MATCH_PHRASE(note, "block of iron")', 1),
	ids('MATCH_PHRASE(note, "iron block")'),
	ids('QSTR("note:small AND NOT name:cup")', 5),
	ids('QSTR("price:[4 TO 20] AND tags:brass")', 2, 3),
	ids('QSTR("nam*less OR name:b*")', 2, 5),
	ids('KQL("id >= 4 or tags: heavy")', 1, 4, 5),
	ids('KQL("note: *")', 1, 2, 3, 5),
	ids('NOT (note : "small")', 1, 2, 4),
	{ query: 'FROM shelf | WHERE QSTR("a AND (")', refused: /Failed to parse query/ },
	{ query: 'FROM shelf | WHERE KNN(note, [1.0])', refused: /KNN/ },
	{
		query:
			'FROM shelf METADATA _score | WHERE note : "small iron thing" | SORT _score DESC, id | KEEP id, _score',
		rows: [
			[5, 2],
			[1, 1],
			[3, 1]
		]
	},
	{
		query:
			'FROM shelf METADATA _score | WHERE MATCH(note, "small", {"boost": 2.5}) AND price > 1 | WHERE tags : "brass" | KEEP id, _score',
		rows: [[3, 3.5]]
	},
	{
		query:
			'FROM shelf METADATA _score | WHERE QSTR("note:small OR note:nameless") OR KQL("name: bell") | SORT id | KEEP id, _score',
		rows: [
			[2, 1],
			[3, 1],
			[5, 2]
		]
	},
	{ query: 'FROM shelf METADATA _score | WHERE id == 1 | KEEP _score', rows: [[1]] },
	{
		query:
			'FROM shelf | EVAL s = SCORE(MATCH(note, "small thing")), t = SCORE(note : "iron" AND tags : "iron") | SORT id | KEEP s, t | LIMIT 3',
		rows: [
			[0, 2],
			[0, 0],
			[1, 0]
		]
	},
	{
		query:
			'FROM vectors METADATA _score | WHERE KNN(v, [1, 0], {"k": 2}) | SORT _score DESC | KEEP id, _score',
		rows: [
			[1, 1],
			[2, 0.8535534143447876]
		]
	},
	{
		query: 'FROM vectors | WHERE KNN(v, [1, 0], {"k": 1}) AND id > 1 | KEEP id',
		rows: [[2]]
	},
	{
		query: 'FROM vectors | WHERE KNN(v, [1, 0], {"k": 9, "similarity": 0.5}) | SORT id | KEEP id',
		rows: [[1], [2]]
	},
	{ query: 'FROM vectors | WHERE KNN(v, [1, 0], {"k": 0})', refused: /\[k\] must be a positive number/ },
	{ query: 'FROM vectors | STATS c = COUNT(*) WHERE KNN(v, [1, 0])', refused: /KNN in STATS/ }
];
