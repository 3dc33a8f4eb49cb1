import { type BodyKind, type QueryBody, readQueryBody } from '../body';
import { compile } from '../compile';
import { refuse, Refusal } from '../failure';
import { filterCondition } from '../filter';
import type { Job, Outcome } from '../job';
import { chooseMedium, isText, type Medium, mediumParameters } from '../media';
import { answerReply, failureReply } from '../reply';
import { withViews } from '../viewtables';
import type { Call, Cluster, Endpoint } from './endpoint';

const submitParameters = [
	...mediumParameters,
	'allow_partial_results',
	'source',
	'source_content_type'
] as const;

/** How a request wants its answer. */
interface Wish {
	readonly medium: Medium;
	readonly dropNull: boolean;
	readonly filterPath: string | undefined;
	readonly human: boolean;
	readonly pretty: boolean;
}

/** `POST /_query`: answers when the query has finished. */
export const runQuery: Endpoint = {
	methods: ['POST'],
	path: '/_query',
	query: submitParameters,
	async answer(call, cluster) {
		const wish = wishOf(call);
		const job = start(call, cluster, 'sync', readBody(call, wish, 'sync'));
		return jobReply(call, wish, job, await outcome(call, cluster, job, Infinity));
	}
};

/** `POST /_query/async`: answers when the query has finished or the wait is over. */
export const submitQuery: Endpoint = {
	methods: ['POST'],
	path: '/_query/async',
	query: submitParameters,
	async answer(call, cluster) {
		const wish = wishOf(call);
		const body = readBody(call, wish, 'async');
		const job = start(call, cluster, 'async', body);
		const reached = await outcome(call, cluster, job, body.wait);
		const kept = body.keepOnCompletion && reached?.kind === 'answer' && fits(reached, cluster);
		if (reached && !kept) cluster.jobs.forget(job);
		return jobReply(call, wish, job, reached);
	}
};

/** Elasticsearch's `search.max_async_search_response_size`. */
export const maxStoredByDefault = 10 * 1024 * 1024;

/** May the outcome be kept for later reads? What is too large is handed out once. */
export const fits = (outcome: Outcome, { maxStored = maxStoredByDefault }: Cluster): boolean =>
	outcome.kind === 'failure' || outcome.rows.size <= maxStored;

/** Reads the URL's wishes; refuses those that cannot be met, before anything is done. */
export function wishOf(call: Call): Wish {
	const { query, headers, path } = call;
	return {
		medium: chooseMedium(query, headers, path),
		dropNull: query.flag('drop_null_columns'),
		filterPath: query.text('filter_path'),
		human: query.flag('human'),
		pretty: query.flag('pretty')
	};
}

/** The answer to a request about a job, finished or not. */
export async function jobReply(
	call: Call,
	wish: Wish,
	job: Job,
	outcome: Outcome | undefined
): Promise<Response> {
	if (outcome?.kind === 'failure') return failureReply(outcome);
	const { medium, ...view } = wish;
	const spent = Math.round((performance.now() - call.began) * 1e6);
	return answerReply({ job, answer: outcome, ...view }, medium, spent);
}

function readBody(call: Call, { medium }: Wish, kind: BodyKind): QueryBody {
	const body = readQueryBody(call.body || (call.query.text('source') ?? ''), kind);
	if (isText(medium.format) && body.columnar)
		refuse(
			400,
			'illegal_argument_exception',
			'Invalid use of [columnar] argument: cannot be used in combination with [txt, csv, tsv] formats'
		);
	return body;
}

function start(call: Call, cluster: Cluster, kind: BodyKind, body: QueryBody): Job {
	const { jobs, views, maxRows, defaultRows } = cluster;
	const { timeZone } = body;
	const now = Date.now();
	const run = jobs.nextRun();
	const filter = body.filter && filterCondition(body.filter, { now, timeZone });
	const tables = withViews(cluster.tables, views, { filter, now, timeZone, gate: jobs.nextRun() });
	const plan = compile(body.query, tables, {
		params: body.params,
		filter: filter && ((table) => (table.view ? 'true' : filter(table))),
		now,
		timeZone,
		maxRows,
		defaultRows,
		gate: run
	});
	if ('kind' in plan) throw new Refusal(plan);
	return jobs.start({
		kind,
		query: body.query,
		plan,
		run,
		startedAt: now,
		began: call.began,
		planned: performance.now(),
		columnar: body.columnar,
		profile: body.profile,
		metadata: body.metadata,
		allowPartial: call.query.flag('allow_partial_results', true),
		keepOnCompletion: body.keepOnCompletion,
		keepAlive: body.keepAlive
	});
}

/** A client that goes away before it was told an id takes its query with it. */
async function outcome(call: Call, cluster: Cluster, job: Job, millis: number): Promise<Outcome | undefined> {
	try {
		return await job.wait(millis, call.signal);
	} catch (error) {
		cluster.jobs.remove(job, 'the client closed its connection');
		throw error;
	}
}
