import type { RequestHandler } from '@sveltejs/kit';
import { problem, relayed, start } from '$lib/server';

export const trailingSlash = 'ignore';

/** Elasticsearch's own API, for one cluster, under `/api/clusters/{cluster}`. */
export const fallback: RequestHandler = async ({ params, request, url, locals }) => {
	const id = params.cluster ?? '';
	const { cluster, desk } = await start();
	const to = cluster(id);
	if (!to) return problem(404, 'workbench_unknown_cluster', `there is no cluster [${id}] here`);
	const path = url.pathname.replace(/^\/api\/clusters\/[^/]+/, '');
	return relayed(to, request, path, locals.visitor, desk);
};

export const GET = fallback;
export const HEAD = fallback;
