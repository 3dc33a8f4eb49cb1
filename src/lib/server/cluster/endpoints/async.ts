import { refuse } from '../failure';
import { decodeJobId } from '../jobid';
import { mediumParameters } from '../media';
import { jsonReply } from '../reply';
import type { Call, Cluster, Endpoint } from './endpoint';
import type { Job, Outcome } from '../job';
import { fits, jobReply, wishOf } from './query';

/** `GET /_query/async/{id}`: answers at once, or waits as long as it is told to. */
export const getQuery: Endpoint = {
	methods: ['GET'],
	path: '/_query/async/{id}',
	query: [...mediumParameters, 'wait_for_completion_timeout', 'keep_alive'],
	async answer(call, cluster) {
		const wish = wishOf(call);
		const wait = call.query.duration('wait_for_completion_timeout') ?? 0;
		const keepAlive = call.query.duration('keep_alive');
		const job = findJob(call, cluster);
		if (keepAlive !== undefined) cluster.jobs.extend(job, keepAlive);
		return handOut(call, cluster, job, await job.wait(wait, call.signal), wish);
	}
};

/** `POST /_query/async/{id}/stop`: finishes with the rows so far. */
export const stopQuery: Endpoint = {
	methods: ['POST'],
	path: '/_query/async/{id}/stop',
	query: mediumParameters,
	async answer(call, cluster) {
		const wish = wishOf(call);
		const job = findJob(call, cluster);
		return handOut(call, cluster, job, await cluster.jobs.stop(job), wish);
	}
};

async function handOut(
	call: Call,
	cluster: Cluster,
	job: Job,
	outcome: Outcome | undefined,
	wish: ReturnType<typeof wishOf>
): Promise<Response> {
	const response = await jobReply(call, wish, job, outcome);
	if (outcome && !fits(outcome, cluster)) cluster.jobs.forget(job);
	return response;
}

/** `DELETE /_query/async/{id}`: interrupts the query and forgets its answer. */
export const deleteQuery: Endpoint = {
	methods: ['DELETE'],
	path: '/_query/async/{id}',
	query: [],
	answer(call, cluster) {
		const job = cluster.jobs.find(call.segments.id);
		if (!job) return notFound(call.segments.id);
		cluster.jobs.remove(job, 'cancelled by user');
		return jsonReply({ acknowledged: true }, call.query);
	}
};

/** `GET /_query/queries`: what runs now. */
export const listQueries: Endpoint = {
	methods: ['GET'],
	path: '/_query/queries',
	query: [],
	answer(call, { jobs }) {
		const queries = Object.fromEntries(jobs.running().map((job) => [job.id, listed(job)]));
		return jsonReply({ queries }, call.query);
	}
};

/** `GET /_query/queries/{id}`: one running query with its counters. */
export const describeQuery: Endpoint = {
	methods: ['GET'],
	path: '/_query/queries/{id}',
	query: [],
	answer(call, { jobs }) {
		const { id } = call.segments;
		const decoded = decodeJobId(id);
		if (decoded.kind === 'invalid') refuse(400, 'illegal_argument_exception', decoded.reason);
		const job = jobs.running().find((job) => job.id === id);
		if (job) {
			const { query, ...times } = listed(job);
			const { documents, values } = job.counts;
			return jsonReply({ ...times, documents_found: documents, values_loaded: values, query }, call.query);
		}
		const { node, task } = decoded.id;
		const where = `task [${node}:${task}]`;
		return notFound(
			node === jobs.node
				? `${where} isn't running and hasn't stored its results`
				: `${where} belongs to the node [${node}] which isn't part of the cluster and there is no record of the task`
		);
	}
};

const listed = (job: Job) => ({
	start_time_millis: job.submission.startedAt,
	running_time_nanos: job.runningNanos,
	query: job.submission.query
});

const notFound = (reason: string): never => refuse(404, 'resource_not_found_exception', reason);

function findJob(call: Call, { jobs }: Cluster): Job {
	const { id } = call.segments;
	const decoded = decodeJobId(id);
	if (decoded.kind === 'invalid') refuse(400, 'illegal_argument_exception', decoded.reason);
	return jobs.find(id) ?? notFound(id);
}
