import {
	autocompletion,
	type Completion,
	type CompletionContext,
	type CompletionResult
} from '@codemirror/autocomplete';
import { linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { type EditorView, hoverTooltip } from '@codemirror/view';
import type { Field } from '$lib/esql/analysis/schema';
import { checkDsl } from '$lib/request/dsl/check';
import { dslCursor, dslPathAt } from '$lib/request/dsl/cursor';
import { dslDoc } from '$lib/request/dsl/place';
import { dslWanted } from '$lib/request/dsl/propose';

/** Completion, diagnosis and explanations of Query DSL. `fields` are asked for when a name of one fits. */
export function dslAssistance(fields: () => readonly Field[]): Extension {
	return [
		autocompletion({ override: [(context) => complete(context, fields)], icons: false }),
		linter(
			({ state }) =>
				checkDsl(state.doc.toString()).map(({ path, message, from, to }) => ({
					severity: 'error' as const,
					from,
					to,
					message: path === '' ? message : `${path}: ${message}`
				})),
			{ delay: 150 }
		),
		hoverTooltip(explain)
	];
}

function complete(
	{ state, pos, explicit }: CompletionContext,
	fields: () => readonly Field[]
): CompletionResult | null {
	const text = state.doc.toString();
	const cursor = dslCursor(text, pos);
	if (!explicit && cursor.from === cursor.to) return null;
	const { proposals, field } = dslWanted(cursor);
	const named = field
		? fields().map(({ name, type }) => ({ label: name, detail: type, insert: field(name) }))
		: [];
	const options = [...proposals, ...named].map((proposal, at): Completion => ({
		boost: -Math.min(at, 99),
		label: proposal.label,
		detail: proposal.detail,
		...('doc' in proposal && proposal.doc ? { info: proposal.doc } : {}),
		apply: (view, _, from) => put(view, proposal.insert, from, cursor.to)
	}));
	const quoted = text[cursor.from] === '"';
	return options.length === 0
		? null
		: { from: cursor.from + (quoted ? 1 : 0), options, validFor: /^[\w@.*-]*$/ };
}

/** Puts text in place of the word at the cursor and its quotes, and the cursor where something is to be filled in. */
function put(view: EditorView, insert: string, from: number, to: number): void {
	const { doc } = view.state;
	const start = doc.sliceString(from - 1, from) === '"' ? from - 1 : from;
	const head = view.state.selection.main.head;
	const end = Math.max(to, head + (doc.sliceString(head, head + 1) === '"' ? 1 : 0));
	const hole = /""|\[\]|\{\}/.exec(insert);
	const anchor = start + (hole ? hole.index + 1 : insert.length);
	view.dispatch({
		changes: { from: start, to: end, insert },
		selection: { anchor },
		userEvent: 'input.complete'
	});
}

function explain(view: EditorView, pos: number) {
	const at = dslPathAt(view.state.doc.toString(), pos);
	const found = at && dslDoc([...at.path, at.name]);
	if (!at || !found) return null;
	return {
		pos: at.from,
		end: at.to,
		create() {
			const dom = document.createElement('div');
			dom.className = 'cm-dsl-doc';
			const name = document.createElement('code');
			name.textContent = found.name;
			dom.append(name, ` ${found.doc}`);
			return { dom };
		}
	};
}
