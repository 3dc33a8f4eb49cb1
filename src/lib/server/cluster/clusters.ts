import type { Clusters } from '$lib/protocol/elastic';
import type { Answer, Job } from './job';

/** `_clusters` of an answer, or of a query that still runs. */
export function clustersOf(job: Job, answer: Answer | undefined): Clusters {
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
