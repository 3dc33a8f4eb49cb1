import type { EditorState } from '@codemirror/state';
import type { Tooltip } from '@codemirror/view';
import { prose } from '../analysis/definitions/prose';
import { describe } from './describe';
import { meaning } from './meaning';
import { columnsOf } from './navigate';
import { descriptionElement, descriptionText } from './panel';

/** What there is to say about a place, for the screen and in one breath. */
export interface Explanation {
	readonly tooltip: Tooltip;
	readonly text: string;
}

/** Explains what is at an offset of a state's text. */
export async function explanationAt(
	state: EditorState,
	offset: number,
	side: -1 | 1
): Promise<Explanation | undefined> {
	const [columns, indices] = await Promise.all([columnsOf(state), state.facet(meaning).indices()]);
	const found = describe(offset, side, { columns, prose, indices });
	if (!found) return undefined;
	const create = () => ({ dom: descriptionElement(found) });
	return {
		tooltip: { pos: found.from, end: found.to, above: true, create },
		text: descriptionText(found)
	};
}
