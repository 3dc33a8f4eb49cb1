import { identity } from '../identity';
import type { Answer, Job } from '../job';
import { driversOf } from './drivers';
import { planText } from './plantext';

/** `profile` of an answer: DuckDB's figures in Elasticsearch's shape; docs/demo-profile.md tells what stands for what. */
export function profileOf({ submission }: Job, { tookNanos, measurement }: Answer): unknown {
	const { startedAt, began, planned, plan } = submission;
	const span = (nanos: number) => ({
		start_millis: startedAt,
		stop_millis: startedAt + Math.floor(nanos / 1e6),
		took_nanos: Math.round(nanos)
	});
	const node = { cluster_name: identity.clusterName, node_name: identity.nodeName };
	const planningNanos = (planned - began) * 1e6;
	const startMillis =
		startedAt + Math.floor(Math.max(planningNanos, tookNanos - (measurement?.nanos ?? 0)) / 1e6);
	return {
		query: span(tookNanos),
		planning: span(planningNanos),
		drivers: measurement ? driversOf(measurement, plan.tables, startMillis) : [],
		plans: [
			...(measurement?.root ? [{ description: 'final', ...node, plan: planText(measurement.root) }] : []),
			{ description: 'sql', ...node, plan: plan.sql }
		]
	};
}
