import type { SyntaxNode, Tree } from '@lezer/common';
import type { From, Query } from '../syntax/ast';
import { expectedAt } from '../syntax/expected';
import { keywords } from '../syntax/keywords';
import { parse } from '../syntax/parse';

/** What may stand at the cursor. `from` is where the word under it begins. */
export type CursorContext =
	| { readonly kind: 'nothing' }
	| { readonly kind: 'command'; readonly from: number; readonly words: readonly string[] }
	| { readonly kind: 'index'; readonly from: number; readonly lookup: boolean }
	| { readonly kind: 'metadata'; readonly from: number }
	| { readonly kind: 'type'; readonly from: number }
	| { readonly kind: 'unit'; readonly from: number; readonly words: readonly string[] }
	| {
			readonly kind: 'expression' | 'column';
			readonly from: number;
			readonly words: readonly string[];
			/** Index pattern of the query that the cursor is in; empty when it reads none. */
			readonly indices: string;
			/** Columns that earlier commands of that query define. */
			readonly defined: readonly string[];
			readonly aggregates: boolean;
	  }
	| { readonly kind: 'keyword'; readonly from: number; readonly words: readonly string[] };

const opaque =
	/^(String|UnterminatedString|LineComment|BlockComment|UnterminatedComment|OpaqueText|Integer|Decimal|Param|NameParam)$/;

const nameStart = (before: string) =>
	/(?:[A-Za-z_@*`][\w@*`]*\.)*(?:[A-Za-z_@*`][\w@*`]*)?$/.exec(before)?.index ?? before.length;
const sourceStart = (before: string) => /[^\s,|"()=[\]\\]*$/.exec(before)?.index ?? before.length;

/** Classifies the cursor at `offset` of a text whose tree is `tree`. Pure: no schema, no network. */
export function cursorContext(text: string, tree: Tree, offset: number): CursorContext {
	const before = text.slice(0, offset);
	const leaf = tree.resolveInner(offset, -1);
	if (opaque.test(leaf.name) && leaf.from < offset) return { kind: 'nothing' };
	const source = sourceStart(before);
	const atSource = expectedAt(before, source);
	if (
		atSource.has('Source') &&
		!(source < offset && /metadata/i.test(before.slice(source)) && atSource.has('METADATA'))
	) {
		if (!atSource.has('String'))
			return /::\s*$|:\s*$/.test(before.slice(0, source))
				? { kind: 'nothing' }
				: { kind: 'metadata', from: source };
		return { kind: 'index', from: source, lookup: /\bJOIN\s*$/i.test(before.slice(0, source)) };
	}
	const from = nameStart(before);
	const expected = from === source ? atSource : expectedAt(before, from);
	const words = [...expected].filter(
		(name) => keywords.has(name.toLowerCase()) && name === name.toUpperCase()
	);
	if (expected.has('EVAL') && expected.has('FROM'))
		return { kind: 'command', from, words: commandsAt(leaf, before.slice(0, from), words) };
	const column =
		expected.has('Identifier') || expected.has('PatternPart') || expected.has('QuotedIdentifier');
	if (!column) return words.length > 0 ? { kind: 'keyword', from, words } : { kind: 'nothing' };
	if (/::\s*$/.test(before.slice(0, from))) return { kind: 'type', from };
	if (!expected.has('NameParam')) {
		return /\d\s*$/.test(before.slice(0, from))
			? { kind: 'unit', from, words }
			: { kind: 'keyword', from, words };
	}
	const query = queryAt(parse(text).query, offset);
	const command = enclosing(leaf, /Command$/);
	return {
		kind: expected.has('Integer') ? 'expression' : 'column',
		from,
		words: words.filter(
			(word) => word !== 'FIRST' && word !== 'LAST' && keywords.get(word.toLowerCase())?.command !== 'source'
		),
		indices: indicesOf(query),
		defined: definedBefore(query, offset),
		aggregates: command?.name === 'StatsCommand'
	};
}

function enclosing(node: SyntaxNode, name: RegExp): SyntaxNode | undefined {
	for (let next: SyntaxNode | null = node; next; next = next.parent) if (name.test(next.name)) return next;
	return undefined;
}

function commandsAt(leaf: SyntaxNode, before: string, words: readonly string[]): string[] {
	const last = before
		.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ')
		.trimEnd()
		.at(-1);
	const piped =
		last === '|' || (last === '(' && enclosing(leaf, /^(ForkCommand|Subquery)$/)?.name === 'ForkCommand');
	return words.filter(
		(word) =>
			keywords.get(word.toLowerCase())?.command === (piped ? 'processing' : 'source') ||
			(word === 'SET' && !piped)
	);
}

/** The innermost query around an offset, looking into subqueries of FROM. */
function queryAt(query: Query, offset: number): Query {
	for (const command of query.commands) {
		if (command.kind !== 'from') continue;
		for (const source of command.sources) {
			if (source.kind === 'subquery' && source.from < offset && offset < source.to)
				return queryAt(source.query, offset);
		}
	}
	return query;
}

function indicesOf(query: Query): string {
	const source = query.commands.find((command): command is From => command.kind === 'from');
	return (source?.sources ?? [])
		.flatMap((item) => (item.kind === 'index' && item.text ? [item.text] : []))
		.join(',');
}

function definedBefore(query: Query, offset: number): string[] {
	const names = query.commands
		.filter((command) => command.to <= offset)
		.flatMap((command): (string | undefined)[] => {
			switch (command.kind) {
				case 'eval':
				case 'row':
					return command.fields.map((field) => field.name?.name);
				case 'stats':
					return [...command.aggregates, ...command.by].map((field) => field.name?.name);
				case 'rename':
					return command.renames.map(({ name }) => name.name);
				case 'from':
					return command.metadata.map(({ name }) => name);
				case 'enrich':
					return command.with.map((field) => (field.name ?? field.field).name);
				default:
					return [];
			}
		});
	return [...new Set(names.filter((name) => name !== undefined && name !== ''))] as string[];
}
