import type { ElasticColumn } from '$lib/protocol/elastic';
import { clustersOf } from './clusters';
import { filterPath } from './filterpath';
import type { Answer, Job } from './job';
import type { OutputColumn } from './plan';
import { profileOf } from './profile/profile';

/** What one request wants of a job's answer. */
export interface View {
	readonly job: Job;
	/** Undefined while the job runs. */
	readonly answer: Answer | undefined;
	/** Leaves out columns without a value. */
	readonly dropNull: boolean;
	readonly filterPath: string | undefined;
	/** Moments also as people read them. */
	readonly human: boolean;
	/** JSON over many lines. */
	readonly pretty: boolean;
}

export const columnOf = ({ name, type, originalTypes }: OutputColumn): ElasticColumn => ({
	name,
	type,
	...(originalTypes && { original_types: originalTypes })
});

/** Should a reader of this job be told its id? */
export const idOf = ({ job, answer }: View): string | undefined =>
	job.submission.kind === 'async' && (!answer || job.submission.keepOnCompletion) ? job.id : undefined;

/** Indices of the columns that are shown. */
export function shownColumns({ job, answer, dropNull }: View): readonly number[] {
	if (!answer) return [];
	const all = job.submission.plan.columns.map((_, index) => index);
	return dropNull ? all.filter((index) => !answer.rows.blank[index]) : all;
}

/** The top-level fields that the structured formats write, in Elasticsearch's order; `values` stands empty for the rows. */
export function fieldsOf(view: View): readonly (readonly [name: string, value: unknown])[] {
	const filtered = filterPath(allFields(view), view.filterPath);
	return Object.entries((filtered ?? {}) as Record<string, unknown>);
}

function allFields(view: View): Record<string, unknown> {
	const { job, answer, human } = view;
	const { submission, expiresAt } = job;
	const { plan, startedAt } = submission;
	const id = idOf(view);
	const all = plan.columns.map(columnOf);
	const clusters = clustersOf(job, answer);
	const took = answer && Math.floor(answer.tookNanos / 1e6);
	const moment = (name: string, millis: number) => ({
		...(human && { [name]: new Date(millis).toISOString() }),
		[`${name}_in_millis`]: millis
	});
	return {
		...(id !== undefined && { id }),
		...(submission.kind === 'async' && { is_running: !answer }),
		...(answer &&
			took !== undefined && {
				took,
				is_partial: answer.partial,
				...moment('completion_time', startedAt + took)
			}),
		documents_found: answer?.documents ?? 0,
		values_loaded: answer?.values ?? 0,
		...moment('start_time', startedAt),
		...moment('expiration_time', expiresAt),
		...(view.dropNull && { all_columns: answer ? all : [] }),
		columns: shownColumns(view).map((index) => all[index]),
		values: [],
		...(clusters && { _clusters: clusters }),
		...(submission.profile && answer && { profile: profileOf(job, answer) })
	};
}

/** JSON texts of the cells, row by row. */
export function* rowsOf(view: View): Generator<readonly string[]> {
	const columns = shownColumns(view);
	for (const piece of view.answer?.rows.pieces ?? []) {
		const cells = columns.map((column) => piece.columns[column].split('\n'));
		for (let row = 0; row < piece.rows; row++) yield cells.map((column) => column[row]);
	}
}

/** JSON texts of the cells, column by column. */
export function* columnsOf(view: View): Generator<readonly string[]> {
	for (const column of shownColumns(view))
		yield (view.answer?.rows.pieces ?? []).flatMap((piece) => piece.columns[column].split('\n'));
}

/** What `values` lists: rows, or columns where they were asked for. */
export const listsOf = (view: View): Generator<readonly string[]> =>
	view.job.submission.columnar ? columnsOf(view) : rowsOf(view);
