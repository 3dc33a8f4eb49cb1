import { EditorView, showDialog } from '@codemirror/view';
import { meaning } from './meaning';
import { asked, columnsOf } from './navigate';
import { tell } from './tell';

/** Asks for a new name of the column at the cursor and gives it that name everywhere. */
export function renameColumnAtCursor(view: EditorView): boolean {
	ask(view).catch((cause: unknown) => console.error('The column could not be renamed.', cause));
	return true;
}

async function ask(view: EditorView): Promise<void> {
	const { doc, selection } = view.state;
	const offset = selection.main.head;
	const [{ renamable }, columns] = await Promise.all([
		import('../analysis/navigate/rename'),
		columnsOf(view.state)
	]);
	if (view.state.doc !== doc) return;
	const here = renamable(columns, offset);
	if ('reason' in here) return tell(view, here.reason);
	const { result } = showDialog(view, {
		label: 'New name',
		input: { name: 'name', value: here.column.name, autocomplete: 'off', spellcheck: 'false' },
		submitLabel: 'Rename',
		focus: true,
		class: 'cm-esql-rename'
	});
	const form = await result;
	const name = form && new FormData(form).get('name');
	if (typeof name === 'string') await rename(view, offset, name.trim());
	view.focus();
}

async function rename(view: EditorView, offset: number, name: string): Promise<void> {
	const { doc } = view.state;
	const [{ renameColumn }, { analysis, other }] = await Promise.all([
		import('../analysis/navigate/rename'),
		view.state.facet(meaning).of(doc.toString(), asked)
	]);
	if (view.state.doc !== doc) return;
	const answer = renameColumn(analysis, offset, name, other);
	if (answer.kind === 'refused') return tell(view, answer.reason);
	const { edits } = answer;
	view.dispatch({
		changes: edits.map(({ from, to, insert }) => ({ from, to, insert })),
		effects: EditorView.announce.of(`Renamed in ${edits.length} ${edits.length === 1 ? 'place' : 'places'}`),
		userEvent: 'rename'
	});
}
