import { selectParentSyntax } from '@codemirror/commands';
import { type EditorSelection, type Extension, StateEffect, StateField } from '@codemirror/state';
import type { Command, KeyBinding } from '@codemirror/view';

const expanded = StateEffect.define<EditorSelection>();
const shrunk = StateEffect.define();

/** Selections from which the present one was expanded, the latest last. */
const trail = StateField.define<readonly EditorSelection[]>({
	create: () => [],
	update(current, transaction) {
		for (const effect of transaction.effects) {
			if (effect.is(expanded)) return [...current, effect.value];
			if (effect.is(shrunk)) return current.slice(0, -1);
		}
		return transaction.docChanged || transaction.selection ? [] : current;
	}
});

/** Selects what is around the selection: the name, the operand, the expression, the command, the query. */
export const expandSelection: Command = (view) =>
	selectParentSyntax({
		state: view.state,
		dispatch: ({ newSelection }) =>
			view.dispatch({
				selection: newSelection,
				effects: expanded.of(view.state.selection),
				scrollIntoView: true,
				userEvent: 'select.expand'
			})
	});

/** Takes the last expansion back. */
export const shrinkSelection: Command = (view) => {
	const before = view.state.field(trail).at(-1);
	if (!before) return false;
	view.dispatch({
		selection: before,
		effects: shrunk.of(null),
		scrollIntoView: true,
		userEvent: 'select.shrink'
	});
	return true;
};

export const selectionKeys: readonly KeyBinding[] = [
	{
		key: 'Alt-Shift-ArrowRight',
		mac: 'Ctrl-Shift-Cmd-ArrowRight',
		run: expandSelection,
		preventDefault: true
	},
	{ key: 'Alt-Shift-ArrowLeft', mac: 'Ctrl-Shift-Cmd-ArrowLeft', run: shrinkSelection, preventDefault: true }
];

/** Remembers how a selection grew, so that it can shrink again. */
export const selectionTrail: Extension = trail;
