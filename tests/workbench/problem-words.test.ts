import { expect, it } from 'vitest';
import type { Problem } from '$lib/protocol/problem';
import { problemAdvice, problemTitle } from '$lib/workbench/answer/problem-words';

const problem = (change: Partial<Problem>): Problem => ({
	kind: 'cluster',
	status: 404,
	type: 'resource_not_found_exception',
	reason: 'gone',
	places: [],
	...change
});

it('a result that is gone is called so, without a second guess at why', () => {
	expect(problemTitle(problem({}))).toBe('The result is not there any more');
	expect(problemAdvice(problem({}))).toBeUndefined();
});

it('another 404 is an error of the cluster', () => {
	expect(problemTitle(problem({ type: 'index_not_found_exception' }))).toBe(
		'The cluster answered with an error'
	);
});
