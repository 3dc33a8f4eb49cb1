import { Compartment, type Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

const keys = new Compartment();
const none: Extension = [];

/** The place of Vim's keys in an editor; ahead of all other keys, or they would never be heard. */
export const vimPlace: Extension = keys.of(none);

/** Gives the editor Vim's keys or takes them away; their code is fetched when they are first wanted. */
export async function setVim(view: EditorView, wanted: boolean): Promise<void> {
	const has = keys.get(view.state) !== none;
	if (has === wanted) return;
	const extension = wanted ? (await import('@replit/codemirror-vim')).vim({ status: true }) : none;
	view.dispatch({ effects: keys.reconfigure(extension) });
}
