import type { EditorView } from '@codemirror/view';
import { format } from '$lib/esql/analysis/format';

/** Lays the query out anew as one undoable step, the cursor staying at its character. False where it has a syntax error. */
export function formatQuery(view: EditorView): boolean {
	const before = view.state.doc.toString();
	const after = format(before);
	if (after === undefined) return false;
	if (after === before) return true;
	view.dispatch({
		changes: { from: 0, to: before.length, insert: after },
		selection: { anchor: samePlace(before, view.state.selection.main.head, after) },
		scrollIntoView: true,
		userEvent: 'input.format'
	});
	return true;
}

/** Where the character at an offset is in a text that differs from the other by white space only. */
export function samePlace(before: string, offset: number, after: string): number {
	const inked = before.slice(0, offset).replace(/\s/g, '').length;
	let seen = 0;
	for (let at = 0; at < after.length; at++) {
		if (seen === inked) return at;
		if (!/\s/.test(after[at]!)) seen++;
	}
	return after.length;
}
