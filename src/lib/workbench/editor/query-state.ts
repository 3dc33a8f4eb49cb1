import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
	EditorView,
	highlightActiveLine,
	highlightActiveLineGutter,
	keymap,
	lineNumbers,
	placeholder,
	type ViewUpdate
} from '@codemirror/view';
import { esqlLanguage } from '$lib/esql/editor/language';
import { essentials } from './essentials';
import { vimPlace } from './vim';

interface QueryStateConfig {
	readonly text: string;
	onupdate(update: ViewUpdate): void;
}

const helpers = new Compartment();
const guard = new Compartment();
const none: Extension = [];

/** A fresh editor state for one query, with its own undo history. It highlights; `equip` teaches it the rest. */
export function queryState({ text, onupdate }: QueryStateConfig): EditorState {
	return EditorState.create({
		doc: text,
		extensions: [
			vimPlace,
			helpers.of(none),
			guard.of(none),
			essentials,
			esqlLanguage,
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

/** Gives the view's state the helpers, unless it has them. */
export function equip(view: EditorView, extension: Extension): void {
	if (helpers.get(view.state) === none) view.dispatch({ effects: helpers.reconfigure(extension) });
}

/** Lets nobody type here, or everybody again. */
export function protect(view: EditorView, locked: boolean): void {
	if (view.state.readOnly !== locked)
		view.dispatch({ effects: guard.reconfigure(locked ? EditorState.readOnly.of(true) : none) });
}

function openSearch(view: EditorView): boolean {
	import('@codemirror/search').then(
		({ openSearchPanel }) => openSearchPanel(view),
		(cause: unknown) => console.error('The search panel could not be loaded.', cause)
	);
	return true;
}
