import type { Run } from '$lib/runs/Run.svelte';
import { ownLimit } from '../pipeline';
import type { AnswerFacts } from './completeness';

/** What of a run bears on whether its answer is whole. */
export function factsOf({ state, progress, columns, meta, ending, warnings, request }: Run): AnswerFacts {
	return {
		state: state.kind,
		rows: progress.rows,
		columns: columns.length,
		meta,
		ending,
		warnings: warnings.map(({ text }) => text),
		ownLimit: ownLimit(request.query)
	};
}
