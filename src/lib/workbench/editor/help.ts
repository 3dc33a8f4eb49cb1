import { toggleComment } from '@codemirror/commands';
import type { Extension } from '@codemirror/state';
import type { Command } from '@codemirror/view';
import { esql, type EsqlOptions, languageCommands, type ServerProblem } from '$lib/esql/editor';
import type { Run } from '$lib/runs/Run.svelte';
import type { EditorShortcutId } from '../shortcuts';
import type { Tab } from '../Tab.svelte';
import { brackets } from './brackets';

export { closeCompletion } from '@codemirror/autocomplete';
export { outlineOf, refreshDiagnostics, setServerProblems } from '$lib/esql/editor';

/** What helps with writing ES|QL: completion, diagnostics, explanations, folding, brackets. Loaded after the editor is there. */
export const help = (options: EsqlOptions): Extension => [esql(options), brackets];

/** What each editor shortcut does. */
export const editorCommands: Readonly<Record<EditorShortcutId, Command>> = {
	explain: languageCommands.showHover,
	parameters: languageCommands.showSignature,
	'quick-fix': languageCommands.quickFix,
	'go-to-origin': (view) => languageCommands.goToDefinition(view),
	places: languageCommands.showPlaces,
	'rename-column': languageCommands.renameColumnAtCursor,
	'expand-selection': languageCommands.expandSelection,
	'shrink-selection': languageCommands.shrinkSelection,
	comment: toggleComment
};

/** What a run's answer says about places in its query: why it failed, and its warnings. */
export function problemsOf({ problem, warnings }: Run): readonly ServerProblem[] {
	return [
		...(problem?.places ?? []),
		...warnings.flatMap(({ text, place }): ServerProblem[] =>
			place ? [{ ...place, message: text, severity: 'warning' }] : []
		)
	];
}

/** The placeholders of a tab's query that have a value: names or numbers, and the n-th `?` as `n`. */
export function givenParams({ params }: Tab): ReadonlySet<string> {
	let anonymous = 0;
	const given = new Set<string>();
	for (const { name, type, value } of params) {
		const key = name === '' ? String(++anonymous) : name;
		if (value !== '' || type === 'null') given.add(key);
	}
	return given;
}
