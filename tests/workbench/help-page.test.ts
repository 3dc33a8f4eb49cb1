import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands, functions } from '$lib/esql/analysis/definitions';
import { blocksOf, piecesOf } from '$lib/workbench/help/markdown';
import { found, reference } from '$lib/workbench/help/reference';

const page = (name: string) => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');

describe('pages of the documentation', () => {
	it('are read as the blocks they are made of', () =>
		expect(
			blocksOf(
				'# T\n\nOne **bold** `a | b`\nline, [link](https://x/y).\n\n- a\n  goes on\n- b\n\n1. c\n\n| h | i |\n| - | - |\n| `x` | a \\| b |\n\n```sh\n# no heading\n```\n![picture](x.png)\n'
			)
		).toEqual([
			{ kind: 'heading', level: 1, text: 'T' },
			{
				kind: 'paragraph',
				pieces: [
					{ kind: 'text', text: 'One ' },
					{ kind: 'strong', text: 'bold' },
					{ kind: 'text', text: ' ' },
					{ kind: 'code', text: 'a | b' },
					{ kind: 'text', text: ' line, ' },
					{ kind: 'link', text: 'link', to: 'https://x/y' },
					{ kind: 'text', text: '.' }
				]
			},
			{
				kind: 'list',
				ordered: false,
				items: [[{ kind: 'text', text: 'a goes on' }], [{ kind: 'text', text: 'b' }]]
			},
			{ kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'c' }]] },
			{
				kind: 'table',
				head: [[{ kind: 'text', text: 'h' }], [{ kind: 'text', text: 'i' }]],
				rows: [[[{ kind: 'code', text: 'x' }], [{ kind: 'text', text: 'a | b' }]]]
			},
			{ kind: 'code', text: '# no heading' }
		]));

	it.each(['guide.md', 'faq.md'])('%s has no mark left over in what is shown', (name) => {
		const blocks = blocksOf(page(name));
		expect(blocks.filter(({ kind }) => kind === 'heading').length).toBeGreaterThan(3);
		const texts = JSON.stringify(blocks, (key, value: unknown) =>
			typeof value === 'object' && value !== null && (value as { kind?: string }).kind === 'code'
				? undefined
				: value
		);
		expect(texts).not.toMatch(/\*\*|\]\(|```/);
	});

	it('never loop and never lose text, whatever they hold', () => {
		for (const odd of ['', '|', '```', '- ', '#', '# ', '**', '[](', '`a', '|a', '\n\n', '1.'])
			expect(blocksOf(odd).length).toBeLessThan(3);
		expect(piecesOf('2 * 3 * 4, snake_case_name')).toEqual([
			{ kind: 'text', text: '2 * 3 * 4, snake_case_name' }
		]);
	});
});

describe('the reference', () => {
	it('has every command and function, each with words and an example', () => {
		expect(reference).toHaveLength(commands.size + functions.size);
		expect(reference.filter(({ description, example }) => description === '' || example === '')).toEqual([]);
	});

	it.each([
		['round', 'ROUND'],
		['STATS', 'STATS'],
		['percentile', 'PERCENTILE'],
		['  lookup ', 'LOOKUP JOIN']
	])('finds %s first', (wanted, name) => expect(found(wanted)[0]?.name).toBe(name));

	it('finds by family and words, or nothing', () => {
		expect(found('spatial').length).toBeGreaterThan(10);
		expect(found('no such word at all')).toEqual([]);
		expect(found('')).toBe(reference);
	});
});
