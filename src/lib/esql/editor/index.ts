import { codeFolding, foldKeymap } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import type { SchemaSource } from '../analysis/schema';
import { completion } from './complete';
import { diagnostics } from './diagnostics';
import { esqlLanguage } from './language';

export { type CursorContext, cursorContext } from './cursor';
export { completionSource } from './complete';
export { type ServerProblem, setServerProblems } from './diagnostics';
export { esqlLanguage } from './language';
export { pipelineTo } from './pipeline';

export interface EsqlOptions {
	/** What completion asks about indices and fields; without it only the language itself is offered. */
	readonly schema?: SchemaSource;
}

/** Everything an editor needs to speak ES|QL. History, brackets and the usual keys are the editor's own. */
export function esql({ schema }: EsqlOptions = {}): Extension {
	return [
		esqlLanguage,
		diagnostics,
		completion(schema),
		codeFolding(),
		keymap.of([...foldKeymap, ...lintKeymap])
	];
}
