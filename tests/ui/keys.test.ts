import { describe, expect, it } from 'vitest';
import { describeKeys, matchesKeys, type KeyPress } from '$lib/ui/keys';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
	key,
	ctrlKey: false,
	metaKey: false,
	shiftKey: false,
	altKey: false,
	...held
});

describe('matchesKeys', () => {
	it.each([
		['Mod+Enter', press('Enter', { ctrlKey: true }), false],
		['Mod+Enter', press('Enter', { metaKey: true }), true],
		['Mod+Shift+P', press('P', { ctrlKey: true, shiftKey: true }), false],
		['F1', press('F1'), false],
		['?', press('?', { shiftKey: true }), false],
		['Alt+1', press('¡', { altKey: true, code: 'Digit1' }), true],
		['Alt+N', press('Dead', { altKey: true, code: 'KeyN' }), true]
	])('%s is pressed', (keys, event, mac) => expect(matchesKeys(keys, event, mac)).toBe(true));

	it.each([
		['Mod+Enter', press('Enter'), false],
		['Mod+Enter', press('Enter', { ctrlKey: true, shiftKey: true }), false],
		['Mod+Enter', press('Enter', { ctrlKey: true }), true],
		['Mod+Enter', press('Enter', { metaKey: true }), false],
		['F1', press('F1', { altKey: true }), false],
		['?', press('/', { shiftKey: false }), false],
		['?', press('?', { ctrlKey: true, shiftKey: true }), false]
	])('%s is something else', (keys, event, mac) => expect(matchesKeys(keys, event, mac)).toBe(false));
});

describe('describeKeys', () => {
	it('speaks the keyboard of the machine', () => {
		expect(describeKeys('Mod+Shift+P', true)).toBe('⌘⇧P');
		expect(describeKeys('Mod+Shift+P', false)).toBe('Ctrl+Shift+P');
		expect(describeKeys('F1', false)).toBe('F1');
	});
});
