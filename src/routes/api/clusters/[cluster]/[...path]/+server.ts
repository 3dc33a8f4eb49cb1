import type { RequestHandler } from '@sveltejs/kit';
import { cluster, problem, relay } from '$lib/server';

export const trailingSlash = 'ignore';

/** Elasticsearch's own API, for one cluster, under `/api/clusters/{cluster}`. */
export const fallback: RequestHandler = async ({ params, request, url }) => {
	const id = params.cluster ?? '';
	const found = await cluster(id);
	if (!found) return problem(404, 'workbench_unknown_cluster', `there is no cluster [${id}] here`);
	return relay(found.upstream, request, url.pathname.replace(/^\/api\/clusters\/[^/]+/, ''));
};

export const GET = fallback;
export const HEAD = fallback;
