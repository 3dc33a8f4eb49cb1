import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, hoverTooltip, type KeyBinding, showTooltip, type Tooltip } from '@codemirror/view';
import type { Explanation } from './explanation';
import { tell } from './tell';

async function explanationAt(
	state: EditorState,
	offset: number,
	side: -1 | 1
): Promise<Explanation | undefined> {
	return (await import('./explanation')).explanationAt(state, offset, side);
}

async function source({ state }: EditorView, offset: number, side: -1 | 1): Promise<Tooltip | null> {
	return (await explanationAt(state, offset, side).catch(logged))?.tooltip ?? null;
}

function logged(cause: unknown): undefined {
	console.error('What is here could not be explained.', cause);
}

const pin = StateEffect.define<Tooltip | null>();

/** What a key asked for; it stays until the cursor moves or the text changes. */
const pinned = StateField.define<Tooltip | null>({
	create: () => null,
	update(current, transaction) {
		for (const effect of transaction.effects) if (effect.is(pin)) return effect.value;
		return transaction.docChanged || transaction.selection ? null : current;
	},
	provide: (field) => showTooltip.from(field)
});

/** Explains what the pointer rests on, and what is at the cursor when a key asks. */
export const hover: Extension = [hoverTooltip(source, { hideOnChange: true }), pinned];

/** Explains what is at the cursor, on screen and to screen readers. */
export function showHover(view: EditorView): boolean {
	const { doc, selection } = view.state;
	const { head } = selection.main;
	explanationAt(view.state, head, 1).then((found) => {
		if (view.state.doc !== doc || view.state.selection.main.head !== head) return;
		if (!found) return tell(view, 'There is nothing to explain here');
		view.dispatch({ effects: [pin.of(found.tooltip), EditorView.announce.of(found.text)] });
	}, logged);
	return true;
}

function hideHover(view: EditorView): boolean {
	if (!view.state.field(pinned)) return false;
	view.dispatch({ effects: pin.of(null) });
	return true;
}

export const hoverKeys: readonly KeyBinding[] = [
	{ key: 'Shift-F1', run: showHover, preventDefault: true },
	{ key: 'Escape', run: hideHover }
];
