import type { Tree } from '@lezer/common';
import type { Parsed } from './ast';
import { CommandReader } from './commands';
import { maximumDepth } from './expressions';
import { issuesOf } from './issues';
import { parser } from './parser';
import { reparse } from './reparse';

export { parser };

/** A longer text is refused unread, as Elasticsearch does; in UTF-16 units. */
export const maximumLength = 1_000_000;

let last: { readonly parsed: Parsed; readonly tree: Tree } | undefined;

/**
 * The typed tree of any text, and what is wrong with its form. Never throws: what is missing is a `missing` expression,
 * an empty name or an absent property, and a text with no command at all has no `commands`. Spans are UTF-16 offsets.
 * Parentheses around an expression leave no node and belong to no expression's span, but a Field's span is all of its
 * text with them, as unnamed columns are named by that text. `- 3 hours` and negative numbers are Unary. The latest text
 * is remembered: asking again costs nothing, and a text that differs a little from it is parsed anew only where it does.
 */
export function parse(text: string): Parsed {
	if (last?.parsed.text === text) return last.parsed;
	if (text.length > maximumLength)
		return refused(text, `ESQL statement is too large [${text.length} characters > ${maximumLength}]`);
	const read = readOf(text);
	if (!read) return refused(text, `expression is nested deeper than ${maximumDepth} levels`);
	last = read;
	return read.parsed;
}

/** Undefined where the text is nested too deep for a parser that builds its trees by recursion. */
function readOf(text: string): typeof last {
	try {
		const tree = (last && reparse(last.parsed.text, last.tree, text)) ?? parser.parse(text);
		const query = new CommandReader(text).query(tree.topNode);
		return { parsed: { text, query, issues: issuesOf(tree, text) }, tree };
	} catch (cause) {
		if (cause instanceof RangeError) return undefined;
		throw cause;
	}
}

function refused(text: string, message: string): Parsed {
	const query = { kind: 'query' as const, settings: [], commands: [], from: 0, to: text.length };
	return { text, query, issues: [{ from: 0, to: 0, message }] };
}
