import type { Tree } from '@lezer/common';
import { readsTimeSeries } from './place';

/** A query in which only the command at the cursor is left, at its place, so that its length does not matter. */
export interface Tail {
	/** The text, with a stub and spaces for everything before the last pipe of the outermost pipeline. */
	readonly text: string;
	/** What the stub stands for, and its source command; absent where the cursor is in the first command. */
	readonly head?: { readonly text: string; readonly mode: 'FROM' | 'TS' };
}

/** The index pattern that a stub reads. No index has this name. */
export const stub = '_';

/** Cuts a text whose tree is `tree` before the command at `offset`. */
export function tailOf(text: string, offset: number, tree: Tree): Tail {
	const top = tree.topNode;
	for (let node = top.childBefore(offset); node; node = node.prevSibling) {
		if (node.name !== '|') continue;
		const mode = readsTimeSeries(top) ? 'TS' : 'FROM';
		if (node.from < mode.length + 3) break;
		return { text: stubbed(text, node.from, mode), head: { text: text.slice(0, node.from), mode } };
	}
	return { text };
}

/** A text with a stub and spaces for all before the pipe at `pipe`. */
export const stubbed = (text: string, pipe: number, mode: 'FROM' | 'TS'): string =>
	`${mode} ${stub} `.padEnd(pipe) + text.slice(pipe);
