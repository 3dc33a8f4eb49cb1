import type { SyntaxNode, Tree } from '@lezer/common';

/** The last token of a tree, comments and what recovery put in aside. */
export function lastToken(tree: Tree): SyntaxNode | undefined {
	return lastIn(tree.topNode);
}

function lastIn(node: SyntaxNode): SyntaxNode | undefined {
	for (let child = node.lastChild; child; child = child.prevSibling) {
		if (child.type.isSkipped) continue;
		if (!child.firstChild && child.type.isError) continue;
		const found = child.firstChild ? lastIn(child) : child;
		if (found) return found;
	}
	return undefined;
}

/** The token before another one. */
export function tokenBefore(token: SyntaxNode): SyntaxNode | undefined {
	for (let node: SyntaxNode | null = token; node; node = node.parent) {
		for (let sibling = node.prevSibling; sibling; sibling = sibling.prevSibling) {
			if (sibling.type.isSkipped || (sibling.type.isError && !sibling.firstChild)) continue;
			const found = sibling.firstChild ? lastIn(sibling) : sibling;
			if (found) return found;
		}
	}
	return undefined;
}

/** The innermost node of one of these types around a node, itself included. */
export function enclosing(node: SyntaxNode | null | undefined, name: RegExp): SyntaxNode | undefined {
	for (let next = node; next; next = next.parent) if (name.test(next.name)) return next;
	return undefined;
}

/** The command that a token belongs to, unless it ends or begins a pipeline. */
export const commandOf = (token: SyntaxNode | undefined): SyntaxNode | undefined =>
	token && enclosing(token, /Command$|^Setting$/);

/** Does the pipeline around a node begin with TS? */
export function readsTimeSeries(node: SyntaxNode): boolean {
	const query = enclosing(node, /^(Query|Subquery)$/);
	return query?.getChild('FromCommand')?.firstChild?.name === 'TS';
}

/** The arguments of a call that stand before a parenthesis or comma of it. */
export function itemsBefore(token: SyntaxNode): readonly SyntaxNode[] {
	const items: SyntaxNode[] = [];
	if (token.name === '(') return items;
	for (let node = token.prevSibling; node && node.name !== '('; node = node.prevSibling)
		if (node.name !== ',' && !node.type.isSkipped && !node.type.isError) items.unshift(node);
	return items;
}

const operands =
	/^(Name|Call|CastExpression|ParenExpression|BinaryExpression|UnaryExpression|Integer|Decimal|TimeSpan|String|Boolean|NullLiteral|List|Param)$/;

/** The largest operand that ends with a token. */
export function operandEnding(token: SyntaxNode): SyntaxNode | undefined {
	let found: SyntaxNode | undefined;
	for (let node: SyntaxNode | null = token; node && node.to === token.to; node = node.parent) {
		if (operands.test(node.name)) found = node;
		else if (found) break;
	}
	return found;
}
