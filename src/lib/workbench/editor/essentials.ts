import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, dropCursor, EditorView, highlightSpecialChars, keymap } from '@codemirror/view';
import { replacing } from './replacing';
import { editorTheme, pageNonce } from './theme';

/** What every editor on the page has from its first moment: selection, undo, the usual keys, our theme. */
export const essentials: Extension = [
	EditorView.cspNonce.of(pageNonce()),
	editorTheme,
	EditorView.lineWrapping,
	EditorState.allowMultipleSelections.of(true),
	history(),
	drawSelection(),
	dropCursor(),
	highlightSpecialChars(),
	replacing,
	indentOnInput(),
	bracketMatching(),
	keymap.of([...defaultKeymap, ...historyKeymap])
];
