import type { Extension } from '@codemirror/state';
import type { SchemaSource } from '$lib/esql/analysis/schema';
import { esql } from '$lib/esql/editor';
import { brackets } from './brackets';

export { closeCompletion } from '@codemirror/autocomplete';
export { setServerProblems } from '$lib/esql/editor';

/** What helps with writing ES|QL: completion, diagnostics, folding, closing brackets. Loaded after the editor is there. */
export function help(schema: SchemaSource): Extension {
	return [esql({ schema }), brackets];
}
