import { autocompletion, type Completion } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { ViewPlugin } from '@codemirror/view';
import type { Knowledge } from '../meaning';
import { Answers } from './answers';
import { completionSource } from './source';

export { completionSource } from './source';

const byLabel = (a: Completion, b: Completion) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);

/** After these a name of the cluster follows, so its list opens at once. */
const leading: ReadonlySet<string> = new Set(['FROM', 'TS', 'LOOKUP JOIN', 'ENRICH']);

/** Completion as an extension of the editor. What every list needs is asked for as soon as there is an editor. */
export function completion(knowledge: Knowledge = {}): Extension {
	const answers = new Answers(knowledge.schema);
	const prefetch = ViewPlugin.define(() => {
		const abort = new AbortController();
		const asked = Promise.all([answers.indices(abort.signal), answers.version(abort.signal)]);
		asked.catch((cause: unknown) => {
			if (!abort.signal.aborted) console.error('Completion could not prepare.', cause);
		});
		return { destroy: () => abort.abort() };
	});
	return [
		prefetch,
		autocompletion({
			override: [completionSource(knowledge, answers)],
			icons: false,
			compareCompletions: byLabel,
			activateOnCompletion: ({ label, type }) => type === 'command' && leading.has(label)
		})
	];
}
