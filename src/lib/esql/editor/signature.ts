import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import {
	EditorView,
	type KeyBinding,
	showTooltip,
	type Tooltip,
	ViewPlugin,
	type ViewUpdate
} from '@codemirror/view';

type TooltipOf = (state: EditorState) => Tooltip | null;

const shown = StateEffect.define<TooltipOf>();
const hidden = StateEffect.define();

interface Help {
	readonly tooltipOf: TooltipOf;
	readonly tooltip: Tooltip | null;
}

/** The help on screen; undefined while it is off. */
const help = StateField.define<Help | undefined>({
	create: () => undefined,
	update(current, transaction) {
		let tooltipOf = current?.tooltipOf;
		for (const effect of transaction.effects) {
			if (effect.is(hidden)) return undefined;
			if (effect.is(shown)) tooltipOf = effect.value;
		}
		if (!tooltipOf) return undefined;
		if (current?.tooltipOf === tooltipOf && !transaction.docChanged && !transaction.selection) return current;
		const tooltip = tooltipOf(transaction.state);
		return tooltip ? { tooltipOf, tooltip } : undefined;
	},
	provide: (field) => showTooltip.from(field, (value) => value?.tooltip ?? null)
});

/** Shows the parameters of the call at the cursor. */
export function showSignature(view: EditorView): boolean {
	import('./signatureinfo').then(
		({ signatureTooltip }) => view.dispatch({ effects: shown.of(signatureTooltip) }),
		(cause: unknown) => console.error('The functions could not be loaded.', cause)
	);
	return true;
}

function hideSignature(view: EditorView): boolean {
	if (!view.state.field(help)) return false;
	view.dispatch({ effects: hidden.of(null) });
	return true;
}

/** Opens by itself when a parenthesis or a comma is typed or completed. */
const opener = ViewPlugin.fromClass(
	class {
		update({ transactions, state, view }: ViewUpdate): void {
			if (!transactions.some((each) => each.docChanged && each.isUserEvent('input'))) return;
			const { head } = state.selection.main;
			if (/[(,]\s?$/.test(state.sliceDoc(Math.max(0, head - 2), head)) && !state.field(help))
				showSignature(view);
		}
	}
);

/** Parameters of the call at the cursor while its arguments are typed. */
export const signatureHelp: Extension = [
	help,
	opener,
	EditorView.domEventHandlers({ blur: (_, view) => void hideSignature(view) })
];

export const signatureKeys: readonly KeyBinding[] = [
	{ key: 'Ctrl-Shift-Space', run: showSignature, preventDefault: true },
	{ key: 'Escape', run: hideSignature }
];
