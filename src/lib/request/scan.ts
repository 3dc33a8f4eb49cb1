import type { Param } from '$lib/esql/syntax/ast';

/** Commands that name indices and the like, in which a question mark may stand. */
const naming = /\b(?:FROM|TS|JOIN|ENRICH|PROMQL)\b/i;
const token = /"(?:[^"\\\r\n]|\\[^\r\n])*"|`(?:[^`]|``)+`|\/\/[^\r\n]*|\?\??(?:\d+|[A-Za-z_]\w*)?|["`]/g;

/**
 * The placeholders of a query by its tokens alone, in order: much quicker than parsing, for every key that is pressed.
 * Undefined where only the parser can tell.
 */
export function scanParams(text: string): readonly Param[] | undefined {
	if (isUncertain(text)) return undefined;
	const found: Param[] = [];
	for (const { 0: part, index } of text.matchAll(token)) {
		if (part === '"' || part === '`') return undefined;
		if (!part.startsWith('?')) continue;
		const identifier = part.startsWith('??');
		const key = part.slice(identifier ? 2 : 1);
		const span = { from: index, to: index + part.length };
		found.push({ kind: 'param', identifier, ...(key === '' ? {} : { key }), ...span });
	}
	return found;
}

function isUncertain(text: string): boolean {
	if (text.includes('/*') || text.includes('"""')) return true;
	return text.split('|').some((part) => part.includes('?') && naming.test(part));
}
