import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, hoverTooltip, type KeyBinding, showTooltip, type Tooltip } from '@codemirror/view';
import type { Description } from './describe';
import { meaning } from './meaning';
import { columnsOf } from './navigate';
import { descriptionElement, descriptionText } from './panel';
import { tell } from './tell';

/** What is at an offset of a state's text. */
async function descriptionAt(
	state: EditorState,
	offset: number,
	side: -1 | 1
): Promise<Description | undefined> {
	const [{ describe }, { prose }, columns, indices] = await Promise.all([
		import('./describe'),
		import('../analysis/definitions/prose'),
		columnsOf(state),
		state.facet(meaning).indices()
	]);
	return describe(offset, side, { columns, prose, indices });
}

const tooltipOf = (found: Description): Tooltip => ({
	pos: found.from,
	end: found.to,
	above: true,
	create: () => ({ dom: descriptionElement(found) })
});

async function source(view: EditorView, offset: number, side: -1 | 1): Promise<Tooltip | null> {
	const found = await descriptionAt(view.state, offset, side).catch(logged);
	return found ? tooltipOf(found) : null;
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
	descriptionAt(view.state, head, 1).then((found) => {
		if (view.state.doc !== doc || view.state.selection.main.head !== head) return;
		if (!found) return tell(view, 'There is nothing to explain here');
		view.dispatch({ effects: [pin.of(tooltipOf(found)), EditorView.announce.of(descriptionText(found))] });
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
