import { identity } from './identity';
import type { Answer, Job } from './job';

/** `profile` of an answer. */
export function profileOf({ submission }: Job, answer: Answer): unknown {
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
