import type { Clusters } from '$lib/protocol/elastic';
import type { Answer, Job } from './job';
import type { Table } from './table';

type Detail = NonNullable<Clusters['details']>[string];

const LOCAL = '(local)';

/** Tables whose rows are missing from the answer. */
export const lostTables = (tables: readonly Table[]): readonly Table[] =>
	tables.filter(({ remote }) => remote !== undefined && remote.state !== 'up');

/** `_clusters` of an answer, or of a query that still runs; undefined when none was asked for and nothing failed. */
export function clustersOf(job: Job, answer: Answer | undefined): Clusters | undefined {
	const { plan, metadata } = job.submission;
	const byCluster = new Map<string, Table[]>();
	for (const table of plan.tables) {
		const name = table.remote?.cluster ?? LOCAL;
		byCluster.set(name, [...(byCluster.get(name) ?? []), table]);
	}
	if (byCluster.size === 0) byCluster.set(LOCAL, []);
	const details = Object.fromEntries(
		[...byCluster].map(([name, tables]) => [name, detailOf(name, tables, answer)])
	);
	const acrossClusters = [...byCluster.keys()].some((name) => name !== LOCAL);
	if (metadata === 'execution' || (metadata === 'ccs' && acrossClusters)) {
		const all = Object.values(details);
		const count = (status: Detail['status']) => all.filter((detail) => detail.status === status).length;
		return {
			total: all.length,
			successful: count('successful'),
			running: count('running'),
			skipped: count('skipped'),
			partial: count('partial'),
			failed: count('failed'),
			details
		};
	}
	const failed = Object.entries(details).filter(([, { failures }]) => failures !== undefined);
	return answer && failed.length > 0 ? { details: Object.fromEntries(failed) } : undefined;
}

function detailOf(name: string, tables: readonly Table[], answer: Answer | undefined): Detail {
	const lost = lostTables(tables);
	const skipped = tables.some(({ remote }) => remote?.state === 'skipped');
	const prefix = name === LOCAL ? '' : `${name}:`;
	const indices = tables.map(({ index }) => index.slice(prefix.length)).join(',');
	if (!answer) return { status: skipped ? 'skipped' : 'running', indices };
	const cut = lost.length > 0 || answer.stopped;
	const failures = lost.flatMap(({ index, remote }) =>
		remote?.failure
			? [{ shard: skipped ? -1 : 0, index: skipped ? null : index, reason: remote.failure }]
			: []
	);
	const total = skipped ? 0 : tables.length;
	const failed = skipped ? 0 : lost.length;
	return {
		status: skipped ? 'skipped' : cut ? 'partial' : 'successful',
		indices,
		took: Math.floor(answer.tookNanos / 1e6),
		_shards: { total, successful: total - failed, skipped: 0, failed },
		...(failures.length > 0 && { failures })
	};
}
