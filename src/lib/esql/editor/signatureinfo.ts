import type { EditorState } from '@codemirror/state';
import type { Tooltip } from '@codemirror/view';
import { type FunctionDefinition, functionNamed } from '../analysis/definitions';
import { callAt } from './call';
import { type Form, formPieces, formsOf, typesText } from './form';

/** The parameters of the call at the cursor, the one that is being typed marked. */
export function signatureTooltip(state: EditorState): Tooltip | null {
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
