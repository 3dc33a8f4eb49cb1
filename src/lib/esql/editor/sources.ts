import type { From, LookupJoin, Query } from '../syntax/ast';

/** The index patterns that a query reads, as `FROM` or `LOOKUP JOIN` would ask for them; each once. */
export function sourcesOf(query: Query): readonly string[] {
	const found = new Set<string>();
	const visit = (value: unknown): void => {
		if (Array.isArray(value)) value.forEach(visit);
		else if (isNode(value)) {
			const pattern = isCommand(value) ? patternOf(value) : '';
			if (pattern) found.add(pattern);
			Object.values(value).forEach(visit);
		}
	};
	visit(query);
	return [...found];
}

function patternOf(command: From | LookupJoin): string {
	if (command.kind === 'lookupJoin') return command.index.text;
	return command.sources.flatMap((source) => (source.kind === 'index' ? [source.text] : [])).join(',');
}

/** Those concrete names of a pattern that are not in a list: no wildcards, remote, hidden, excluded or computed ones. */
export function absentFrom(pattern: string, names: ReadonlySet<string>): readonly string[] {
	return pattern
		.split(',')
		.filter((text) => text !== '' && !/[*:<]|^[-.]/.test(text.replace(/::.*$/, '')))
		.filter((text) => !names.has(text.replace(/::.*$/, '')));
}

const isNode = (value: unknown): value is { readonly kind?: string } =>
	typeof value === 'object' && value !== null;

const isCommand = (node: { readonly kind?: string }): node is From | LookupJoin =>
	node.kind === 'from' || node.kind === 'lookupJoin';
