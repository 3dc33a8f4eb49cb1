import type { SyntaxNode } from '@lezer/common';
import type { Enrich, IndexPattern, Name, Param, Span, StringLiteral } from './ast';
import { child, children, extent, span } from './tree';

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '"': '"', '\\': '\\' };

/** The value of a string token, closed or not. An escape that the language does not know stays as written. */
export function stringValue(raw: string): string {
	const closed = (quote: string) => raw.length >= 2 * quote.length && raw.endsWith(quote);
	if (raw.startsWith('"""')) return raw.slice(3, closed('"""') ? -3 : undefined);
	const body = raw.slice(1, closed('"') ? -1 : undefined);
	return body.replace(/\\(.)/gs, (whole, character: string) => escapes[character] ?? whole);
}

export function readString(node: SyntaxNode, text: string): StringLiteral {
	return { kind: 'string', value: stringValue(text.slice(node.from, node.to)), ...span(node) };
}

const unquote = (quoted: string) => quoted.slice(1, -1).replaceAll('``', '`');

export function readParam(node: SyntaxNode, text: string): Param {
	const identifier = node.name === 'NameParam';
	const key = text.slice(node.from + (identifier ? 2 : 1), node.to);
	return { kind: 'param', identifier, ...(key ? { key } : {}), ...span(node) };
}

function readPart(node: SyntaxNode, text: string): { readonly name: string; readonly wildcard: boolean } {
	const raw = text.slice(node.from, node.to);
	if (node.name === 'QuotedIdentifier') return { name: unquote(raw), wildcard: false };
	if (node.name !== 'PatternPart') return { name: raw, wildcard: false };
	const pieces = raw.match(/`(?:[^`]|``)*`|[^`]+/g) ?? [];
	return {
		name: pieces.map((piece) => (piece.startsWith('`') ? unquote(piece) : piece)).join(''),
		wildcard: pieces.some((piece) => !piece.startsWith('`') && piece.includes('*'))
	};
}

const partNames = new Set(['Identifier', 'QuotedIdentifier', 'PatternPart', 'Source', 'Param', 'NameParam']);

/** A Name from a Name or Pattern node, or from a single token that is one. */
export function readName(node: SyntaxNode, text: string): Name {
	const nodes = children(node);
	const parts = partNames.has(node.name) ? [node] : nodes.filter((part) => partNames.has(part.name));
	const read = parts.map((part) => readPart(part, text));
	const qualifier = nodes.find((part) => part.name === 'Qualifier');
	const qualifying = qualifier && children(qualifier)[0];
	return {
		kind: 'name',
		name: read.map((part) => part.name).join('.'),
		wildcard: read.some((part) => part.wildcard),
		params: parts
			.filter((part) => part.name === 'Param' || part.name === 'NameParam')
			.map((part) => readParam(part, text)),
		...(qualifying ? { qualifier: readPart(qualifying, text).name } : {}),
		...extent(node, nodes)
	};
}

/** Stands where a name is missing: its `name` is empty. */
export const missingName = (at: Span): Name => ({
	kind: 'name',
	name: '',
	wildcard: false,
	params: [],
	...at
});

/** Cluster, pattern and selector of a whole index expression; colons inside date math belong to the pattern. */
function splitIndex(text: string): Pick<IndexPattern, 'cluster' | 'pattern' | 'selector' | 'exclude'> {
	const match = /^(?:([^<:]+):(?!:))?(.*?)(?:::([^:>]*))?$/s.exec(text);
	const [, cluster, rest = '', selector] = match ?? [];
	const exclude = rest.startsWith('-') || (cluster?.startsWith('-') ?? false);
	return {
		...(cluster ? { cluster: cluster.replace(/^-/, '') } : {}),
		pattern: rest.replace(/^-/, ''),
		...(selector ? { selector } : {}),
		exclude
	};
}

export function readIndex(node: SyntaxNode | undefined, text: string, at: Span): IndexPattern {
	if (!node) return { kind: 'index', text: '', pattern: '', exclude: false, ...at };
	const parts = children(node);
	const whole = parts
		.map((part) =>
			part.name === 'String' || part.name === 'UnterminatedString'
				? readString(part, text).value
				: text.slice(part.from, part.to)
		)
		.join('');
	return { kind: 'index', text: whole, ...splitIndex(whole), ...extent(node, parts) };
}

/** Text of a policy, quoted or not; `at` is where it is missing. */
export function readPolicy(
	node: SyntaxNode,
	text: string,
	at: Span
): Pick<Enrich, 'policy' | 'policySpan' | 'mode'> {
	const token = child(node, 'PolicyName', 'String', 'UnterminatedString');
	if (!token) return { policy: '', policySpan: at };
	const policySpan = span(token);
	const raw = token.name === 'PolicyName' ? text.slice(token.from, token.to) : readString(token, text).value;
	const match = /^(_any|_coordinator|_remote):(.*)$/is.exec(raw);
	return match ? { policy: match[2], policySpan, mode: match[1].toLowerCase() } : { policy: raw, policySpan };
}
