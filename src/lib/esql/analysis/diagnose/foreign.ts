import type { SyntaxIssue } from '../../syntax/ast';
import { type Fix, replacing } from './finding';
import { nearWords } from './words';

/** What other languages write where the issue stands, with its place relative to the issue, and what ES|QL has for it. */
const foreign: readonly (readonly [written: string, before: number, instead: string])[] = [
	['<>', 1, '!='],
	['&&', 0, 'AND'],
	['||', 1, 'OR'],
	['!', 0, 'NOT '],
	['=', 0, '==']
];

/** Fixes for a place where the text speaks another language: `a = 1`, `a <> 1`, `a && b`, `'text'`, `GROUP BY`. */
export function foreignFixes(issue: SyntaxIssue, text: string): readonly Fix[] {
	const quoted = singleQuoted(issue, text);
	if (quoted) return [quoted];
	for (const [written, before, instead] of foreign) {
		const from = issue.from - before;
		if (!text.startsWith(written, from) || /[=!<>]/.test(text[from + written.length] ?? '')) continue;
		return [replacing({ from, to: from + written.length }, instead, `Change to ${instead.trim()}`)];
	}
	const grouping = /^GROUP\s+(?=BY\b)/i.exec(text.slice(issue.from, issue.from + 20));
	if (grouping)
		return [replacing({ from: issue.from, to: issue.from + grouping[0].length }, '', 'Change to BY')];
	return keywordFixes(issue, text);
}

/** A keyword that may be meant, out of those that the issue expects. */
function keywordFixes(issue: SyntaxIssue, text: string): readonly Fix[] {
	const expected = /, expecting (.*)$/s.exec(issue.message)?.[1].match(/\b[A-Z_]{2,}\b/g) ?? [];
	const input = text.slice(issue.from, issue.to).toUpperCase();
	return nearWords(input, expected).map((word) => replacing(issue, word));
}

function singleQuoted(issue: SyntaxIssue, text: string): Fix | undefined {
	const match = /^'([^'\r\n]*)'/.exec(text.slice(issue.from));
	if (!match) return undefined;
	const span = { from: issue.from, to: issue.from + match[0].length };
	const value = match[1].replace(/["\\]/g, '\\$&');
	return replacing(span, `"${value}"`, 'Use double quotes');
}
