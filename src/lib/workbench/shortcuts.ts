/** Every shortcut of the page, by the action it performs. `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export const shortcuts = {
	run: ['Mod+Enter'],
	'run-to-here': ['Mod+Shift+Enter'],
	format: ['Mod+I'],
	palette: ['F1', 'Mod+Shift+P'],
	share: ['Mod+Shift+S'],
	'toggle-rail': ['Mod+B'],
	'focus-editor': ['Alt+1'],
	'focus-results': ['Alt+2'],
	'focus-catalog': ['Alt+3'],
	'next-tab': ['Alt+PageDown'],
	'previous-tab': ['Alt+PageUp'],
	'new-tab': ['Alt+N'],
	shortcuts: ['?']
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ShortcutId = keyof typeof shortcuts;

/** Shortcuts that are plain characters: they work only where nobody is typing. */
export function isTypable(keys: string): boolean {
	return keys.length === 1;
}
