/** What a key asks of the cells. The grid itself moves the focus. */
export type CellCommand =
	| { readonly kind: 'copy'; readonly header: boolean }
	| { readonly kind: 'all' | 'row' | 'column' | 'find' | 'open' | 'menu' | 'close' }
	| { readonly kind: 'find-next'; readonly backwards: boolean };

/** What a key press on a cell asks for; undefined where it is the grid's own. */
export function cellCommand(
	press: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>
): CellCommand | undefined {
	const { key, shiftKey, altKey } = press;
	const mod = press.ctrlKey || press.metaKey;
	if (altKey) return key === 'ArrowDown' ? { kind: 'menu' } : undefined;
	if (mod) {
		switch (key.toLowerCase()) {
			case 'c':
				return { kind: 'copy', header: shiftKey };
			case 'a':
				return { kind: 'all' };
			case 'f':
				return { kind: 'find' };
			case ' ':
				return { kind: 'column' };
			default:
				return undefined;
		}
	}
	switch (key) {
		case ' ':
			return { kind: shiftKey ? 'row' : 'open' };
		case 'Enter':
			return { kind: 'open' };
		case 'Escape':
			return { kind: 'close' };
		case 'ContextMenu':
			return { kind: 'menu' };
		case 'F10':
			return shiftKey ? { kind: 'menu' } : undefined;
		case 'F3':
			return { kind: 'find-next', backwards: shiftKey };
		default:
			return undefined;
	}
}
