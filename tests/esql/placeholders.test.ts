import { describe, expect, it } from 'vitest';
import { mixedStyles, placeholders } from '$lib/esql/analysis/placeholders';
import { parse } from '$lib/esql/syntax/parse';

const found = (query: string) =>
	placeholders(parse(query)).map(({ name, style, identifier, uses }) => [
		name,
		style,
		identifier,
		uses.map(({ from }) => from)
	]);

describe('placeholders', () => {
	it.each([
		['FROM a | WHERE b > 1', []],
		[
			'ROW a = ?, b = ?',
			[
				['', 'anonymous', false, [8]],
				['', 'anonymous', false, [15]]
			]
		],
		[
			'ROW a = ?2, b = ?1, c = ?2',
			[
				['2', 'positional', false, [8, 24]],
				['1', 'positional', false, [16]]
			]
		],
		[
			'ROW a = ?x, b = ?y',
			[
				['x', 'named', false, [8]],
				['y', 'named', false, [16]]
			]
		],
		[
			'FROM a | KEEP ??c | WHERE ??c > ?c',
			[
				['c', 'named', true, [14, 26]],
				['c', 'named', false, [32]]
			]
		],
		[
			'FROM a | STATS ??f(b) BY d.??e',
			[
				['f', 'named', true, [15]],
				['e', 'named', true, [27]]
			]
		],
		[
			'FROM a | WHERE b LIKE ?p | LIMIT ?n',
			[
				['p', 'named', false, [22]],
				['n', 'named', false, [33]]
			]
		],
		[
			'FROM a | FORK (WHERE b == ?x) (LIMIT ?y)',
			[
				['x', 'named', false, [26]],
				['y', 'named', false, [37]]
			]
		],
		['FROM a | WHERE b == "?no" // ?no', []]
	])('of %s, in order of appearance', (query, expected) => {
		expect(found(query)).toEqual(expected);
	});

	it.each([
		['ROW a = ?, b = ?', undefined],
		['ROW a = ?x, b = ??y', undefined],
		['ROW a = ?x, b = ?', 'Placeholders are named and anonymous: use one style in a query.'],
		['ROW a = ?1, b = ?', 'Placeholders are positional and anonymous: use one style in a query.']
	])('of one style in %s: %s', (query, sentence) => {
		expect(mixedStyles(placeholders(parse(query)))).toBe(sentence);
	});
});
