import type { Tree } from '@lezer/common';
import { readsTimeSeries } from './place';

/** A query in which only the command at the cursor is left, at its place, so that its length does not matter. */
export interface Tail {
	/** The text, with a stub and spaces for everything before the last pipe of the outermost pipeline. */
	readonly text: string;
	/** What the stub stands for; absent where the cursor is in the first command. */
	readonly head?: string;
}

/** The index pattern that a stub reads. No index has this name. */
export const stub = '_';

/** Cuts a text whose tree is `tree` before the command at `offset`. */
export function tailOf(text: string, offset: number, tree: Tree): Tail {
	const top = tree.topNode;
	for (let node = top.childBefore(offset); node; node = node.prevSibling) {
		if (node.name !== '|') continue;
		const source = `${readsTimeSeries(top) ? 'TS' : 'FROM'} ${stub} `;
		if (node.from < source.length) break;
		const head = text.slice(0, node.from);
		return { text: source.padEnd(node.from) + text.slice(node.from), head };
	}
	return { text };
}
