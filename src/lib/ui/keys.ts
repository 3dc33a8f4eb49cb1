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
	if (key === 'Space') return press.key === ' ';
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

/** The name of what is pressed, as `matchesKeys` reads it; undefined while only modifiers are down. */
export function namePress(press: KeyPress, mac = onMac): string | undefined {
	const { key, code = '' } = press;
	const letter = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
	if (['Control', 'Meta', 'Shift', 'Alt', 'AltGraph'].includes(key)) return undefined;
	if (letter === undefined && (key === 'Dead' || key === 'Unidentified')) return undefined;
	const modified = press.ctrlKey || press.metaKey || press.altKey;
	const name = letter && (modified || /^[a-z0-9]$/i.test(key)) ? letter : key === ' ' ? 'Space' : key;
	const symbol = name.length === 1 && !/[a-z0-9]/i.test(name);
	const parts = [
		(mac ? press.metaKey : press.ctrlKey) && 'Mod',
		mac && press.ctrlKey && 'Ctrl',
		press.altKey && 'Alt',
		press.shiftKey && !symbol && 'Shift'
	];
	return [...parts.filter((part) => part !== false), name.length === 1 ? name.toUpperCase() : name].join('+');
}
