import type { Operator } from '../measure';

/** DuckDB's plan as a tree of lines, as Elasticsearch draws its own. */
export function planText(root: Operator): string {
	return [...lines(root, '', '')].join('\n');
}

function* lines(operator: Operator, lead: string, indent: string): Generator<string> {
	yield `${lead}${operator.name}${detailText(operator)}`;
	const last = operator.inputs.length - 1;
	for (const [at, input] of operator.inputs.entries())
		yield* lines(input, `${indent}\\_`, `${indent}${at < last ? '| ' : '  '}`);
}

/** `[Groups = #0, Aggregates = count_star()]`; nothing where there is nothing to say. */
export function detailText({ details }: Operator): string {
	const parts = [...details]
		.filter(([name, values]) => name !== 'Estimated Cardinality' && values.length > 0)
		.map(([name, values]) => `${name} = ${values.join(', ')}`);
	return parts.length === 0 ? '' : `[${parts.join('; ')}]`;
}
