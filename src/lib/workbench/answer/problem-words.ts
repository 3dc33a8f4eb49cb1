import type { Problem } from '$lib/protocol/problem';

/** Who says no, in a few words. */
export function problemTitle(problem: Problem): string {
	switch (problem.kind) {
		case 'cluster':
			if (isGone(problem)) return 'The result is not there any more';
			return problem.places.length > 0
				? 'The cluster does not understand the query'
				: 'The cluster answered with an error';
		case 'relay':
			return 'The cluster could not be asked';
		case 'network':
			return 'This page could not reach its server';
		case 'response':
			return 'The answer is not what Elasticsearch sends';
	}
}

/** What to do about a failure that is not a cluster's own error. */
export function problemAdvice(problem: Problem): string | undefined {
	if (problem.kind === 'network')
		return 'Check that the workbench server still runs, then run the query again.';
	if (problem.status === 401) return 'Sign in, or give the server credentials for this cluster.';
	if (problem.kind === 'response')
		return 'Something between this page and the cluster, such as a proxy, may have answered instead.';
	return undefined;
}

/** An async id that the cluster does not know, or not any more. */
function isGone(problem: Problem): boolean {
	return (
		problem.kind === 'cluster' && problem.status === 404 && problem.type === 'resource_not_found_exception'
	);
}
