/** Every shortcut of the page, by the action it performs. `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export const shortcuts = {
	run: ['Mod+Enter'],
	'run-to-here': ['Mod+Shift+Enter'],
	steps: ['Alt+Enter'],
	format: ['Mod+I'],
	'save-file': ['Mod+S'],
	'open-file': ['Mod+O'],
	palette: ['F1', 'Mod+Shift+P'],
	share: ['Mod+Shift+S'],
	'toggle-rail': ['Mod+B'],
	'toggle-request': ['Mod+Shift+B'],
	'swap-results': ['Alt+R'],
	'full-editor': ['Alt+Shift+1'],
	'full-results': ['Alt+Shift+2'],
	'next-region': ['F6'],
	'previous-region': ['Shift+F6'],
	'focus-editor': ['Alt+1'],
	'focus-results': ['Alt+2'],
	'focus-catalog': ['Alt+3'],
	'focus-request': ['Alt+4'],
	'focus-status': ['Alt+5'],
	'next-tab': ['Alt+PageDown'],
	'previous-tab': ['Alt+PageUp'],
	'new-tab': ['Alt+N'],
	'close-tab': ['Alt+W'],
	'reopen-tab': ['Alt+Shift+T'],
	'move-tab-left': ['Alt+Shift+PageUp'],
	'move-tab-right': ['Alt+Shift+PageDown'],
	shortcuts: ['?']
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Shortcuts that the query editor hears itself, by what they do to the query under the cursor. */
export const editorShortcuts = {
	explain: ['Shift+F1'],
	parameters: ['Ctrl+Shift+Space'],
	'quick-fix': ['Mod+.'],
	'go-to-origin': ['F12'],
	places: ['Shift+F12'],
	'rename-column': ['F2'],
	'expand-selection': ['Alt+Shift+ArrowRight'],
	'shrink-selection': ['Alt+Shift+ArrowLeft'],
	comment: ['Mod+/']
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type EditorShortcutId = keyof typeof editorShortcuts;

export type ShortcutId = keyof typeof shortcuts;

/** Shortcuts that are plain characters: they work only where nobody is typing. */
export function isTypable(keys: string): boolean {
	return keys.length === 1;
}
