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
	expect(changesOf(busy).named.map(({ text }) => text)).toEqual(['c → d', 'e anew', '+ a', '− b']);
	expect(changesOf(pipe)).toEqual({ named: [], more: 0 });
});

it('counts what is beyond six', () => {
	const { named, more } = changesOf({ ...pipe, added: [...'abcdefgh'] });
	expect(named).toHaveLength(6);
	expect(more).toBe(2);
});

it.each([
	[1, false, '1 column'],
	[3, false, '3 columns'],
	[0, true, 'fields not known'],
	[2, true, '2 columns and more']
])('%i columns, open %s: %s', (count, open, words) => expect(countOf({ ...pipe, count, open })).toBe(words));
