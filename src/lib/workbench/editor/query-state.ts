import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import {
	drawSelection,
	dropCursor,
	EditorView,
	highlightActiveLine,
	highlightActiveLineGutter,
	highlightSpecialChars,
	keymap,
	lineNumbers,
	placeholder,
	type ViewUpdate
} from '@codemirror/view';
import type { SchemaSource } from '$lib/esql/analysis/schema';
import { esql } from '$lib/esql/editor';
import { editorTheme, pageNonce } from './theme';

interface QueryStateConfig {
	readonly text: string;
	readonly schema: SchemaSource;
	onupdate(update: ViewUpdate): void;
}

/** A fresh editor state for one query, with its own undo history. */
export function queryState({ text, schema, onupdate }: QueryStateConfig): EditorState {
	return EditorState.create({
		doc: text,
		extensions: [
			essentials,
			esql({ schema }),
			lineNumbers(),
			highlightActiveLine(),
			highlightActiveLineGutter(),
			placeholder('FROM logs-web-* | LIMIT 10'),
			EditorView.contentAttributes.of({ 'aria-label': 'ES|QL query', spellcheck: 'false' }),
			EditorView.updateListener.of(onupdate),
			keymap.of([{ key: 'Mod-f', run: openSearch }])
		]
	});
}

/** What every editor on the page has: selection, brackets, undo, the usual keys, our theme. */
export const essentials: Extension = [
	EditorView.cspNonce.of(pageNonce()),
	editorTheme,
	EditorView.lineWrapping,
	EditorState.allowMultipleSelections.of(true),
	history(),
	drawSelection(),
	dropCursor(),
	highlightSpecialChars(),
	indentOnInput(),
	bracketMatching(),
	closeBrackets(),
	keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap])
];

function openSearch(view: EditorView): boolean {
	import('@codemirror/search').then(
		({ openSearchPanel }) => openSearchPanel(view),
		(cause: unknown) => console.error('The search panel could not be loaded.', cause)
	);
	return true;
}
