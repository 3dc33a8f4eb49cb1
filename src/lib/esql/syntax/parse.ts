import type { Parsed } from './ast';
import { CommandReader } from './commands';
import { parser } from './esql.grammar';
import { issuesOf } from './issues';

export { parser };

/** A longer text is refused unread, as Elasticsearch does; in UTF-16 units. */
export const maximumLength = 1_000_000;

/**
 * The typed tree of any text, and what is wrong with its form. Never throws: what is missing is a `missing` expression,
 * an empty name or an absent property, and a text with no command at all has no `commands`. Spans are UTF-16 offsets.
 * Parentheses around an expression leave no node and belong to no expression's span, but a Field's span is all of its
 * text with them, as unnamed columns are named by that text. `- 3 hours` and negative numbers are Unary.
 */
export function parse(text: string): Parsed {
	if (text.length > maximumLength) {
		const message = `ESQL statement is too large [${text.length} characters > ${maximumLength}]`;
		const query = { kind: 'query' as const, settings: [], commands: [], from: 0, to: text.length };
		return { text, query, issues: [{ from: 0, to: 0, message }] };
	}
	const tree = parser.parse(text);
	return { text, query: new CommandReader(text).query(tree.topNode), issues: issuesOf(tree, text) };
}
