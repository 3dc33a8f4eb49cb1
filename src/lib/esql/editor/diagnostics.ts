import { type Diagnostic, forceLinting, linter } from '@codemirror/lint';
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { parse, parser } from '../syntax/parse';
import { offsetAt } from '../syntax/position';

/** A place that a cluster complained about: 1-based line and column, columns in code points. */
export interface ServerProblem {
	readonly line: number;
	readonly column: number;
	readonly message: string;
	/** `error` when absent. */
	readonly severity?: 'error' | 'warning' | 'info';
}

const setProblems = StateEffect.define<readonly Diagnostic[]>();

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

/** The syntax issues of a text and the cluster's problems; what the cluster said about a span silences what we say. */
export function diagnosticsFor(text: string, problems: readonly Diagnostic[]): Diagnostic[] {
	const own = parse(text).issues.map((issue): Diagnostic => ({ ...issue, severity: 'error' }));
	return [
		...problems,
		...own.filter((diagnostic) => !problems.some((problem) => overlaps(problem, diagnostic)))
	].sort((a, b) => a.from - b.from);
}

const lint = (state: EditorState) => diagnosticsFor(state.doc.toString(), state.field(serverProblems));

/** Underlines syntax issues a moment after typing stops, and the cluster's problems until the text changes. */
export const diagnostics: Extension = [
	serverProblems,
	linter((view) => lint(view.state), {
		delay: 400,
		needsRefresh: (update) => update.startState.field(serverProblems) !== update.state.field(serverProblems)
	})
];

/** Shows what the cluster complained about; an empty list takes it away. */
export function setServerProblems(view: EditorView, problems: readonly ServerProblem[]): void {
	if (problems.length === 0 && view.state.field(serverProblems, false)?.length === 0) return;
	view.dispatch({ effects: setProblems.of(problemDiagnostics(view.state.doc.toString(), problems)) });
	forceLinting(view);
}
