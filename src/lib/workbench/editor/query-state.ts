import { EditorState } from '@codemirror/state';
import {
	EditorView,
	highlightActiveLine,
	highlightActiveLineGutter,
	keymap,
	lineNumbers,
	placeholder,
	type ViewUpdate
} from '@codemirror/view';
import type { SchemaSource } from '$lib/esql/analysis/schema';
import { esql } from '$lib/esql/editor';
import { essentials } from './essentials';

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

function openSearch(view: EditorView): boolean {
	import('@codemirror/search').then(
		({ openSearchPanel }) => openSearchPanel(view),
		(cause: unknown) => console.error('The search panel could not be loaded.', cause)
	);
	return true;
}
