import { expect, it } from 'vitest';
import { cellCommand } from '$lib/workbench/results/cell-keys';

const press = (keys: string) => {
	const parts = keys.split('+');
	const key = parts.pop() ?? '';
	return {
		key: key === 'Space' ? ' ' : key,
		ctrlKey: parts.includes('Ctrl'),
		metaKey: parts.includes('Meta'),
		shiftKey: parts.includes('Shift'),
		altKey: parts.includes('Alt')
	};
};

it.each([
	['Ctrl+c', { kind: 'copy', header: false }],
	['Meta+c', { kind: 'copy', header: false }],
	['Ctrl+Shift+C', { kind: 'copy', header: true }],
	['Ctrl+a', { kind: 'all' }],
	['Ctrl+f', { kind: 'find' }],
	['F3', { kind: 'find-next', backwards: false }],
	['Shift+F3', { kind: 'find-next', backwards: true }],
	['Enter', { kind: 'open' }],
	['Space', { kind: 'open' }],
	['Shift+Space', { kind: 'row' }],
	['Ctrl+Space', { kind: 'column' }],
	['Escape', { kind: 'close' }],
	['Shift+F10', { kind: 'menu' }],
	['ContextMenu', { kind: 'menu' }],
	['Alt+ArrowDown', { kind: 'menu' }]
])('%s asks for %j', (keys, command) => expect(cellCommand(press(keys))).toEqual(command));

it.each(['ArrowDown', 'Shift+ArrowRight', 'Ctrl+End', 'Tab', 'c', 'Alt+Enter', 'F10', 'Ctrl+Enter'])(
	'%s is left to the grid and the page',
	(keys) => expect(cellCommand(press(keys))).toBeUndefined()
);
