import { isRecord } from '$lib/protocol/parse';
import { onMac } from '$lib/ui/keys';
import { editorShortcuts, shortcuts, type EditorShortcutId, type ShortcutId } from '../shortcuts';

/** An action that has keys, of the page or of the query editor. */
export type KeyedAction = ShortcutId | EditorShortcutId;

/** Keys of actions that someone changed; an empty list leaves an action without keys. */
export type KeyMap = { readonly [Id in KeyedAction]?: readonly string[] };

/** The keys that all actions have at first. */
export const initialKeys: Readonly<Record<KeyedAction, readonly string[]>> = {
	...shortcuts,
	...editorShortcuts
};

const pattern = /^(?:(?:Mod|Ctrl|Alt|Shift)\+)*(?:F\d{1,2}|[A-Z][A-Za-z]{1,15}|[^\s+]|\+)$/;

/** Whether a text is the name of a key, alone or with modifiers: `Mod+Shift+K`, `F6`, `?`. */
export function isKeys(text: unknown): text is string {
	return typeof text === 'string' && pattern.test(text);
}

/** A stored or imported key map; undefined where it names an unknown action or what is no key. */
export function readKeys(value: unknown): KeyMap | undefined {
	if (!isRecord(value)) return undefined;
	const sound = Object.entries(value).every(
		([id, keys]) => id in initialKeys && Array.isArray(keys) && keys.every(isKeys)
	);
	return sound ? (value as KeyMap) : undefined;
}

/** One spelling of the same keys, whatever the order and the name of their modifiers. */
function canonical(keys: string): string {
	const parts = keys.split('+').map((part) => (part === 'Ctrl' && !onMac ? 'Mod' : part));
	return [...parts.slice(0, -1).sort(), parts.at(-1)].join('+');
}

/** The other actions that have one of an action's keys, of all that are listed. */
export function clashes(
	id: string,
	actions: readonly { readonly id: string; readonly keys: readonly string[] }[]
): readonly string[] {
	const own = new Set(actions.find((action) => action.id === id)?.keys.map(canonical));
	return actions
		.filter((other) => other.id !== id && other.keys.some((keys) => own.has(canonical(keys))))
		.map((other) => other.id);
}

/** Keys that browsers keep to themselves in most systems: a page does not hear them. */
const browserKeys = new Set(
	['Mod+N', 'Mod+T', 'Mod+W', 'Mod+Shift+N', 'Mod+Shift+T', 'Mod+Shift+W', 'Mod+Q', 'F11'].map(canonical)
);

/** Whether a browser is likely to act on these keys before the page hears them. */
export function isTaken(keys: string): boolean {
	return browserKeys.has(canonical(keys));
}

/** The key map after one action got other keys; keys as at first are not noted. */
export function remapped(map: KeyMap, id: KeyedAction, keys: readonly string[] | undefined): KeyMap {
	const { [id]: _, ...others } = map;
	const initial = JSON.stringify(keys) === JSON.stringify(initialKeys[id]);
	return keys === undefined || initial ? others : { ...others, [id]: keys };
}
