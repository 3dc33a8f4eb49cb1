import type { Param, Parsed } from '../syntax/ast';

/** How a query names its placeholders. Styles never mix. */
export type PlaceholderStyle = 'anonymous' | 'positional' | 'named';

/** One kind of placeholder in a query, at its first place. `name` is `''` for `?`, digits for `?1`, else the name. */
export interface Placeholder {
	readonly name: string;
	readonly style: PlaceholderStyle;
	/** `??`: stands for a field or function name. */
	readonly identifier: boolean;
	readonly uses: readonly Param[];
}

/** The placeholders of a query in order of appearance; every `?` is one of its own, a name or number only once. */
export function placeholders(parsed: Parsed): readonly Placeholder[] {
	const found: { name: string; style: PlaceholderStyle; identifier: boolean; uses: Param[] }[] = [];
	for (const use of paramsOf(parsed.query)) {
		const name = use.key ?? '';
		const style = name === '' ? 'anonymous' : /^\d/.test(name) ? 'positional' : 'named';
		const known =
			name === ''
				? undefined
				: found.find((other) => other.name === name && other.identifier === use.identifier);
		if (known) known.uses.push(use);
		else found.push({ name, style, identifier: use.identifier, uses: [use] });
	}
	return found;
}

/** A sentence when the query mixes styles, which Elasticsearch refuses. */
export function mixedStyles(all: readonly Placeholder[]): string | undefined {
	const styles = [...new Set(all.map(({ style }) => style))];
	return styles.length < 2
		? undefined
		: `Placeholders are ${styles.join(' and ')}: use one style in a query.`;
}

function paramsOf(query: object): Param[] {
	const found: Param[] = [];
	const visit = (value: unknown): void => {
		if (Array.isArray(value)) value.forEach(visit);
		else if (isNode(value)) {
			if (value.kind === 'param') found.push(value as Param);
			Object.values(value).forEach(visit);
		}
	};
	visit(query);
	const first = new Map(found.map((param) => [param.from, param]));
	return [...first.values()].sort((a, b) => a.from - b.from);
}

const isNode = (value: unknown): value is { readonly kind?: string } =>
	typeof value === 'object' && value !== null;
