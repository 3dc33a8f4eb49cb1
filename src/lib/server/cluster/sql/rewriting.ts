import type { Command, Query } from '$lib/esql/syntax/ast';

/** The query with every command replaced, those of branches and of subqueries of FROM too. */
export function rewritten(query: Query, replace: (command: Command) => Command): Query {
	const command = (node: Command): Command => {
		switch (node.kind) {
			case 'fork':
				return {
					...node,
					branches: node.branches.map((branch) => ({ ...branch, commands: branch.commands.map(command) }))
				};
			case 'from': {
				const sources = node.sources.map((source) =>
					source.kind === 'subquery' ? { ...source, query: rewritten(source.query, replace) } : source
				);
				return { ...node, sources };
			}
			default:
				return replace(node);
		}
	};
	return { ...query, commands: query.commands.map(command) };
}
