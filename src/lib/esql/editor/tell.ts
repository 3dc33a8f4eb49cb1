import { EditorView, showDialog } from '@codemirror/view';

/** Says a sentence below the editor, and to screen readers; Enter or Escape takes it away. */
export function tell(view: EditorView, sentence: string): void {
	view.dispatch({ effects: EditorView.announce.of(sentence) });
	showDialog(view, { label: sentence, submitLabel: 'OK', focus: 'button', class: 'cm-esql-sentence' });
}
