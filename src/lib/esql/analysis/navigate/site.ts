import type {
	Command,
	Dissect,
	Expression,
	Field,
	Grok,
	Name,
	Parsed,
	Renaming,
	Span
} from '../../syntax/ast';
import type { Analysis, Column } from '../analysis';

/** How a column gets its name at the place that makes it, and where that is written. */
export type Site =
	| { readonly kind: 'name'; readonly spans: readonly Span[] }
	/** Named by its source text, or by a field's own name: `name = ` may be put before it. */
	| { readonly kind: 'unnamed'; readonly spans: readonly Span[] }
	/** Inside the pattern of DISSECT or GROK. */
	| { readonly kind: 'pattern'; readonly spans: readonly Span[] }
	/** A field of the indices that are named there; `use` is where the text names one that no schema tells of. */
	| { readonly kind: 'source'; readonly spans: readonly Span[]; readonly use?: Span }
	| { readonly kind: 'metadata'; readonly spans: readonly Span[] }
	/** Named by the command itself. */
	| { readonly kind: 'command'; readonly spans: readonly Span[] };

/** The site of every column of an analysis. */
export function sitesOf({ defines, parsed }: Analysis): ReadonlyMap<Column, Site> {
	const sites = new Map<Column, Site>();
	for (const [node, columns] of defines)
		for (const [at, column] of columns.entries())
			sites.set(column, siteOf(node as Maker, column, at, parsed));
	return sites;
}

/** What makes columns, as the analysis notes it. */
type Maker = Field | Renaming | Name | Command;

function siteOf(node: Maker, column: Column, at: number, { text, query }: Parsed): Site {
	switch (node.kind) {
		case 'field':
			if (node.name) return { kind: 'name', spans: [node.name] };
			return node.value.kind === 'column'
				? { kind: 'source', spans: indicesOf(query.commands[0]), use: node }
				: { kind: 'unnamed', spans: [node] };
		case 'renaming':
			return { kind: 'name', spans: [node.name] };
		case 'name':
			return column.metadata
				? { kind: 'metadata', spans: [node] }
				: { kind: 'source', spans: indicesOf(query.commands[0]), use: node };
		case 'from':
			return { kind: 'source', spans: indicesOf(node) };
		case 'lookupJoin':
			return { kind: 'source', spans: [node.index] };
		case 'enrich': {
			const field = node.with.at(at);
			if (!field) return { kind: 'command', spans: [node.policySpan] };
			return field.name ? { kind: 'name', spans: [field.name] } : { kind: 'unnamed', spans: [field.field] };
		}
		case 'mvExpand':
			return { kind: 'name', spans: [node.target] };
		case 'dissect':
		case 'grok': {
			const spans = patternSpans(node, column.name, text);
			return {
				kind: spans.length > 0 ? 'pattern' : 'command',
				spans: spans.length > 0 ? spans : [node.keyword]
			};
		}
		case 'changePoint':
			return named(node.as.at(at), node.keyword);
		case 'completion':
		case 'rerank':
			return named(node.target, node.keyword);
		default:
			return { kind: 'command', spans: [node.keyword] };
	}
}

const indicesOf = (command: Command | undefined): readonly Span[] =>
	command?.kind === 'from' ? command.sources.filter(({ kind }) => kind === 'index') : [];

const named = (name: Name | undefined, keyword: Span): Site =>
	name ? { kind: 'name', spans: [name] } : { kind: 'command', spans: [keyword] };

/** Where the patterns of DISSECT and GROK write a name. */
function patternSpans(command: Dissect | Grok, name: string, text: string): readonly Span[] {
	const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const written =
		command.kind === 'dissect'
			? new RegExp(`(?<=%\\{\\+?)${escaped}(?=(?:/\\d+)?(?:->)?\\})`, 'g')
			: new RegExp(`(?<=%\\{\\w+:)${escaped}(?=[:}])|(?<=\\(\\?<)${escaped}(?=>)`, 'g');
	const patterns: readonly Expression[] = command.kind === 'dissect' ? [command.pattern] : command.patterns;
	return patterns.flatMap(({ from, to }) =>
		[...text.slice(from, to).matchAll(written)].map(({ index }) => ({
			from: from + index,
			to: from + index + name.length
		}))
	);
}
