import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import {
	EditorView,
	type KeyBinding,
	showTooltip,
	type Tooltip,
	ViewPlugin,
	type ViewUpdate
} from '@codemirror/view';
import type { FunctionDefinition } from '../analysis/definitions';
import { callAt } from './call';
import { type Form, formPieces, formsOf, typesText } from './form';

type FunctionNamed = (name: string) => FunctionDefinition | undefined;

const shown = StateEffect.define<FunctionNamed>();
const hidden = StateEffect.define();

interface Help {
	readonly functionNamed: FunctionNamed;
	readonly tooltip: Tooltip | null;
}

/** The help on screen; undefined while it is off. */
const help = StateField.define<Help | undefined>({
	create: () => undefined,
	update(current, transaction) {
		let functionNamed = current?.functionNamed;
		for (const effect of transaction.effects) {
			if (effect.is(hidden)) return undefined;
			if (effect.is(shown)) functionNamed = effect.value;
		}
		if (!functionNamed) return undefined;
		if (current?.functionNamed === functionNamed && !transaction.docChanged && !transaction.selection)
			return current;
		const tooltip = tooltipFor(transaction.state, functionNamed);
		return tooltip ? { functionNamed, tooltip } : undefined;
	},
	provide: (field) => showTooltip.from(field, (value) => value?.tooltip ?? null)
});

function tooltipFor(state: EditorState, functionNamed: FunctionNamed): Tooltip | null {
	const call = callAt(state.doc.toString(), state.selection.main.head);
	const definition = call && functionNamed(call.name);
	if (!call || !definition) return null;
	return {
		pos: call.from,
		above: true,
		create: () => ({ dom: signatureElement(definition, call.argument) })
	};
}

/** The form that the argument at the cursor belongs to: the shortest that has so many. */
export function formFor(forms: readonly Form[], argument: number): Form | undefined {
	return forms.find(({ parameters, variadic }) => variadic || argument < parameters.length) ?? forms.at(-1);
}

function signatureElement(definition: FunctionDefinition, argument: number): HTMLElement {
	const dom = document.createElement('div');
	dom.className = 'cm-esql-info cm-esql-signature';
	const forms = formsOf(definition);
	const form = formFor(forms, argument);
	if (!form) return dom;
	const active = Math.min(argument, form.variadic ? form.parameters.length - 1 : argument);
	const head = dom.appendChild(document.createElement('code'));
	head.className = 'cm-esql-title';
	for (const [at, piece] of formPieces(definition.name, form).entries()) {
		const part = head.appendChild(document.createElement(at === 2 * active + 1 ? 'strong' : 'span'));
		part.textContent = piece;
	}
	const parameter = form.parameters[active];
	const line = dom.appendChild(document.createElement('p'));
	line.textContent = parameter
		? `${parameter.name}${parameter.optional ? ' (may be left out)' : ''}: ${typesText(parameter.types)}`
		: 'No more arguments';
	if (forms.length > 1) {
		const more = dom.appendChild(document.createElement('p'));
		more.className = 'cm-esql-note';
		more.textContent = `${forms.length} forms`;
	}
	return dom;
}

/** Shows the parameters of the call at the cursor. */
export function showSignature(view: EditorView): boolean {
	import('../analysis/definitions').then(
		({ functionNamed }) => view.dispatch({ effects: shown.of(functionNamed) }),
		(cause: unknown) => console.error('The functions could not be loaded.', cause)
	);
	return true;
}

function hideSignature(view: EditorView): boolean {
	if (!view.state.field(help)) return false;
	view.dispatch({ effects: hidden.of(null) });
	return true;
}

/** Opens by itself when a parenthesis or a comma is typed or completed. */
const opener = ViewPlugin.fromClass(
	class {
		update({ transactions, state, view }: ViewUpdate): void {
			if (!transactions.some((each) => each.docChanged && each.isUserEvent('input'))) return;
			const { head } = state.selection.main;
			if (/[(,]\s?$/.test(state.sliceDoc(Math.max(0, head - 2), head)) && !state.field(help))
				showSignature(view);
		}
	}
);

/** Parameters of the call at the cursor while its arguments are typed. */
export const signatureHelp: Extension = [
	help,
	opener,
	EditorView.domEventHandlers({ blur: (_, view) => void hideSignature(view) })
];

export const signatureKeys: readonly KeyBinding[] = [
	{ key: 'Ctrl-Shift-Space', run: showSignature, preventDefault: true },
	{ key: 'Escape', run: hideSignature }
];
