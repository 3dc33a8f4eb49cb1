import type { EditorState, Extension } from '@codemirror/state';
import { EditorView, type KeyBinding, showDialog } from '@codemirror/view';
import type { Analysis } from '../analysis/analysis';
import type { Columns, Occurrence } from '../analysis/navigate';
import type { Span } from '../syntax/ast';
import { meaning } from './meaning';
import { tell } from './tell';

const known = new WeakMap<Analysis, Columns>();

/** Milliseconds that what a person asks for waits for the fields of the query's indices. */
export const asked = 2_000;

/** The columns of a state's text. */
export async function columnsOf(state: EditorState): Promise<Columns> {
	const [{ Columns }, { analysis }] = await Promise.all([
		import('../analysis/navigate'),
		state.facet(meaning).of(state.doc.toString(), asked)
	]);
	const columns = known.get(analysis) ?? new Columns(analysis);
	known.set(analysis, columns);
	return columns;
}

/** Does something with the columns unless the text changed meanwhile. */
export function withColumns(view: EditorView, act: (columns: Columns) => void): void {
	const { state } = view;
	columnsOf(state).then(
		(columns) => {
			if (view.state.doc === state.doc) act(columns);
		},
		(cause: unknown) => console.error('The query could not be analysed.', cause)
	);
}

function select(view: EditorView, { from, to }: Span): void {
	view.dispatch({
		selection: { anchor: from, head: to },
		effects: EditorView.scrollIntoView(from, { y: 'nearest', yMargin: 40 }),
		userEvent: 'select.definition'
	});
	view.focus();
}

/** Goes from a column's use to where it comes from, and from there to its first use. */
export function goToDefinition(view: EditorView, offset = view.state.selection.main.head): boolean {
	withColumns(view, (columns) => {
		const target = columns.target(offset);
		if (target) select(view, target);
		else tell(view, 'There is no column here whose origin is known');
	});
	return true;
}

/** Lists every place of the column at the cursor; a press on one goes there. */
export function showPlaces(view: EditorView): boolean {
	withColumns(view, (columns) => {
		const here = columns.at(view.state.selection.main.head);
		if (!here) return tell(view, 'There is no column here whose origin is known');
		const places = columns.places(here.column);
		showDialog(view, {
			class: 'cm-esql-places',
			focus: 'button',
			content: (_, close) => placesForm(view, here.column.name, places, close)
		});
	});
	return true;
}

function placesForm(view: EditorView, name: string, places: readonly Occurrence[], close: () => void) {
	const form = document.createElement('form');
	const title = form.appendChild(document.createElement('strong'));
	title.textContent = `${places.length} ${places.length === 1 ? 'place' : 'places'} of ${name}`;
	const list = form.appendChild(document.createElement('ul'));
	list.setAttribute('aria-label', title.textContent);
	for (const place of places) {
		const line = view.state.doc.lineAt(place.from);
		const button = list
			.appendChild(document.createElement('li'))
			.appendChild(document.createElement('button'));
		button.type = 'button';
		button.textContent = `${line.number}: ${line.text.trim()}`;
		button.onclick = () => {
			close();
			select(view, place);
		};
	}
	return form;
}

/** Mod-click goes where F12 does, if it is on a column; else it puts a second cursor, as everywhere. */
const click: Extension = EditorView.domEventHandlers({
	click(event, view) {
		const isMac = /Mac/.test(navigator.platform);
		if (!(isMac ? event.metaKey : event.ctrlKey) || event.altKey || event.shiftKey) return false;
		const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
		if (offset === null) return false;
		withColumns(view, (columns) => {
			const target = columns.target(offset);
			if (target) select(view, target);
		});
		return false;
	}
});

export const navigationKeys: readonly KeyBinding[] = [
	{ key: 'F12', run: (view) => goToDefinition(view) },
	{ key: 'Shift-F12', run: showPlaces }
];

/** Going to where columns come from by Mod-click. */
export const navigation: Extension = click;
