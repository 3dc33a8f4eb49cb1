import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Typing over a selection, done by CodeMirror. A browser that does it itself joins the lines by writing style attributes,
 * which the page's security policy refuses with an error in the console.
 */
export const replacing: Extension = EditorView.domEventHandlers({
	beforeinput(event, view) {
		const { from, to, empty } = view.state.selection.main;
		const text = event.data;
		if (empty || text === null || event.inputType !== 'insertText' || !event.cancelable || view.composing) {
			return false;
		}
		if (view.state.readOnly) return true;
		const insert = () =>
			view.state.update(view.state.replaceSelection(text), { scrollIntoView: true, userEvent: 'input.type' });
		const handlers = view.state.facet(EditorView.inputHandler);
		if (!handlers.some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
		return true;
	}
});
