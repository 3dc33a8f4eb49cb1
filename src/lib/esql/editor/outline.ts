import type { EditorState } from '@codemirror/state';
import type { OutlinePipe } from '../analysis/outline';
import { meaning } from './meaning';

export type { OutlinePipe } from '../analysis/outline';

/** Milliseconds that an outline waits for the fields of the query's indices. */
const wait = 5_000;

/** The pipes of a state's query, with the columns that each adds, removes, renames and replaces. */
export async function outlineOf(state: EditorState): Promise<readonly OutlinePipe[]> {
	const [{ outline }, { analysis }] = await Promise.all([
		import('../analysis/outline'),
		state.facet(meaning).of(state.doc.toString(), wait)
	]);
	return outline(analysis);
}
