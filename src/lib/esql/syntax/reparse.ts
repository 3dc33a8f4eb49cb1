import { type Tree, TreeFragment } from '@lezer/common';
import { parser } from './parser';

/** Shorter texts are parsed as quickly as compared; in UTF-16 units. */
const worthwhile = 2_000;

/**
 * The tree of a text from that of another, of which only what differs is parsed. Undefined where the texts are short or have
 * little in common, and where something is wrong with the new one: how a parser goes on after an error depends on all that
 * it has seen, and a text must have one tree however it came to be.
 */
export function reparse(before: string, tree: Tree, text: string): Tree | undefined {
	const shorter = Math.min(before.length, text.length);
	if (shorter < worthwhile) return undefined;
	const start = sharedStart(before, text, shorter);
	const end = sharedEnd(before, text, shorter - start);
	if (start + end < shorter / 2) return undefined;
	const change = { fromA: start, toA: before.length - end, fromB: start, toB: text.length - end };
	const fragments = TreeFragment.applyChanges(TreeFragment.addTree(tree), [change]);
	const found = parser.parse(text, fragments);
	return hasError(found) ? undefined : found;
}

function sharedStart(a: string, b: string, most: number): number {
	let length = 0;
	while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
	return length;
}

function sharedEnd(a: string, b: string, most: number): number {
	let length = 0;
	while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length))
		length++;
	return length;
}

function hasError(tree: Tree): boolean {
	let found = false;
	tree.iterate({
		enter: ({ type }) => {
			found ||= type.isError;
			return !found;
		}
	});
	return found;
}
