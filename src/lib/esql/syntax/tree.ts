import type { SyntaxNode } from '@lezer/common';
import type { Span } from './ast';

/** Child nodes in order, without comments and error nodes. */
export function children(node: SyntaxNode): SyntaxNode[] {
	const found: SyntaxNode[] = [];
	for (let child = node.firstChild; child; child = child.nextSibling) {
		if (!child.type.isError && !child.type.isSkipped) found.push(child);
	}
	return found;
}

/** The first direct child of one of these types. */
export function child(node: SyntaxNode, ...names: readonly string[]): SyntaxNode | undefined {
	for (let next = node.firstChild; next; next = next.nextSibling) {
		if (names.includes(next.name)) return next;
	}
	return undefined;
}

export function childrenOf(node: SyntaxNode | undefined, name: string): SyntaxNode[] {
	return node ? children(node).filter((next) => next.name === name) : [];
}

export const span = (node: Span): Span => ({ from: node.from, to: node.to });

/** The span of a node without the errors at its end; `parts` are its children. */
export const extent = (node: Span, parts: readonly Span[]): Span => ({
	from: node.from,
	to: parts.at(-1)?.to ?? node.to
});

/** An empty span at the end of a node: where something is missing. */
export const after = (node: Span): Span => ({ from: node.to, to: node.to });
