import { expect, it } from 'vitest';
import { keywords } from '$lib/esql/syntax/keywords';
import { parser } from '$lib/esql/syntax/parser';

it('counts every word as the grammar does', () => {
	const names = new Map(parser.nodeSet.types.map(({ id, name }) => [id, name]));
	for (const [word, { term }] of keywords) expect(names.get(term)).toBe(word.toUpperCase());
});

it('knows every word of the grammar', () => {
	const words = parser.nodeSet.types.filter(({ name }) => /^[A-Z_]{2,}$/.test(name)).map(({ name }) => name);
	expect([...keywords.keys()].map((word) => word.toUpperCase())).toEqual(words);
});
