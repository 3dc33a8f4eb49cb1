import { type Action, type Diagnostic, forceLinting, linter } from '@codemirror/lint';
import { type Extension, StateEffect, StateField, type Text } from '@codemirror/state';
import { type EditorView, ViewPlugin } from '@codemirror/view';
import type { Finding, Fix } from '../analysis/diagnose';
import { parser } from '../syntax/parse';
import { offsetAt } from '../syntax/position';
import { idle } from './idle';
import { meaning } from './meaning';

/** A place that a cluster complained about: 1-based line and column, columns in code points. */
export interface ServerProblem {
	readonly line: number;
	readonly column: number;
	readonly message: string;
	/** `error` when absent. */
	readonly severity?: 'error' | 'warning' | 'info';
}

const setProblems = StateEffect.define<readonly Diagnostic[]>();
const changed = StateEffect.define();

const serverProblems = StateField.define<readonly Diagnostic[]>({
	create: () => [],
	update(current, transaction) {
		for (const effect of transaction.effects) if (effect.is(setProblems)) return effect.value;
		return transaction.docChanged ? [] : current;
	}
});

/** The range of the token, or the whole dotted name, that begins at or covers `offset`; empty at the text's end. */
export function tokenRange(text: string, offset: number): { readonly from: number; readonly to: number } {
	let node = parser.parse(text).resolveInner(offset, 1);
	const { parent } = node;
	if (parent && /^(Name|Pattern|IndexPattern|FunctionName|TypeName)$/.test(parent.name)) node = parent;
	if (
		node.from === node.to ||
		node.firstChild?.type.isTop ||
		node.type.isTop ||
		node.name.endsWith('Command')
	) {
		return {
			from: offset,
			to: Math.min(text.length, offset + ((text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1))
		};
	}
	return { from: node.from, to: node.to };
}

/** Diagnostics for a cluster's problems, each on the token at its place. */
export function problemDiagnostics(text: string, problems: readonly ServerProblem[]): Diagnostic[] {
	return problems.map(({ message, severity = 'error', ...place }) => ({
		...tokenRange(text, offsetAt(text, place)),
		severity,
		message,
		source: 'Elasticsearch'
	}));
}

const overlaps = (a: Diagnostic, b: Diagnostic) => a.from <= b.to && b.from <= a.to;

/**
 * Findings about `doc` and the cluster's problems; what the cluster said about a span silences what we say. Nothing is
 * wrong with a query that was not begun.
 */
export function diagnosticsFor(
	doc: Text,
	findings: readonly Finding[],
	problems: readonly Diagnostic[]
): Diagnostic[] {
	const begun = doc.toString().trim() === '' ? [] : findings;
	const own = begun.map(({ from, to, severity, message, fixes }): Diagnostic => {
		const actions = fixes.map((fix) => action(fix, { from, to }, doc));
		return { from, to, severity, message, ...(actions.length > 0 ? { actions } : {}) };
	});
	return [
		...problems,
		...own.filter((diagnostic) => !problems.some((problem) => overlaps(problem, diagnostic)))
	].sort((a, b) => a.from - b.from);
}

/** A fix as an action. Once the text is another one, only a fix inside the diagnosed span still has its place. */
function action(
	{ label, edits }: Fix,
	span: { readonly from: number; readonly to: number },
	doc: Text
): Action {
	return {
		name: label,
		apply(view, from) {
			const shift = from - span.from;
			const isInside = edits.every((edit) => span.from <= edit.from && edit.to <= span.to);
			if (view.state.doc !== doc && !isInside) return;
			view.dispatch({
				changes: edits.map((edit) => ({ ...edit, from: edit.from + shift, to: edit.to + shift })),
				userEvent: 'input.fix',
				scrollIntoView: true
			});
		}
	};
}

async function lint(view: EditorView): Promise<Diagnostic[]> {
	await idle();
	const { state } = view;
	const problems = state.field(serverProblems);
	try {
		return diagnosticsFor(state.doc, await state.facet(meaning).findings(state.doc.toString()), problems);
	} catch (cause) {
		console.error('The query could not be analysed.', cause);
		return [...problems];
	}
}

const relint = ViewPlugin.define((view) => {
	const undo = view.state.facet(meaning).onLearned(() => refreshDiagnostics(view));
	return { destroy: undo };
});

/** Underlines what is wrong a moment after typing stops, and the cluster's problems until the text changes. */
export const diagnostics: Extension = [
	serverProblems,
	relint,
	linter(lint, {
		delay: 400,
		needsRefresh: ({ transactions }) =>
			transactions.some(({ effects }) =>
				effects.some((effect) => effect.is(setProblems) || effect.is(changed))
			)
	})
];

/** Looks again, after something beside the text has changed: the schema, the version, the parameters' values. */
export function refreshDiagnostics(view: EditorView): void {
	view.dispatch({ effects: changed.of(null) });
}

/** Shows what the cluster complained about; an empty list takes it away. */
export function setServerProblems(view: EditorView, problems: readonly ServerProblem[]): void {
	if (problems.length === 0 && view.state.field(serverProblems, false)?.length === 0) return;
	view.dispatch({ effects: setProblems.of(problemDiagnostics(view.state.doc.toString(), problems)) });
	forceLinting(view);
}
