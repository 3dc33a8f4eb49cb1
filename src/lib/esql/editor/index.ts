import { codeFolding, foldKeymap } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { assistance } from './assistance';
import { completion } from './complete';
import { diagnostics } from './diagnostics';
import { esqlLanguage } from './language';
import { type Knowledge, Meaning, meaning } from './meaning';

export { languageCommands } from './assistance';
export { refreshDiagnostics, type ServerProblem, setServerProblems } from './diagnostics';
export { esqlLanguage } from './language';
export { outlineOf, type OutlinePipe } from './outline';
export { pipelineTo } from './pipeline';

/** What an editor may know beside the text; without a schema only the language itself is offered and explained. */
export type EsqlOptions = Knowledge;

/** Everything an editor needs to speak ES|QL. History, brackets and the usual keys are the editor's own. */
export function esql(options: EsqlOptions = {}): Extension {
	return [
		esqlLanguage,
		meaning.of(new Meaning(options)),
		diagnostics,
		assistance,
		completion(options),
		codeFolding(),
		keymap.of([...foldKeymap, ...lintKeymap])
	];
}
