/** A key press as far as a shortcut cares; every `KeyboardEvent` is one. */
export interface KeyPress {
	readonly key: string;
	readonly code?: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly shiftKey: boolean;
	readonly altKey: boolean;
}

/** True on machines whose main modifier is ⌘. */
export const onMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);

/** Whether a press is the shortcut `keys`, e.g. `Mod+Shift+P`, `F1`, `?`. `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export function matchesKeys(keys: string, press: KeyPress, mac = onMac): boolean {
	const parts = keys.split('+');
	const key = parts.pop() ?? '';
	const wants = (name: string) => parts.includes(name);
	const ctrl = wants('Ctrl') || (wants('Mod') && !mac);
	const meta = wants('Mod') && mac;
	if (press.ctrlKey !== ctrl || press.metaKey !== meta || press.altKey !== wants('Alt')) return false;
	const symbol = key.length === 1 && !/[a-z0-9]/i.test(key);
	if (!symbol && press.shiftKey !== wants('Shift')) return false;
	const upper = key.toUpperCase();
	return press.key.toUpperCase() === upper || press.code === `Key${upper}` || press.code === `Digit${upper}`;
}

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃', Enter: '↵' };
const otherSigns: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: '↵' };

/** The shortcut as its keyboard prints it: `⌘⇧P` or `Ctrl+Shift+P`. */
export function describeKeys(keys: string, mac = onMac): string {
	const signs = mac ? macSigns : otherSigns;
	return keys
		.split('+')
		.map((part) => signs[part] ?? part)
		.join(mac ? '' : '+');
}
