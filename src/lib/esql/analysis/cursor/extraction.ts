import type { CursorContext } from './context';

/** The cursor inside a pattern of GROK or DISSECT that begins at `start`; undefined where there is nothing to offer. */
export function insideExtraction(
	owner: 'GROK' | 'DISSECT',
	text: string,
	start: number,
	offset: number
): CursorContext | undefined {
	const pattern = text.slice(start, offset);
	const found = /%(\{?)([^{}%]*)$/.exec(pattern);
	if (!found) return undefined;
	const [, brace, typed] = found;
	if (brace === '' && typed !== '') return undefined;
	const place = {
		kind: 'extraction' as const,
		to: offset,
		open: brace === '{',
		closed: text[offset] === '}'
	};
	if (owner === 'DISSECT') {
		const keys = [...pattern.matchAll(/%\{([^}?*&+/]+?)(?:->)?\}/g)].map(([, key]) => key);
		return { ...place, part: 'key', from: offset - typed.length, keys: [...new Set(keys)] };
	}
	const parts = typed.split(':');
	const part = parts.length === 1 ? 'syntax' : parts.length === 3 ? 'type' : undefined;
	return part && { ...place, part, from: offset - (parts.at(-1) ?? '').length, keys: [] };
}
