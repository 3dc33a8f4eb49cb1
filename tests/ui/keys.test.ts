import { describe, expect, it } from 'vitest';
import { describeKeys, matchesKeys, namePress, type KeyPress } from '$lib/ui/keys';

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

describe('namePress', () => {
	const press = (key: string, modifiers = '', code = '') => ({
		key,
		code,
		ctrlKey: modifiers.includes('c'),
		metaKey: modifiers.includes('m'),
		shiftKey: modifiers.includes('s'),
		altKey: modifiers.includes('a')
	});

	it.each([
		[press('k', 'c', 'KeyK'), false, 'Mod+K'],
		[press('K', 'cs', 'KeyK'), false, 'Mod+Shift+K'],
		[press('˚', 'a', 'KeyK'), true, 'Alt+K'],
		[press('k', 'mc', 'KeyK'), true, 'Mod+Ctrl+K'],
		[press('Enter', 'a'), false, 'Alt+Enter'],
		[press('F6', 's'), false, 'Shift+F6'],
		[press('?', 's', 'Slash'), false, '?'],
		[press(' ', 'c', 'Space'), false, 'Mod+Space'],
		[press('!', 'as', 'Digit1'), false, 'Alt+Shift+1']
	])('%j is named as it is matched', (event, mac, name) => {
		expect(namePress(event, mac)).toBe(name);
		expect(matchesKeys(name, event, mac)).toBe(true);
	});

	it.each(['Shift', 'Control', 'Alt', 'Meta', 'Dead'])('%s alone is no shortcut', (key) =>
		expect(namePress(press(key))).toBeUndefined()
	);
});
