import { type Action, forEachDiagnostic } from '@codemirror/lint';
import { type EditorView, showDialog } from '@codemirror/view';
import { tell } from './tell';

interface Offer {
	readonly action: Action;
	readonly from: number;
	readonly to: number;
}

/** Applies the fix for what is underlined at the cursor; of several, asks which. */
export function quickFix(view: EditorView): boolean {
	const { head } = view.state.selection.main;
	const offers: Offer[] = [];
	forEachDiagnostic(view.state, ({ actions = [] }, from, to) => {
		if (from <= head && head <= to) offers.push(...actions.map((action) => ({ action, from, to })));
	});
	if (offers.length === 0) tell(view, 'Nothing at the cursor has a fix');
	else if (offers.length === 1) apply(view, offers[0]);
	else
		showDialog(view, {
			class: 'cm-esql-fixes',
			focus: 'button',
			content: (_, close) => offersForm(view, offers, close)
		});
	return true;
}

function apply(view: EditorView, { action, from, to }: Offer): void {
	action.apply(view, from, to);
	view.focus();
}

function offersForm(view: EditorView, offers: readonly Offer[], close: () => void): HTMLElement {
	const form = document.createElement('form');
	form.setAttribute('aria-label', 'Quick fixes');
	for (const offer of offers) {
		const button = form.appendChild(document.createElement('button'));
		button.type = 'button';
		button.className = 'cm-button';
		button.textContent = offer.action.name;
		button.onclick = () => {
			close();
			apply(view, offer);
		};
	}
	return form;
}
