import type { EditorState } from '@codemirror/state';
import {
	activateHover,
	closeHoverTooltips,
	EditorView,
	hasHoverTooltips,
	hoverTooltip,
	type KeyBinding,
	type Tooltip
} from '@codemirror/view';
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

async function source(view: EditorView, offset: number, side: -1 | 1): Promise<Tooltip | null> {
	const found = await descriptionAt(view.state, offset, side).catch(logged);
	if (!found) return null;
	return {
		pos: found.from,
		end: found.to,
		above: true,
		create: () => ({ dom: descriptionElement(found) })
	};
}

function logged(cause: unknown): undefined {
	console.error('What is here could not be explained.', cause);
}

/** Explains what the pointer rests on. */
export const hover = hoverTooltip(source, { hideOnChange: true });

/** Explains what is at the cursor, on screen and to screen readers, until the cursor moves. */
export function showHover(view: EditorView): boolean {
	const { state } = view;
	const { head } = state.selection.main;
	descriptionAt(state, head, 1).then((found) => {
		if (view.state.doc !== state.doc || view.state.selection.main.head !== head) return;
		if (!found) return tell(view, 'There is nothing to explain here');
		activateHover(view, head, 1, {
			tooltip: hover,
			until: (tr) => tr.docChanged || tr.selection !== undefined
		});
		view.dispatch({ effects: EditorView.announce.of(descriptionText(found)) });
	}, logged);
	return true;
}

function hideHover(view: EditorView): boolean {
	if (!hasHoverTooltips(view.state)) return false;
	view.dispatch({ effects: closeHoverTooltips });
	return true;
}

export const hoverKeys: readonly KeyBinding[] = [
	{ key: 'Mod-k Mod-i', run: showHover, preventDefault: true },
	{ key: 'Escape', run: hideHover }
];
