import type { Parsed } from './ast';
import { CommandReader } from './commands';
import { parser } from './esql.grammar';
import { issuesOf } from './issues';

export { parser };

/** Longer texts are refused unread, as Elasticsearch does; in UTF-16 units. */
export const maximumLength = 1_000_000;

export function parse(text: string): Parsed {
	const tree = parser.parse(text);
	return { text, query: new CommandReader(text).query(tree.topNode), issues: issuesOf(tree, text) };
}
