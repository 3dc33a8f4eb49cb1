import type { RequestHandler } from '@sveltejs/kit';
import { problem, start, takeFile } from '$lib/server';

/** Takes a CSV, TSV, NDJSON, JSON or Parquet file, whose name gives the index it becomes until the server ends. */
export const PUT: RequestHandler = async ({ params, request }) => {
	const { cluster } = await start();
	const to = cluster(params.cluster ?? '');
	if (!to)
		return problem(404, 'workbench_unknown_cluster', `there is no cluster [${params.cluster ?? ''}] here`);
	if (!to.uploads)
		return problem(403, 'workbench_files_refused', `[${to.label}] takes no files from the page`);
	return takeFile(to.uploads, to.upstream, params.name ?? '', request);
};
