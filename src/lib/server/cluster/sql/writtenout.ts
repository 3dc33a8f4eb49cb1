import type { Command, Expression, Query } from '$lib/esql/syntax/ast';
import { expandNamed } from './grok';
import { rewritten } from './rewriting';

function pattern(node: Expression): Expression {
	if (node.kind !== 'string') return node;
	const value = expandNamed(node.value);
	return value === node.value ? node : { ...node, value };
}

const command = (node: Command): Command =>
	node.kind === 'grok' ? { ...node, patterns: node.patterns.map(pattern) } : node;

/**
 * GROK patterns such as `%{COMBINEDAPACHELOG}`, whose columns are named in the library and not in the text, written out
 * so that the analysis sees the names.
 */
export const writtenOut = (query: Query): Query => rewritten(query, command);
