import type { Run } from '$lib/runs/Run.svelte';
import { ownLimit } from '../pipeline';
import { judge, type Completeness } from './completeness';

/** Whether the answer of a run is everything there is. */
export function judgeRun(run: Run): Completeness {
	return judge({
		state: run.state.kind,
		rows: run.progress.rows,
		columns: run.columns.length,
		meta: run.meta,
		ending: run.ending,
		warnings: run.warnings.map(({ text }) => text),
		ownLimit: ownLimit(run.request.query)
	});
}
