import { type Completion, snippet } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';

/** What a proposal is; names its look in the list. */
export type ProposalKind =
	| 'command'
	| 'keyword'
	| 'operator'
	| 'field'
	| 'function'
	| 'index'
	| 'policy'
	| 'type'
	| 'unit'
	| 'setting'
	| 'option'
	| 'param'
	| 'value'
	| 'snippet';

/** One thing that may be written at the cursor. */
export interface Proposal {
	readonly label: string;
	readonly kind: ProposalKind;
	/** From -99 to 99; higher is nearer to what is wanted. */
	readonly rank?: number;
	readonly detail?: string;
	/** What is inserted, if not the label. */
	readonly text?: string;
	/** A CodeMirror snippet to insert instead of text, and its name alone where a parenthesis follows already. */
	readonly template?: string;
	/** What is to be told about it, made when it is looked at. */
	readonly info?: () => Promise<Node>;
}

/** A proposal as CodeMirror takes it. */
export function completionOf(proposal: Proposal): Completion {
	const { label, kind, rank, detail, text, template, info } = proposal;
	return {
		label,
		type: kind,
		...(rank === undefined ? {} : { boost: Math.max(-99, Math.min(99, rank)) }),
		...(detail === undefined ? {} : { detail }),
		...(info ? { info } : {}),
		...(template !== undefined ? { apply: applying(template) } : text === undefined ? {} : { apply: text })
	};
}

const applying = (template: string) => {
	const insert = snippet(template);
	return (view: EditorView, completion: Completion, from: number, to: number): void => {
		const called = completion.type === 'function' && view.state.sliceDoc(to, to + 1) === '(';
		(called ? snippet(completion.label) : insert)(view, completion, from, to);
	};
};

/** Proposals of one kind and rank. */
export const proposals = (
	labels: Iterable<string>,
	kind: ProposalKind,
	rank = 0,
	detail?: string
): Proposal[] =>
	[...labels].map((label) => ({ label, kind, rank, ...(detail === undefined ? {} : { detail }) }));
