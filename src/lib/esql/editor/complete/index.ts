import { autocompletion, type Completion, type CompletionSource } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { EditorView, ViewPlugin } from '@codemirror/view';
import type { Knowledge } from '../meaning';
import { Answers } from './answers';

const byLabel = (a: Completion, b: Completion) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);

/** After these a name of the cluster follows, so its list opens at once. */
const leading: ReadonlySet<string> = new Set(['FROM', 'TS', 'LOOKUP JOIN', 'ENRICH']);

const unprepared = (cause: unknown) => console.error('Completion could not prepare.', cause);

/**
 * Completion as an extension of the editor. What every list needs is asked for as soon as there is an editor; what makes
 * the lists is loaded when somebody enters it.
 */
export function completion(knowledge: Knowledge = {}): Extension {
	const answers = new Answers(knowledge.schema);
	let loading: Promise<CompletionSource> | undefined;
	const load = () =>
		(loading ??= import('./source').then(
			({ completionSource }) => completionSource(knowledge, answers),
			(cause: unknown) => {
				loading = undefined;
				throw cause;
			}
		));
	const prefetch = ViewPlugin.define(() => {
		const abort = new AbortController();
		const asked = Promise.all([answers.indices(abort.signal), answers.version(abort.signal)]);
		asked.catch((cause: unknown) => {
			if (!abort.signal.aborted) unprepared(cause);
		});
		return { destroy: () => abort.abort() };
	});
	return [
		prefetch,
		EditorView.domEventHandlers({ focus: () => void load().catch(unprepared) }),
		autocompletion({
			override: [async (context) => (await load())(context)],
			icons: false,
			compareCompletions: byLabel,
			activateOnCompletion: ({ label, type }) => type === 'command' && leading.has(label)
		})
	];
}
