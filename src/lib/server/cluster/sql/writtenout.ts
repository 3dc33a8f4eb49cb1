import type { Command, Expression, Parsed, Query } from '$lib/esql/syntax/ast';
import { expandNamed } from './grok';

function pattern(node: Expression): Expression {
	if (node.kind !== 'string') return node;
	const value = expandNamed(node.value);
	return value === node.value ? node : { ...node, value };
}

function command(node: Command): Command {
	switch (node.kind) {
		case 'grok':
			return { ...node, patterns: node.patterns.map(pattern) };
		case 'fork':
			return {
				...node,
				branches: node.branches.map((branch) => ({ ...branch, commands: branch.commands.map(command) }))
			};
		case 'from': {
			const sources = node.sources.map((source) =>
				source.kind === 'subquery' ? { ...source, query: query(source.query) } : source
			);
			return { ...node, sources };
		}
		default:
			return node;
	}
}

const query = (node: Query): Query => ({ ...node, commands: node.commands.map(command) });

/**
 * GROK patterns such as `%{COMBINEDAPACHELOG}`, whose columns are named in the library and not in the text, written out
 * so that the analysis sees the names.
 */
export const writtenOut = (parsed: Parsed): Parsed => ({ ...parsed, query: query(parsed.query) });
