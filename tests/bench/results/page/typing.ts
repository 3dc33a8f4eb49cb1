import { history } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Shows an editor above the grid and notes, in milliseconds, how long each key takes to be painted. */
export function typing(parent: HTMLElement, text: string): readonly number[] {
	const painted: number[] = [];
	const view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions: [history()] }) });
	view.dispatch({ selection: { anchor: text.length } });
	view.focus();
	document.addEventListener(
		'keydown',
		() => {
			const begin = performance.now();
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => painted.push(performance.now() - begin);
				port2.postMessage(undefined);
			});
		},
		{ capture: true }
	);
	return painted;
}
