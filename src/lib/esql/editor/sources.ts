import type { Enrich, From, LookupJoin, Query } from '../syntax/ast';

/** The index patterns that a query reads, as `FROM` or `LOOKUP JOIN` would ask for them; each once. */
export function sourcesOf(query: Query): readonly string[] {
	const patterns = readers(query).map((command) => {
		if (command.kind === 'enrich') return '';
		if (command.kind === 'lookupJoin') return command.index.text;
		return command.sources.flatMap((source) => (source.kind === 'index' ? [source.text] : [])).join(',');
	});
	return [...new Set(patterns.filter((pattern) => pattern !== ''))];
}

/** The enrich policies that a query names; each once. */
export function policiesIn(query: Query): readonly string[] {
	const names = readers(query).flatMap((command) => (command.kind === 'enrich' ? [command.policy] : []));
	return [...new Set(names)];
}

/** Those concrete names of a pattern that are not in a list: no wildcards, remote, hidden, excluded or computed ones. */
export function absentFrom(pattern: string, names: ReadonlySet<string>): readonly string[] {
	return pattern
		.split(',')
		.filter((text) => text !== '' && !/[*:<]|^[-.]/.test(text.replace(/::.*$/, '')))
		.filter((text) => !names.has(text.replace(/::.*$/, '')));
}

type Reader = From | LookupJoin | Enrich;

/** The commands that read something of the cluster, in the order of the text, with those of inner queries. */
function readers(query: Query): readonly Reader[] {
	const found: Reader[] = [];
	const visit = (value: unknown): void => {
		if (Array.isArray(value)) value.forEach(visit);
		else if (isNode(value)) {
			if (isReader(value)) found.push(value);
			Object.values(value).forEach(visit);
		}
	};
	visit(query);
	return found;
}

const isNode = (value: unknown): value is { readonly kind?: string } =>
	typeof value === 'object' && value !== null;

const isReader = (node: { readonly kind?: string }): node is Reader =>
	node.kind === 'from' || node.kind === 'lookupJoin' || node.kind === 'enrich';
