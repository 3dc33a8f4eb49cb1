import type { CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import { ensureSyntaxTree } from '@codemirror/language';
import { type CursorContext, cursorContext, tailOf } from '../../analysis/cursor';
import { parser } from '../../syntax/parse';
import type { Knowledge } from '../meaning';
import { Answers } from './answers';
import { type Around, propose } from './propose';
import { completionOf, type Proposal } from './proposal';
import { Scopes } from './scopes';

type Asked = Exclude<CursorContext, { kind: 'nothing' }>;

/** Milliseconds that the editor's own tree may take to be there. */
const patience = 20;

const word = /^(?:[A-Za-z_@*`][\w@.*`]*)?$/;

/** What may be typed on without asking again. */
function validFor(context: Asked): RegExp {
	if ('quoted' in context && context.quoted)
		return context.kind === 'index' ? /^[^":,\r\n]*$/ : /^[^"\r\n]*$/;
	switch (context.kind) {
		case 'index':
			return context.cluster === undefined ? /^[^\s:,|"()=[\]\\]*$/ : /^[^\s,|"()=[\]\\]*$/;
		case 'policy':
		case 'metadata':
			return /^[^\s,|"()=[\]\\]*$/;
		case 'text':
			return /^[^"\r\n]*$/;
		case 'extraction':
			return /^[\w?+>-]*$/;
		case 'param':
			return /^\?{0,2}\w*$/;
		case 'expression':
		case 'column':
			return context.quote === undefined ? word : /^[\w@.]*`[^`\r\n]*`?$/;
		default:
			return word;
	}
}

/** Does the list open by itself here, before a letter is typed? */
const opens = (context: Asked, before: string): boolean =>
	context.kind === 'text' ||
	context.kind === 'param' ||
	context.kind === 'extraction' ||
	('quoted' in context && context.quoted) ||
	/(\||::|\b(FROM|TS|JOIN|ENRICH|METADATA)\s)\s*$/i.test(before);

/** Is the one proposal that a text begins all there already? Then Enter is to end the line. */
function isWritten(typed: string, proposals: readonly Proposal[]): boolean {
	const lower = typed.toLowerCase();
	const begun = proposals.filter(({ label }) => label.toLowerCase().startsWith(lower));
	return (
		begun.length === 1 &&
		begun[0].label.toLowerCase() === lower &&
		begun[0].template === undefined &&
		begun[0].text === undefined
	);
}

/** Completes a query at the cursor. A failing cluster is logged and offers nothing; never rejects. */
export function completionSource(
	{ schema, params }: Knowledge = {},
	answers = new Answers(schema)
): CompletionSource {
	const scopes = new Scopes(answers);
	return async (completion: CompletionContext): Promise<CompletionResult | null> => {
		const { state, pos } = completion;
		const text = state.doc.toString();
		const tail = tailOf(text, pos, ensureSyntaxTree(state, pos, patience) ?? parser.parse(text));
		const context = cursorContext(tail.text, pos);
		if (context.kind === 'nothing') return null;
		const begins = context.from === pos;
		if (begins && !completion.explicit && !opens(context, text.slice(0, pos))) return null;
		const abort = new AbortController();
		completion.addEventListener('abort', () => abort.abort());
		const { signal } = abort;
		try {
			const around: Around = {
				text,
				tail,
				scopes,
				answers,
				signal,
				version: await answers.version(signal),
				params: params?.() ?? new Set<string>()
			};
			const found = await propose(context, around);
			const { from, to } = context;
			if (found.length === 0) return null;
			if (!completion.explicit && isWritten(text.slice(from, pos), found)) return null;
			const valid = validFor(context);
			return {
				from,
				to,
				options: found.map(completionOf),
				validFor: (typed) => valid.test(typed) && !isWritten(typed, found)
			};
		} catch (cause) {
			if (!signal.aborted) console.error('Completion failed.', cause);
			return null;
		}
	};
}
