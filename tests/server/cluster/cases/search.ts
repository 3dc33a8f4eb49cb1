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
	{ query: 'FROM shelf | WHERE KNN(note, [1.0])', refused: /KNN/ }
];
