import type { Clusters, ElasticColumn } from '$lib/protocol/elastic';
import { filterPath } from './filterpath';
import { identity } from './identity';
import type { Answer, Job } from './job';
import type { OutputColumn } from './plan';
import type { Piece } from './rows';

/** What one request wants of a job's answer. */
export interface View {
	readonly job: Job;
	/** Undefined while the job runs. */
	readonly answer: Answer | undefined;
	/** Leaves out columns without a value. */
	readonly dropNull: boolean;
	readonly filterPath: string | undefined;
}

/** Length of a text at which it is handed on. */
const yieldSize = 64 * 1024;

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

/** The JSON of an answer, in Elasticsearch's order of fields, piece by piece. */
export function* answerJson(view: View): Generator<string> {
	const filtered = filterPath(fields(view), view.filterPath);
	const entries = Object.entries((filtered ?? {}) as Record<string, unknown>);
	let separator = '{';
	for (const [key, value] of entries) {
		yield `${separator}${JSON.stringify(key)}:`;
		separator = ',';
		if (key === 'values' && view.answer) yield* values(view, view.answer);
		else yield JSON.stringify(value);
	}
	yield entries.length === 0 ? '{}' : '}';
}

/** All top-level fields; `values` stands empty for the rows. */
function fields(view: View): Record<string, unknown> {
	const { job, answer } = view;
	const { submission } = job;
	const { plan, startedAt } = submission;
	const id = idOf(view);
	const all = plan.columns.map(columnOf);
	const took = answer && Math.floor(answer.tookNanos / 1e6);
	return {
		...(id !== undefined && { id }),
		...(submission.kind === 'async' && { is_running: !answer }),
		...(answer &&
			took !== undefined && {
				took,
				is_partial: answer.partial,
				completion_time_in_millis: startedAt + took
			}),
		documents_found: answer?.documents ?? 0,
		values_loaded: answer?.values ?? 0,
		start_time_in_millis: startedAt,
		expiration_time_in_millis: job.expiresAt,
		...(view.dropNull && { all_columns: answer ? all : [] }),
		columns: shownColumns(view).map((index) => all[index]),
		values: [],
		...(submission.metadata === 'execution' && { _clusters: clusters(view) }),
		...(submission.profile && answer && { profile: profile(job, answer) })
	};
}

function* values(view: View, answer: Answer): Generator<string> {
	const columns = shownColumns(view);
	const { pieces } = answer.rows;
	yield '[';
	if (view.job.submission.columnar) yield* columnarText(pieces, columns);
	else yield* rowText(pieces, columns);
	yield ']';
}

function* columnarText(pieces: readonly Piece[], columns: readonly number[]): Generator<string> {
	for (const [position, column] of columns.entries()) {
		yield position === 0 ? '[' : ',[';
		for (const [index, piece] of pieces.entries())
			yield (index === 0 ? '' : ',') + piece.columns[column].replaceAll('\n', ',');
		yield ']';
	}
}

function* rowText(pieces: readonly Piece[], columns: readonly number[]): Generator<string> {
	let text = '';
	let open = '[';
	for (const piece of pieces) {
		const cells = columns.map((column) => piece.columns[column].split('\n'));
		for (let row = 0; row < piece.rows; row++) {
			text += open;
			open = ',[';
			for (let column = 0; column < cells.length; column++) {
				if (column > 0) text += ',';
				text += cells[column][row];
			}
			text += ']';
			if (text.length > yieldSize) {
				yield text;
				text = '';
			}
		}
	}
	yield text;
}

function clusters({ job, answer }: View): Clusters {
	const status = answer ? (answer.partial ? 'partial' : 'successful') : 'running';
	const { tables } = job.submission.plan;
	const shards = tables.length;
	const one = (name: string) => (status === name ? 1 : 0);
	return {
		total: 1,
		successful: one('successful'),
		running: one('running'),
		skipped: 0,
		partial: one('partial'),
		failed: 0,
		details: {
			'(local)': {
				status,
				indices: tables.map((table) => table.index).join(','),
				...(answer && {
					took: Math.floor(answer.tookNanos / 1e6),
					_shards: { total: shards, successful: shards, skipped: 0, failed: 0 }
				})
			}
		}
	};
}

function profile({ submission }: Job, answer: Answer): unknown {
	const { startedAt, began, planned, plan } = submission;
	const span = (nanos: number) => ({
		start_millis: startedAt,
		stop_millis: startedAt + Math.floor(nanos / 1e6),
		took_nanos: Math.round(nanos)
	});
	return {
		query: span(answer.tookNanos),
		planning: span((planned - began) * 1e6),
		drivers: [],
		plans: [
			{
				description: 'final',
				cluster_name: identity.clusterName,
				node_name: identity.nodeName,
				plan: plan.sql
			}
		]
	};
}
