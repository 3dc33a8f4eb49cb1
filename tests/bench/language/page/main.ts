import { history } from '@codemirror/commands';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { TreeFragment } from '@lezer/common';

declare global {
	interface Window {
		/** Shows an editor and notes, in milliseconds, how long each key takes to be painted. */
		edit(way: 'plain' | 'esql', text: string): Promise<void>;
		readonly painted: number[];
		/** Milliseconds until the language is loaded and has read a short query for the first time. */
		start(text: string): Promise<number>;
		/** Milliseconds of each incremental parse after one typed character. */
		parse(text: string, edits: number): Promise<number[]>;
	}
}

const painted: number[] = [];
Object.defineProperty(window, 'painted', { value: painted });

function show(text: string, extensions: Extension): void {
	const parent = document.getElementById('editor') ?? document.body;
	parent.replaceChildren();
	const view = new EditorView({
		parent,
		state: EditorState.create({
			doc: text,
			extensions: [history(), extensions, EditorView.theme({ '&': { height: '600px' } })]
		})
	});
	const end = view.state.doc.line(Math.floor(view.state.doc.lines / 2)).to;
	view.dispatch({ selection: { anchor: end }, scrollIntoView: true });
	view.focus();
}

window.edit = async (way, text) => {
	painted.length = 0;
	const extensions = way === 'esql' ? (await import('$lib/esql/editor')).esql() : [];
	show(text, extensions);
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
};

window.start = async (text) => {
	const begin = performance.now();
	const { esql } = await import('$lib/esql/editor');
	const state = EditorState.create({ doc: text, extensions: esql() });
	ensureSyntaxTree(state, text.length, 1000);
	return performance.now() - begin;
};

window.parse = async (text, edits) => {
	const { parser } = await import('$lib/esql/syntax/parse');
	let document = text;
	let tree = parser.parse(document);
	const times: number[] = [];
	for (let edit = 0; edit < edits; edit++) {
		const at = document.indexOf('\n', Math.floor((document.length * (edit + 1)) / (edits + 2)));
		document = `${document.slice(0, at)}x${document.slice(at)}`;
		const change = { fromA: at, toA: at, fromB: at, toB: at + 1 };
		const begin = performance.now();
		const fragments = TreeFragment.applyChanges(TreeFragment.addTree(tree), [change]);
		tree = parser.parse(document, fragments);
		times.push(performance.now() - begin);
	}
	return times;
};
