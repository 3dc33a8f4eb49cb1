import type { RequestHandler } from '@sveltejs/kit';
import { abilitiesOf, problem, relayed, start } from '$lib/server';

/** Milliseconds until a cluster that does not answer counts as away. */
const patience = 15_000;

/** Who one cluster is and which features it has: its own `GET /` with `capabilities` added. */
export const GET: RequestHandler = async ({ params, locals: { visitor } }) => {
	const id = params.cluster ?? '';
	const { cluster, desk } = await start();
	const to = cluster(id);
	if (!to) return problem(404, 'workbench_unknown_cluster', `there is no cluster [${id}] here`);
	const late = AbortSignal.timeout(patience);
	const prober = { ...visitor, left: AbortSignal.any([visitor.left, late]) };
	const answer = await abilitiesOf(to.label, (target) => {
		const url = new URL(target, 'http://cluster');
		return relayed(to, new Request(url), url.pathname, prober, desk);
	});
	return late.aborted
		? problem(
				504,
				'workbench_cluster_timeout',
				`[${to.label}] did not say within ${patience / 1000} s who it is`
			)
		: answer;
};
