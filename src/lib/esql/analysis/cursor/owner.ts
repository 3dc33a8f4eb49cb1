import type { SyntaxNode } from '@lezer/common';
import { enclosing } from './place';

/** The command or function that a map gives options to, in upper case. */
export function ownerOf(node: SyntaxNode, text: string): string {
	const owner = enclosing(node, /^Call$|Command$/);
	const name = owner?.name === 'Call' ? owner.getChild('FunctionName') : owner?.firstChild;
	return name ? text.slice(name.from, name.to).toUpperCase() : '';
}
