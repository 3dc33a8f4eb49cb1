import type { EditorState } from '@codemirror/state';
import { type Command, EditorView, showDialog } from '@codemirror/view';
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

const unknownOrigin = 'There is no column here whose origin is known';

/** Goes from the column's use at the cursor to where it comes from, and from there to its first use. */
export const goToDefinition: Command = (view) => {
	withColumns(view, (columns) => {
		const target = columns.target(view.state.selection.main.head);
		if (target) select(view, target);
		else tell(view, unknownOrigin);
	});
	return true;
};

/** Goes to the origin of the column at an offset, if there is one. */
export function goToOrigin(view: EditorView, offset: number): boolean {
	withColumns(view, (columns) => {
		const target = columns.target(offset);
		if (target) select(view, target);
	});
	return true;
}

/** Lists every place of the column at the cursor; a press on one goes there. */
export const showPlaces: Command = (view) => {
	withColumns(view, (columns) => {
		const here = columns.at(view.state.selection.main.head);
		if (!here) return tell(view, unknownOrigin);
		const places = columns.places(here.column);
		showDialog(view, {
			class: 'cm-esql-places',
			focus: 'button',
			content: (_, close) => placesForm(view, here.column.name, places, close)
		});
	});
	return true;
};

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
