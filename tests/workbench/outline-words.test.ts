import { expect, it } from 'vitest';
import type { OutlinePipe } from '$lib/esql/analysis/outline';
import { changesOf, countOf } from '$lib/workbench/editor/outline-words';

const pipe: OutlinePipe = {
	from: 0,
	to: 4,
	command: 'EVAL',
	text: 'EVAL',
	added: [],
	removed: [],
	renamed: [],
	replaced: [],
	count: 3,
	open: false,
	inner: []
};

it('says what a pipe does to the columns', () => {
	const busy = { ...pipe, added: ['a'], removed: ['b'], renamed: [{ old: 'c', name: 'd' }], replaced: ['e'] };
	expect(changesOf(busy).map(({ text }) => text)).toEqual(['c → d', 'e anew', '+ a', '− b']);
	expect(changesOf(pipe)).toEqual([]);
});

it('counts what is beyond six', () => {
	const changes = changesOf({ ...pipe, added: [...'abcdefgh'] });
	expect(changes).toHaveLength(7);
	expect(changes.at(-1)).toEqual({ kind: 'more', text: '2 more' });
});

it.each([
	[1, false, '1 column'],
	[3, false, '3 columns'],
	[0, true, 'fields not known'],
	[2, true, '2 columns and more']
])('%i columns, open %s: %s', (count, open, words) => expect(countOf({ ...pipe, count, open })).toBe(words));
